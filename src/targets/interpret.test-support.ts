import { evaluateOperation } from '../kernels/evaluate-operation.js'
import type { ArraySymbol, Call, Definition, Local, Program, Statement, Value } from '../kernels/value.js'

export type Content = Float64Array | Float32Array | Int32Array
export type Contents = Map<ArraySymbol, Content>

/** Runs a procedure of a program in the plainest way, one element after the other: what the targets are compared with. */
export function interpret(
  program: Program,
  contents: Contents,
  procedure: string,
  operands: readonly number[] = [],
): void {
  const found = program.procedures.find(({ name }) => name === procedure)
  if (found === undefined) throw new Error(`no procedure ${procedure}`)
  const run = new Run(program, contents)
  found.parameters.forEach((parameter, position) => run.values.set(parameter, operands[position] ?? NaN))
  run.block(found.body)
}

class Run {
  readonly values = new Map<Value, number>()
  readonly #locals = new Map<Local, number>()
  readonly #program: Program
  readonly #contents: Contents
  #element = 0

  constructor(program: Program, contents: Contents) {
    this.#program = program
    this.#contents = contents
  }

  block(statements: readonly Statement[]): void {
    for (const statement of statements) this.#statement(statement)
  }

  value(value: Value): number {
    if (value.kind === 'constant') return value.value
    const known = this.values.get(value)
    if (known === undefined) throw new Error(`${value.kind} is not defined`)
    return known
  }

  #statement(statement: Statement): void {
    switch (statement.kind) {
      case 'define':
        this.values.set(statement.value, this.#define(statement.value))
        break
      case 'store': {
        const { array, index, displacement, value } = statement
        this.#array(array)[this.#place(array, this.value(index) + displacement)] = this.value(value)
        break
      }
      case 'assign':
        this.#locals.set(statement.local, this.value(statement.value))
        break
      case 'for': {
        const outer = this.#element
        const to = this.value(statement.to)
        for (let i = this.value(statement.from); i < to; i++) {
          this.#element = i
          this.values.set(statement.element, i)
          this.block(statement.body)
        }
        this.#element = outer
        break
      }
      case 'while':
        this.block(statement.test)
        while (this.value(statement.condition) !== 0) {
          this.block(statement.body)
          this.block(statement.test)
        }
        break
      case 'if':
        this.block(this.value(statement.condition) !== 0 ? statement.then : statement.otherwise)
        break
      case 'when':
        if (this.value(statement.mask) === 0) break
        this.values.set(statement.element, this.#element)
        this.block(statement.body)
        break
      case 'perform':
        interpret(
          this.#program,
          this.#contents,
          statement.procedure,
          statement.operands.map(operand => this.value(operand)),
        )
        break
      case 'barrier':
        break
      default:
        statement satisfies never
    }
  }

  #define(value: Definition): number {
    switch (value.kind) {
      case 'operation':
        return evaluateOperation(
          value.operator,
          value.operands.map(operand => this.value(operand)),
        )
      case 'load':
        return (
          this.#array(value.array)[this.#place(value.array, this.value(value.index) + value.displacement)] ??
          NaN
        )
      case 'read':
        return this.#locals.get(value.local) ?? 0
      case 'call':
        return this.#call(value)
      default:
        return value satisfies never
    }
  }

  #call({ callee, operands, mask }: Call): number {
    if (mask !== undefined && this.value(mask.condition) === 0) return this.value(mask.otherwise)
    const numbers = operands.map(operand => this.value(operand))
    if (callee.kind === 'host-function') {
      const given = callee.call(...numbers)
      return callee.resultType === 'f64'
        ? given
        : callee.resultType === 'f32'
          ? Math.fround(given)
          : callee.resultType === 'i32'
            ? given | 0
            : Number((given | 0) !== 0)
    }
    const run = new Run(this.#program, this.#contents)
    callee.parameters.forEach((parameter, position) => run.values.set(parameter, numbers[position] ?? NaN))
    run.block(callee.body)
    return run.value(callee.result)
  }

  #array(array: ArraySymbol): Content {
    const content = this.#contents.get(array)
    if (content === undefined) throw new Error(`${array.name} has no content`)
    return content
  }

  #place({ name, length }: ArraySymbol, index: number): number {
    if (!(index >= 0 && index < length))
      throw new Error(`${name}[${String(index)}] is outside of 0 .. ${String(length)}`)
    return index
  }
}
