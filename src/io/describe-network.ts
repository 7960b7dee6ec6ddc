import { checkMissingObjects } from '../compile/missing-objects.js'
import { isWholeGroup } from '../compile/neuron-place.js'
import { DEFAULT_SLOTS } from '../compile/schedule.js'
import type { ModelObject } from '../compile/network-model.js'
import { RheobaseError } from '../errors/rheobase-error.js'
import type { LinkModel, NeuronGroupModel } from '../model/group.js'
import type { RegularOperationModel, SpikeMonitorModel, StateMonitorModel } from '../model/recording.js'
import type { SynapsesModel } from '../model/synapses.js'
import type { Variable } from '../model/variable.js'
import { SpikeGeneratorCore } from '../network/spike-generator-core.js'
import { formOfCells, type SpatialForm } from '../network/spatial-form.js'
import { viewOf, type NeuronGroup } from '../network/group-handle.js'
import { neuronsOfPart, placeIn } from '../network/group-part.js'
import type { PoissonInput } from '../network/poisson-input.js'
import { Network } from '../network/network.js'
import { describeValue } from '../network/options.js'
import { synapsesCoreOf, type Synapses } from '../network/synapses.js'
import { second } from '../units/dimension.js'
import {
  describeNeuronGroup,
  describePoissonGroup,
  describeSpikeGenerator,
  describeSynapses,
  isPoissonGroup,
  orderOf,
  ownStep,
  referenceTo,
} from './describe-group.js'
import { describeNamespace } from './describe-namespace.js'
import { statementsText } from './describe-texts.js'
import { scalarText, valuesOf } from './describe-values.js'
import {
  FORMAT_VERSION,
  type ModelDescription,
  type ObjectDescription,
  type ProtocolStep,
} from './model-json.js'
import { streamOf } from '../network/stream-of.js'
import { actionsOf } from './operation-actions.js'

/**
 * A network as JSON, from which `modelFromJson` builds the same one: with its seed, its synapses, and the values that its variables have
 * now, so that a run gives the same bits. What was recorded is not part of it.
 * @throws {RheobaseError} kind `state` after a run (spikes under way and the time have no place in a model), kind `value` for what only a
 * program can have (functions of the host), and where an object needs one that was taken out
 */
export function describeNetwork(
  network: Network,
): ModelDescription & { readonly protocol: readonly ProtocolStep[] } {
  if (!((network as unknown) instanceof Network))
    throw new RheobaseError('type', 'not-a-network', `a network is described, not ${describeValue(network)}`)
  if (network.t.value !== 0) {
    throw new RheobaseError(
      'state',
      'has-run',
      'a network is described before it runs: time and spikes under way are no part of a model. Describe it first, or go back with restore().',
    )
  }
  return new Describer(network).description()
}

class Describer {
  readonly #network: Network
  readonly #objects: ObjectDescription[] = []
  /** What connects and links, what sets values, and what comes last: in this order. */
  readonly #links: ProtocolStep[] = []
  readonly #values: ProtocolStep[] = []
  readonly #last: ProtocolStep[] = []

  constructor(network: Network) {
    this.#network = network
  }

  description(): ModelDescription & { readonly protocol: readonly ProtocolStep[] } {
    const parts = this.#network.parts()
    checkMissingObjects(parts.map(({ model }) => model))
    for (const { handle, model } of parts) this.#add(handle, model)
    const { slots, namespace } = this.#network.shared()
    const isUsual = slots.join() === DEFAULT_SLOTS.join()
    return {
      formatVersion: FORMAT_VERSION,
      network: {
        dt: scalarText(this.#network.dt.value, second),
        seed: this.#network.seed,
        ...(this.#network.precision === 'double' ? {} : { precision: this.#network.precision }),
        ...describeNamespace(namespace),
        ...(isUsual ? {} : { schedule: [...slots] }),
        objects: this.#objects,
      },
      protocol: [...this.#links, ...this.#values, ...this.#last],
    }
  }

  #add(handle: unknown, model: ModelObject): void {
    checkKept(handle, model)
    switch (model.kind) {
      case 'neuron-group':
        this.#group(handle as NeuronGroup, model)
        break
      case 'spike-generator': {
        const { core } = viewOf('a spike generator', handle)
        if (!(core instanceof SpikeGeneratorCore)) throw notDescribable(model)
        this.#objects.push(describeSpikeGenerator(model, core.given()))
        break
      }
      case 'synapses':
        this.#synapses(handle as Synapses, model)
        break
      case 'spike-monitor':
        this.#spikeMonitor(model)
        break
      case 'state-monitor':
        this.#stateMonitor(model)
        break
      case 'population-rate-monitor':
        this.#objects.push({
          type: 'populationRateMonitor',
          name: model.name,
          group: referenceTo(model.source),
        })
        break
      case 'regular-operation':
        if (isPoissonInput(handle)) {
          this.#objects.push(describePoissonInput(handle, model))
          break
        }
        this.#objects.push({
          type: 'runRegularly',
          name: model.name,
          group: 'kind' in model.target ? model.target.name : referenceTo(model.target),
          code: statementsText(model.statements),
          ...ownStep(model.name, model.clock),
          ...timesOf(model),
          when: model.when,
          ...orderOf(model.order),
        })
        break
      case 'network-operation': {
        const actions = actionsOf(this.#network, model.name)
        if (actions === undefined) throw notDescribable(model)
        this.#objects.push({
          type: 'networkOperation',
          name: model.name,
          do: actions,
          ...ownStep(model.name, model.clock),
          ...timesOf(model),
          when: model.when,
          ...orderOf(model.order),
        })
        break
      }
      default:
        throw notDescribable(model)
    }
    if ('active' in model && !model.active) this.#last.push({ active: model.name, to: false })
  }

  #group(handle: NeuronGroup, model: NeuronGroupModel): void {
    if (isPoissonGroup(model)) {
      const rates = handle.state('rates')
      this.#objects.push(describePoissonGroup(model, () => valuesOf(rates.values(), rates.dimension)))
      return
    }
    const form = formOfCells(viewOf('a group', handle).core)
    this.#objects.push(...describeNeuronGroup(model, form))
    this.#linked(model)
    const isMade = (name: string): boolean => form !== undefined && isAsGiven(handle, form, name)
    this.#setVariables(handle, model.name, model.variables.values(), isMade)
  }

  #linked(model: NeuronGroupModel | SynapsesModel): void {
    for (const [variable, link] of model.links) {
      if (link === undefined) continue
      const { source, mapping } = link
      if (mapping.kind === 'variable' && !isWholeGroup(source)) throw notDescribable(model)
      const index = mapping.kind === 'variable' ? mapping.name : linkedNeurons(model, link)
      this.#links.push({
        link: `${model.name}.${variable}`,
        to: `${source.group.name}.${link.variable}`,
        ...(index === undefined ? {} : { index }),
      })
    }
  }

  #synapses(handle: Synapses, model: SynapsesModel): void {
    const core = synapsesCoreOf(handle)
    if (core === undefined) throw notDescribable(model)
    const index = core.multisynapticIndex?.name
    const delayOf = (pathway: string): number => handle.pathway(pathway).delay.values()[0] ?? NaN
    this.#objects.push(describeSynapses(model, delayOf, index))
    for (const pathway of model.pathways)
      if (!pathway.active) this.#last.push({ active: `${model.name}.${pathway.name}`, to: false })
    if (!core.isConnected) return
    this.#links.push(
      connectStep(
        model.name,
        handle,
        core.target.stop - core.target.start,
        core.source.stop - core.source.start,
      ),
    )
    this.#linked(model)
    this.#setVariables(handle, model.name, model.variables.values(), name => name === index)
    for (const { name, delayVariable } of model.pathways) {
      if (delayVariable.shared) continue
      const delays = handle.pathway(name).delay.values()
      if (delays.some(delay => !Object.is(delay, 0)))
        this.#values.push({ set: `${model.name}.${name}.delay`, to: valuesOf(delays, second) })
    }
  }

  /** A step for each variable that has other values than at first. */
  #setVariables(
    handle: Pick<NeuronGroup, 'state'>,
    owner: string,
    variables: Iterable<Variable>,
    isMade: (name: string) => boolean,
  ): void {
    for (const { name, dimension, access, initial } of variables) {
      if (access === 'read-only' || isMade(name)) continue
      const values = handle.state(name).values()
      if (values.every(value => Object.is(value, initial))) continue
      this.#values.push({ set: `${owner}.${name}`, to: valuesOf(values, dimension) })
    }
  }

  #spikeMonitor(model: SpikeMonitorModel): void {
    const { name, source, event, variables, record, when, order } = model
    const emitted =
      source.group.kind === 'neuron-group'
        ? source.group.events.find(each => each.name === event)
        : source.group
    const isUsual = emitted?.when === when && emitted.order + 1 === order
    const common = {
      name,
      group: referenceTo(source),
      ...(variables.length === 0 ? {} : { variables: [...variables] }),
      ...(record ? {} : { record }),
      ...(isUsual ? {} : { when, order }),
    }
    this.#objects.push(
      event === 'spike' ? { type: 'spikeMonitor', ...common } : { type: 'eventMonitor', event, ...common },
    )
  }

  #stateMonitor(model: StateMonitorModel): void {
    const { name, source, variables, elements, clock, when, order, pathway, keep } = model
    const size = 'kind' in source ? source.size : source.stop - source.start
    const chosen = Array.from(elements, element => ('kind' in source ? element : placeIn(source, element)))
    const isAll = chosen.length === size && chosen.every((element, k) => element === k)
    const group = 'kind' in source ? source.name : referenceTo(source)
    const description: ObjectDescription = {
      type: 'stateMonitor',
      name,
      group:
        pathway === undefined ? group : `${'kind' in source ? source.name : source.group.name}.${pathway}`,
      variables: [...variables],
      ...(keep === 'statistics' ? { keep } : keepOf(keep)),
      record: isAll ? true : chosen.length === 0 ? false : chosen,
      ...ownStep(name, clock),
      ...timesOf(model),
      when,
      ...orderOf(order),
    }
    // Numbers of synapses are only known when these have been made.
    if ('kind' in source && !isAll) this.#last.push({ add: description })
    else this.#objects.push(description)
  }
}

/** The neuron that each neuron is linked to. A part of a group has no path of its own: a link to it is one to the whole group, by index. */
function linkedNeurons(
  model: NeuronGroupModel | SynapsesModel,
  { source, mapping }: LinkModel,
): number[] | undefined {
  if (mapping.kind === 'list') return [...mapping.neurons]
  if (isWholeGroup(source)) return undefined
  const neurons = neuronsOfPart(source)
  if (mapping.kind === 'same') return [...neurons]
  const [first = 0] = neurons
  return neurons.length === 1 ? Array.from({ length: model.size }, () => first) : undefined
}

/** The times at which something happens, if they are given. */
const timesOf = ({
  givenTimes,
}: {
  readonly givenTimes?: Float64Array
}): { times?: { values: number[]; unit: string } } =>
  givenTimes === undefined ? {} : { times: { values: [...givenTimes], unit: 'second' } }

const keepOf = ({ every, last }: { readonly every: number; readonly last: number }): object =>
  every !== 1 ? { keep: { every } } : last === Infinity ? {} : { keep: { last } }

const isPoissonInput = (handle: unknown): handle is PoissonInput =>
  typeof handle === 'object' && handle !== null && 'weight' in handle && 'rate' in handle

function describePoissonInput(
  { name, variable, n, rate, weight }: PoissonInput,
  { target, when, order, stream }: RegularOperationModel,
): ObjectDescription {
  if (!('group' in target)) throw notDescribable({ name, kind: 'regular-operation' })
  return {
    type: 'poissonInput',
    name,
    group: referenceTo(target),
    variable,
    n,
    rate: typeof rate === 'string' ? rate : scalarText(rate.value, rate.dimension),
    weight: typeof weight === 'object' ? scalarText(weight.value, weight.dimension) : weight,
    ...(stream === undefined || stream === name ? {} : { stream }),
    when,
    ...orderOf(order),
  }
}

/** All pairs in order are a connection without condition; everything else is listed. */
function connectStep(name: string, synapses: Synapses, targets: number, sources: number): ProtocolStep {
  const [i, j] = [synapses.sources(), synapses.targets()]
  const isAll =
    i.length > 0 &&
    i.length === sources * targets &&
    i.every((source, k) => source === Math.floor(k / targets) && j[k] === k % targets)
  return isAll ? { connect: name } : { connect: name, i: Array.from(i), j: Array.from(j) }
}

/** Built from a file the monitor would keep in memory what it was not to. */
function checkKept(handle: unknown, { name }: ModelObject): void {
  const to = streamOf(handle)
  if (to === undefined) return
  throw new RheobaseError(
    'value',
    'not-describable',
    `\`${name}\` writes its rows to ${to} while the network runs: a model file is data and cannot hold where they go`,
  )
}

const notDescribable = ({ name, kind }: Pick<ModelObject, 'name' | 'kind'>): RheobaseError =>
  new RheobaseError(
    'value',
    'not-describable',
    kind === 'network-operation'
      ? `\`${name}\` calls a function of the host: a model file is data and cannot hold it`
      : `\`${name}\` (${kind}) has no form in model files yet`,
  )

/** Whether the compartments still have what the option of the neuron said for each of them. */
function isAsGiven(neuron: NeuronGroup, { properties, cells }: SpatialForm, name: string): boolean {
  if (name !== 'Cm' && name !== 'Ri') return false
  const { [name]: given } = properties
  if (typeof given === 'number') return false
  return neuron
    .state(name)
    .values()
    .every((value, element) => value === given[Math.floor(element / cells)])
}
