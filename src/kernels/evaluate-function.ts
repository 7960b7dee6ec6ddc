import { InternalError } from '../errors/rheobase-error.js'
import { evaluateOperation } from './evaluate-operation.js'
import type { Definition, KernelFunction, Local, Statement, Value } from './value.js'

/**
 * The result of a kernel function on plain numbers (booleans are 0 and 1), the same bits as on every target. For constants and rare
 * use by the host: it walks the statements.
 * @throws {InternalError} if the function touches memory, tables of constants excepted, or calls the host, which makes it no function of its arguments
 */
export function evaluateFunction(callee: KernelFunction, operands: readonly number[]): number {
  return new Evaluation(callee, operands).run()
}

class Evaluation {
  readonly #callee: KernelFunction
  readonly #values = new Map<Value, number>()
  readonly #locals = new Map<Local, number>()

  constructor(callee: KernelFunction, operands: readonly number[]) {
    this.#callee = callee
    if (operands.length !== callee.parameters.length) {
      throw new InternalError(`${callee.name} evaluated on ${String(operands.length)} values`)
    }
    callee.parameters.forEach((parameter, position) => this.#values.set(parameter, operands[position] ?? NaN))
  }

  run(): number {
    this.#block(this.#callee.body)
    return this.#value(this.#callee.result)
  }

  #block(statements: readonly Statement[]): void {
    for (const statement of statements) this.#statement(statement)
  }

  #statement(statement: Statement): void {
    switch (statement.kind) {
      case 'define':
        this.#values.set(statement.value, this.#define(statement.value))
        break
      case 'assign':
        this.#locals.set(statement.local, this.#value(statement.value))
        break
      case 'if':
        this.#block(this.#value(statement.condition) !== 0 ? statement.then : statement.otherwise)
        break
      case 'while':
        for (;;) {
          this.#block(statement.test)
          if (this.#value(statement.condition) === 0) break
          this.#block(statement.body)
        }
        break
      case 'for': {
        const to = this.#value(statement.to)
        for (let element = this.#value(statement.from); element < to; element++) {
          this.#values.set(statement.element, element)
          this.#block(statement.body)
        }
        break
      }
      case 'store':
      case 'when':
      case 'perform':
      case 'barrier':
        throw new InternalError(
          `${this.#callee.name} is evaluated by the host but has a ${statement.kind} statement`,
        )
      default:
        statement satisfies never
    }
  }

  #define(value: Definition): number {
    switch (value.kind) {
      case 'operation':
        return evaluateOperation(
          value.operator,
          value.operands.map(operand => this.#value(operand)),
        )
      case 'read': {
        const content = this.#locals.get(value.local)
        if (content === undefined)
          throw new InternalError(`${value.local.name} is read before it is assigned`)
        return content
      }
      case 'call':
        if (value.mask !== undefined && this.#value(value.mask.condition) === 0)
          return this.#value(value.mask.otherwise)
        if (value.callee.kind === 'host-function') {
          throw new InternalError(
            `${this.#callee.name} is evaluated by the host but calls ${value.callee.name}`,
          )
        }
        return evaluateFunction(
          value.callee,
          value.operands.map(operand => this.#value(operand)),
        )
      case 'load': {
        const { content, name } = value.array
        if (content === undefined)
          throw new InternalError(`${this.#callee.name} is evaluated by the host but loads from ${name}`)
        return content[this.#value(value.index) + value.displacement] ?? NaN
      }
      default:
        return value satisfies never
    }
  }

  #value(value: Value): number {
    if (value.kind === 'constant') return value.value
    const known = this.#values.get(value)
    if (known === undefined)
      throw new InternalError(`a value of ${this.#callee.name} is used before it is defined`)
    return known
  }
}
