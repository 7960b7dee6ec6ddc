// Bursts, their order and their chaos: the intervals between the spikes of a neuron, at three hundred currents.
//
// Hindmarsh & Rose 1984, "A model of neuronal bursting using three coupled first order differential equations", Proc. R. Soc. Lond. B 221,
// 87-102, with r = 0.006 as in Hansel & Sompolinsky 1992, "Synchronization and computation in a chaotic neural network", Phys. Rev. Lett. 68,
// 718-721. The model has no units; its time is read as milliseconds.
//
//   rheobase run examples/neurons/hindmarsh-rose.ts --set r=0.003 --plot hindmarsh-rose.svg
import { Network, ms, type Quantity, type ScriptModel, type ScriptOptions, type SpikeMonitor } from 'rheobase'
import { intervals } from 'rheobase/analysis'

// x is the potential, y a fast recovery, z a slow current that ends bursts.
const EQUATIONS = `
  dx/dt = (y - x**3 + 3*x**2 - z + I)/ms : 1
  dy/dt = (1 - 5*x**2 - y)/ms : 1
  dz/dt = r*(4*(x + 1.6) - z)/ms : 1
  I : 1 (constant)
`
const [FROM, TO] = [1.2, 3.6]
/** Spikes before are those of the start. */
const SETTLED = ms(1000)
const DURATION = ms(3000)

interface HindmarshRose extends Required<ScriptModel> {
  readonly spikes: SpikeMonitor
  readonly currents: readonly number[]
  /** Intervals between the spikes at each current, once the start is over. */
  readonly intervalsOfEach: () => Quantity<Float64Array>[]
}

/** `--set` gives other values to `size`, the number of currents, and `r`, the rate of the slow current. */
export default function hindmarshRose({
  values,
  seed = 1,
  target = 'wasm',
  threads,
  scale = 1,
}: ScriptOptions & { readonly scale?: number }): HindmarshRose {
  const size = values.size?.value ?? Math.round(300 * scale) + 1
  const r = values.r?.value ?? 0.006
  const currents = Array.from({ length: size }, (_, k) => FROM + ((TO - FROM) * k) / Math.max(size - 1, 1))
  const network = new Network({ dt: ms(0.05), seed, target, threads })
  const neurons = network.neuronGroup(size, EQUATIONS, {
    threshold: 'x > 1',
    refractory: 'x > 0.5',
    method: 'rk4',
    namespace: { r },
  })
  neurons.I.set(currents)
  neurons.x.set(-1.6)
  neurons.y.set(-11.8)

  const spikes = network.spikeMonitor(neurons)
  // Bursts of two spikes each, and chaos.
  const [orderly, chaotic] = [Math.round((size - 1) / 3), Math.round(((size - 1) * 5) / 6)]
  const traces = network.stateMonitor(neurons, 'x', { record: [orderly, chaotic] })
  const intervalsOfEach = (): Quantity<Float64Array>[] =>
    spikes.trains().map(train => intervals(ms(train.in(ms).filter(time => time > SETTLED.in(ms)))))
  return {
    network,
    duration: DURATION,
    spikes,
    currents,
    intervalsOfEach,
    picture: async theme => {
      const { curve, figure, trace } = await import('rheobase/plot')
      const shown = { from: ms(1000), to: ms(2000) }
      const all = intervalsOfEach().map(each => Array.from(each.in(ms)))
      const points = all.flatMap((each, k) => each.map(interval => [currents[k] ?? NaN, interval] as const))
      return figure(
        [
          curve(
            points.map(([current]) => current),
            ms(points.map(([, interval]) => interval)),
            { xLabel: 'Current', label: 'Interval', unit: ms, draw: 'dots', size: 1.2, weight: 3 },
          ),
          ...[orderly, chaotic].map(k =>
            trace(traces, 'x', {
              ...shown,
              elements: [k],
              names: [`current ${(currents[k] ?? NaN).toFixed(2)}`],
            }),
          ),
        ],
        { theme, title: 'Intervals between spikes of Hindmarsh-Rose neurons' },
      )
    },
  }
}

/** Three seconds of `scale` times 301 neurons. */
export async function run({ scale = 1 }: { readonly scale?: number } = {}): Promise<HindmarshRose> {
  const model = hindmarshRose({ values: {}, scale })
  await model.network.run(model.duration)
  return model
}
