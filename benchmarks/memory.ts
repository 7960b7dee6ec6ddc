import { cuba } from './cuba.js'
import type { Measurement } from './engine.js'
import type { Network } from './benchmark.js'
import { rheobaseEngine } from './rheobase-engine.js'
import type { SpecialFigures } from './special-figures.js'

const [FEW, MANY] = [4000, 256_000]
/** Neurons of which the synapses are counted: 80 each. */
const CONNECTED = 64_000

/** Differences of whole processes: what the engine itself takes drops out, and nothing that a network needs is forgotten. */
export const memory: SpecialFigures = {
  name: 'memory',
  question: 'How many bytes does a process take for each neuron, and for each synapse?',
  async print(root, { seed, precision }) {
    const ours = rheobaseEngine(root)
    const alone: Network = { ...cuba, model: { ...cuba.model, values: { connected: '0' } } }
    for (const each of precision) {
      const measure = (network: Network, size: number): Promise<Measurement> =>
        ours.measure(network, size, { seed, duration: 0.001, threads: 1, precision: each })
      const [few, many] = [await measure(alone, FEW), await measure(alone, MANY)]
      const [without, connected] = [await measure(alone, CONNECTED), await measure(cuba, CONNECTED)]
      const perNeuron = (many.peakBytes - few.peakBytes) / (many.neurons - few.neurons)
      const perSynapse = (connected.peakBytes - without.peakBytes) / connected.synapses
      console.log(
        `cuba, ${each} precision: ${perNeuron.toFixed(1)} bytes per neuron, ${perSynapse.toFixed(1)} bytes per synapse, ` +
          `${((few.peakBytes - FEW * perNeuron) / 1e6).toFixed(0)} MB for a process without them`,
      )
    }
  },
}
