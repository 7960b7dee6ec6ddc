import { InternalError } from '../errors/rheobase-error.js'
import type { Binary, Call, Expression } from '../language/syntax-tree.js'
import { add, binary, mul, name, neg, number, sub } from '../symbolic/construct.js'
import { namesIn } from '../symbolic/occurs.js'
import { mapOperands, substitute } from '../symbolic/substitute.js'
import type { NoiseDraws } from './draw-noise.js'
import type { UpdateStatement } from './method.js'
import type { Scheme, SchemeLine } from './scheme.js'
import type { NoisyEquation } from './split-noise.js'

/**
 * What an expression of a scheme is for one variable: a part without noise, and a part for each noise variable, which add up. An absent part
 * is zero by its structure.
 */
interface Parts {
  readonly free: Expression | undefined
  readonly noisy: ReadonlyMap<string, Expression>
}
const NOTHING: Parts = { free: undefined, noisy: new Map() }

/** Writes a scheme out for the equations of an object. */
export class SchemeExpansion {
  readonly statements: UpdateStatement[] = []
  readonly #scheme: Scheme
  readonly #equations: readonly NoisyEquation[]
  readonly #noise: NoiseDraws
  readonly #local: (base: string) => string
  readonly #mentioned = new Set<string>()
  readonly #lines = new Map<string, ReadonlyMap<string, Parts>>()
  /** What the names in a right side are replaced by at the point of a call, by noise variable; '' without noise. */
  readonly #points = new Map<Call, Map<string, ReadonlyMap<string, Expression>>>()

  constructor(
    scheme: Scheme,
    equations: readonly NoisyEquation[],
    noise: NoiseDraws,
    local: (base: string) => string,
  ) {
    this.#scheme = scheme
    this.#equations = equations
    this.#noise = noise
    this.#local = local
    for (const { drift, factors } of equations)
      for (const expression of [drift, ...factors.values()])
        if (expression !== undefined) namesIn(expression, this.#mentioned)
  }

  /** The new value of each variable; the statements give values to the locals that it mentions. */
  newState(): ReadonlyMap<string, Expression> {
    const last = this.#scheme.lines.at(-1)
    if (last === undefined) throw new InternalError('a scheme without lines')
    for (const line of this.#scheme.lines.slice(0, -1)) this.#defineLine(line)
    return new Map(
      this.#equations.map(equation => {
        const { free, noisy } = this.#expand(last.value, equation, last.name)
        const value = [...noisy.values()].reduce<Expression | undefined>(plusTerms, free)
        return [equation.variable, value ?? ZERO] as const
      }),
    )
  }

  #defineLine({ name: title, value, scalar }: SchemeLine): void {
    const define = (base: string, expression: Expression): Expression => {
      const target = this.#local(base)
      this.statements.push({ target, value: expression })
      return name(target)
    }
    const [first] = this.#equations
    if (scalar && first !== undefined) {
      const { free } = this.#expand(value, first, title)
      const shared: Parts = { free: define(`_${title}`, free ?? ZERO), noisy: new Map() }
      this.#lines.set(title, new Map(this.#equations.map(({ variable }) => [variable, shared])))
      return
    }
    const parts = this.#equations.map(equation => {
      const { free, noisy } = this.#expand(value, equation, title)
      const { variable } = equation
      const named: Parts = {
        free: free === undefined ? undefined : define(`_${title}_${variable}`, free),
        noisy: new Map(
          [...noisy].map(([xi, expression]) => [xi, define(`_${title}_${xi}_${variable}`, expression)]),
        ),
      }
      return [variable, named] as const
    })
    this.#lines.set(title, new Map(parts))
  }

  #expand(expression: Expression, equation: NoisyEquation, line: string): Parts {
    const expand = (operand: Expression): Parts => this.#expand(operand, equation, line)
    switch (expression.kind) {
      case 'number':
      case 'boolean':
        return { free: expression, noisy: new Map() }
      case 'name':
        return this.#symbol(expression.name, expression, equation)
      case 'call':
        if (expression.name === 'f') return this.#drift(expression, equation, line)
        if (expression.name === 'g') return this.#factor(expression, equation, line)
        return this.#whole(expression, expand)
      case 'unary': {
        if (expression.operator === 'not') return this.#whole(expression, expand)
        const operand = expand(expression.operand)
        return expression.operator === '+' ? operand : mapParts(operand, neg)
      }
      case 'binary':
        return this.#binary(expression, expand)
      case 'comparison':
      case 'logical':
        return this.#whole(expression, expand)
      default:
        return expression satisfies never
    }
  }

  #symbol(symbol: string, expression: Expression, { variable }: NoisyEquation): Parts {
    if (symbol === 'x') return { free: name(variable), noisy: new Map() }
    if (symbol === 'dW') {
      const noises = new Set(this.#equations.flatMap(({ factors }) => [...factors.keys()]))
      return { free: undefined, noisy: new Map([...noises].map(xi => [xi, this.#noise.increment(xi)])) }
    }
    return this.#lines.get(symbol)?.get(variable) ?? { free: expression, noisy: new Map() }
  }

  #binary(expression: Binary, expand: (operand: Expression) => Parts): Parts {
    const left = expand(expression.left)
    const right = expand(expression.right)
    switch (expression.operator) {
      case '+':
        return combine(left, right, plus)
      case '-':
        return combine(left, right, minus)
      case '*':
        return product(left, right)
      case '/':
        if (right.noisy.size === 0) return mapParts(left, part => binary('/', part, right.free ?? ZERO))
        return this.#whole(expression, expand)
      default:
        return this.#whole(expression, expand)
    }
  }

  /** An expression that cannot be taken apart: one value for each noise variable that it depends on. */
  #whole(expression: Expression, expand: (operand: Expression) => Parts): Parts {
    const noises = new Set<string>()
    mapOperands(expression, operand => {
      for (const xi of expand(operand).noisy.keys()) noises.add(xi)
      return operand
    })
    const withNoise = (xi: string): Expression =>
      mapOperands(expression, operand => valueOf(expand(operand), xi))
    if (noises.size === 0) return { free: withNoise(''), noisy: new Map() }
    return { free: undefined, noisy: new Map([...noises].map(xi => [xi, withNoise(xi)])) }
  }

  #drift(call: Call, { drift }: NoisyEquation, line: string): Parts {
    const points = this.#pointsOf(call, line)
    if (drift === undefined) return NOTHING
    const atPoint = (xi: string): Expression => substitute(drift, points.get(xi) ?? new Map())
    if (points.has('')) return { free: atPoint(''), noisy: new Map() }
    return { free: undefined, noisy: new Map([...points.keys()].map(xi => [xi, atPoint(xi)])) }
  }

  #factor(call: Call, { factors }: NoisyEquation, line: string): Parts {
    const points = this.#pointsOf(call, line)
    return {
      free: undefined,
      noisy: new Map(
        [...factors].map(([xi, factor]) => [
          xi,
          substitute(factor, points.get(xi) ?? points.get('') ?? new Map()),
        ]),
      ),
    }
  }

  /** The point of a call as locals: one point, or one for each noise variable. */
  #pointsOf(call: Call, line: string): Map<string, ReadonlyMap<string, Expression>> {
    const known = this.#points.get(call)
    if (known !== undefined) return known
    const [state = ZERO, time = name('t')] = call.arguments
    const values = this.#equations.map(equation => ({
      variable: equation.variable,
      parts: this.#expand(state, equation, line),
    }))
    const noises = new Set(values.flatMap(({ parts }) => [...parts.noisy.keys()]))
    const atTime = this.#timeOf(time, line)
    const points = new Map(
      (noises.size === 0 ? [''] : [...noises]).map(xi => {
        const replacements = new Map(atTime)
        for (const { variable, parts } of values) {
          const value = valueOf(parts, xi)
          const isState = value.kind === 'name' && value.name === variable
          if (isState || !this.#mentioned.has(variable)) continue
          replacements.set(variable, value.kind === 'name' ? value : this.#point(line, xi, variable, value))
        }
        return [xi, replacements] as const
      }),
    )
    this.#points.set(call, points)
    return points
  }

  #point(line: string, xi: string, variable: string, value: Expression): Expression {
    const target = this.#local(`_at_${line}${xi === '' ? '' : `_${xi}`}_${variable}`)
    this.statements.push({ target, value })
    return name(target)
  }

  #timeOf(time: Expression, line: string): readonly (readonly [string, Expression])[] {
    const [first] = this.#equations
    if (first === undefined || !this.#mentioned.has('t')) return []
    const value = this.#expand(time, first, line).free ?? ZERO
    if (value.kind === 'name') return value.name === 't' ? [] : [['t', value]]
    const target = this.#local(`_t_${line}`)
    this.statements.push({ target, value })
    return [['t', name(target)]]
  }
}

const ZERO = number(0, 'float')

const plus = (left: Expression | undefined, right: Expression): Expression =>
  left === undefined ? right : add(left, right)
const minus = (left: Expression | undefined, right: Expression): Expression =>
  left === undefined ? neg(right) : sub(left, right)

/** Adds the terms of a sum one by one, in their order, as they would be if all of it stood in one line. */
function plusTerms(left: Expression | undefined, right: Expression): Expression {
  if (left === undefined || right.kind !== 'binary') return plus(left, right)
  if (right.operator === '+') return plus(plusTerms(left, right.left), right.right)
  if (right.operator === '-') return minus(plusTerms(left, right.left), right.right)
  return plus(left, right)
}

const valueOf = ({ free, noisy }: Parts, xi: string): Expression => {
  const part = noisy.get(xi)
  return part === undefined ? (free ?? ZERO) : plus(free, part)
}

const mapParts = ({ free, noisy }: Parts, change: (part: Expression) => Expression): Parts => ({
  free: free === undefined ? undefined : change(free),
  noisy: new Map([...noisy].map(([xi, part]) => [xi, change(part)])),
})

function combine(
  left: Parts,
  right: Parts,
  operate: (left: Expression | undefined, right: Expression) => Expression,
): Parts {
  const noisy = new Map(left.noisy)
  for (const [xi, part] of right.noisy) noisy.set(xi, operate(noisy.get(xi), part))
  return { free: right.free === undefined ? left.free : operate(left.free, right.free), noisy }
}

/** Parts without noise multiply once, however many noise variables there are. */
function product(left: Parts, right: Parts): Parts {
  const noisy = new Map<string, Expression>()
  for (const xi of new Set([...left.noisy.keys(), ...right.noisy.keys()])) {
    const [a, b] = [left.noisy.get(xi), right.noisy.get(xi)]
    const terms = [
      left.free !== undefined && b !== undefined ? mul(left.free, b) : undefined,
      a !== undefined && right.free !== undefined ? mul(a, right.free) : undefined,
      a !== undefined && b !== undefined ? mul(a, b) : undefined,
    ].filter(term => term !== undefined)
    const total = terms.reduce<Expression | undefined>(plus, undefined)
    if (total !== undefined) noisy.set(xi, total)
  }
  const free = left.free !== undefined && right.free !== undefined ? mul(left.free, right.free) : undefined
  return { free, noisy }
}
