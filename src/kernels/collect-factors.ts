import { Builder } from './builder.js'
import { Rewriter } from './rewrite.js'
import { Uses } from './uses.js'
import type { FloatType, Operation, Statement, Value } from './value.js'

/**
 * Makes one of constant factors that stand in different places of a product: `(2*x)*3` becomes `x*6`, `(2*x/y)*3` becomes `x*6/y`, also
 * through a choice, and `(2*x)*(3/y)` becomes `x*(6/y)`. It may differ by a rounding of each factor, so it is only for code whose results are
 * approximations by themselves, such as a step of an integration.
 */
export function collectFactors(statements: readonly Statement[]): readonly Statement[] {
  const builder = new Builder()
  const uses = new Uses(statements)
  new Rewriter(builder, (statement, copy) => {
    if (statement.kind !== 'define') return false
    const { value } = statement
    if (value.kind !== 'operation') return false
    const collected = new FactorCollector(builder, copy, uses).product(value)
    if (collected === undefined) return false
    copy.map(value, collected)
    return true
  }).statements(statements)
  return builder.statements
}

/** So far from the ends of the range of each type that a product of two of them is far from the ends, too. */
const MODERATE: Readonly<Record<FloatType, number>> = { f64: 2 ** 256, f32: 2 ** 32 }

class FactorCollector {
  readonly #builder: Builder
  readonly #copy: Rewriter
  readonly #uses: Uses

  constructor(builder: Builder, copy: Rewriter, uses: Uses) {
    this.#builder = builder
    this.#copy = copy
    this.#uses = uses
  }

  /** The copy of a product with its factors in one place, if there is anything to collect. */
  product(value: Operation): Value | undefined {
    const product = productOf(value)
    if (product !== undefined) return this.times(product.value, product.factor)
    const [left, right] = value.operands
    if (!isProduct(value) || left === undefined || right === undefined) return undefined
    return this.#moved(left, right) ?? this.#moved(right, left)
  }

  /** x*(c*y) for (c*x)*y. */
  #moved(from: Value, to: Value): Value | undefined {
    const { type } = from
    const product = this.#isShared(from) ? undefined : productOf(from)
    if (product === undefined || (type !== 'f64' && type !== 'f32')) return undefined
    const scaled = this.times(to, product.factor)
    return scaled && this.#builder.op(`${type}.mul`, this.#copy.value(product.value), scaled)
  }

  /** The copy of `value` times `factor`, if that takes no more than `value` itself. */
  times(value: Value, factor: number): Value | undefined {
    const { type } = value
    if (type !== 'f64' && type !== 'f32') return undefined
    if (value.kind === 'constant') return this.#constant(type, value.value * factor)
    const product = productOf(value)
    if (product !== undefined) {
      const inOne = this.#constant(type, product.factor * factor)
      if (inOne === undefined || (this.#isShared(value) && !isPlain(product.value))) return undefined
      return (
        this.times(product.value, inOne.value) ??
        this.#builder.op(`${type}.mul`, this.#copy.value(product.value), inOne)
      )
    }
    if (value.kind !== 'operation' || this.#isShared(value)) return undefined
    if (value.operator === `${type}.div`) return this.#quotient(value, type, factor)
    return value.operator === `${type}.select` ? this.#choice(value, type, factor) : undefined
  }

  /** What anything else needs, too, would be computed twice. */
  #isShared(value: Value): boolean {
    return this.#uses.count(value) !== 1
  }

  #quotient(
    { operands: [dividend, divisor] }: Operation,
    type: FloatType,
    factor: number,
  ): Value | undefined {
    if (dividend === undefined || divisor === undefined) return undefined
    const scaled = this.times(dividend, factor)
    if (scaled !== undefined) return this.#builder.op(`${type}.div`, scaled, this.#copy.value(divisor))
    const shrunk = this.times(divisor, 1 / factor)
    return shrunk && this.#builder.op(`${type}.div`, this.#copy.value(dividend), shrunk)
  }

  #choice(
    { operands: [condition, whenTrue, otherwise] }: Operation,
    type: FloatType,
    factor: number,
  ): Value | undefined {
    if (condition === undefined || whenTrue === undefined || otherwise === undefined) return undefined
    const first = this.times(whenTrue, factor)
    const second = first && this.times(otherwise, factor)
    return second && this.#builder.op(`${type}.select`, this.#copy.value(condition), first, second)
  }

  #constant(type: FloatType, value: number) {
    const size = Math.abs(value)
    return size <= MODERATE[type] && size >= 1 / MODERATE[type] ? this.#builder.float(type, value) : undefined
  }
}

/** Whether there is no quotient or choice below constant factors. */
function isPlain(value: Value): boolean {
  const product = productOf(value)
  if (product !== undefined) return isPlain(product.value)
  return value.kind !== 'operation' || !/\.(div|select)$/.test(value.operator)
}

/** What is multiplied by a constant, and by which. */
function productOf(value: Value): { readonly value: Value; readonly factor: number } | undefined {
  if (!isProduct(value)) return undefined
  const [left, right] = value.operands
  if (left === undefined || right === undefined) return undefined
  if (right.kind === 'constant') return { value: left, factor: right.value }
  return left.kind === 'constant' ? { value: right, factor: left.value } : undefined
}

const isProduct = (value: Value): value is Operation =>
  value.kind === 'operation' && (value.operator === 'f64.mul' || value.operator === 'f32.mul')
