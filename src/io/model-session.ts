import { parseQuantity } from '../units/parse-quantity.js'
import type { Quantity } from '../units/quantity.js'
import { warnOnConsole, type Message } from '../errors/message.js'
import { RheobaseError } from '../errors/rheobase-error.js'
import type { Compartments } from '../morphology/compartments.js'
import type { Morphology } from '../morphology/morphology.js'
import type { NeuronGroup } from '../network/group-handle.js'
import type { NeuronGroupOptions } from '../network/make-neuron-group.js'
import type { SpatialNeuron } from '../network/spatial-neuron.js'
import type { NamespaceInput } from '../network/namespace.js'
import { Network } from '../network/network.js'
import type { NetworkOptions } from '../network/network-options.js'
import { readSeconds } from '../network/read-time.js'
import type { RunOptions } from '../network/run-options.js'
import type { SpikeGenerator } from '../network/spike-generator.js'
import type { StateVariable } from '../network/state-variable.js'
import type { Synapses } from '../network/synapses.js'
import { buildMorphology } from './build-morphology.js'
import type {
  DescriptionOf,
  GroupReference,
  NetworkDescription,
  ObjectDescription,
  ProtocolStep,
  QuantityDescription,
  WhereDescription,
} from './model-json.js'
import { describeOperation } from './operation-actions.js'
import { inPlace } from './place-of-error.js'
import {
  asQuantity,
  asSelector,
  asTime,
  common,
  integration,
  joined,
  notBuilt,
  pathwayTexts,
  placed,
  quantityIn,
  readArray,
  readConstants,
  readFunctions,
  readValue,
} from './read-fields.js'

/** Something that a model file names and that can be switched off. */
interface Named {
  active: boolean
}

/** Whether an operation of the file sets delays of these synapses during runs. */
const setsDelays = ({ objects }: NetworkDescription, synapses: string): boolean =>
  objects.some(
    object =>
      object.type === 'networkOperation' &&
      object.do.some(
        action => 'set' in action && action.set.startsWith(`${synapses}.`) && action.set.endsWith('.delay'),
      ),
  )

/**
 * A network that was built from a description, with its objects by name, and the steps of a protocol. What the network does not know
 * yet is an error that names it.
 */
export class ModelSession {
  readonly network: Network
  readonly #description: NetworkDescription
  readonly #onMessage: (message: Message) => void
  readonly #objects = new Map<string, object>()

  /** @throws {RheobaseError} of the object that cannot be built */
  constructor(
    description: NetworkDescription,
    options: Pick<
      NetworkOptions,
      'target' | 'precision' | 'threads' | 'seed' | 'onMessage' | 'memoryLimit'
    > & {
      readonly constants?: NamespaceInput
    } = {},
  ) {
    const { constants, ...rest } = options
    this.#description = description
    this.#onMessage = rest.onMessage ?? warnOnConsole
    const seed = rest.seed ?? description.seed
    const precision = rest.precision ?? description.precision
    this.network = new Network({
      ...rest,
      ...(seed === undefined ? {} : { seed }),
      ...(precision === undefined ? {} : { precision }),
      ...(description.dt === undefined ? {} : { dt: quantityIn('network.dt', description.dt) }),
      ...(description.schedule === undefined ? {} : { schedule: description.schedule }),
      namespace: {
        ...readConstants('network.namespace', description.namespace),
        ...readFunctions('network.functions', description.functions),
        ...constants,
      },
    })
    description.objects.forEach((object, k) => {
      inPlace(`network.objects[${String(k)}]`, () => {
        this.add(object)
      })
    })
  }

  /** An object of the model by name. @throws {RheobaseError} kind `name` */
  object(name: string): object {
    const object = this.#objects.get(name)
    if (object !== undefined) return object
    throw new RheobaseError(
      'name',
      'unknown-object',
      `the model has no object called "${name}". It has: ${[...this.#objects.keys()].join(', ')}.`,
    )
  }

  #able<Handle>(name: string, ability: keyof Handle & string): Handle {
    return able(this.object(name), name, ability)
  }

  /** A variable by its path, `G.v`, `S.pre.delay`, or of a section `N.dend.L.v` and `N.dend.main.v`. */
  variable(path: string): StateVariable {
    const [first = '', second = '', third] = path.split('.')
    const object = this.object(first)
    if (isSpatialNeuron(object)) return this.#compartmentsOf(path).state(lastOf(path))
    if (third !== undefined) {
      if (third !== 'delay') throw notBuilt(`the path ${path}`)
      return this.#able<Synapses>(first, 'pathway').pathway(second).delay
    }
    if (second === 'delay' && 'connect' in object) return this.#able<Synapses>(first, 'connect').delay
    return this.#able<NeuronGroup>(first, 'state').state(second)
  }

  /** Some elements of a variable. */
  selected(path: string, where: WhereDescription | undefined): StateVariable {
    if (where === undefined) return this.variable(path)
    const stretch = stretchIn(where)
    if (stretch === undefined) return this.variable(path).at(asSelector(where))
    const part = this.#compartmentsOf(path)
    const compartments = 'at' in stretch ? part.at(stretch.at) : part.slice(stretch.from, stretch.to)
    return compartments.state(lastOf(path))
  }

  /** The part of a spatial neuron that stands before the last point of a path. */
  #compartmentsOf(path: string): SpatialNeuron {
    const [name = '', ...sections] = path.split('.').slice(0, -1)
    return this.#sections(this.#able<SpatialNeuron>(name, 'child'), sections)
  }
  #sections(neuron: SpatialNeuron, names: readonly string[]): SpatialNeuron {
    return names.reduce<SpatialNeuron>(
      (part, name) => (name === 'main' ? part.main : part.child(name)),
      neuron,
    )
  }

  add(object: ObjectDescription): void {
    if (this.#objects.has(object.name))
      throw new RheobaseError(
        'value',
        'name-taken',
        `there is already an object called \`${object.name}\` in this model`,
      )
    this.#objects.set(object.name, this.#build(object))
  }

  /** Carries out one step of a protocol; `mark` does nothing here. The options are for a step that runs. */
  async step(step: ProtocolStep, options: RunOptions = {}): Promise<void> {
    if ('connect' in step) this.#connect(step)
    else if ('set' in step) this.selected(step.set, step.where).set(readValue(step.to))
    else if ('run' in step)
      await this.network.run(
        typeof step.run === 'number' ? asQuantity(step.run) : quantityIn('run', step.run),
        step.namespace === undefined
          ? options
          : { ...options, namespace: readConstants('namespace', step.namespace) },
      )
    else if ('setSpikes' in step) {
      this.#able<SpikeGenerator>(step.setSpikes, 'setSpikes').setSpikes(
        step.indices,
        readArray(step.times),
        step.period === undefined ? undefined : quantityIn('period', step.period),
      )
    } else if ('active' in step) this.#active(step.active).active = step.to
    else if ('setOrder' in step) {
      const [name = '', pathway = ''] = step.setOrder.split('.')
      this.#able<Synapses>(name, 'pathway').pathway(pathway).order = step.to
    } else if ('seed' in step) this.network.setSeed(step.seed)
    else if ('add' in step) this.add(step.add)
    else if ('store' in step) this.network.store(step.store)
    else if ('restore' in step) this.network.restore(step.restore, { randomState: step.randomState ?? false })
    else if ('setDt' in step)
      this.network.setTimeStep(
        quantityIn('setDt', step.setDt),
        step.of === undefined ? undefined : this.object(step.of),
      )
    else if ('link' in step) this.#link(step)
    else if ('remove' in step) this.network.remove(this.object(step.remove) as { readonly name: string })
  }

  #active(path: string): Named {
    const [name = '', pathway] = path.split('.')
    return pathway === undefined
      ? this.#able<Named>(name, 'active')
      : this.#able<Synapses>(name, 'pathway').pathway(pathway)
  }

  #link({ link, to, index }: Extract<ProtocolStep, { link: string }>): void {
    const [group = '', variable = ''] = link.split('.')
    const [source = '', linked = ''] = to.split('.')
    this.#able<NeuronGroup>(group, 'link').link(
      variable,
      this.object(source),
      linked,
      index === undefined ? {} : { index },
    )
  }

  #connect(step: Extract<ProtocolStep, { connect: string }>): void {
    const { connect, skipIfInvalid, i, j, condition, p, n, total } = step
    this.#able<Synapses>(connect, 'connect').connect({
      ...(i === undefined ? {} : { i }),
      ...(j === undefined ? {} : { j }),
      ...(condition === undefined ? {} : { condition }),
      ...(p === undefined ? {} : { p }),
      ...(n === undefined ? {} : { n }),
      ...(total === undefined ? {} : { total }),
      ...(skipIfInvalid === undefined ? {} : { skipIfInvalid }),
    })
  }

  /** An object, a pathway of synapses, `S.pre`, or a section of a neuron with all below it, `N.dend`. */
  #objectOrPathway(path: string): object {
    const [name = '', pathway, ...more] = path.split('.')
    const object = this.object(name)
    if (isSpatialNeuron(object) && pathway !== undefined) return this.#sections(object, [pathway, ...more])
    return pathway === undefined ? this.object(name) : this.#able<Synapses>(name, 'pathway').pathway(pathway)
  }

  #group(reference: GroupReference): object {
    if (typeof reference === 'string') return this.#objectOrPathway(reference)
    if ('neurons' in reference)
      return this.#able<NeuronGroup>(reference.group, 'select').select(reference.neurons)
    const { group, from, to } = reference
    if (typeof from === 'number' && typeof to === 'number')
      return able<NeuronGroup>(this.#objectOrPathway(group), group, 'slice').slice(from, to)
    return able<SpatialNeuron>(this.#objectOrPathway(group), group, 'child').slice(
      typeof from === 'string' ? quantityIn('from', from) : from,
      typeof to === 'string' ? quantityIn('to', to) : to,
    )
  }

  #ableGroup<Handle>(reference: GroupReference, ability: keyof Handle & string): Handle {
    const name = typeof reference === 'string' ? reference : reference.group
    return able(this.#group(reference), name, ability)
  }

  #build(object: ObjectDescription): object {
    const net = this.network
    switch (object.type) {
      case 'neuronGroup':
        return this.#neuronGroup(object)
      case 'poissonGroup': {
        const { n, rates } = object
        return net.poissonGroup(n, typeof rates === 'string' ? rates : asQuantity(rates), {
          ...common(object),
          ...(object.when === undefined ? {} : { when: object.when }),
        })
      }
      case 'spikeGenerator':
        return net.spikeGenerator(object.n, object.indices, readArray(object.times), {
          ...placed(object),
          ...(object.dt === undefined ? {} : { dt: quantityIn('dt', object.dt) }),
          ...(object.period === undefined ? {} : { period: quantityIn('period', object.period) }),
        })
      case 'subgroup':
        return this.#able<NeuronGroup>(object.group, 'slice').slice(object.from, object.to)
      case 'synapses':
        return this.#synapses(object)
      case 'stateMonitor': {
        const { keep, variables, record, dt, times } = object
        const source = this.#group(object.group)
        const options = {
          ...placed(object),
          record,
          ...(dt === undefined ? {} : { dt: quantityIn('dt', dt) }),
          ...(times === undefined ? {} : { times: readArray(times) }),
        }
        if (keep === undefined) return net.stateMonitor(source, variables, options)
        return keep === 'statistics'
          ? net.stateMonitor(source, variables, { ...options, keep })
          : net.stateMonitor(source, variables, { ...options, keep })
      }
      case 'spikeMonitor':
      case 'eventMonitor': {
        const { variables, record } = object
        return net.eventMonitor(
          this.#group(object.group),
          object.type === 'spikeMonitor' ? 'spike' : object.event,
          {
            ...placed(object),
            ...(variables === undefined ? {} : { variables }),
            ...(record === undefined ? {} : { record }),
          },
        )
      }
      case 'populationRateMonitor':
        return net.populationRateMonitor(this.#group(object.group), { name: object.name })
      case 'runRegularly':
        return this.#runRegularly(object)
      case 'networkOperation':
        return this.#networkOperation(object)
      case 'runOnEvent': {
        const { event, code, when, order } = object
        const group = this.#ableGroup<NeuronGroup>(object.group, 'runOnEvent')
        group.runOnEvent(event, joined(code), {
          ...(when === undefined ? {} : { when }),
          ...(order === undefined ? {} : { order }),
        })
        return group
      }
      case 'poissonInput': {
        const { group, variable, n, rate, weight, stream, ...rest } = object
        return net.poissonInput(this.#group(group), variable, {
          ...placed(rest),
          ...(stream === undefined ? {} : { stream }),
          n,
          rate: constantOrText(rate),
          weight,
        })
      }
      case 'spatialNeuron':
        return this.#spatialNeuron(object)
      default:
        return object satisfies never
    }
  }

  #neuronGroup(object: DescriptionOf<'neuronGroup'>): object {
    const options = this.#groupOptions(object)
    const group: NeuronGroup = this.network.neuronGroup(object.n, joined(object.equations), options)
    this.#scheduleEvents(group, object)
    return group
  }
  #spatialNeuron(object: DescriptionOf<'spatialNeuron'>): object {
    const { Cm, Ri, thresholdLocation, cells, cableMethod } = object
    const morphology = inPlace('morphology', () => buildMorphology(object.morphology, this.#onMessage))
    const neuron: SpatialNeuron = this.network.spatialNeuron(morphology, joined(object.equations), {
      ...this.#groupOptions(object),
      ...(cells === undefined ? {} : { cells }),
      ...(cableMethod === undefined ? {} : { cableMethod }),
      ...(Cm === undefined ? {} : { Cm: quantityOf('Cm', Cm) }),
      ...(Ri === undefined ? {} : { Ri: quantityOf('Ri', Ri) }),
      ...(thresholdLocation === undefined
        ? {}
        : { thresholdLocation: locationIn(morphology, thresholdLocation) }),
    })
    this.#scheduleEvents(neuron, object)
    return neuron
  }
  #groupOptions(object: DescriptionOf<'neuronGroup' | 'spatialNeuron'>): NeuronGroupOptions {
    const { threshold, reset, refractory, events } = object
    return {
      ...common(object),
      ...integration(object),
      ...(threshold === undefined ? {} : { threshold }),
      ...(reset === undefined ? {} : { reset: joined(reset) }),
      ...(refractory === undefined ? {} : { refractory: this.#refractory(refractory) }),
      ...(events === undefined ? {} : { events }),
    }
  }
  #scheduleEvents(
    group: NeuronGroup,
    { eventSchedule }: DescriptionOf<'neuronGroup' | 'spatialNeuron'>,
  ): void {
    for (const [event, { when, order }] of Object.entries(eventSchedule ?? {})) {
      group.setEventSchedule(event, {
        when: when ?? (event === 'spike' ? 'thresholds' : 'after_thresholds'),
        ...(order === undefined ? {} : { order }),
      })
    }
  }
  #refractory(refractory: string | boolean): string | false {
    if (typeof refractory === 'string') return refractory
    if (!refractory) return false
    throw new RheobaseError('type', 'not-a-duration', 'a refractory period is a time or text, not true')
  }

  #synapses(object: DescriptionOf<'synapses'>): object {
    const { source, target, equations, onPre, onPost, delay, onEvent, pathwayOrder, multisynapticIndex } =
      object
    const { changingDelays } = object
    const delays =
      delay === undefined
        ? undefined
        : typeof delay === 'object'
          ? Object.fromEntries(Object.entries(delay).map(([key, value]) => [key, asTime(value)]))
          : asTime(delay)
    const from = this.#group(source)
    const synapses = this.network.synapses(from, target === undefined ? from : this.#group(target), {
      ...common(object),
      ...(equations === undefined ? {} : { equations: joined(equations) }),
      ...(onPre === undefined ? {} : { onPre: pathwayTexts(onPre) }),
      ...(onPost === undefined ? {} : { onPost: pathwayTexts(onPost) }),
      ...(delays === undefined ? {} : { delay: delays }),
      ...(changingDelays === true || (delay === undefined && setsDelays(this.#description, object.name))
        ? { changingDelays: true }
        : {}),
      ...(onEvent === undefined ? {} : { onEvent }),
      ...integration(object),
      ...(multisynapticIndex === undefined ? {} : { multisynapticIndex }),
    })
    for (const [pathway, order] of Object.entries(pathwayOrder ?? {})) synapses.pathway(pathway).order = order
    return synapses
  }

  #runRegularly(object: DescriptionOf<'runRegularly'>): object {
    const target = this.#ableGroup<NeuronGroup | Synapses>(object.group, 'runRegularly')
    const code = joined(object.code)
    const options = {
      ...placed(object),
      ...(object.dt === undefined ? {} : { dt: quantityIn('dt', object.dt) }),
    }
    return object.times === undefined
      ? target.runRegularly(code, options)
      : target.runAt(code, readArray(object.times), options)
  }

  #networkOperation(object: DescriptionOf<'networkOperation'>): object {
    describeOperation(this.network, object.name, object.do)
    const actions = object.do.map(action =>
      'stop' in action
        ? { stopAt: readSeconds('the time of a stop', quantityIn('stop', action.stop)) }
        : action,
    )
    return this.network.networkOperation(
      time => {
        for (const action of actions) {
          if ('set' in action) this.selected(action.set, action.where).set(readValue(action.to))
          else if ('active' in action) this.#active(action.active).active = action.to
          else if (time.value >= action.stopAt - 1e-12) this.network.stop()
        }
      },
      {
        ...placed(object),
        ...(object.dt === undefined ? {} : { dt: quantityIn('dt', object.dt) }),
        ...(object.times === undefined ? {} : { times: readArray(object.times) }),
      },
    )
  }

  get description(): NetworkDescription {
    return this.#description
  }
}

/** An object that can do what is asked of it: monitors have no variables, groups no synapses. @throws {RheobaseError} kind `type` */
function able<Handle>(object: object, name: string, ability: keyof Handle & string): Handle {
  if (ability in object) return object as Handle
  throw new RheobaseError('type', 'unsuitable-object', `\`${name}\` is of a kind that has no \`${ability}\``)
}

/** A quantity, or text that needs the names of a group. */
function constantOrText(text: string): Quantity | string {
  try {
    return parseQuantity(text)
  } catch (error) {
    if (error instanceof RheobaseError) return text
    throw error
  }
}

/** A piece of a section by distances from its start, if that is what is described. */
function stretchIn(
  where: WhereDescription,
): { readonly at: Quantity } | { readonly from?: Quantity; readonly to?: Quantity } | undefined {
  if (typeof where !== 'object' || Array.isArray(where)) return undefined
  if ('at' in where) return { at: quantityIn('at', where.at) }
  const { from, to } = where as { from?: unknown; to?: unknown }
  if (typeof from !== 'string' && typeof to !== 'string') return undefined
  return {
    ...(typeof from === 'string' ? { from: quantityIn('from', from) } : {}),
    ...(typeof to === 'string' ? { to: quantityIn('to', to) } : {}),
  }
}

const quantityOf = (name: string, given: QuantityDescription): Quantity =>
  typeof given === 'string' ? quantityIn(name, given) : inPlace(name, () => asQuantity(given))

/** The compartment of a threshold: a number, or a place on a section. */
const locationIn = (
  morphology: Morphology,
  place: NonNullable<DescriptionOf<'spatialNeuron'>['thresholdLocation']>,
): number | Compartments =>
  typeof place === 'number'
    ? place
    : inPlace('thresholdLocation', () =>
        (place.section === '' ? morphology : morphology.child(place.section)).at(quantityIn('at', place.at)),
      )

const isSpatialNeuron = (object: object): object is SpatialNeuron => 'child' in object && 'main' in object
const lastOf = (path: string): string => path.split('.').at(-1) ?? ''
