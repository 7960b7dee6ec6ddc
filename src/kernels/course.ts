import type { ArraySymbol, Definition, Operation, Value } from './value.js'
import { operandsOf } from './walk.js'

/** How a value changes from step to step: not at all, or never down, or never up. Of conditions, true is above false. */
export type Course = 'constant' | 'rising' | 'falling'

/**
 * Follows values from definition to definition while time goes on: the numbers of steps rise, and what else is read stands still or is
 * not followed. Rounding changes nothing of this, for the sum, the quotient and every other operation here, rounded, is monotone, too.
 * A nan stays one, and no comparison with it ever holds.
 */
export class Courses {
  readonly #courses = new Map<Value, Course>()
  readonly #courseOfArray: (array: ArraySymbol) => Course | undefined

  constructor(courseOfArray: (array: ArraySymbol) => Course | undefined) {
    this.#courseOfArray = courseOfArray
  }

  /** Definitions are to be followed in their order. */
  follow(value: Definition): void {
    const course = this.#courseOf(value)
    if (course !== undefined) this.#courses.set(value, course)
  }
  /** The course of a value; nothing if it is not known. */
  of(value: Value): Course | undefined {
    if (value.kind === 'constant' || value.kind === 'element') return 'constant'
    return this.#courses.get(value)
  }

  #courseOf(value: Definition): Course | undefined {
    const operands = operandsOf(value).map(operand => this.of(operand))
    const standsStill = operands.every(course => course === 'constant')
    switch (value.kind) {
      case 'load':
        return standsStill ? this.#courseOfArray(value.array) : undefined
      case 'call':
        return standsStill && value.callee.kind === 'kernel-function' ? 'constant' : undefined
      case 'operation':
        return standsStill ? 'constant' : this.#ofOperation(value)
      case 'read':
        return undefined
      default:
        return value satisfies never
    }
  }

  #ofOperation({ operator, operands }: Operation): Course | undefined {
    const [a, b] = operands
    if (a === undefined) return undefined
    switch (operator) {
      case 'f64.floor':
      case 'f64.ceil':
      case 'f64.trunc':
      case 'f64.from_f32':
      case 'f32.from_f64':
        return this.of(a)
      case 'f64.neg':
      case 'bool.not':
        return opposite(this.of(a))
      case 'f64.mul':
        return isPositive(b) ? this.of(a) : isPositive(a) && b !== undefined ? this.of(b) : undefined
      case 'f64.div':
        return isPositive(b) ? this.of(a) : undefined
      case 'f64.add':
      case 'bool.and':
      case 'bool.or':
        return together(this.of(a), this.#maybe(b))
      case 'f64.sub':
      case 'f64.ge':
      case 'f64.gt':
        return together(this.of(a), opposite(this.#maybe(b)))
      case 'f64.le':
      case 'f64.lt':
        return together(opposite(this.of(a)), this.#maybe(b))
      default:
        return undefined
    }
  }

  #maybe(value: Value | undefined): Course | undefined {
    return value === undefined ? undefined : this.of(value)
  }
}

const isPositive = (value: Value | undefined): boolean => value?.kind === 'constant' && value.value > 0

function opposite(course: Course | undefined): Course | undefined {
  if (course === 'rising') return 'falling'
  return course === 'falling' ? 'rising' : course
}

/** Of what rises with each of two values. */
function together(a: Course | undefined, b: Course | undefined): Course | undefined {
  if (a === 'constant') return b
  return b === 'constant' || a === b ? a : undefined
}
