import { Builder } from './builder.js'
import { Rewriter } from './rewrite.js'
import type { FloatType, Statement, Value } from './value.js'

/**
 * Makes one of constant terms that stand in different places of a sum: `(3 - x) + 2` becomes `5 - x`. It may differ by a rounding of each
 * term, so it is only for code whose results are approximations by themselves, such as a step of an integration. Terms that nearly cancel stay:
 * there the rounding is what was written, as in `x + 2^52 - 2^52`.
 */
export function collectTerms(statements: readonly Statement[]): readonly Statement[] {
  const builder = new Builder()
  new Rewriter(builder, (statement, copy) => {
    if (statement.kind !== 'define') return false
    const outer = sumOf(statement.value)
    const inner = outer && sumOf(outer.value)
    if (outer === undefined || inner === undefined) return false
    const { type } = outer
    // ±(±x + c) + d: the signs of x multiply, c has that of the outer one.
    const [first, second] = [outer.isNegative ? -inner.term : inner.term, outer.term]
    const term = builder.float(type, first + second)
    if (Math.abs(term.value) < Math.max(Math.abs(first), Math.abs(second)) / LARGEST_LOSS) return false
    const x = copy.value(inner.value)
    copy.map(
      statement.value,
      outer.isNegative === inner.isNegative
        ? builder.op(`${type}.add`, x, term)
        : builder.op(`${type}.sub`, term, x),
    )
    return true
  }).statements(statements)
  return builder.statements
}

const LARGEST_LOSS = 1024

interface Sum {
  readonly type: FloatType
  /** The sum is `term` more than the value, or than its negative. */
  readonly value: Value
  readonly isNegative: boolean
  readonly term: number
}

/** A value and a constant, added or subtracted. */
function sumOf(value: Value): Sum | undefined {
  const { type } = value
  if (value.kind !== 'operation' || (type !== 'f64' && type !== 'f32')) return undefined
  const [left, right] = value.operands
  if (left === undefined || right === undefined) return undefined
  if (value.operator === `${type}.add`) {
    if (right.kind === 'constant') return { type, value: left, isNegative: false, term: right.value }
    if (left.kind === 'constant') return { type, value: right, isNegative: false, term: left.value }
  }
  if (value.operator === `${type}.sub`) {
    if (right.kind === 'constant') return { type, value: left, isNegative: false, term: -right.value }
    if (left.kind === 'constant') return { type, value: right, isNegative: true, term: left.value }
  }
  return undefined
}
