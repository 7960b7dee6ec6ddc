import { RheobaseError } from '../errors/rheobase-error.js'
import type { FunctionSignature } from '../language/functions.js'
import type { ExternalFunction, FunctionImplementation } from '../model/namespace.js'
import { dimensionless, type Dimension } from '../units/dimension.js'
import { parseQuantity } from '../units/parse-quantity.js'
import { readExpression } from './equation-text.js'
import { checkOptions, describeValue } from './options.js'

/** What describes a function for equations: its arguments with their units (`'1'` without unit), the unit of its result, and what it does. */
export type ModelFunctionOptions = {
  /** Name → unit, in order: `{ v: 'volt', x: '1' }`. */
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
 * @throws {DiagnosticError | RheobaseError} for text that cannot be parsed and units that do not exist
 */
export function modelFunction(options: ModelFunctionOptions): ModelFunction {
  checkOptions('modelFunction', options, ['arguments', 'result', 'body', 'call', 'stateful'])
  const parameters = Object.keys(options.arguments)
  const signature = {
    arguments: Object.values(options.arguments).map(unit => ({ dimension: readDimension(unit) })),
    result: { dimension: readDimension(options.result) },
    resultType: 'float',
    stateless: !('stateful' in options && options.stateful),
  } as const
  if ('body' in options)
    return new ModelFunction(signature, {
      kind: 'expression',
      parameters,
      body: readExpression('body of a function', options.body),
    })
  if (typeof options.call !== 'function')
    throw new RheobaseError(
      'type',
      'not-a-function',
      `a model function needs a body or a function to call, not ${describeValue(options.call)}`,
    )
  return new ModelFunction(signature, { kind: 'host', call: options.call })
}

const readDimension = (unit: string): Dimension =>
  unit === '1' ? dimensionless : parseQuantity(unit).dimension
