import { parseQuantity } from '../units/parse-quantity.js'
import type { Quantity } from '../units/quantity.js'
import type { Message } from '../errors/message.js'
import { RheobaseError } from '../errors/rheobase-error.js'
import type { Compartments } from '../morphology/compartments.js'
import type { Morphology } from '../morphology/morphology.js'
import type { NeuronGroup } from '../network/group-handle.js'
import type { NeuronGroupOptions } from '../network/make-neuron-group.js'
import type { Network } from '../network/network.js'
import { readSeconds } from '../network/read-time.js'
import type { SpatialNeuron } from '../network/spatial-neuron.js'
import type { Synapses } from '../network/synapses.js'
import { buildMorphology } from './build-morphology.js'
import type {
  DescriptionOf,
  NetworkDescription,
  ObjectDescription,
  QuantityDescription,
} from './model-json.js'
import type { ModelObjects } from './model-objects.js'
import { describeOperation } from './operation-actions.js'
import { inPlace } from './place-of-error.js'
import {
  asQuantity,
  asTime,
  common,
  integration,
  joined,
  pathwayTexts,
  placed,
  quantityIn,
  readArray,
  readValue,
} from './read-fields.js'

/** Makes the objects of a description, each with what it needs of those before it. */
export class ObjectBuilder {
  readonly #network: Network
  readonly #objects: ModelObjects
  readonly #description: NetworkDescription
  readonly #onMessage: (message: Message) => void

  constructor(
    network: Network,
    objects: ModelObjects,
    description: NetworkDescription,
    onMessage: (message: Message) => void,
  ) {
    this.#network = network
    this.#objects = objects
    this.#description = description
    this.#onMessage = onMessage
  }

  build(object: ObjectDescription): object {
    const net = this.#network
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
        return this.#objects.able<NeuronGroup>(object.group, 'slice').slice(object.from, object.to)
      case 'synapses':
        return this.#synapses(object)
      case 'stateMonitor': {
        const { keep, variables, record, dt, times } = object
        const source = this.#objects.group(object.group)
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
          this.#objects.group(object.group),
          object.type === 'spikeMonitor' ? 'spike' : object.event,
          {
            ...placed(object),
            ...(variables === undefined ? {} : { variables }),
            ...(record === undefined ? {} : { record }),
          },
        )
      }
      case 'populationRateMonitor':
        return net.populationRateMonitor(this.#objects.group(object.group), { name: object.name })
      case 'runRegularly':
        return this.#runRegularly(object)
      case 'networkOperation':
        return this.#networkOperation(object)
      case 'runOnEvent': {
        const { event, code, when, order } = object
        const group = this.#objects.ableGroup<NeuronGroup>(object.group, 'runOnEvent')
        group.runOnEvent(event, joined(code), {
          ...(when === undefined ? {} : { when }),
          ...(order === undefined ? {} : { order }),
        })
        return group
      }
      case 'poissonInput': {
        const { group, variable, n, rate, weight, stream, ...rest } = object
        return net.poissonInput(this.#objects.group(group), variable, {
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
    const group: NeuronGroup = this.#network.neuronGroup(object.n, joined(object.equations), options)
    this.#scheduleEvents(group, object)
    return group
  }
  #spatialNeuron(object: DescriptionOf<'spatialNeuron'>): object {
    const { Cm, Ri, thresholdLocation, cells, cableMethod } = object
    const morphology = inPlace('morphology', () => buildMorphology(object.morphology, this.#onMessage))
    const neuron: SpatialNeuron = this.#network.spatialNeuron(morphology, joined(object.equations), {
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
    const from = this.#objects.group(source)
    const synapses = this.#network.synapses(from, target === undefined ? from : this.#objects.group(target), {
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
    const target = this.#objects.ableGroup<NeuronGroup | Synapses>(object.group, 'runRegularly')
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
    describeOperation(this.#network, object.name, object.do)
    const actions = object.do.map(action =>
      'stop' in action
        ? { stopAt: readSeconds('the time of a stop', quantityIn('stop', action.stop)) }
        : action,
    )
    return this.#network.networkOperation(
      time => {
        for (const action of actions) {
          if ('set' in action) this.#objects.selected(action.set, action.where).set(readValue(action.to))
          else if ('active' in action) this.#objects.switchable(action.active).active = action.to
          else if (time.value >= action.stopAt - 1e-12) this.#network.stop()
        }
      },
      {
        ...placed(object),
        ...(object.dt === undefined ? {} : { dt: quantityIn('dt', object.dt) }),
        ...(object.times === undefined ? {} : { times: readArray(object.times) }),
      },
    )
  }
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

/** A quantity, or text that needs the names of a group. */
function constantOrText(text: string): Quantity | string {
  try {
    return parseQuantity(text)
  } catch (error) {
    if (error instanceof RheobaseError) return text
    throw error
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
