import type { ModelObject } from '../compile/network-model.js'
import { hasFlag } from '../language/parse-flags.js'
import type { Network } from '../network/network.js'
import { synapsesCoreOf, type SynapsesBase } from '../network/synapses.js'
import { second } from '../units/dimension.js'
import { countOf } from './count-text.js'
import { paragraph, type Block } from './document.js'
import type { StartValues, TimedSpreads } from './start-values.js'
import { typesetQuantity } from './typeset-number.js'
import { writeNeurons, writeSpikeGenerator } from './write-neurons.js'
import { writeOperation, writeRecording } from './write-others.js'
import { cellsOf, formOf } from './spatial-groups.js'
import { writeSynapses } from './write-synapses.js'

/** How a network was simulated. */
export interface RunFacts {
  /** In seconds. */
  readonly duration: number
  readonly runs: number
}

/** The model in words and formulas, object by object, and how it was simulated. */
export function writeMethods(network: Network, start: StartValues, run: RunFacts): readonly Block[] {
  const parts = network.parts()
  const methods = network.methods()
  const sums = summedNames(parts.map(({ model }) => model))
  const blocks = parts.flatMap(({ handle, model }): readonly Block[] => {
    const told: TimedSpreads = {
      title: start.isStart ? 'At the start' : 'At the end',
      spreads: start.variables.get(model.name) ?? [],
    }
    switch (model.kind) {
      case 'neuron-group':
        return writeNeurons(model, {
          method: methods.get(model.name),
          start: told,
          sums: sums.get(model.name) ?? new Set(),
          form: formOf(handle),
        })
      case 'spike-generator':
        return writeSpikeGenerator(model)
      case 'synapses':
        return synapsesCoreOf(handle) === undefined
          ? []
          : writeSynapses(model, handle as SynapsesBase, methods.get(model.name), told, start.delays)
      case 'regular-operation':
        return writeOperation(model, handle)
      default:
        return []
    }
  })
  const { synapses } = network.summary()
  return [
    paragraph(
      `The network of ${cellsOf(network)}${synapses === 0 ? '' : ` and ${countOf(synapses, 'synapse')}`} was simulated ${run.runs > 1 ? `in ${String(run.runs)} runs, the last of which ended at ` : 'for '}`,
      { formula: typesetQuantity(run.duration, second) },
      run.runs > 1 ? ', in steps of ' : ' in steps of ',
      { formula: typesetQuantity(network.dt.value, second) },
      `, in ${network.precision} precision. Random numbers come from a counter-based generator (Philox 4x32-10) with the seed ${String(network.seed)}.`,
    ),
    ...blocks,
    ...writeRecording(parts),
  ]
}

/** Variables of each group that synapses make, by its name: sums over the synapses of a neuron. */
function summedNames(models: readonly ModelObject[]): ReadonlyMap<string, Set<string>> {
  const sums = new Map<string, Set<string>>()
  for (const model of models) {
    if (model.kind !== 'synapses') continue
    for (const equation of model.equations.byName.values()) {
      const [, name, side] = /^(.*)_(pre|post)$/.exec(equation.name) ?? []
      if (name === undefined || !(hasFlag(equation, 'summed') || hasFlag(equation, 'added'))) continue
      const { group } = side === 'pre' ? model.source : model.target
      sums.set(group.name, (sums.get(group.name) ?? new Set()).add(name))
    }
  }
  return sums
}
