import { cuba } from './cuba.js'
import type { Measurement } from './engine.js'
import type { Network } from './benchmark.js'
import { figureOfRuns } from './figure-of-runs.js'
import { rheobaseEngine } from './rheobase-engine.js'
import type { Figure, SpecialFigures } from './special-figures.js'

const [FEW, MANY] = [4000, 256_000]
/** Neurons of which the synapses are counted: 80 each. */
const CONNECTED = 64_000

/** Differences of whole processes: what the engine itself takes drops out, and nothing that a network needs is forgotten. */
export const memory: SpecialFigures = {
  name: 'memory',
  question: 'How many bytes does a process take for each neuron, and for each synapse?',
  async measure(root, { seed, precision }) {
    const ours = rheobaseEngine(root)
    const alone: Network = { ...cuba, model: { ...cuba.model, values: { connected: '0' } } }
    const figures: Figure[] = []
    for (const each of precision) {
      const measured = (network: Network, size: number): Promise<Measurement> =>
        ours.measure(network, size, { seed, duration: 0.001, threads: 1, precision: each })
      const [few, many] = [await measured(alone, FEW), await measured(alone, MANY)]
      const [without, connected] = [await measured(alone, CONNECTED), await measured(cuba, CONNECTED)]
      const perNeuron = (many.peakBytes - few.peakBytes) / (many.neurons - few.neurons)
      const perSynapse = (connected.peakBytes - without.peakBytes) / connected.synapses
      const figure = (what: string, unit: Figure['unit'], value: number): Figure =>
        figureOfRuns('memory', `CUBA in ${each} precision: ${what}`, unit, [value])
      figures.push(
        figure('each neuron', 'bytes', perNeuron),
        figure('each synapse', 'bytes', perSynapse),
        figure('a process without them', 'MB', (few.peakBytes - FEW * perNeuron) / 1e6),
      )
    }
    return figures
  },
}
