import { Builder, kernelFunction } from './builder.js'
import { costOf } from './cost.js'
import { printKernelFunction } from './print-kernel.js'
import { Rewriter } from './rewrite.js'
import type {
  ArraySymbol,
  Definition,
  KernelFunction,
  Procedure,
  Statement,
  Value,
  ValueType,
} from './value.js'
import { accessOf, blocksOf, operandsOf, usedBy } from './walk.js'

/** Work, in units of an addition, from which on looking a value up costs less than computing it. */
const WORTH_LOOKING_UP = 6

/** An argument that is nearly always one of the numbers 0, `spacing`, 2 `spacing`, … */
export interface GridArgument {
  /** `place` times `spacing` on the grid, `offGrid` elsewhere. */
  readonly value: Value
  readonly offGrid: Value
  readonly isOnGrid: Value
  /** Number of the place on the grid; below `size` also where the argument is none of them. */
  readonly place: Value
  readonly spacing: number
  readonly size: number
}

/** A table, and whether it has its numbers: an integer, 0 at first. */
export interface Table {
  readonly values: ArraySymbol
  readonly isFilled: ArraySymbol
}

/** Where tables come from: the same text is the same table, which stays filled. */
export type TableOf = (text: string, type: ValueType, length: number) => Table

export interface Tabulated {
  /** The procedure with tables instead of computations. */
  readonly procedure: Procedure
  /** Fills the tables; to be run again after something wrote an array that it reads. */
  readonly preparation: Procedure
}

/** A value that is looked up. */
interface Lookup {
  readonly arg: GridArgument
  readonly value: Definition
  readonly callee: KernelFunction
  /** What the function is given besides the argument: the same throughout the procedure. */
  readonly operands: readonly Definition[]
  readonly table: Table
}

/**
 * Looks up what depends on an argument on a grid and on nothing else that changes (the decay of traces since the last spike, for one). An argument
 * that is not on the grid is computed as before, by a function. Functions of nothing but the argument have one table each, wherever they are used.
 */
export function tabulate(
  procedure: Procedure,
  args: readonly GridArgument[],
  tableOf: TableOf,
): Tabulated | undefined {
  const { writes } = accessOf(procedure.body)
  const code = new Dependence(procedure.body, array => writes.has(array))
  const lookups = new Map<Value, Lookup>()
  for (const arg of args) {
    code.worthTabulating(arg.value).forEach((value, number) => {
      const { callee, operands } = code.asFunction(arg.value, value)
      // All arguments stand for the same code, written once or more often, so that numbers agree.
      const owner = operands.length === 0 ? '' : `${procedure.name} ${String(number)}: `
      const text = `${owner}steps of ${String(arg.spacing)} in ${printKernelFunction(callee)}`
      lookups.set(value, { arg, value, callee, operands, table: tableOf(text, value.type, arg.size) })
    })
  }
  if (lookups.size === 0) return undefined
  const builder = new Builder()
  const rewriter = new Rewriter(builder, (statement, copy) => {
    const found = statement.kind === 'define' ? lookups.get(statement.value) : undefined
    if (found === undefined) return false
    const { arg, value, callee, operands, table } = found
    const given = [arg.offGrid, ...operands].map(each => copy.value(each))
    copy.map(
      value,
      builder.call(callee, given, {
        condition: builder.op('bool.not', copy.value(arg.isOnGrid)),
        otherwise: builder.load(table.values, copy.value(arg.place)),
      }),
    )
    return true
  })
  rewriter.statements(procedure.body)
  return {
    procedure: { ...procedure, body: builder.statements },
    preparation: {
      name: `${procedure.name}.tables`,
      comment: `tables of what depends on whole steps only in: ${procedure.comment}`,
      parameters: [],
      body: fillTables(code, [...lookups.values()]),
    },
  }
}

function fillTables(code: Dependence, lookups: readonly Lookup[]): readonly Statement[] {
  const builder = new Builder()
  const tables = new Map(lookups.map(lookup => [lookup.table.values, lookup]))
  for (const { arg, value, operands, table } of tables.values()) {
    const fill = (): void => {
      builder.for(
        'place',
        builder.i32(0),
        builder.i32(arg.size),
        place => {
          const rewriter = new Rewriter(builder)
          const argument = builder.op('f64.mul', builder.op('f64.from_i32', place), builder.f64(arg.spacing))
          rewriter.map(arg.value, argument)
          for (const definition of code.definitionsOf([value], arg.value))
            rewriter.statement({ kind: 'define', value: definition })
          builder.store(table.values, place, rewriter.value(value))
        },
        { padded: true },
      )
    }
    if (operands.length > 0) fill()
    else
      builder.if(builder.op('i32.eq', builder.loadScalar(table.isFilled), builder.i32(0)), () => {
        fill()
        builder.storeScalar(table.isFilled, builder.i32(1))
      })
  }
  return builder.statements
}

/** Which definitions of a procedure depend on nothing that changes, or on an argument besides. */
class Dependence {
  readonly #statements: readonly Statement[]
  /** Definitions that have the same value everywhere in the procedure. */
  readonly #steady = new Set<Value>()
  readonly #order: Definition[] = []

  constructor(body: readonly Statement[], isWritten: (array: ArraySymbol) => boolean) {
    this.#statements = inOrder(body)
    for (const statement of this.#statements) {
      if (statement.kind !== 'define') continue
      const { value } = statement
      this.#order.push(value)
      if (
        value.kind === 'load' ? value.index.kind === 'constant' && !isWritten(value.array) : this.#isOf(value)
      )
        this.#steady.add(value)
    }
  }

  /** What depends on the argument alone, is used by something that does not, and costs more than looking it up. */
  worthTabulating(argument: Value): readonly Definition[] {
    const costs = new Map<Value, number>([[argument, 0]])
    const worth = new Set<Definition>()
    for (const statement of this.#statements) {
      const value = statement.kind === 'define' ? statement.value : undefined
      if (
        value !== undefined &&
        operandsOf(value).some(operand => costs.has(operand)) &&
        this.#isOf(value, costs)
      ) {
        costs.set(
          value,
          costOf(value) + operandsOf(value).reduce((sum, operand) => sum + (costs.get(operand) ?? 0), 0),
        )
        continue
      }
      for (const used of usedBy(statement))
        if ((used.kind === 'operation' || used.kind === 'call') && (costs.get(used) ?? 0) >= WORTH_LOOKING_UP)
          worth.add(used)
    }
    return [...worth]
  }

  /** A definition as a function of an argument, and what else it needs. */
  asFunction(
    argument: Value,
    value: Value,
  ): { readonly callee: KernelFunction; readonly operands: readonly Definition[] } {
    const needed = this.definitionsOf([value], argument)
    const computed = needed.filter(each => !this.#steady.has(each))
    const operands = needed.filter(
      each => this.#steady.has(each) && computed.some(other => operandsOf(other).includes(each)),
    )
    const callee = kernelFunction(
      'tabulated',
      [['argument', argument.type], ...operands.map(({ type }, k) => [`given_${String(k)}`, type] as const)],
      (builder, given, ...rest) => {
        const rewriter = new Rewriter(builder)
        rewriter.map(argument, given)
        operands.forEach((operand, k) => {
          const parameter = rest[k]
          if (parameter !== undefined) rewriter.map(operand, parameter)
        })
        for (const definition of computed) rewriter.statement({ kind: 'define', value: definition })
        return rewriter.value(value)
      },
    )
    return { callee, operands }
  }

  /** The definitions that values are computed from, in order, down to the argument. */
  definitionsOf(values: readonly Value[], argument: Value): readonly Definition[] {
    const needed = new Set<Value>(values)
    const found: Definition[] = []
    for (const definition of this.#order.toReversed()) {
      if (definition === argument || !needed.has(definition)) continue
      found.push(definition)
      for (const operand of operandsOf(definition)) needed.add(operand)
    }
    return found.reverse()
  }

  #isOf(value: Definition, others?: ReadonlyMap<Value, unknown>): boolean {
    const known = (operand: Value): boolean =>
      operand.kind === 'constant' || this.#steady.has(operand) || others?.has(operand) === true
    switch (value.kind) {
      case 'operation':
        return operandsOf(value).every(known)
      case 'call':
        return value.callee.kind === 'kernel-function' && operandsOf(value).every(known)
      case 'load':
        return value.array.content !== undefined && known(value.index)
      case 'read':
        return false
      default:
        return value satisfies never
    }
  }
}

function inOrder(body: readonly Statement[], found: Statement[] = []): Statement[] {
  for (const statement of body) {
    found.push(statement)
    for (const block of blocksOf(statement)) inOrder(block, found)
  }
  return found
}
