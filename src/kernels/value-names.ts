import type { Operator, Value } from './value.js'

/** Gives out names that have not been given out before: `v`, `v_2`, `v_3`. An inner scope avoids the names of the outer one. */
export class UniqueNames {
  readonly #taken = new Set<string>()
  readonly #next = new Map<string, number>()
  readonly #outer: UniqueNames | undefined

  constructor(reserved: Iterable<string> = [], outer?: UniqueNames) {
    for (const name of reserved) this.#taken.add(name)
    this.#outer = outer
  }

  fresh(wanted: string): string {
    let name = wanted
    let number = this.#next.get(wanted) ?? 2
    while (this.has(name)) name = `${wanted}_${String(number++)}`
    this.#next.set(wanted, number)
    this.#taken.add(name)
    return name
  }

  has(name: string): boolean {
    return this.#taken.has(name) || this.#outer?.has(name) === true
  }
}

/** What a reader would call a value: a load of `neurons.v` is `v`, a comparison is a `condition`. Not unique. */
export function suggestName(value: Value): string {
  switch (value.kind) {
    case 'constant':
      return 'constant'
    case 'element':
    case 'parameter':
      return value.name
    case 'load':
      return lastPart(value.array.name)
    case 'read':
      return value.local.name
    case 'call':
      return `${lastPart(value.callee.name)}_value`
    case 'operation':
      return (
        NAMES[value.operator] ??
        (value.type === 'bool' ? 'condition' : value.type === 'i32' ? 'integer' : 'value')
      )
    default:
      return value satisfies never
  }
}

const NAMES: Readonly<Partial<Record<Operator, string>>> = {
  'f64.add': 'sum',
  'f32.add': 'sum',
  'f64.sub': 'difference',
  'f32.sub': 'difference',
  'f64.mul': 'product',
  'f32.mul': 'product',
  'f64.div': 'quotient',
  'f32.div': 'quotient',
  'f64.neg': 'negative',
  'f32.neg': 'negative',
  'f64.abs': 'magnitude',
  'f32.abs': 'magnitude',
  'f64.copysign': 'signed',
  'f32.copysign': 'signed',
  'f64.sqrt': 'root',
  'f32.sqrt': 'root',
  'f64.floor': 'floor',
  'f32.floor': 'floor',
  'f64.ceil': 'ceiling',
  'f32.ceil': 'ceiling',
  'f64.trunc': 'whole',
  'f32.trunc': 'whole',
  'f64.select': 'chosen',
  'f32.select': 'chosen',
  'i32.select': 'chosen',
  'f64.at_most': 'limited',
  'f32.at_most': 'limited',
  'f64.at_least': 'limited',
  'f32.at_least': 'limited',
  'f64.pow2_shifted': 'power',
  'f64.pow2_of_parts': 'power',
  'f64.pow2_lower_half': 'power',
  'f64.pow2_upper_half': 'power',
  'f64.times_parts': 'power',
  'f64.times_upper_half': 'power',
  'f32.pow2_shifted': 'power',
  'i32.bits_of_f32': 'bits',
  'i32.high_word': 'high',
  'i32.low_word': 'low',
}

/** `v` of `neurons.v`. */
function lastPart(name: string): string {
  const part = name.slice(name.lastIndexOf('.') + 1)
  return (part === '' ? name : part).replace(/\W+/g, '_')
}
