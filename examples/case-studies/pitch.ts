// An ear that hears pitch. Sound becomes spikes, sample by sample; three hundred neurons see each spike twice, at once and after a while of
// their own, and fire where that while is the period of the sound. It comes from a file, or live from a microphone.
//
// Stimberg, Brette & Goodman 2019, "Brian 2, an intuitive and efficient neural simulator", eLife 8, e47314, figure 7; the idea is that of
// Licklider 1951, "A duplex theory of pitch perception", Experientia 7, 128-134.
//
//   rheobase run examples/case-studies/pitch.ts --plot pitch.svg
//   rheobase run examples/case-studies/pitch.ts --input sound.wav --plot pitch.svg
//   arecord -f S16_LE -r 44100 | rheobase run examples/case-studies/pitch.ts --input - --duration 10s --plot live.svg
//   ffmpeg -i song.mp3 -f s16le -ac 1 -ar 44100 - | rheobase run examples/case-studies/pitch.ts --input - --input-format s16le,44.1kHz
import { Hz, Network, ms, script, second } from 'rheobase'
import { openSound, soundInput } from 'rheobase/sound'

/** Fires at the upstrokes of the sound, more rarely the louder it has just been. A file says 32768 where the paper divides by 32767. */
const RECEPTOR = `
  dx/dt = (sound - x)/tau_ear : 1 (unless refractory)
  dth/dt = (0.1*x - th)/tau_th : 1
  sound = clip(sample(t)*(32768/32767), 0, inf) : 1 (constant over dt)
`
const DETECTOR = `
  dv/dt = -v/tau + sigma*(2/tau)**0.5*xi : 1
  freq : Hz (constant)
`
const FLUTE = new URL('../data/scale_flute.wav', import.meta.url)

/** `--set` gives another noise `sigma` and weight `w` of a spike. */
export default script(async ({ values, settings, input = FLUTE, inputFormat, duration }) => {
  const { sigma = 0.1, w = 0.5 } = values
  const source = await openSound(input, inputFormat)
  const dt = source.sampleRate.toPower(-1)
  const namespace = { tau_ear: ms(1), tau_th: ms(5), tau: ms(1), sigma, w, sample: soundInput(source) }
  const network = new Network({ dt, seed: 1, namespace, ...settings })
  const receptor = network.neuronGroup(1, RECEPTOR, {
    threshold: 'x > th',
    reset: 'x = 0; th = th*2.5 + 0.01',
    refractory: ms(2),
    method: 'exact',
    name: 'receptor',
  })
  receptor.th.set(1)
  const detectors = network.neuronGroup(300, DETECTOR, {
    threshold: 'v > 1',
    reset: 'v = 0',
    method: 'euler',
    name: 'detectors',
  })
  // From 50 to 1000 Hz, evenly spaced on a logarithmic scale.
  detectors.freq.set('50*Hz*exp(i/(N - 1)*log(20))')
  const synapses = network.synapses(receptor, detectors, {
    onPre: { direct: 'v_post += w', delayed: 'v_post += w' },
  })
  synapses.connect()
  synapses.pathway('delayed').delay.set('1/freq_post')

  const ear = network.spikeMonitor(receptor)
  const heard = network.spikeMonitor(detectors, { variables: ['freq'] })
  const sound = network.stateMonitor(receptor, 'sound', { record: true, keep: { every: 10 } })
  return {
    network,
    detectors,
    ear,
    heard,
    duration: duration ?? source.duration ?? second(10),
    picture: async theme => {
      const { curve, figure, spectrogram, trace } = await import('rheobase/plot')
      const shown = { timeUnit: second, to: network.t }
      const places = { timeUnit: second, window: ms(100), to: Hz(600), weight: 1.5 }
      return figure(
        [
          trace(sound, 'sound', { ...shown, label: 'Sound', weight: 0.6 }),
          spectrogram(sound.trace('sound', 0), dt.times(10), places),
          curve(heard.t, heard.values('freq'), {
            ...{ xLabel: 'Time', xUnit: second, label: 'Heard', unit: Hz, scale: 'log' },
            ...{ draw: 'dots', size: 1.6, weight: 2.5 },
          }),
        ],
        { theme, title: 'What an ear hears that waits for a period' },
      )
    },
  }
})
