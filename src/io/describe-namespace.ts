import { RheobaseError } from '../errors/rheobase-error.js'
import type { External, ExternalFunction, Namespace } from '../model/namespace.js'
import type { ArgumentRule, ResultRule } from '../language/functions.js'
import { dimensionless, isDimensionless, second, type Dimension } from '../units/dimension.js'
import { expressionText } from './describe-texts.js'
import { jsonNumber, scalarText, unitText } from './describe-values.js'
import type { FunctionDescription, NetworkDescription } from './model-json.js'

type Constants = NonNullable<NetworkDescription['namespace']>

/** Constants and functions of a namespace, as a model file has them. @throws {RheobaseError} for functions of the host */
export function describeNamespace({ title, entries }: Namespace): {
  namespace?: Constants
  functions?: Record<string, FunctionDescription>
} {
  const constants: [string, Constants[string]][] = []
  const functions: [string, FunctionDescription][] = []
  for (const [name, entry] of entries) {
    if (entry.kind === 'function') functions.push([name, describeFunction(title, name, entry)])
    else constants.push([name, describeConstant(entry)])
  }
  return {
    ...(constants.length === 0 ? {} : { namespace: Object.fromEntries(constants) }),
    ...(functions.length === 0 ? {} : { functions: Object.fromEntries(functions) }),
  }
}

function describeConstant({ value, dimension, type }: External & { kind: 'constant' }): Constants[string] {
  if (type === 'boolean') return value !== 0
  const isPlain = isDimensionless(dimension) && Number.isFinite(value) && !Object.is(value, -0)
  return isPlain ? value : scalarText(value, dimension)
}

function describeFunction(
  title: string,
  name: string,
  { implementation, signature }: ExternalFunction,
): FunctionDescription {
  const unit = unitText(dimensionOf(signature.result))
  switch (implementation.kind) {
    case 'expression':
      return {
        type: 'expression',
        arguments: [...implementation.parameters],
        argumentUnits: signature.arguments.map(rule => unitText(dimensionOf(rule))),
        unit,
        body: expressionText(implementation.body),
      }
    case 'timed-array': {
      const { values, rows, columns, dt, isLinear } = implementation
      const row = (k: number) => Array.from(values.subarray(k * columns, (k + 1) * columns), jsonNumber)
      return {
        type: 'timedArray',
        values:
          columns === 0 ? Array.from(values, jsonNumber) : Array.from({ length: rows }, (_, k) => row(k)),
        unit,
        dt: scalarText(dt, second),
        ...(isLinear ? { interpolation: 'linear' } : {}),
      }
    }
    case 'host':
      throw new RheobaseError(
        'value',
        'not-describable',
        `\`${name}\` in the ${title} calls a function of the host: a model file is data. Give it a body in the equation language.`,
      )
    case 'timed-stream':
      throw new RheobaseError(
        'value',
        'not-describable',
        `\`${name}\` in the ${title} is a stream, which comes while the network runs: a model file is data. Use a timed array.`,
      )
    default:
      return implementation satisfies never
  }
}

const dimensionOf = (rule: ArgumentRule | ResultRule): Dimension =>
  'dimension' in rule && typeof rule.dimension === 'object' && 'm' in rule.dimension
    ? rule.dimension
    : dimensionless
