import type { Expression } from '../language/syntax-tree.js'
import { mul, name, number, sum } from '../symbolic/construct.js'
import { accepted } from './accepted.js'
import { dependencyGraph } from './dependency-graph.js'
import { linearSystem, type LinearSystem } from './linear-system.js'
import { localNames } from './local-names.js'
import type { DifferentialSystem, IntegrationMethod, UpdateStatement } from './method.js'
import { propagatorCall, propagatorWriter } from './propagator.js'
import { writeBack } from './write-back.js'

/**
 * Exact step of a linear system dx/dt = M x + B whose coefficients hold during the step:
 *   x(t + dt) = e^(M dt) x + (∫ e^(M s) ds from 0 to dt) B.
 * Both matrices are entries of one exponential: a constant input is one more variable whose derivative is
 * zero. Nothing is divided by a difference of coefficients, so singular and equal ones are no special cases.
 * Source: Rotter & Diesmann 1999, Biol. Cybern. 81, 381-402; Van Loan 1978, IEEE Trans. Automat. Contr. 23,
 * 395-404.
 */
export const exact: IntegrationMethod = {
  name: 'exact',
  order: Infinity,
  refuse(system) {
    const linear = linearSystem(system)
    return 'refusals' in linear ? linear.refusals : []
  },
  update: system => exactUpdate(system, accepted(linearSystem(system), 'exact')),
}

/**
 * Nodes 0 … n-1 are the variables, n … 2n-1 a constant input of one variable each: kept apart, they can be
 * scaled apart. 2n is the constant input of all variables, for the plain matrix.
 */
function exactUpdate(
  system: DifferentialSystem,
  { variables, forms }: LinearSystem,
): readonly UpdateStatement[] {
  const n = variables.length
  const allInputs = 2 * n
  const local = localNames(system)
  const statements: UpdateStatement[] = []
  const define = (base: string, value: Expression): Expression => {
    const target = local(base)
    statements.push({ target, value })
    return name(target)
  }

  const entry = remembered(
    (row, column): Expression | undefined => {
      const variable = variables[row]
      const form = forms[row]
      if (variable === undefined || form === undefined) return undefined
      const driver = variables[column]
      const isInput = column === allInputs || column === n + row
      const coefficient = driver !== undefined ? form.slopes.get(driver) : isInput ? form.constant : undefined
      if (coefficient === undefined) return undefined
      return define(
        driver === undefined ? `_B_${variable}` : `_A_${variable}_${driver}`,
        mul(coefficient, name('dt')),
      )
    },
    (row, column) => (column === allInputs ? n + row : column) * (2 * n + 1) + row,
  )

  const graph = dependencyGraph(
    Array.from({ length: 2 * n }, (_, row) => {
      const form = forms[row]
      if (form === undefined) return []
      const drivers = variables.flatMap((driver, column) =>
        column !== row && form.slopes.has(driver) ? [column] : [],
      )
      return form.constant === undefined ? drivers : [...drivers, n + row]
    }),
  )
  const writer = propagatorWriter({ graph, entry })

  const rowUpdate = (variable: string, row: number): Expression => {
    const reached = [...graph.reach(row)].sort((a, b) => a - b)
    const plainNodes = [...reached.filter(node => node < n), allInputs]
    const plain = (column: number): Expression => propagatorCall(plainNodes, row, column, entry)
    const drivers = [row, ...reached.filter(node => node < n && node !== row)]
    const inputs = reached.filter(node => node >= n)

    // Inputs first: their matrices are the larger ones and contain what the variables need.
    const shares = inputs.map(input => writer.entry(row, input))
    const allWritten = shares.every(share => share !== undefined)
    const offset = allWritten ? sum(shares) : plain(allInputs)
    const terms = drivers.map(column => {
      const driver = variables[column] ?? variable
      if (column === row && graph.between(row, row).length === 1 && entry(row, row) === undefined)
        return name(variable)
      const propagator = writer.entry(row, column) ?? plain(column)
      return mul(define(`_P_${variable}_${driver}`, propagator), name(driver))
    })
    if (offset !== undefined) terms.push(define(`_c_${variable}`, offset))
    return sum(terms) ?? number(0)
  }
  const values = new Map(variables.map((variable, row) => [variable, rowUpdate(variable, row)] as const))
  return [...statements, ...writeBack(values)]
}

/** Entries become locals when they are first asked for, and only once. */
function remembered(
  make: (row: number, column: number) => Expression | undefined,
  key: (row: number, column: number) => number,
): (row: number, column: number) => Expression | undefined {
  const made = new Map<number, Expression | undefined>()
  return (row, column) => {
    const at = key(row, column)
    if (!made.has(at)) made.set(at, make(row, column))
    return made.get(at)
  }
}
