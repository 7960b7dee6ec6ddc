import { InternalError } from '../errors/rheobase-error.js'
import type { Builder } from '../kernels/builder.js'
import type { ArraySymbol, FloatType, Value } from '../kernels/value.js'
import type { CodeContext } from './binding.js'
import { convert } from './convert.js'

/** Whose element an index belongs to: the object of the code itself, or the neuron on either side of a synapse. */
export type Place = 'own' | 'pre' | 'post'

/** The elements that a piece of code runs for. */
export type Places = Readonly<Partial<Record<Place, Value>>>

/** Where the random numbers of a piece of code come from: a key, and a counter of step, element and textual occurrence. */
export interface Draws {
  readonly key: ArraySymbol
  readonly element: Value
  /** The precision of the numbers. */
  readonly float: FloatType
  /** Low and high word of the number of the step, or of the assignment. */
  readonly step: readonly [low: Value, high: Value]
  /** Number of the next textual call. */
  occurrence: number
}

/** The state of turning one piece of code into kernel statements. */
export class Lowering {
  readonly builder: Builder
  readonly context: CodeContext
  readonly locals = new Map<string, Value>()
  readonly #places: Places
  readonly #draws: Draws | undefined
  readonly #inDouble: boolean

  constructor(builder: Builder, context: CodeContext, places: Places, draws?: Draws, inDouble = false) {
    this.builder = builder
    this.context = context
    this.#places = places
    this.#draws = draws
    this.#inDouble = inDouble
  }

  /** Index of the present element at a place, absolute in its group. */
  place(place: Place): Value {
    const value = this.#places[place]
    if (value === undefined) throw new InternalError(`no element at "${place}" in this code`)
    return value
  }

  /**
   * The same code in double, also where the network is in single precision: what it reads is widened. For what single does not do for: step
   * control, refractory periods.
   */
  inDouble(): Lowering {
    return new Lowering(
      this.builder,
      this.context,
      this.#places,
      this.#draws && { ...this.#draws, float: 'f64' },
      true,
    )
  }
  /** A value that was read, in the precision of this code. */
  asRead(value: Value): Value {
    return this.#inDouble && value.type === 'f32' ? convert(this.builder, value, 'f64') : value
  }

  get draws(): Draws {
    if (this.#draws === undefined) throw new InternalError('random numbers are not available in this code')
    return this.#draws
  }

  /** The same element goes on with other names; locals are left behind. */
  withContext(context: CodeContext): Lowering {
    return new Lowering(this.builder, context, this.#places, this.#draws, this.#inDouble)
  }

  /** The same statements go on, but names mean what they mean for another object: used for subexpressions of pre- and postsynaptic groups. */
  within(context: CodeContext, places: Places): Lowering {
    return new Lowering(this.builder, context, places, this.#draws, this.#inDouble)
  }
}
