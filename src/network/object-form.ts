import type { ModelObject } from '../compile/network-model.js'
import type { CableModel } from '../model/cable.js'
import type { GroupRange } from '../model/group.js'
import type { StateMonitorModel } from '../model/recording.js'
import type { PathwayModel, SynapticSide } from '../model/synapses.js'
import type { Variable } from '../model/variable.js'
import { digestOf } from '../runtime/digest.js'
import { unscaledSymbol } from '../units/describe-dimension.js'

/**
 * What an object must have in common with one of a snapshot for the state of that one to fit: plain text by what it is about, so that a
 * file can hold it and a message can show it.
 */
export interface ObjectForm {
  /** What its state as a whole depends on. */
  readonly whole: ReadonlyMap<string, string>
  /** Its stored variables, and the pathways of synapses: each of them fits or does not. */
  readonly pieces: ReadonlyMap<string, string>
}

export const SIZE = 'number of elements'

/** The form of an object as it is now. */
export const formOf = (model: ModelObject): ObjectForm => ({
  whole: new Map([...wholeOf(model), ...('clock' in model ? [['clock', model.clock.name] as const] : [])]),
  pieces: new Map(piecesOf(model)),
})

type Facts = readonly (readonly [about: string, text: string])[]

function wholeOf(model: ModelObject): Facts {
  switch (model.kind) {
    case 'neuron-group':
      return [
        ['kind', 'neurons'],
        [SIZE, String(model.size)],
        ...(model.cable === undefined ? [] : [['form', formText(model.cable)] as const]),
      ]
    case 'spike-generator':
      return [
        ['kind', 'spike generator'],
        [SIZE, String(model.size)],
      ]
    case 'synapses':
      return [
        ['kind', 'synapses'],
        ['source', sideText(model.source)],
        ['target', sideText(model.target)],
      ]
    case 'spike-monitor':
      return [
        ['kind', 'monitor of events'],
        ['source', sideText(model.source)],
        ['event', model.event],
        [
          'list of what is recorded',
          listText(model.record ? ['i', 't', ...model.variables] : model.variables),
        ],
      ]
    case 'state-monitor':
      return [
        ['kind', 'state monitor'],
        ['source', recordedText(model)],
        ['list of what is recorded', listText(model.variables)],
        ...recordedElements(model),
        ['way to keep samples', keepText(model)],
      ]
    case 'population-rate-monitor':
      return [
        ['kind', 'monitor of a rate'],
        ['source', sideText(model.source)],
      ]
    case 'regular-operation':
      return [['kind', 'code at intervals']]
    case 'network-operation':
      return [['kind', 'network operation']]
    default:
      return model satisfies never
  }
}

function piecesOf(model: ModelObject): Facts {
  switch (model.kind) {
    case 'neuron-group':
    case 'spike-generator':
      return variableFacts(model.variables)
    case 'synapses':
      return [
        ...variableFacts(model.variables),
        ...model.pathways.map(pathway => [pathway.name, pathwayText(pathway)] as const),
      ]
    default:
      return []
  }
}

const variableFacts = (variables: ReadonlyMap<string, Variable>): Facts =>
  [...variables.values()].map(({ name, type, dimension, shared }) => [
    name,
    `${shared ? 'shared ' : ''}${type} in ${unscaledSymbol(dimension)}`,
  ])

const pathwayText = ({ side, event, delayVariable }: PathwayModel): string =>
  `pathway of ${event} events of the ${side === 'pre' ? 'source' : 'target'} with ${delayVariable.shared ? 'one delay' : 'a delay for each synapse'}`

function sideText({ group, start, stop, listed }: GroupRange | SynapticSide): string {
  if (group.kind === 'synapses') return group.name
  if (listed !== undefined) return `${String(stop)} neurons of ${group.name} (${checksum(listed.neurons)})`
  return `${group.name} from ${String(start)} to ${String(stop - 1)}`
}

const formText = ({ compartments, coupling }: CableModel): string =>
  `${String(compartments)} compartments (${checksum(new Int32Array(coupling.slice().buffer))})`

function recordedText({ source, pathway }: StateMonitorModel): string {
  if ('group' in source) return sideText(source)
  return pathway === undefined ? source.name : `${source.name}.${pathway}`
}

/** The list of recorded synapses stands in memory, and goes back with it. */
function recordedElements({ source, elements }: StateMonitorModel): Facts {
  if (!('group' in source)) return []
  return [['list of recorded elements', `${String(elements.length)} of them (${checksum(elements)})`]]
}

function keepText({ keep }: StateMonitorModel): string {
  if (keep === 'statistics') return 'statistics'
  return `each of ${String(keep.every)}, ${keep.last === Infinity ? 'all' : `the last ${String(keep.last)}`}`
}

const listText = (names: readonly string[]): string => names.join(', ') || 'nothing'
const checksum = (numbers: Int32Array): string => `checksum ${(digestOf(numbers) >>> 0).toString(16)}`
