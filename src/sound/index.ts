// Sound as input, from files, recorders and microphones: `import { openSound, soundInput } from 'rheobase/sound'`. Only `openSound` needs Node.
export { openSound } from './open-sound.js'
export { wavSound } from './wav-sound.js'
export { pcmSound, type PcmFormat } from './pcm-sound.js'
export { soundInput, type SoundInputOptions } from './sound-input.js'
export type { InputFormat, SampleEncoding } from '../network/input-format.js'
export type { BytePieces } from './byte-queue.js'
export type { SoundSource } from './sound-source.js'
