// Synaptic scaling. When its inputs fall silent for long, a cortical neuron strengthens all its excitatory synapses by one factor until
// it fires as before: the rate is restored, and what was learned, the ratios of the weights, stays.
//
// Turrigiano, Leslie, Desai, Rutherford & Nelson 1998, "Activity-dependent scaling of quantal amplitude in neocortical neurons", Nature
// 391, 892-896. The rule is the proportional one of van Rossum, Bi & Turrigiano 2000, "Stable Hebbian learning from spike
// timing-dependent plasticity", J. Neurosci. 20, 8812-8821: each weight grows in proportion to itself and to what the rate lacks.
//
//   rheobase run examples/synapses/homeostasis.ts --set goal=8Hz --plot homeostasis.svg
import {
  Hz,
  Network,
  ms,
  mV,
  second,
  type Quantity,
  type ScriptModel,
  type ScriptOptions,
  type SpikeMonitor,
  type StateMonitor,
} from 'rheobase'

// `rate` is what the cell knows of its own activity: spikes, forgotten over 10 s.
const MEMBRANE = `
  dv/dt = -v/tau : volt (unless refractory)
  drate/dt = -rate/tau_rate : hertz
`
const INPUTS = 100
const CELLS = 20
export const GOAL = Hz(5)
/** Inputs fall to this share of their rate at that time. */
export const SILENCED = 0.5
export const SILENCED_AT = second(150)
const DURATION = second(450)

interface Homeostasis extends Required<ScriptModel> {
  readonly rates: StateMonitor
  readonly weights: StateMonitor
  readonly spikes: SpikeMonitor
}

/** `--set` gives another `goal`: the rate that the neurons want. */
export default function homeostasis({
  values,
  seed = 1,
  target = 'wasm',
  threads,
}: ScriptOptions): Homeostasis {
  const goal = values.goal ?? GOAL
  const network = new Network({
    dt: ms(0.5),
    seed,
    target,
    threads,
    namespace: { tau: ms(20), tau_rate: second(10), goal, silenced: SILENCED, silenced_at: SILENCED_AT },
  })
  const inputs = network.poissonGroup(INPUTS, '10*Hz*where(t < silenced_at, 1, silenced)')
  const cells = network.neuronGroup(CELLS, MEMBRANE, {
    threshold: 'v > 15*mV',
    reset: 'v = 0*mV; rate += 1/tau_rate',
    refractory: ms(2),
    method: 'exact',
  })
  const synapses = network.synapses(inputs, cells, { equations: 'w : volt', onPre: 'v_post += w' })
  synapses.connect({ p: 1 })
  synapses.w.set('0.6*mV*exp(0.5*randn())')
  synapses.runRegularly('w *= 1 + 0.03*(goal - rate_post)/goal', { dt: second(1) })

  const record = { record: true, dt: second(1) }
  const rates = network.stateMonitor(cells, 'rate', record)
  const weights = network.stateMonitor(synapses, 'w', {
    record: Array.from({ length: INPUTS }, (_, k) => k * CELLS),
    dt: second(10),
  })
  const spikes = network.spikeMonitor(cells)
  return {
    network,
    duration: DURATION,
    rates,
    weights,
    spikes,
    picture: async theme => {
      const { curve, figure } = await import('rheobase/plot')
      const wanted = Number(goal.in(Hz))
      const perCell = rates.in('rate', Hz)
      const mean = rates.t
        .in(second)
        .map((_, sample) => perCell.reduce((sum, one) => sum + (one[sample] ?? NaN), 0) / CELLS)
      const [before, after] = [weightsAt(weights, SILENCED_AT), weightsAt(weights, DURATION)]
      const factor = after.reduce((sum, w) => sum + w) / before.reduce((sum, w) => sum + w)
      const ends = [0, Math.max(...before)]
      return figure(
        [
          [
            curve(rates.t, Hz(mean), {
              name: 'mean rate',
              xLabel: 'Time',
              label: 'Rate',
              unit: Hz,
              weight: 1.6,
            }),
            curve(second([0, DURATION.in(second)]), Hz([wanted, wanted]), { name: 'wanted' }),
          ],
          [
            curve(mV(ends), mV(ends.map(w => w * factor)), {
              name: 'one factor',
              xLabel: 'Weight before',
              label: 'Weight after',
              unit: mV,
            }),
            curve(mV(before), mV(after), { draw: 'dots', size: 3, name: 'synapses of a cell' }),
          ],
        ],
        { theme, title: 'Synaptic scaling' },
      )
    },
  }
}

/** Weights of the recorded synapses, in mV, at the last sample before a time. */
export function weightsAt(weights: StateMonitor, time: Quantity<number>): number[] {
  const sample = weights.t.in(second).filter(t => t < time.in(second)).length - 1
  return weights.in('w', mV).map(one => one[sample] ?? NaN)
}

/** 450 s of 20 cells with 100 inputs each. */
export async function run({ seed = 1 } = {}): Promise<Homeostasis> {
  const model = homeostasis({ values: {}, seed })
  await model.network.run(model.duration)
  return model
}
