import { expect, test } from 'vitest'
import { Hz, Network, RheobaseError, kHz, ms } from '../index.js'
import { pcmSound, soundInput, wavSound, type SampleEncoding, type SoundSource } from './index.js'

const BYTES: Readonly<Record<SampleEncoding, number>> = {
  'unsigned 8': 1,
  'signed 16': 2,
  'signed 24': 3,
  'signed 32': 4,
  'float 32': 4,
  'float 64': 8,
}

/** Frames as a writer would write them; from the definition of the format, not with the code under test. */
function encoded(samples: readonly number[], encoding: SampleEncoding): Uint8Array {
  const size = BYTES[encoding]
  const view = new DataView(new ArrayBuffer(samples.length * size))
  samples.forEach((sample, k) => {
    const at = k * size
    if (encoding === 'float 32') view.setFloat32(at, sample, true)
    else if (encoding === 'float 64') view.setFloat64(at, sample, true)
    else if (encoding === 'unsigned 8') view.setUint8(at, Math.round(sample * 128) + 128)
    else {
      let whole = BigInt(Math.round(sample * 2 ** (8 * size - 1)))
      for (let byte = 0; byte < size; byte++, whole >>= 8n) view.setUint8(at + byte, Number(whole & 255n))
    }
  })
  return new Uint8Array(view.buffer)
}

interface WavOptions {
  readonly channels?: number
  readonly rate?: number
  readonly extensible?: boolean
  readonly tag?: number
  readonly bits?: number
  readonly size?: number
  readonly before?: Uint8Array
}
function wav(samples: readonly number[], encoding: SampleEncoding, options: WavOptions = {}): Uint8Array {
  const { channels = 1, rate = 8000, extensible = false, before = new Uint8Array(0) } = options
  const data = encoded(samples, encoding)
  const {
    tag = encoding.startsWith('float') ? 3 : 1,
    bits = 8 * BYTES[encoding],
    size = data.length,
  } = options
  const length = extensible ? 40 : 16
  const format = new DataView(new ArrayBuffer(length))
  format.setUint16(0, extensible ? 0xfffe : tag, true)
  format.setUint16(2, channels, true)
  format.setUint32(4, rate, true)
  format.setUint32(8, rate * channels * BYTES[encoding], true)
  format.setUint16(12, channels * BYTES[encoding], true)
  format.setUint16(14, bits, true)
  if (extensible) format.setUint16(24, tag, true)
  return joined(
    text('RIFF'),
    number(4 + before.length + 8 + length + 8 + data.length),
    text('WAVE'),
    before,
    text('fmt '),
    number(length),
    new Uint8Array(format.buffer),
    text('data'),
    number(size),
    data,
  )
}
const text = (word: string): Uint8Array => Uint8Array.from(word, letter => letter.charCodeAt(0))
const number = (value: number): Uint8Array => {
  const view = new DataView(new ArrayBuffer(4))
  view.setUint32(0, value, true)
  return new Uint8Array(view.buffer)
}
const joined = (...parts: readonly Uint8Array[]): Uint8Array =>
  Uint8Array.from(parts.flatMap(part => [...part]))

async function samplesOf(source: SoundSource): Promise<number[]> {
  const samples: number[] = []
  for await (const block of source.blocks()) samples.push(...block)
  return samples
}
const failure = async (work: () => Promise<unknown>): Promise<RheobaseError> => {
  try {
    await work()
  } catch (error) {
    if (error instanceof RheobaseError) return error
    throw error
  }
  throw new Error('it should have failed')
}

const SAMPLES = [0, 0.5, -0.5, -1, 0.25, 0.9921875]

test.each(Object.keys(BYTES) as SampleEncoding[])(
  'samples that are %s come as numbers from -1 to 1',
  async encoding => {
    for (const extensible of [false, true]) {
      const source = await wavSound(wav(SAMPLES, encoding, { extensible }))
      expect(await samplesOf(source)).toEqual(SAMPLES)
      expect(source.sampleRate.in(Hz)).toBe(8000)
      expect(source.duration?.in(ms)).toBeCloseTo(0.75, 12)
    }
  },
)

test('pieces of any length give the same, and chunks that say other things are passed over', async () => {
  const note = joined(text('LIST'), number(5), text('hello'), new Uint8Array(1))
  const bytes = wav(SAMPLES, 'signed 24', { channels: 2, before: note })
  for (const length of [1, 2, 5, 64]) {
    const pieces = Array.from({ length: Math.ceil(bytes.length / length) }, (_, k) =>
      bytes.subarray(k * length, (k + 1) * length),
    )
    const source = await wavSound(pieces)
    expect(source.channels).toBe(2)
    expect(await samplesOf(source)).toEqual(SAMPLES)
  }
})

test('a recorder that does not know how long it will record ends when it ends', async () => {
  for (const size of [0, 0x7fffffff, 0xffffffff]) {
    const source = await wavSound(wav(SAMPLES, 'signed 16', { size }))
    expect(source.duration).toBe(undefined)
    expect(await samplesOf(source)).toEqual(SAMPLES)
  }
})

test('bytes without a header', async () => {
  const format = { sampleRate: kHz(16), channels: 2 }
  const source = pcmSound([encoded([0.5, -0.5, 0.25], 'signed 16')], format)
  // The second frame is not complete.
  expect(await samplesOf(source)).toEqual([0.5, -0.5])
  for (const [wrong, code] of [
    [{ sampleRate: ms(1) }, 'impossible-sample-rate'],
    [{ sampleRate: Hz(0) }, 'impossible-sample-rate'],
    [{ sampleRate: Hz(1), encoding: 'signed 8' }, 'unknown-encoding'],
    [{ sampleRate: Hz(1), channels: 0 }, 'impossible-count'],
  ] as const)
    expect((await failure(async () => Promise.resolve(pcmSound([], wrong as never)))).code).toMatch(code)
})

test('broken files say how they are broken', async () => {
  const good = wav(SAMPLES, 'signed 16')
  for (const [bytes, code, words] of [
    [new Uint8Array(0), 'not-a-wav', 'empty'],
    [text('ID3 something else'), 'not-a-wav', 'compressed'],
    [text('RIFXxxxxWAVEfmt '), 'not-a-wav', 'RIFX'],
    [text('just some text here'), 'not-a-wav', 'pcmSound'],
    [good.subarray(0, 20), 'broken-wav', 'within its chunk "fmt "'],
    [good.subarray(0, 14), 'broken-wav', 'what its samples are'],
    [good.subarray(0, 38), 'broken-wav', 'before its samples'],
    [joined(good.subarray(0, 12), text('data'), number(4)), 'broken-wav', 'samples come before'],
    [wav(SAMPLES, 'signed 16', { tag: 2, bits: 4 }), 'unknown-wav-format', 'format 2 and 4 bits'],
    [wav(SAMPLES, 'signed 16', { channels: 0 }), 'broken-wav', '0 channels'],
    [wav(SAMPLES, 'signed 16', { rate: 0 }), 'broken-wav', '0 samples a second'],
  ] as const) {
    const error = await failure(() => wavSound(bytes))
    expect([error.kind, error.code]).toEqual(['value', code])
    expect(error.message).toContain(words)
  }
  const short = await wavSound(good.subarray(0, good.length - 3))
  const error = await failure(() => samplesOf(short))
  expect(error.code).toBe('broken-wav')
  expect(error.message).toContain('after 9 bytes of samples, of 12')
})

test('a network hears a channel, sample by sample, and silence afterwards', async () => {
  for (const channel of [0, 1]) {
    const source = await wavSound(wav(SAMPLES, 'signed 16', { channels: 2 }))
    const net = new Network({
      dt: source.sampleRate.toPower(-1),
      namespace: { sound: soundInput(source, { channel }) },
    })
    const ear = net.neuronGroup(1, 'heard = sound(t) : 1')
    const monitor = net.stateMonitor(ear, 'heard', { record: [0] })
    await net.run(ms(1))
    const wanted = SAMPLES.filter((_, k) => k % 2 === channel)
    expect(Array.from(monitor.trace('heard', 0).values)).toEqual([...wanted, 0, 0, 0, 0, 0])
  }
  const source = await wavSound(wav(SAMPLES, 'signed 16'))
  expect(() => soundInput(source, { channel: 1 })).toThrow('it has 1, number 0')
})
