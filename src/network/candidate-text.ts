import { connectionContext, type Side } from '../compile/connection-context.js'
import { evaluateCandidates } from '../compile/evaluate-candidates.js'
import { EVALUATE } from '../compile/evaluate-text.js'
import { valueTypeOf } from '../compile/storage.js'
import type { CodeContext } from '../compile/binding.js'
import type { ArraySymbol } from '../kernels/value.js'
import type { Expression, NumberType } from '../language/syntax-tree.js'
import { dimensionless } from '../units/dimension.js'
import { checkedExpression } from './checked-text.js'
import type { SynapsesCore } from './synapses-core.js'

/** Candidates for synapses: neurons of the sides that are chosen, and the value of the name that counts. */
export interface Candidates {
  readonly pre?: Int32Array
  readonly post?: Int32Array
  readonly counter?: { readonly name: string; readonly values: Int32Array }
  readonly length: number
}

/** An expression over candidates for synapses: a condition, a probability, a number, a partner. */
export class CandidateText {
  readonly #synapses: SynapsesCore
  readonly #purpose: string
  readonly #expression: Expression
  readonly #type: NumberType
  readonly #context: CodeContext
  readonly #turn: number
  #before = 0

  /** @throws {DiagnosticError | RheobaseError} if the expression is wrong */
  constructor(
    synapses: SynapsesCore,
    purpose: string,
    expression: Expression,
    type: NumberType,
    sides: readonly Side[],
    turn: number,
    counter?: string,
  ) {
    this.#synapses = synapses
    this.#purpose = purpose
    this.#type = type
    this.#turn = turn
    this.#context = connectionContext(synapses.scope.workspace, synapses.model(), sides, counter)
    this.#expression = expression
    synapses.scope.workspace.noteNames(expression)
    checkedExpression(expression, {
      title: `${purpose} of the connections of \`${synapses.name}\``,
      context: this.#context,
      type,
      mayVary: true,
      dimension: type === 'boolean' ? undefined : dimensionless,
    })
  }

  /** The values for some candidates, and for more of them after these. */
  values(candidates: Candidates): Float64Array | Int32Array {
    if (candidates.length === 0) return new Int32Array(0)
    const { workspace } = this.#synapses.scope
    const column = (name: string, values: Int32Array): ArraySymbol => {
      const array = workspace.array(`candidates.${name}`, 'i32', candidates.length)
      workspace.memory.view(array).set(values)
      return array
    }
    const { pre, post, counter } = candidates
    const result = workspace.array(`candidates.${this.#type}`, valueTypeOf(this.#type), candidates.length)
    const procedure = evaluateCandidates({
      storage: workspace,
      context: this.#context,
      synapses: this.#synapses.model(),
      expression: this.#expression,
      columns: {
        ...(pre === undefined ? {} : { pre: column('i', pre) }),
        ...(post === undefined ? {} : { post: column('j', post) }),
        ...(counter === undefined
          ? {}
          : { counter: { name: counter.name, values: column('counter', counter.values) } }),
      },
      result,
      purpose: this.#purpose,
      turn: this.#turn,
      before: this.#before,
    })
    workspace.execute({ name: this.#purpose, procedures: [procedure] }, EVALUATE)
    this.#before += candidates.length
    return workspace.memory.view(result).slice()
  }
}
