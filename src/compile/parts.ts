import type { Procedure } from '../kernels/value.js'
import type { EventModel, NeuronGroupModel } from '../model/group.js'
import type { SynapsesModel } from '../model/synapses.js'
import type { CableGroup } from './cable/cable-arrays.js'
import { adoptPotentials, membraneCurrents } from './cable/membrane.js'
import { solveCable } from './cable/solve-cable.js'
import { CABLE_STEPS } from './cable/stages.js'
import { chanceEvents } from './chance-events.js'
import { chooseUpdate, type ChosenUpdate } from './choose-update.js'
import { emitSpikes } from './emit-spikes.js'
import { eventCode } from './event-code.js'
import { heldSubexpressions, storeHeldSubexpressions } from './held-subexpressions.js'
import type { ModelObject } from './network-model.js'
import type { Part, PartWork } from './part.js'
import { deliver } from './pathway.js'
import { recordEvents } from './record-events.js'
import { recordRate } from './record-rate.js'
import { recordState } from './record-state.js'
import { regularOperation } from './regular-operation.js'
import { adaptiveUpdate } from './adaptive-update.js'
import { stateUpdate } from './state-update.js'
import { isAdded, summedEquations, summedTarget, sumIntoNeurons } from './summed-variable.js'
import type { Storage } from './storage.js'
import { summariseState } from './summarise-state.js'
import { eventTest } from './threshold.js'
import { isWholeGroup } from './neuron-place.js'

/** What an active object does in a step, part by part. The integration updates are noted in `updates`. */
export function partsOf(storage: Storage, object: ModelObject, updates: Map<string, ChosenUpdate>): Part[] {
  if (!object.active) return []
  switch (object.kind) {
    case 'neuron-group':
      return neuronGroupParts(storage, object, updates)
    case 'spike-generator':
      return [{ ...scheduling(object), work: { kind: 'kernel', procedure: emitSpikes(storage, object) } }]
    case 'synapses':
      return synapsesParts(storage, object, updates)
    case 'spike-monitor':
      return [
        {
          ...scheduling({ ...object, clock: object.source.group.clock }),
          work: { kind: 'kernel', ...recordEvents(storage, object) },
        },
      ]
    case 'state-monitor':
      return [
        {
          ...scheduling(object),
          work:
            object.keep === 'statistics'
              ? { kind: 'kernel', procedure: summariseState(storage, object) }
              : { kind: 'kernel', ...recordState(storage, object) },
        },
      ]
    case 'population-rate-monitor':
      return [
        {
          ...scheduling({ ...object, clock: object.source.group.clock, when: 'end', order: 0 }),
          work: { kind: 'kernel', ...recordRate(storage, object) },
        },
      ]
    case 'network-operation':
      return [{ ...scheduling(object), work: { kind: 'callback', call: object.call } }]
    case 'regular-operation': {
      const procedure = regularOperation(storage, object)
      return [{ ...scheduling(object), work: { kind: 'kernel', procedure } }]
    }
    default:
      return object satisfies never
  }
}

const scheduling = ({
  name,
  when,
  order,
  clock,
}: Pick<Part, 'name' | 'when' | 'order' | 'clock'>): Omit<Part, 'work'> => ({
  name,
  owner: name,
  when,
  order,
  clock,
})

function neuronGroupParts(
  storage: Storage,
  group: NeuronGroupModel,
  updates: Map<string, ChosenUpdate>,
): Part[] {
  const parts: Part[] = []
  const update = chooseUpdate(storage, group)
  updates.set(group.name, update)
  const common = { owner: group.name, clock: group.clock }
  parts.push(...heldParts(storage, group))
  if (update.statements.length > 0 || group.refractory !== undefined) {
    parts.push({
      ...common,
      name: `${group.name}_stateupdater`,
      when: 'groups',
      order: group.order,
      work: integration(storage, group, update),
    })
  }
  if (group.cable !== undefined) parts.push(...cableParts(storage, { ...group, cable: group.cable }))
  for (const event of group.events) {
    parts.push({
      ...common,
      name: `${group.name}_${event.name}_thresholder`,
      when: event.when,
      order: event.order,
      work: eventWork(storage, group, event),
    })
    if (event.code === undefined || event.code.statements.length === 0) continue
    parts.push({
      ...common,
      name: `${group.name}_${event.name}_resetter`,
      when: event.code.when,
      order: event.code.order,
      work: { kind: 'kernel', procedure: eventCode(storage, group, event, event.code) },
    })
  }
  return parts
}

/** The potential of a spatial neuron, right after everything that its membrane current depends on. */
function cableParts(storage: Storage, group: CableGroup): Part[] {
  const common = {
    ...{ owner: group.name, clock: group.clock, when: 'groups', order: group.order + 1 },
    sequence: `${group.name}_cable`,
  }
  // Of one order, parts run in the order of their names.
  const kernel = (procedure: Procedure): PartWork => ({ kind: 'kernel', procedure })
  return [
    ...CABLE_STEPS[group.cable.method].stages.flatMap((stage): readonly Part[] => {
      const name = `${group.name}_cable_${stage.name}`
      return [
        { ...common, name: `${name}currents`, work: kernel(membraneCurrents(storage, group, stage)) },
        { ...common, name: `${name}potentials`, work: solveCable(storage, group, stage) },
      ]
    }),
    { ...common, name: `${group.name}_cable_update`, work: kernel(adoptPotentials(storage, group)) },
  ]
}

function eventWork(storage: Storage, group: NeuronGroupModel, event: EventModel): PartWork {
  const procedure = eventTest(storage, group, event)
  const forConstants = chanceEvents(storage, group, event)
  return forConstants === undefined
    ? { kind: 'kernel', procedure }
    : { kind: 'kernel', procedure, forConstants }
}

const integration = (
  storage: Storage,
  owner: NeuronGroupModel | SynapsesModel,
  { method, attempt, statements }: ChosenUpdate,
): PartWork =>
  method?.adaptive === true && attempt !== undefined
    ? adaptiveUpdate({ storage, owner, attempt, order: method.controlOrder })
    : { kind: 'kernel', procedure: stateUpdate(storage, owner, statements) }

function heldParts(storage: Storage, owner: NeuronGroupModel | SynapsesModel): Part[] {
  if (heldSubexpressions(owner).length === 0) return []
  return [
    {
      name: `${owner.name}_subexpression_update`,
      owner: owner.name,
      clock: owner.clock,
      when: 'before_start',
      order: owner.order,
      work: { kind: 'kernel', procedure: storeHeldSubexpressions(storage, owner) },
    },
  ]
}

function synapsesParts(
  storage: Storage,
  synapses: SynapsesModel,
  updates: Map<string, ChosenUpdate>,
): Part[] {
  const parts = heldParts(storage, synapses)
  const update = chooseUpdate(storage, synapses)
  updates.set(synapses.name, update)
  if (update.statements.length > 0) {
    parts.push({
      name: `${synapses.name}_stateupdater`,
      owner: synapses.name,
      clock: synapses.clock,
      when: 'groups',
      order: synapses.order,
      work: integration(storage, synapses, update),
    })
  }
  for (const equation of summedEquations(synapses)) {
    const { range } = summedTarget(synapses, equation)
    const { group } = range
    // A part of a group comes one place after its group. What is added comes right after what clears it.
    const isPart = !isAdded(equation) && !isWholeGroup(range)
    parts.push({
      name: `${synapses.name}_summed_variable_${equation.name}`,
      owner: synapses.name,
      clock: group.clock,
      when: 'groups',
      order: group.order + (isPart ? 1 : 0) - 1,
      work: { kind: 'kernel', procedure: sumIntoNeurons(storage, synapses, equation) },
    })
  }
  for (const pathway of synapses.pathways) {
    if (!pathway.active) continue
    parts.push({
      name: `${synapses.name}_${pathway.name}`,
      owner: synapses.name,
      when: 'synapses',
      order: pathway.order,
      clock: (pathway.side === 'pre' ? synapses.source : synapses.target).group.clock,
      work: { kind: 'kernel', ...deliver(storage, synapses, pathway) },
    })
  }
  return parts
}
