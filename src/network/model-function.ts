import { RheobaseError } from '../errors/rheobase-error.js'
import type { FunctionSignature } from '../language/functions.js'
import type { ExternalFunction, FunctionImplementation } from '../model/namespace.js'
import { checkFunctionBody } from '../compile/function-body.js'
import { builtinScope } from '../language/builtin-scope.js'
import { mentions } from '../language/mentions.js'
import { whyIllegalName } from '../language/names.js'
import type { NumberType } from '../language/syntax-tree.js'
import { dimensionless, type Dimension } from '../units/dimension.js'
import { describeDimension } from '../units/print-quantity.js'
import { parseQuantity } from '../units/parse-quantity.js'
import { readExpression } from './equation-text.js'
import { checkOptions, checkText, describeValue } from './options.js'

/** What describes a function for equations: its arguments with their units (`'1'` without unit), the unit of its result, and what it does. */
export type ModelFunctionOptions = {
  /** Name → base unit, in order: `{ v: 'volt', x: '1' }`; `'boolean'` for a condition, `'integer'` for a whole number. */
  readonly arguments: Readonly<Record<string, string>>
  readonly result: string
} & (
  | {
      /** A formula in the equation language over the arguments: as fast as if it were written in the equations. */
      readonly body: string
    }
  | {
      /**
       * A function of the host, called for each element with plain SI numbers. Slow, and outside of the promise of equal bits on every engine:
       * what `Math.exp` gives is up to the engine.
       */
      readonly call: (...values: number[]) => number
      /** Whether equal arguments can give different results. */
      readonly stateful?: boolean
    }
)

/** A function that the user gives to equations and code. */
export class ModelFunction {
  readonly #signature: Omit<FunctionSignature, 'name'>
  readonly #implementation: FunctionImplementation

  /** @internal */
  constructor(signature: Omit<FunctionSignature, 'name'>, implementation: FunctionImplementation) {
    this.#signature = signature
    this.#implementation = implementation
  }
  /** @internal */
  external(name: string): ExternalFunction {
    return { kind: 'function', signature: { name, ...this.#signature }, implementation: this.#implementation }
  }
}

/**
 * Makes a function for equations.
 *
 *     const alpha = modelFunction({ arguments: { v: 'volt' }, result: 'hertz', body: '0.1*exp(v/(10*mV))/ms' })
 * @throws {DiagnosticError | RheobaseError} for text that cannot be parsed, units that do not exist or are no base units, and a formula whose
 *   dimensions do not fit
 */
export function modelFunction(options: ModelFunctionOptions): ModelFunction {
  checkOptions('modelFunction', options, ['arguments', 'result', 'body', 'call', 'stateful'])
  const given: { readonly body?: unknown; readonly call?: unknown; readonly stateful?: unknown } = options
  if ((given.body === undefined) === (given.call === undefined))
    throw new RheobaseError(
      'type',
      'not-a-function',
      given.body === undefined
        ? 'a model function needs a body or a function to call'
        : 'a model function has a body or a function to call, not both',
    )
  if (
    typeof (options.arguments as unknown) !== 'object' ||
    (options.arguments as unknown) === null ||
    Array.isArray(options.arguments)
  )
    throw new RheobaseError(
      'type',
      'not-arguments',
      `a model function names its arguments with their units, { v: 'volt', x: '1' }, not ${describeValue(options.arguments)}`,
    )
  const parameters = Object.keys(options.arguments)
  for (const name of parameters) checkArgumentName(name)
  const signature = {
    arguments: Object.entries(options.arguments).map(([name, unit]) =>
      readDeclared(`the argument \`${name}\``, unit),
    ),
    ...resultOf(readDeclared('the result', options.result)),
    stateless: given.stateful !== true,
  } as const
  if ('call' in options) {
    if (typeof options.call === 'function')
      return new ModelFunction(signature, { kind: 'host', call: options.call })
    throw new RheobaseError(
      'type',
      'not-a-function',
      `what a model function calls must be a function, not ${describeValue(options.call)}`,
    )
  }
  const body = readExpression('body of a function', checkText('the body of a function', options.body))
  // Other names can be known where it is called: then the formula is checked there.
  const isSelfContained = mentions(body).every(
    ({ name }) => parameters.includes(name) || builtinScope.lookup(name) !== undefined,
  )
  if (isSelfContained)
    checkFunctionBody(body, parameters, { ...signature, name: 'the function' }, builtinScope)
  return new ModelFunction(signature, { kind: 'expression', parameters, body })
}

function checkArgumentName(name: string): void {
  const why = whyIllegalName(name)
  if (why === undefined) return
  throw new RheobaseError(
    'name',
    'illegal-argument-name',
    `an argument of a model function cannot be called \`${name}\`: ${why === 'not a name' ? 'that is no name' : `that is the name of a ${why}`}`,
  )
}

/** `'volt'`, `'1'`, `'boolean'`, `'integer'`: units are base units, for a function gets plain SI numbers. */
function readDeclared(
  what: string,
  unit: unknown,
): { readonly dimension: Dimension; readonly type?: NumberType } {
  const text = checkText(`the unit of ${what}`, unit)
  if (text === '1') return { dimension: dimensionless }
  if (text === 'boolean' || text === 'integer') return { dimension: dimensionless, type: text }
  const quantity = parseQuantity(text)
  if (quantity.value === 1) return { dimension: quantity.dimension }
  throw new RheobaseError(
    'value',
    'scaled-unit',
    `${what} of a model function has the unit \`${text}\`, which is no base unit: functions work with SI values. Declare it as ${describeDimension(quantity.dimension)}.`,
  )
}

const resultOf = ({
  dimension,
  type = 'float',
}: {
  readonly dimension: Dimension
  readonly type?: NumberType
}): Pick<FunctionSignature, 'result' | 'resultType'> => ({ result: { dimension }, resultType: type })
