import { RheobaseError } from '../errors/rheobase-error.js'
import type { External, Namespace } from '../model/namespace.js'
import { dimensionless } from '../units/dimension.js'
import { Quantity } from '../units/quantity.js'
import { isUnit, type Unit } from '../units/unit.js'
import { ModelFunction } from './model-function.js'
import { checkRecord, describeValue } from './options.js'
import { TimedArray } from './timed-array.js'
import { TimedStream } from './timed-stream.js'

/** Values that names in equations and code can stand for: constants with or without unit, and functions. */
export type NamespaceInput = Readonly<
  Record<string, Quantity | number | boolean | Unit | TimedArray | TimedStream | ModelFunction>
>

const NAME = /^[A-Za-z][A-Za-z0-9_]*$/

/** Checks the entries of a namespace. A plain number is a float. @throws {RheobaseError} kind `type`, `value` or `name` */
export function readNamespace(title: string, input: NamespaceInput): Namespace {
  checkRecord(`the ${title}`, input)
  return {
    title,
    entries: new Map(
      Object.entries(input).map(([name, value]) => [checkedName(title, name), external(title, name, value)]),
    ),
  }
}

function checkedName(title: string, name: string): string {
  if (NAME.test(name)) return name
  throw new RheobaseError(
    'value',
    'impossible-name',
    `\`${name}\` in the ${title} cannot be used in equations: a name starts with a letter and has letters, digits and _`,
  )
}

function external(title: string, name: string, value: NamespaceInput[string]): External {
  if (value instanceof TimedArray || value instanceof TimedStream || value instanceof ModelFunction)
    return value.external(name)
  if (value instanceof Quantity) {
    if (value.isScalar)
      return { kind: 'constant', value: value.value, dimension: value.dimension, type: 'float' }
    throw new RheobaseError(
      'name',
      'not-a-scalar',
      `\`${name}\` in the ${title} has ${String(value.length)} values; a constant has one.\n` +
        'For a value per neuron declare a parameter in the equations; for a value per time use timedArray().',
    )
  }
  if (isUnit(value))
    return { kind: 'constant', value: value.value, dimension: value.dimension, type: 'float' }
  if (typeof value === 'number') return { kind: 'constant', value, dimension: dimensionless, type: 'float' }
  if (typeof value === 'boolean')
    return { kind: 'constant', value: Number(value), dimension: dimensionless, type: 'boolean' }
  if (typeof value === 'function')
    throw new RheobaseError(
      'type',
      'not-a-constant',
      `\`${name}\` in the ${title} is a plain function: wrap it in modelFunction({ arguments, result, call }), which tells its units`,
    )
  throw new RheobaseError(
    'type',
    'not-a-constant',
    `\`${name}\` in the ${title} is ${describeValue(value)}; it must be a number, a quantity or a function`,
  )
}
