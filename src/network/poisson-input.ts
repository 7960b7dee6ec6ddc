import { RheobaseError } from '../errors/rheobase-error.js'
import type { Expression, Statement } from '../language/syntax-tree.js'
import type { Namespace } from '../model/namespace.js'
import type { RegularOperationModel } from '../model/recording.js'
import {
  dimensionless,
  frequency,
  printDimensionAsCode,
  sameDimension,
  type Dimension,
} from '../units/dimension.js'
import { describeDimension, printBriefly } from '../units/print-quantity.js'
import { Quantity } from '../units/quantity.js'
import { readExpression } from './equation-text.js'
import type { GroupView } from './group-views.js'
import { rangeOf } from './group-part.js'
import type { NetworkScope } from './network-scope.js'
import { checkCount, checkOptions, checkText, describeValue } from './options.js'
import type { StateVariable } from './state-variable.js'

/** Options of `net.poissonInput`. */
export interface PoissonInputOptions {
  /** Number of sources for each neuron. */
  readonly n: number
  /**
   * Rate of each source: one for all neurons, or text with the names of the group, evaluated in every step, such as `'rates'` for a parameter or
   * `'10*Hz*(1 + sin(2*pi*t/second))'`. In one step a source spikes at most once: rate times step counts as at most 1.
   */
  readonly rate: Quantity | string
  /** What a spike adds to the variable: in its unit, or text with the names of the group, evaluated in every step. */
  readonly weight: Quantity | number | string
  /** Slot of the step, `synapses` if left out. */
  readonly when?: string
  /** Place within the slot, 0 if left out. */
  readonly order?: number
  readonly name?: string
  /** What keys the random numbers, the name if left out. */
  readonly stream?: string
}

/** Many Poisson sources that act on one variable of each neuron: see `net.poissonInput`. */
export interface PoissonInput {
  readonly name: string
  readonly n: number
  readonly rate: Quantity | string
  readonly weight: Quantity | number | string
  /** Name of the variable that it adds to. */
  readonly variable: string
  active: boolean
}

const DRAW = 'binomial'
const OPTIONS = ['n', 'rate', 'weight', 'when', 'order', 'name', 'stream']

/** @internal */
export function makePoissonInput(
  scope: NetworkScope,
  view: GroupView,
  variable: string,
  options: PoissonInputOptions,
): PoissonInput {
  checkOptions('poissonInput', options, OPTIONS)
  const name = scope.claimName('poissoninput', options.name)
  const { core } = view
  const target = core.state(view, checkText('the variable of a Poisson input', variable))
  checkTarget(name, view, target)
  const n = checkCount(`\`n\` of \`${name}\``, options.n, 1)
  const given = options.rate
  const text = typeof given === 'string' ? readExpression(`rate of \`${name}\``, given) : undefined
  const rate = typeof given === 'string' ? undefined : checkedRate(name, given)
  const weight = readExpression(`weight of \`${name}\``, weightText(name, options.weight, target))
  // The step may change between runs, and with it the probability.
  const statement = (): Statement =>
    addition(
      variable,
      weight,
      n,
      text === undefined
        ? literal(probability(name, rate ?? NaN, core.clock.dt), weight)
        : timesStep(text, weight),
    )
  statement()
  let active = true
  const input = {
    name,
    n,
    rate: options.rate,
    weight: options.weight,
    variable,
    get active() {
      return active
    },
    set active(value: boolean) {
      active = value
      scope.changed()
    },
    model: (): RegularOperationModel => {
      const range = rangeOf(view)
      checkDraw(name, range.group.namespaces)
      return {
        kind: 'regular-operation',
        name,
        statements: [statement()],
        clock: core.clock,
        target: range,
        active: active && core.active,
        when: options.when ?? 'synapses',
        order: options.order ?? 0,
        stream: options.stream ?? name,
      }
    },
  }
  scope.add(input)
  return input
}

/** The name of the draw is free for others, who would then be called in its place. */
function checkDraw(name: string, namespaces: readonly Namespace[]): void {
  const other = namespaces.find(({ entries }) => entries.has(DRAW))
  if (other === undefined) return
  throw new RheobaseError(
    'name',
    'hidden-function',
    `\`${name}\` draws its numbers with \`${DRAW}\`, but \`${DRAW}\` in the ${other.title} is something else; give that another name`,
  )
}

/** `variable += weight*binomial(n, p)`; what is wrong with it stands in the weight. */
function addition(variable: string, weight: Expression, n: number, p: Expression): Statement {
  const { span } = weight
  const draw: Expression = {
    kind: 'call',
    name: DRAW,
    nameSpan: span,
    arguments: [{ kind: 'number', value: n, type: 'integer', span }, p],
    span,
  }
  return {
    kind: 'assignment',
    target: variable,
    targetSpan: span,
    operator: '+=',
    value: { kind: 'binary', operator: '*', left: weight, right: draw, span },
    span,
  }
}

const literal = (value: number, { span }: Expression): Expression => ({
  kind: 'number',
  value,
  type: 'float',
  span,
})
/** `clip(rate*dt, 0, 1)`. What is wrong with it stands in the rate. */
function timesStep(rate: Expression, weight: Expression): Expression {
  const { span } = rate
  const dt: Expression = { kind: 'name', name: 'dt', span }
  return {
    kind: 'call',
    name: 'clip',
    nameSpan: span,
    arguments: [
      { kind: 'binary', operator: '*', left: rate, right: dt, span },
      literal(0, weight),
      literal(1, weight),
    ],
    span,
  }
}

function checkTarget(name: string, { core }: GroupView, { name: variable, shared }: StateVariable): void {
  const stored = core.variables.get(variable)
  if (stored?.access !== 'writable' || shared) {
    const what =
      stored === undefined || stored.access === 'read-only'
        ? 'read-only'
        : shared
          ? 'shared by all neurons'
          : 'constant during a run'
    throw new RheobaseError(
      'type',
      'input-into-no-variable',
      `\`${name}\` cannot add to \`${core.name}.${variable}\`, which is ${what}`,
    )
  }
}

function checkedRate(name: string, rate: unknown): number {
  if (!(rate instanceof Quantity) || !sameDimension(rate.dimension, frequency)) {
    const found =
      rate instanceof Quantity ? describeDimension(rate.dimension) : describeDimension(dimensionless)
    throw new RheobaseError(
      rate instanceof Quantity || typeof rate === 'number' ? 'dimension' : 'type',
      'not-a-rate',
      `the rate of \`${name}\` must be a frequency such as Hz(15), not ${describeValue(rate)}\n  expected  ${describeDimension(frequency)}\n  found     ${found}`,
    )
  }
  const { value } = rate
  if (value >= 0 && Number.isFinite(value)) return value
  throw new RheobaseError(
    'value',
    'impossible-rate',
    `the rate of \`${name}\` cannot be ${printBriefly(rate)}`,
  )
}

function probability(name: string, rate: number, dt: number): number {
  const p = rate * dt
  if (p <= 1) return p
  throw new RheobaseError(
    'value',
    'impossible-rate',
    `a source of \`${name}\` would spike ${String(p)} times in a step of ${String(dt)} s at ${String(rate)} Hz, but it spikes at most once. ` +
      'Use more sources of a lower rate, or a shorter step.',
  )
}

/** The weight as text: a quantity as its SI value times its base units. */
function weightText(name: string, weight: unknown, { name: variable, dimension }: StateVariable): string {
  if (typeof weight === 'string') return weight
  const found: Dimension | undefined =
    weight instanceof Quantity ? weight.dimension : typeof weight === 'number' ? dimensionless : undefined
  if (found === undefined)
    throw new RheobaseError(
      'type',
      'not-a-weight',
      `the weight of \`${name}\` must be a quantity, a number or text, not ${describeValue(weight)}`,
    )
  if (!sameDimension(found, dimension)) {
    throw new RheobaseError(
      'dimension',
      'dimension-mismatch',
      `the weight of \`${name}\` does not fit \`${variable}\`\n  expected  ${describeDimension(dimension)}\n  found     ${describeDimension(found)}`,
    )
  }
  const value = weight instanceof Quantity ? weight.value : Number(weight)
  if (!Number.isFinite(value))
    throw new RheobaseError(
      'value',
      'impossible-weight',
      `the weight of \`${name}\` cannot be ${String(value)}`,
    )
  const unit = printDimensionAsCode(dimension)
  return unit === '1' ? String(value) : `${String(value)}*${unit}`
}
