import { RheobaseError } from '../errors/rheobase-error.js'
import type { Variable } from '../model/variable.js'
import type { Quantity } from '../units/quantity.js'
import { column, repeated, type Columns } from './columns.js'
import { checkOptions } from './options.js'
import type { StateVariable, VariableValue } from './state-variable.js'

/** Which variables `getStates` and `columns` give. */
export interface StateOptions {
  /** By name; all that the object stores if left out. */
  readonly variables?: readonly string[]
  /** Whether subexpressions are evaluated and given, too; false if left out. */
  readonly subexpressions?: boolean
  /** Whether to give what cannot be set: `i`, `N`, `t`, `dt`. False: the result can be given back to `setStates`. */
  readonly readOnly?: boolean
}

/** An object with variables, as the functions below see it. */
export interface StateSource {
  readonly name: string
  /** Number of elements. */
  readonly size: number
  readonly variables: ReadonlyMap<string, Variable>
  /** Computed names that are no subexpressions: `i`, `N`, `t`. */
  readonly builtIn: readonly string[]
  readonly subexpressions: readonly string[]
  /** Names that stand for variables of other groups. */
  readonly linked: readonly string[]
  readonly state: (name: string) => StateVariable
}

function chosenNames(source: StateSource, where: string, options: StateOptions): readonly string[] {
  checkOptions(where, options, ['variables', 'subexpressions', 'readOnly'])
  const { variables, subexpressions = false, readOnly = true } = options
  if (variables !== undefined) return [...new Set(variables)]
  const stored = [...source.variables.values()]
    .filter(({ access, name }) => !name.startsWith('_') && (readOnly || access !== 'read-only'))
    .map(({ name }) => name)
  const computed = [...(readOnly ? source.builtIn : []), ...stored, ...source.linked]
  return [...new Set(subexpressions && readOnly ? [...computed, ...source.subexpressions] : computed)]
}

/** Copies of the values of variables by name; a shared variable has one value. @throws {RheobaseError} kind `name` */
export function getStates(source: StateSource, options: StateOptions = {}): Record<string, Quantity> {
  return Object.fromEntries(
    chosenNames(source, 'getStates', options).map(name => [name, source.state(name).quantity()]),
  )
}

/** The same as a table with a row for each element; a shared value stands in every row. */
export function stateColumns(source: StateSource, options: StateOptions = {}): Columns {
  return chosenNames(source, 'columns', options).map(name => {
    const { dimension, type, ...rest } = described(source.state(name))
    return column(name, dimension, type, repeated(rest.values, source.size))
  })
}

const described = (variable: StateVariable) => ({
  dimension: variable.dimension,
  type: variable.type,
  values: variable.values(),
})

/**
 * Sets variables by name, in order; a text sees what was set before it. If one of the values is wrong, nothing is changed.
 * @throws {RheobaseError} as `set` of a variable does, and kind `name` for an unknown one
 */
export function setStates(source: StateSource, values: Readonly<Record<string, VariableValue>>): void {
  if (typeof values !== 'object' || (values as unknown) === null) {
    throw new RheobaseError('type', 'not-states', `setStates of \`${source.name}\` needs values by name`)
  }
  const entries = Object.entries(values).map(([name, value]) => [source.state(name), value] as const)
  const before: (() => void)[] = []
  try {
    for (const [variable, value] of entries) {
      const old = variable.values()
      variable.set(value)
      before.push(() => {
        variable.setPlain(old)
      })
    }
  } catch (error) {
    for (const undo of before.reverse()) undo()
    throw error
  }
}
