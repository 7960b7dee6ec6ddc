import { warnOnConsole } from '../errors/message.js'
import type { NeuronGroup } from '../network/group-handle.js'
import type { NamespaceInput } from '../network/namespace.js'
import { Network } from '../network/network.js'
import type { NetworkOptions } from '../network/network-options.js'
import type { RunOptions } from '../network/run-options.js'
import type { SpikeGenerator } from '../network/spike-generator.js'
import type { Synapses } from '../network/synapses.js'
import type { NetworkDescription, ObjectDescription, ProtocolStep } from './model-json.js'
import { ModelObjects } from './model-objects.js'
import { ObjectBuilder } from './object-builder.js'
import { inPlace } from './place-of-error.js'
import { asQuantity, quantityIn, readArray, readConstants, readFunctions, readValue } from './read-fields.js'

/**
 * A network that was built from a description, with its objects by name, and the steps of a protocol. What the network does not know
 * yet is an error that names it.
 */
export class ModelSession {
  readonly network: Network
  readonly objects = new ModelObjects()
  readonly #builder: ObjectBuilder

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
    this.#builder = new ObjectBuilder(
      this.network,
      this.objects,
      description,
      rest.onMessage ?? warnOnConsole,
    )
    description.objects.forEach((object, k) => {
      inPlace(`network.objects[${String(k)}]`, () => {
        this.add(object)
      })
    })
  }

  add(object: ObjectDescription): void {
    this.objects.add(object.name, () => this.#builder.build(object))
  }

  /** Carries out one step of a protocol; `mark` does nothing here. The options are for a step that runs. */
  async step(step: ProtocolStep, options: RunOptions = {}): Promise<void> {
    if ('connect' in step) this.#connect(step)
    else if ('set' in step) this.objects.selected(step.set, step.where).set(readValue(step.to))
    else if ('run' in step)
      await this.network.run(
        typeof step.run === 'number' ? asQuantity(step.run) : quantityIn('run', step.run),
        step.namespace === undefined
          ? options
          : { ...options, namespace: readConstants('namespace', step.namespace) },
      )
    else if ('setSpikes' in step) {
      this.objects
        .able<SpikeGenerator>(step.setSpikes, 'setSpikes')
        .setSpikes(
          step.indices,
          readArray(step.times),
          step.period === undefined ? undefined : quantityIn('period', step.period),
        )
    } else if ('active' in step) this.objects.switchable(step.active).active = step.to
    else if ('setOrder' in step) {
      const [name = '', pathway = ''] = step.setOrder.split('.')
      this.objects.able<Synapses>(name, 'pathway').pathway(pathway).order = step.to
    } else if ('seed' in step) this.network.setSeed(step.seed)
    else if ('add' in step) this.add(step.add)
    else if ('store' in step) this.network.store(step.store)
    else if ('restore' in step) this.network.restore(step.restore, { randomState: step.randomState ?? false })
    else if ('setDt' in step)
      this.network.setTimeStep(
        quantityIn('setDt', step.setDt),
        step.of === undefined ? undefined : this.objects.get(step.of),
      )
    else if ('link' in step) this.#link(step)
    else if ('remove' in step) this.network.remove(this.objects.get(step.remove) as { readonly name: string })
  }

  #link({ link, to, index }: Extract<ProtocolStep, { link: string }>): void {
    const [group = '', variable = ''] = link.split('.')
    const [source = '', linked = ''] = to.split('.')
    this.objects
      .able<NeuronGroup>(group, 'link')
      .link(variable, this.objects.get(source), linked, index === undefined ? {} : { index })
  }

  #connect(step: Extract<ProtocolStep, { connect: string }>): void {
    const { connect, skipIfInvalid, i, j, condition, p, n, total } = step
    this.objects.able<Synapses>(connect, 'connect').connect({
      ...(i === undefined ? {} : { i }),
      ...(j === undefined ? {} : { j }),
      ...(condition === undefined ? {} : { condition }),
      ...(p === undefined ? {} : { p }),
      ...(n === undefined ? {} : { n }),
      ...(total === undefined ? {} : { total }),
      ...(skipIfInvalid === undefined ? {} : { skipIfInvalid }),
    })
  }
}
