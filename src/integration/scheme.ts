import { nearestNames } from '../errors/nearest-name.js'
import { RheobaseError, type ErrorKind } from '../errors/rheobase-error.js'
import { checkExpression } from '../language/check-expression.js'
import type { Diagnostic } from '../language/diagnostics/diagnostic.js'
import { DiagnosticError } from '../language/diagnostics/diagnostic-error.js'
import { snippet } from '../language/diagnostics/snippet.js'
import type { FunctionSignature } from '../language/function-signature.js'
import { builtinFunctions } from '../language/functions.js'
import { CONSTANTS, whyIllegalName } from '../language/names.js'
import { parseStatements } from '../language/parse-statements.js'
import type { NameMeaning, Scope } from '../language/scope.js'
import type { Source, Span } from '../language/source.js'
import type { Call, Expression, Statement } from '../language/syntax-tree.js'
import { callsIn, findNode, namesIn } from '../symbolic/occurs.js'
import { dimensionless, power, quotient, second, voltage, type Dimension } from '../units/dimension.js'

/** Noise that a scheme of the user can integrate: none, noise with factors that depend on no variable, or any. */
export type SchemeNoise = 'none' | 'additive' | 'multiplicative'

/** One line `name = expression` of a scheme; the last one is `x_new`. */
export interface SchemeLine {
  readonly name: string
  readonly value: Expression
  /** Whether it is the same for all variables: it mentions neither the state nor its derivative. */
  readonly scalar: boolean
  /** Whether it has a value for each noise variable. */
  readonly noisy: boolean
}

/** An explicit integration scheme, read from text and checked. */
export interface Scheme {
  readonly name: string
  readonly lines: readonly SchemeLine[]
  readonly noise: SchemeNoise
  /** A call of `f` at a point that depends on the noise, if there is one: with several noise variables it has no meaning. */
  readonly driftAtNoisyPoint: Call | undefined
}

const NEW_STATE = 'x_new'
const RESERVED = ['x', 't', 'dt', 'f', 'g', 'dW']

/** The state stands for variables of any unit; for the check of dimensions it is a voltage. */
const STATE: Dimension = voltage

/**
 * Reads an explicit scheme. In the text `x` is the state, `t` and `dt` time and step, `f(x, t)` the right side without noise, `g(x, t)` the
 * factor of the noise, `dW` its increment, which has the variance `dt`.
 * @throws {DiagnosticError | RheobaseError} kind `syntax`, `name`, `dimension` or `value`, with the place in the text
 */
export function readScheme(name: string, text: string, noise: SchemeNoise): Scheme {
  const source: Source = { name: `integration scheme \`${name}\` (with x in volt)`, text }
  const { statements, diagnostics } = parseStatements(source)
  if (diagnostics.length > 0) throw new DiagnosticError(diagnostics)
  checkForm(source, statements)
  const lines: SchemeLine[] = []
  const found: Diagnostic[] = []
  const known = new Map<string, NameMeaning>(SYMBOLS)
  for (const { target, value } of statements) {
    const checked = checkExpression(value, scopeOf(known), diagnostic => found.push(diagnostic))
    checkTimes(value, lines)
    const names = new Set([...namesIn(value), ...callsIn(value)])
    const mentions = (fits: (line: SchemeLine) => boolean): boolean =>
      lines.some(line => names.has(line.name) && fits(line))
    lines.push({
      name: target,
      value,
      scalar: !['x', 'f', 'g', 'dW'].some(symbol => names.has(symbol)) && !mentions(line => !line.scalar),
      noisy: names.has('g') || names.has('dW') || mentions(line => line.noisy),
    })
    // What a wrong line stands for is not known: later lines would only seem to be wrong.
    if (checked === undefined || found.length > 0) throw new DiagnosticError(found)
    known.set(target, variable(target, checked.dimension))
  }
  checkNoise(name, lines, noise)
  return { name, lines, noise, driftAtNoisyPoint: driftAtNoisyPoint(lines) }
}

function checkForm(source: Source, statements: readonly Statement[]): void {
  const whole: Span = { source, start: source.text.length, end: source.text.length }
  const last = statements.at(-1)
  if (last?.target !== NEW_STATE) {
    throw refusal(
      'syntax',
      `a scheme ends with \`${NEW_STATE} = …\`, the state after the step`,
      last?.targetSpan ?? whole,
    )
  }
  const seen = new Set<string>()
  for (const { target, targetSpan, operator } of statements) {
    if (operator !== '=')
      throw refusal(
        'syntax',
        `the lines of a scheme are definitions: write \`=\`, not \`${operator}\``,
        targetSpan,
      )
    if (RESERVED.includes(target))
      throw refusal('value', `\`${target}\` has a meaning in every scheme and cannot be defined`, targetSpan)
    if (target === NEW_STATE && statements.at(-1)?.targetSpan !== targetSpan)
      throw refusal('syntax', `\`${NEW_STATE}\` must be the last line`, targetSpan)
    if (seen.has(target)) throw refusal('value', `\`${target}\` is defined twice`, targetSpan)
    if (whyIllegalName(target) !== undefined)
      throw refusal('value', `\`${target}\` cannot be the name of a line`, targetSpan)
    seen.add(target)
  }
}

/** The second argument of `f` and `g` is one time for all variables. */
function checkTimes(value: Expression, lines: readonly SchemeLine[]): void {
  const bad = findNode(value, node => {
    const time =
      node.kind === 'call' && (node.name === 'f' || node.name === 'g') ? node.arguments[1] : undefined
    return time !== undefined && !isScalar(time, lines)
  })
  if (bad?.kind === 'call')
    throw refusal(
      'value',
      `the time at which \`${bad.name}\` is taken cannot depend on the state or on the noise`,
      bad.arguments[1]?.span ?? bad.span,
    )
}

const isScalar = (expression: Expression, lines: readonly SchemeLine[]): boolean =>
  findNode(
    expression,
    node =>
      (node.kind === 'name' &&
        (node.name === 'x' ||
          node.name === 'dW' ||
          lines.some(line => line.name === node.name && !line.scalar))) ||
      (node.kind === 'call' && (node.name === 'f' || node.name === 'g')),
  ) === undefined

function checkNoise(name: string, lines: readonly SchemeLine[], noise: SchemeNoise): void {
  const isNoisy = (node: Expression): boolean =>
    (node.kind === 'name' && node.name === 'dW') || (node.kind === 'call' && node.name === 'g')
  const place = lines.map(({ value }) => findNode(value, isNoisy)).find(node => node !== undefined)
  if (noise === 'none' && place !== undefined)
    throw refusal(
      'value',
      "the scheme has a term of noise: say which noise it is for, { stochastic: 'additive' } or { stochastic: 'multiplicative' }",
      place.span,
    )
  if (noise !== 'none' && place === undefined)
    throw new RheobaseError(
      'value',
      'scheme-without-noise',
      `the integration scheme \`${name}\` is for ${noise} noise, but has neither \`g\` nor \`dW\`: noise would be left out`,
    )
}

function driftAtNoisyPoint(lines: readonly SchemeLine[]): Call | undefined {
  const isNoisy = (expression: Expression): boolean => {
    const names = new Set([...namesIn(expression), ...callsIn(expression)])
    return names.has('g') || names.has('dW') || lines.some(line => line.noisy && names.has(line.name))
  }
  for (const { value } of lines) {
    const found = findNode(
      value,
      node => node.kind === 'call' && node.name === 'f' && node.arguments.some(isNoisy),
    )
    if (found?.kind === 'call') return found
  }
  return undefined
}

const variable = (name: string, dimension: Dimension): NameMeaning => ({
  kind: 'variable',
  name,
  dimension,
  type: 'float',
  scalar: false,
  readOnly: 'read-only',
  owner: 'the scheme',
})
const rightSide = (name: string, dimension: Dimension): NameMeaning => {
  const signature: FunctionSignature = {
    name,
    arguments: [{ dimension: STATE }, { dimension: second }],
    result: { dimension },
    resultType: 'float',
    stateless: true,
  }
  return { kind: 'function', signature }
}
const SYMBOLS: ReadonlyMap<string, NameMeaning> = new Map([
  ['x', variable('x', STATE)],
  ['t', variable('t', second)],
  ['dt', variable('dt', second)],
  ['dW', variable('dW', power(second, 0.5))],
  ['f', rightSide('f', quotient(STATE, second))],
  ['g', rightSide('g', quotient(STATE, power(second, 0.5)))],
])
function builtin(name: string): NameMeaning | undefined {
  const constant = CONSTANTS.get(name)
  if (constant !== undefined)
    return { kind: 'constant', value: constant, dimension: dimensionless, type: 'float' }
  const signature = builtinFunctions.get(name)
  return signature?.stateless === true ? { kind: 'function', signature } : undefined
}
const scopeOf = (known: ReadonlyMap<string, NameMeaning>): Scope => ({
  lookup: name => known.get(name) ?? builtin(name),
  names: () => known.keys(),
})

function refusal(kind: ErrorKind, message: string, span: Span): RheobaseError {
  return new RheobaseError(kind, 'scheme-refused', [message, '', ...snippet(span, [], undefined)].join('\n'))
}

/** The word for a kind of noise. @throws {RheobaseError} kind `value` for any other */
export function readSchemeNoise(given: unknown): SchemeNoise {
  const known: readonly SchemeNoise[] = ['none', 'additive', 'multiplicative']
  const found = known.find(noise => noise === given)
  if (found !== undefined) return found
  const [near] = nearestNames(String(given), known)
  throw new RheobaseError(
    'value',
    'unknown-scheme-noise',
    `\`stochastic\` is 'none', 'additive' or 'multiplicative', not ${String(given)}.${near === undefined ? '' : ` Did you mean '${near}'?`}`,
  )
}
