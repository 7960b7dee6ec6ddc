import { Builder, kernelFunction } from './builder.js'
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

export interface Tabulated {
  /** The procedure with tables instead of computations. */
  readonly procedure: Procedure
  /** Fills the tables; to be run again after something wrote an array that it reads. */
  readonly preparation: Procedure
}

/**
 * Looks up what depends on an argument on a grid and on nothing else that changes (the decay of traces since the last spike, for one). An argument
 * that is not on the grid is computed as before, by a function. All arguments stand for the same code, written once or more often: the tables of the
 * first serve the others.
 */
export function tabulate(
  procedure: Procedure,
  args: readonly GridArgument[],
  makeArray: (name: string, type: ValueType, length: number) => ArraySymbol,
): Tabulated | undefined {
  const { writes } = accessOf(procedure.body)
  const code = new Dependence(procedure.body, array => writes.has(array))
  const [first] = args
  if (first === undefined) return undefined
  const chosen = args.map(({ value }) => code.worthTabulating(value))
  const [ofFirst] = chosen
  if (ofFirst === undefined || ofFirst.length === 0) return undefined
  const tables = ofFirst.map((value, number) =>
    makeArray(`${procedure.name}.table_${String(number)}`, value.type, first.size),
  )
  const lookups = new Map<Value, { arg: GridArgument; table: ArraySymbol }>()
  args.forEach((arg, position) => {
    chosen[position]?.forEach((value, number) => {
      const table = tables[number]
      if (table !== undefined) lookups.set(value, { arg, table })
    })
  })
  const builder = new Builder()
  const rewriter = new Rewriter(builder, (statement, copy) => {
    if (statement.kind !== 'define') return false
    const found = lookups.get(statement.value)
    if (found === undefined) return false
    const { arg, table } = found
    const { callee, operands } = code.asFunction(arg.value, statement.value, table.name)
    const condition = builder.op('bool.not', copy.value(arg.isOnGrid))
    copy.map(
      statement.value,
      builder.call(callee, [copy.value(arg.offGrid), ...operands.map(each => copy.value(each))], {
        condition,
        otherwise: builder.load(table, copy.value(arg.place)),
      }),
    )
    return true
  })
  rewriter.statements(procedure.body)
  return {
    procedure: { ...procedure, body: builder.statements },
    preparation: fillTables(procedure, code, first, ofFirst, tables),
  }
}

function fillTables(
  procedure: Procedure,
  code: Dependence,
  arg: GridArgument,
  values: readonly Value[],
  tables: readonly ArraySymbol[],
): Procedure {
  const builder = new Builder()
  builder.for(
    'place',
    builder.i32(0),
    builder.i32(arg.size),
    place => {
      const rewriter = new Rewriter(builder)
      const argument = builder.op('f64.mul', builder.op('f64.from_i32', place), builder.f64(arg.spacing))
      rewriter.map(arg.value, argument)
      for (const definition of code.definitionsOf(values, arg.value))
        rewriter.statement({ kind: 'define', value: definition })
      values.forEach((value, number) => {
        const table = tables[number]
        if (table !== undefined) builder.store(table, place, rewriter.value(value))
      })
    },
    { padded: true },
  )
  return {
    name: `${procedure.name}.tables`,
    comment: `tables of what depends on whole steps only in: ${procedure.comment}`,
    parameters: [],
    body: builder.statements,
  }
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
          ownCost(value) + operandsOf(value).reduce((sum, operand) => sum + (costs.get(operand) ?? 0), 0),
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
    name: string,
  ): { readonly callee: KernelFunction; readonly operands: readonly Definition[] } {
    const needed = this.definitionsOf([value], argument)
    const computed = needed.filter(each => !this.#steady.has(each))
    const operands = needed.filter(
      each => this.#steady.has(each) && computed.some(other => operandsOf(other).includes(each)),
    )
    const callee = kernelFunction(
      name,
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

function ownCost(value: Definition): number {
  if (value.kind === 'call') return 50
  if (value.kind !== 'operation') return 0
  return /\.(div|sqrt)$/.test(value.operator) ? 5 : 1
}
