import { InternalError } from '../errors/rheobase-error.js'
import type { Builder } from './builder.js'
import type { Define, Statement, Value } from './value.js'

/** What a rewrite does with a statement; `undefined` leaves it to the ordinary copy. */
export type Visitor = (statement: Statement, rewriter: Rewriter) => boolean

/**
 * Copies statements through a builder, so that the copy is folded and shares what it can, and maps values to their copies. A visitor
 * may treat a statement itself (and return true). Passes are built on this: they say only what they change.
 */
export class Rewriter {
  readonly builder: Builder
  readonly #map = new Map<Value, Value>()
  readonly #visit: Visitor | undefined

  constructor(builder: Builder, visit?: Visitor) {
    this.builder = builder
    this.#visit = visit
  }

  map(from: Value, to: Value): void {
    this.#map.set(from, to)
  }

  /** Another one that knows the same copies, for code that is copied more than once; `visit` is asked before the visitor of this one. */
  fork(visit: Visitor): Rewriter {
    const fork = new Rewriter(
      this.builder,
      (statement, copy) => visit(statement, copy) || this.#visit?.(statement, copy) === true,
    )
    for (const [from, to] of this.#map) fork.#map.set(from, to)
    return fork
  }

  value(value: Value): Value {
    const mapped = this.#map.get(value)
    if (mapped !== undefined) return mapped
    if (value.kind === 'constant') return this.builder.constant(value.type, value.value)
    if (value.kind === 'element' || value.kind === 'parameter') return value
    throw new InternalError('a value is used before its definition')
  }

  statements(statements: readonly Statement[]): void {
    for (const statement of statements) this.statement(statement)
  }

  statement(statement: Statement): void {
    if (this.#visit?.(statement, this) === true) return
    const { builder } = this
    switch (statement.kind) {
      case 'define':
        this.#define(statement)
        break
      case 'store':
        builder.store(
          statement.array,
          this.value(statement.index),
          this.value(statement.value),
          statement.displacement,
        )
        break
      case 'assign':
        builder.assign(statement.local, this.value(statement.value))
        break
      case 'for': {
        const { lanes, padded } = statement
        const [from, to] = [this.value(statement.from), this.value(statement.to)]
        builder.for(
          statement.element.name,
          from,
          to,
          element => {
            this.map(statement.element, element)
            this.statements(statement.body)
          },
          { lanes, padded },
        )
        break
      }
      case 'while':
        builder.while(
          () => {
            this.statements(statement.test)
            return this.value(statement.condition)
          },
          () => {
            this.statements(statement.body)
          },
        )
        break
      case 'if':
        builder.if(
          this.value(statement.condition),
          () => {
            this.statements(statement.then)
          },
          () => {
            this.statements(statement.otherwise)
          },
        )
        break
      case 'when':
        builder.when(this.value(statement.mask), statement.element.name, element => {
          this.map(statement.element, element)
          this.statements(statement.body)
        })
        break
      case 'perform':
        builder.perform(
          statement.procedure,
          statement.operands.map(operand => this.value(operand)),
        )
        break
      case 'barrier':
        builder.barrier(statement.meeting)
        break
      default:
        statement satisfies never
    }
  }

  #define({ value }: Define): void {
    const { builder } = this
    switch (value.kind) {
      case 'operation':
        this.map(value, builder.op(value.operator, ...value.operands.map(operand => this.value(operand))))
        break
      case 'load':
        this.map(value, builder.load(value.array, this.value(value.index), value.displacement))
        break
      case 'read':
        this.map(value, builder.read(value.local))
        break
      case 'call': {
        const operands = value.operands.map(operand => this.value(operand))
        const { mask } = value
        this.map(
          value,
          mask === undefined
            ? builder.call(value.callee, operands)
            : builder.call(value.callee, operands, {
                condition: this.value(mask.condition),
                otherwise: this.value(mask.otherwise),
              }),
        )
        break
      }
      default:
        value satisfies never
    }
  }
}
