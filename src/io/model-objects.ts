import { RheobaseError } from '../errors/rheobase-error.js'
import type { NeuronGroup } from '../network/group-handle.js'
import type { SpatialNeuron } from '../network/spatial-neuron.js'
import type { StateVariable } from '../network/state-variable.js'
import type { Synapses } from '../network/synapses.js'
import type { Quantity } from '../units/quantity.js'
import type { GroupReference, WhereDescription } from './model-json.js'
import { asSelector, notBuilt, quantityIn } from './read-fields.js'

/** Something that can be switched off. */
interface Switchable {
  active: boolean
}

/** The objects of a model by name, and what a model file means by a path. */
export class ModelObjects {
  readonly #objects = new Map<string, object>()

  /** Takes up an object that is yet to be built. @throws {RheobaseError} kind `value` if the name is taken */
  add(name: string, build: () => object): void {
    if (this.#objects.has(name))
      throw new RheobaseError(
        'value',
        'name-taken',
        `there is already an object called \`${name}\` in this model`,
      )
    this.#objects.set(name, build())
  }

  /** An object of the model by name. @throws {RheobaseError} kind `name` */
  get(name: string): object {
    const object = this.#objects.get(name)
    if (object !== undefined) return object
    throw new RheobaseError(
      'name',
      'unknown-object',
      `the model has no object called "${name}". It has: ${[...this.#objects.keys()].join(', ')}.`,
    )
  }

  /** An object that can do what is asked of it. @throws {RheobaseError} kind `name`, or kind `type` if it cannot */
  able<Handle>(name: string, ability: keyof Handle & string): Handle {
    return able(this.get(name), name, ability)
  }

  /** A variable by its path, `G.v`, `S.pre.delay`, or of a section `N.dend.L.v` and `N.dend.main.v`. */
  variable(path: string): StateVariable {
    const [first = '', second = '', third] = path.split('.')
    const object = this.get(first)
    if (isSpatialNeuron(object)) return this.#compartmentsOf(path).state(lastOf(path))
    if (third !== undefined) {
      if (third !== 'delay') throw notBuilt(`the path ${path}`)
      return this.able<Synapses>(first, 'pathway').pathway(second).delay
    }
    if (second === 'delay' && 'connect' in object) return this.able<Synapses>(first, 'connect').delay
    return this.able<NeuronGroup>(first, 'state').state(second)
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
    return this.#sections(this.able<SpatialNeuron>(name, 'child'), sections)
  }
  #sections(neuron: SpatialNeuron, names: readonly string[]): SpatialNeuron {
    return names.reduce<SpatialNeuron>(
      (part, name) => (name === 'main' ? part.main : part.child(name)),
      neuron,
    )
  }

  /** What can be switched off: an object, or a pathway of synapses. */
  switchable(path: string): Switchable {
    const [name = '', pathway] = path.split('.')
    return pathway === undefined
      ? this.able<Switchable>(name, 'active')
      : this.able<Synapses>(name, 'pathway').pathway(pathway)
  }

  /** An object, a pathway of synapses, `S.pre`, or a section of a neuron with all below it, `N.dend`. */
  #objectOrPathway(path: string): object {
    const [name = '', pathway, ...more] = path.split('.')
    const object = this.get(name)
    if (isSpatialNeuron(object) && pathway !== undefined) return this.#sections(object, [pathway, ...more])
    return pathway === undefined ? this.get(name) : this.able<Synapses>(name, 'pathway').pathway(pathway)
  }

  /** A group, or the part of one that a file describes. */
  group(reference: GroupReference): object {
    if (typeof reference === 'string') return this.#objectOrPathway(reference)
    if ('neurons' in reference)
      return this.able<NeuronGroup>(reference.group, 'select').select(reference.neurons)
    const { group, from, to } = reference
    if (typeof from === 'number' && typeof to === 'number')
      return able<NeuronGroup>(this.#objectOrPathway(group), group, 'slice').slice(from, to)
    return able<SpatialNeuron>(this.#objectOrPathway(group), group, 'child').slice(
      typeof from === 'string' ? quantityIn('from', from) : from,
      typeof to === 'string' ? quantityIn('to', to) : to,
    )
  }

  /** The same, which can do what is asked of it. */
  ableGroup<Handle>(reference: GroupReference, ability: keyof Handle & string): Handle {
    const name = typeof reference === 'string' ? reference : reference.group
    return able(this.group(reference), name, ability)
  }
}

/** An object that can do what is asked of it: monitors have no variables, groups no synapses. @throws {RheobaseError} kind `type` */
function able<Handle>(object: object, name: string, ability: keyof Handle & string): Handle {
  if (ability in object) return object as Handle
  throw new RheobaseError('type', 'unsuitable-object', `\`${name}\` is of a kind that has no \`${ability}\``)
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

const isSpatialNeuron = (object: object): object is SpatialNeuron => 'child' in object && 'main' in object
const lastOf = (path: string): string => path.split('.').at(-1) ?? ''
