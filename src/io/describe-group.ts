import { RheobaseError } from '../errors/rheobase-error.js'
import { isWholeGroup } from '../compile/neuron-place.js'
import type { SchemeModel } from '../model/integration.js'
import { DEFAULT_STEP_CONTROL } from '../model/step-control.js'
import type { ClockModel } from '../model/clock.js'
import type { EventModel, NeuronGroupModel, SpikeGeneratorModel } from '../model/group.js'
import type { SynapticSide, SynapsesModel } from '../model/synapses.js'
import type { GivenSpikes } from '../network/spike-generator-core.js'
import { second } from '../units/dimension.js'
import type { SpatialForm } from '../network/spatial-form.js'
import { describeMorphology } from './describe-morphology.js'
import { describeNamespace } from './describe-namespace.js'
import { equationsText, expressionText, statementsText } from './describe-texts.js'
import { describeStepControl } from './describe-step-control.js'
import { scalarText, unitText } from './describe-values.js'
import type { ArrayQuantity, DescriptionOf, GroupReference } from './model-json.js'

type Omitted<Of> = { -readonly [Key in keyof Of]?: Of[Key] }

/** The step of an object that has its own clock. */
export const ownStep = (name: string, { name: clock, dt }: ClockModel): { dt?: string } =>
  clock === `${name}_clock` ? { dt: scalarText(dt, second) } : {}
export const orderOf = (order: number, usual = 0): { order?: number } => (order === usual ? {} : { order })

/** A group, a part of one, or all of some synapses. */
export function referenceTo(part: SynapticSide): GroupReference {
  const { group, start, stop, listed } = part
  if (group.kind === 'synapses' || isWholeGroup(part)) return group.name
  return listed === undefined
    ? { group: group.name, from: start, to: stop }
    : { group: group.name, neurons: [...listed.neurons] }
}

const described = (method: string | SchemeModel) =>
  typeof method === 'string' ? method : { ...method, text: method.text.split('\n') }

function commonOf(model: NeuronGroupModel | SynapsesModel) {
  const [own] = model.namespaces
  const { methods, isOpen, stepControl } = model.integration
  const [method] = methods
  return {
    ...(isOpen || method === undefined
      ? {}
      : { method: methods.length === 1 ? described(method) : methods.map(described) }),
    ...(stepControl === DEFAULT_STEP_CONTROL
      ? {}
      : { methodOptions: describeStepControl(model, stepControl) }),
    ...(own === undefined || model.namespaces.length < 2 ? {} : describeNamespace(own)),
    ...(model.stream === model.name ? {} : { stream: model.stream }),
    ...ownStep(model.name, model.clock),
    ...orderOf(model.order),
  }
}

/** Poisson groups are groups with equations that no method integrates. */
export const isPoissonGroup = ({ integration, equations }: NeuronGroupModel): boolean =>
  integration.methods.length === 0 && !integration.isOpen && equations.byName.has('rates')

export function describePoissonGroup(
  model: NeuronGroupModel,
  rates: () => ArrayQuantity,
): DescriptionOf<'poissonGroup'> {
  const expression = model.equations.byName.get('rates')?.expression
  const [spike] = model.events
  return {
    type: 'poissonGroup',
    name: model.name,
    n: model.size,
    rates: expression === undefined ? rates() : expressionText(expression),
    ...commonOf(model),
    ...(spike === undefined || spike.when === 'thresholds' ? {} : { when: spike.when }),
  }
}

/** A group with equations, and the objects for the code of its events. */
export function describeNeuronGroup(
  model: NeuronGroupModel,
  form?: SpatialForm,
): (DescriptionOf<'neuronGroup' | 'spatialNeuron'> | DescriptionOf<'runOnEvent'>)[] {
  const { name, size, equations, events, refractory, order } = model
  if (model.firstElement !== undefined)
    throw new RheobaseError(
      'value',
      'not-describable',
      `\`${name}\` is a part of a larger group (firstElement): describe the whole`,
    )
  const spike = events.find(event => event.name === 'spike')
  const reset = spike?.code?.when === 'resets' && spike.code.order === order ? spike.code : undefined
  const others = events.filter(event => event !== spike)
  const moved = events.filter(event => event.when !== usualSlot(event) || event.order !== order)
  return [
    {
      ...(form === undefined
        ? ({ type: 'neuronGroup', name, n: size, equations: equationsText(equations) } as const)
        : describeForm(model, form)),
      ...(spike === undefined ? {} : { threshold: expressionText(spike.condition) }),
      ...(reset === undefined ? {} : { reset: statementsText(reset.statements) }),
      ...(refractory === undefined ? {} : { refractory: expressionText(refractory.expression) }),
      ...(others.length === 0
        ? {}
        : { events: Object.fromEntries(others.map(event => [event.name, expressionText(event.condition)])) }),
      ...(moved.length === 0
        ? {}
        : {
            eventSchedule: Object.fromEntries(
              moved.map(event => [event.name, { when: event.when, order: event.order }]),
            ),
          }),
      ...commonOf(model),
    },
    ...events.flatMap((event): DescriptionOf<'runOnEvent'>[] =>
      event.code === undefined || event.code === reset
        ? []
        : [
            {
              type: 'runOnEvent',
              name: `${name}_${event.name}_code`,
              group: name,
              event: event.name,
              code: statementsText(event.code.statements),
              when: event.code.when,
              order: event.code.order,
            },
          ],
    ),
  ]
}

type PropertyText = string | ArrayQuantity

/** What only a spatial neuron has. */
function describeForm({ name, variables, events, cable }: NeuronGroupModel, form: SpatialForm) {
  const { morphology, equations, cells, properties } = form
  const usual = (property: 'Cm' | 'Ri'): { Cm?: PropertyText; Ri?: PropertyText } => {
    const found = variables.get(property)
    if (found === undefined) return {}
    const { [property]: values } = properties
    return {
      [property]:
        typeof values === 'number'
          ? scalarText(values, found.dimension)
          : { values: Array.from(values), unit: unitText(found.dimension) },
    }
  }
  const place = events.find(event => event.name === 'spike')?.place
  return {
    type: 'spatialNeuron',
    name,
    morphology: describeMorphology(morphology),
    equations: equationsText(equations),
    ...(cells === 1 ? {} : { cells }),
    ...(cable === undefined || cable.method === 'backward-euler' ? {} : { cableMethod: cable.method }),
    ...usual('Cm'),
    ...usual('Ri'),
    ...(place === undefined ? {} : { thresholdLocation: place[0] / cells }),
  } as const
}

const usualSlot = ({ name }: EventModel): string => (name === 'spike' ? 'thresholds' : 'after_thresholds')

export function describeSpikeGenerator(
  model: SpikeGeneratorModel,
  { indices, times, period }: GivenSpikes,
): DescriptionOf<'spikeGenerator'> {
  return {
    type: 'spikeGenerator',
    name: model.name,
    n: model.size,
    indices: Array.from(indices),
    times: times.length === 1 ? { values: Array.from(times), unit: 'second' } : listOf(times),
    ...(period === 0 ? {} : { period: scalarText(period, second) }),
    ...ownStep(model.name, model.clock),
    ...(model.when === 'thresholds' ? {} : { when: model.when }),
    ...orderOf(model.order),
  }
}
const listOf = (times: Float64Array): ArrayQuantity => ({ values: Array.from(times), unit: 'second' })

export function describeSynapses(
  model: SynapsesModel,
  delayOf: (pathway: string) => number,
  multisynapticIndex: string | undefined,
): DescriptionOf<'synapses'> {
  const { name, pathways } = model
  const [source, target] = [referenceTo(model.source), referenceTo(model.target)]
  const codes = (side: 'pre' | 'post') =>
    pathways
      .filter(pathway => pathway.side === side)
      .map(pathway => [pathway.name, statementsText(pathway.statements)] as const)
  const [onPre, onPost] = [codes('pre'), codes('post')]
  const delays = pathways.filter(({ delayVariable }) => delayVariable.shared)
  const changing = pathways.some(({ changes }) => changes)
  const events = pathways.filter(({ event }) => event !== 'spike')
  const orders = pathways.filter(({ side, order }) => order !== (side === 'pre' ? -1 : 1))
  const described: Omitted<DescriptionOf<'synapses'>> = {
    ...(onPre.length === 0 ? {} : { onPre: Object.fromEntries(onPre) }),
    ...(onPost.length === 0 ? {} : { onPost: Object.fromEntries(onPost) }),
    ...(delays.length === 0
      ? {}
      : {
          delay: Object.fromEntries(
            delays.map(pathway => [pathway.name, scalarText(delayOf(pathway.name), second)]),
          ),
        }),
    ...(changing ? { changingDelays: true } : {}),
    ...(events.length === 0
      ? {}
      : { onEvent: Object.fromEntries(events.map(pathway => [pathway.name, pathway.event])) }),
    ...(orders.length === 0
      ? {}
      : { pathwayOrder: Object.fromEntries(orders.map(pathway => [pathway.name, pathway.order])) }),
  }
  const equations = equationsText(model.equations)
  return {
    type: 'synapses',
    name,
    source,
    target,
    ...(equations === '' ? {} : { equations }),
    ...described,
    ...(multisynapticIndex === undefined ? {} : { multisynapticIndex }),
    ...commonOf(model),
  }
}
