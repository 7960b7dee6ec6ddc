import type { NumberType } from '../language/syntax-tree.js'
import type { Dimension } from '../units/dimension.js'

/** A stored variable of a group or of synapses. */
export interface Variable {
  /** Name of the object it belongs to. */
  readonly owner: string
  readonly name: string
  readonly dimension: Dimension
  readonly type: NumberType
  /** One value for the whole object. */
  readonly shared: boolean
  /** Whether a user may write it: always, only between runs, or never. */
  readonly access: 'writable' | 'constant' | 'read-only'
  readonly initial: number
  /** Writes from code are refused for refractory neurons. */
  readonly unlessRefractory: boolean
  /** Why a part of the object cannot set a shared variable; without this it can, for the whole object. */
  readonly notByParts?: string
  /** A time that the engine reckons with, or the geometry of a neuron: double in a network of single precision, too. */
  readonly isExact?: true
}
