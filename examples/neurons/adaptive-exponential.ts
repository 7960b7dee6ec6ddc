// The adaptive exponential integrate-and-fire neuron: a spike that takes off by itself, and a current that remembers spikes.
//
// Brette & Gerstner 2005, "Adaptive exponential integrate-and-fire model as an effective description of neuronal activity",
// J. Neurophysiology 94, 3637-3642; the parameters of the patterns are those of Naud, Marcille, Clopath & Gerstner 2008,
// "Firing patterns in the adaptive exponential integrate-and-fire model", Biological Cybernetics 99, 335-347, table 1.
//
//   rheobase run examples/neurons/adaptive-exponential.ts --plot adaptive-exponential.svg
import {
  Network,
  ms,
  mV,
  nS,
  pA,
  pF,
  type Quantity,
  type ScriptModel,
  type ScriptOptions,
  type SpikeMonitor,
} from 'rheobase'

const EQUATIONS = `
  dv/dt = (gL*(EL - v) + gL*DeltaT*exp((v - VT)/DeltaT) - w + I)/C : volt
  dw/dt = (a*(v - EL) - w)/tauw : amp
  C : farad (constant)
  gL : siemens (constant)
  EL : volt (constant)
  a : siemens (constant)
  tauw : second (constant)
  b : amp (constant)
  Vr : volt (constant)
  I : amp (constant)
`
const DELTA = mV(2)
const VT = mV(-50)

/** C (pF), gL (nS), EL (mV), a (nS), tauw (ms), b (pA), Vr (mV), I (pA). */
const PATTERNS = {
  tonic: [200, 10, -70, 2, 30, 0, -58, 500],
  adapting: [200, 12, -70, 2, 300, 60, -58, 500],
  'initial burst': [130, 18, -58, 4, 150, 120, -50, 400],
  'regular bursting': [200, 10, -58, 2, 120, 100, -46, 210],
  'delayed, accelerating': [200, 12, -70, -10, 300, 0, -58, 300],
  'delayed bursting': [100, 10, -65, -10, 90, 30, -47, 110],
  transient: [100, 10, -65, 10, 90, 100, -47, 180],
} as const
/** Names of the patterns in the order of the neurons. */
export const NAMES: readonly string[] = Object.keys(PATTERNS)
const column = (k: number): number[] => Object.values(PATTERNS).map(pattern => pattern[k] ?? NaN)

const DURATION = ms(500)

interface AdaptiveExponential extends Required<ScriptModel> {
  readonly spikes: SpikeMonitor
}

export default function adaptiveExponential({
  seed = 1,
  target = 'wasm',
  threads,
}: ScriptOptions): AdaptiveExponential {
  // Near a spike v grows by the exponential of itself: the step is fine, and v is cut 20 mV above VT. The method is Euler on purpose: in
  // the last step before a spike, methods of higher order would see a v beyond all measure, and hand it on to w.
  const network = new Network({ dt: ms(0.01), seed, target, threads })
  const neurons = network.neuronGroup(NAMES.length, EQUATIONS, {
    threshold: 'v > VT + 10*DeltaT',
    reset: 'v = Vr; w += b',
    method: 'euler',
    namespace: { DeltaT: DELTA, VT },
  })
  neurons.C.set(pF(column(0)))
  neurons.gL.set(nS(column(1)))
  neurons.EL.set(mV(column(2)))
  neurons.a.set(nS(column(3)))
  neurons.tauw.set(ms(column(4)))
  neurons.b.set(pA(column(5)))
  neurons.Vr.set(mV(column(6)))
  neurons.I.set(pA(column(7)))
  neurons.v.set('EL')

  const spikes = network.spikeMonitor(neurons)
  const traces = network.stateMonitor(neurons, ['v', 'w'], { record: true, dt: ms(0.1) })
  return {
    network,
    duration: DURATION,
    spikes,
    picture: async theme => {
      const { curve, figure, trace } = await import('rheobase/plot')
      const shown = { unit: mV, weight: 0.6, to: network.t }
      const potentials = NAMES.map((name, k) =>
        trace(traces, 'v', { ...shown, elements: [k], names: [name] }),
      )
      const bursting = NAMES.indexOf('regular bursting')
      const axes = { xLabel: 'v', xUnit: mV, label: 'w', unit: pA, weight: 2 }
      // The lines on which v and w stand still; a spike starts below both, and bursts end where the reset lands above that of v.
      const v = mV(Array.from({ length: 261 }, (_, k) => -70 + k / 10))
      const { vNullcline, wNullcline } = nullclines(v, bursting)
      const phasePlane = [
        curve(v, wNullcline, { ...axes, name: 'dw/dt = 0', color: 2 }),
        curve(v, vNullcline, { ...axes, name: 'dv/dt = 0', color: 1 }),
        curve(traces.trace('v', bursting), traces.trace('w', bursting), {
          ...axes,
          draw: 'dots',
          size: 2,
          color: 0,
          name: 'regular bursting',
        }),
      ]
      return figure([...potentials, phasePlane], {
        theme,
        title: 'Adaptive exponential integrate-and-fire neuron',
      })
    },
  }
}

function nullclines(
  v: Quantity<Float64Array>,
  neuron: number,
): Record<'vNullcline' | 'wNullcline', Quantity> {
  const [, gL, EL, a, , , , I] = [pF, nS, mV, nS, ms, pA, mV, pA].map((unit, k) =>
    unit(column(k)[neuron] ?? NaN),
  )
  if (gL === undefined || EL === undefined || a === undefined || I === undefined)
    throw new Error('no such neuron')
  const upstroke = DELTA.times(Array.from(v.minus(VT).dividedBy(DELTA).values, Math.exp))
  return {
    vNullcline: gL.times(upstroke.minus(v.minus(EL))).plus(I),
    wNullcline: a.times(v.minus(EL)),
  }
}

/** Half a second of seven neurons: short enough to be run in full everywhere. */
export async function run(): Promise<AdaptiveExponential> {
  const model = adaptiveExponential({ values: {} })
  await model.network.run(model.duration)
  return model
}
