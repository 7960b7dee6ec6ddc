import { RheobaseError } from '../errors/rheobase-error.js'
import { integrationScheme, type IntegrationScheme } from '../network/integration-scheme.js'
import type { ElementSelector } from '../network/element-selection.js'
import type { NeuronGroupOptions } from '../network/make-neuron-group.js'
import { modelFunction, type ModelFunction } from '../network/model-function.js'
import type { NamespaceInput } from '../network/namespace.js'
import type { PairSelector } from '../network/pair-selector.js'
import type { VariableValue } from '../network/state-variable.js'
import { timedArray, type TimedArray } from '../network/timed-array.js'
import { parseQuantity } from '../units/parse-quantity.js'
import { Quantity } from '../units/quantity.js'
import type {
  ArrayQuantity,
  DescriptionOf,
  FunctionDescription,
  QuantityDescription,
  WhereDescription,
} from './model-json.js'
import { inPlace } from './place-of-error.js'

// What stands in the fields of a model file, as the network takes it: texts, quantities, tables, options.

/** A feature of the format that this version cannot run. */
export const notBuilt = (feature: string): RheobaseError =>
  new RheobaseError('value', 'not-built', `this version cannot run "${feature}" yet`)

export const joined = (text: string | readonly string[]): string =>
  typeof text === 'string' ? text : text.join('\n')

export const pathwayTexts = (
  code: string | readonly string[] | Readonly<Record<string, string | readonly string[]>>,
): string | Record<string, string> =>
  typeof code === 'string' || Array.isArray(code)
    ? joined(code as string | readonly string[])
    : Object.fromEntries(Object.entries(code).map(([pathway, text]) => [pathway, joined(text)]))

export const asTime = (delay: string | number): Quantity =>
  typeof delay === 'number'
    ? new Quantity(delay, parseQuantity('second').dimension)
    : quantityIn('delay', delay)

export function common(object: {
  name: string
  namespace?: Record<string, number | string | boolean> | undefined
  functions?: Readonly<Record<string, FunctionDescription>> | undefined
  stream?: string | undefined
  dt?: string | undefined
  order?: number | undefined
}): Placed & { readonly namespace?: NamespaceInput; readonly stream?: string; readonly dt?: Quantity } {
  return {
    name: object.name,
    ...(object.namespace === undefined && object.functions === undefined
      ? {}
      : {
          namespace: {
            ...readConstants('namespace', object.namespace),
            ...readFunctions('functions', object.functions),
          },
        }),
    ...(object.stream === undefined ? {} : { stream: object.stream }),
    ...(object.dt === undefined ? {} : { dt: quantityIn('dt', object.dt) }),
    ...(object.order === undefined ? {} : { order: object.order }),
  }
}

export function integration({
  method,
  methodOptions,
}: Pick<DescriptionOf<'neuronGroup'>, 'method' | 'methodOptions'>): Pick<
  NeuronGroupOptions,
  'method' | 'methodOptions'
> {
  const { absoluteErrorPerVariable: bounds, ...others } = methodOptions ?? {}
  return {
    ...(method === undefined
      ? {}
      : { method: Array.isArray(method) ? method.map(readMethod) : readMethod(method) }),
    ...(methodOptions === undefined
      ? {}
      : {
          methodOptions:
            bounds === undefined
              ? others
              : { ...others, absoluteErrorPerVariable: inPlace('methodOptions', () => readBounds(bounds)) },
        }),
  }
}
type MethodDescription = Exclude<NonNullable<DescriptionOf<'neuronGroup'>['method']>, unknown[]>
const readMethod = (method: MethodDescription): string | IntegrationScheme =>
  typeof method === 'string'
    ? method
    : integrationScheme(joined(method.text), {
        name: method.name,
        ...(method.stochastic === undefined ? {} : { stochastic: method.stochastic }),
      })
const readBounds = (bounds: Readonly<Record<string, string | number>>) =>
  Object.fromEntries(
    Object.entries(bounds).map(([name, bound]) => [
      name,
      typeof bound === 'string' ? quantityIn(`absoluteErrorPerVariable.${name}`, bound) : bound,
    ]),
  )

/** Options that say where in a step something happens. */
interface Placed {
  readonly name: string
  readonly when?: string
  readonly order?: number
}
export const placed = (object: {
  name: string
  when?: string | undefined
  order?: number | undefined
}): Placed => ({
  name: object.name,
  ...(object.when === undefined ? {} : { when: object.when }),
  ...(object.order === undefined ? {} : { order: object.order }),
})

export function readConstants(
  path: string,
  constants: Readonly<Record<string, number | string | boolean>> = {},
): NamespaceInput {
  return Object.fromEntries(
    Object.entries(constants).map(([name, value]) => [
      name,
      typeof value === 'string' ? quantityIn(`${path}.${name}`, value) : value,
    ]),
  )
}

export function readFunctions(
  path: string,
  functions: Readonly<Record<string, FunctionDescription>> = {},
): NamespaceInput {
  return Object.fromEntries(
    Object.entries(functions).map(([name, description]) => [
      name,
      inPlace(`${path}.${name}`, () => readFunction(description)),
    ]),
  )
}

/** A quantity that stands in a field of the model file. */
export const quantityIn = (path: string, given: string): Quantity => inPlace(path, () => parseQuantity(given))

function readFunction(description: FunctionDescription): ModelFunction | TimedArray {
  const unit = quantityIn('unit', description.unit)
  if (description.type === 'expression') {
    const { arguments: names, argumentUnits, unit: result, body } = description
    const units = Object.fromEntries(names.map((argument, k) => [argument, argumentUnits[k] ?? '1']))
    return modelFunction({ arguments: units, result, body })
  }
  const { values } = description
  const row = (numbers: readonly (number | string)[]): Quantity =>
    new Quantity(
      Float64Array.from(numbers, value => Number(value) * unit.value),
      unit.dimension,
    )
  const dt = quantityIn('dt', description.dt)
  const options = { interpolation: description.interpolation ?? 'none' } as const
  return isRow(values) ? timedArray(row(values), dt, options) : timedArray(values.map(row), dt, options)
}

type TableValue = number | string
const isRow = (
  values: readonly TableValue[] | readonly (readonly TableValue[])[],
): values is readonly TableValue[] => !Array.isArray(values[0])

/** Values with a unit: the numbers count in that unit. */
export function readArray({ values, unit }: ArrayQuantity): Quantity {
  const scale = quantityIn('unit', unit)
  const numbers = (typeof values === 'number' || typeof values === 'boolean' ? [values] : values.flat()).map(
    value => Number(value) * scale.value,
  )
  const [first] = numbers
  const isSingle = (typeof values === 'number' || typeof values === 'boolean') && first !== undefined
  return new Quantity(isSingle ? first : Float64Array.from(numbers), scale.dimension)
}

export function readValue(value: QuantityDescription): VariableValue {
  return typeof value === 'object' ? readArray(value) : value
}
export function asQuantity(value: Exclude<QuantityDescription, string>): Quantity {
  if (typeof value === 'object') return readArray(value)
  return new Quantity(Number(value), parseQuantity('1').dimension)
}

/** A place description as a selector of this library. */
export function asSelector(where: WhereDescription): ElementSelector | PairSelector {
  if (typeof where === 'string' || typeof where === 'number' || Array.isArray(where)) return where
  if ('at' in where || ('from' in where && typeof where.from === 'string'))
    throw notBuilt('places on a section')
  // What is left are ranges and pairs of neurons.
  return where as ElementSelector | PairSelector
}
