import { connectionContext, unmadeName, type Side } from '../compile/connection-context.js'
import { evaluateCandidates, type CandidateColumns } from '../compile/evaluate-candidates.js'
import { EVALUATE } from '../compile/evaluate-text.js'
import { valueTypeOf } from '../compile/storage.js'
import type { CodeContext } from '../compile/binding.js'
import type { ArraySymbol } from '../kernels/value.js'
import { checkExpression } from '../language/check-expression.js'
import type { Scope } from '../language/scope.js'
import { snippet } from '../language/diagnostics/snippet.js'
import type { Expression, NumberType } from '../language/syntax-tree.js'
import type { CompiledProgram } from '../targets/target.js'
import { dimensionless } from '../units/dimension.js'
import { checkedExpression } from './checked-text.js'
import type { Connection } from './connection.js'
import type { Workspace } from './workspace.js'

/** Candidates for synapses: neurons of the sides that are chosen, and the value of the name that counts. */
export interface Candidates {
  readonly pre?: Int32Array
  readonly post?: Int32Array
  readonly counter?: { readonly name: string; readonly values: Int32Array }
  readonly length: number
}

/** Candidates that generated code looks at together: few enough that their columns stay in the cache. */
const AT_ONCE = 8192
/** Numbers of candidates go to generated code in digits of 31 bits. */
const DIGIT = 2 ** 31

interface CandidateCode {
  readonly program: CompiledProgram
  readonly result: ArraySymbol
  /** State of the memory for which it was made. */
  readonly version: number
}

/** Of the values; `chance`: 1 or 0, with the probability that the text gives, or `UNDEFINED_CHANCE`. */
type CandidateType = NumberType | 'chance'

/** An expression over candidates for synapses: a condition, a probability, a number, a partner. */
export class CandidateText {
  /** Type of the expression itself, before it is converted; whole constants of a namespace count as integers. */
  readonly foundType: NumberType
  readonly #connection: Connection
  readonly #workspace: Workspace
  readonly #purpose: string
  readonly #expression: Expression
  readonly #type: CandidateType
  readonly #context: CodeContext
  #before = 0
  #compiled: CandidateCode | undefined

  /** @throws {DiagnosticError | RheobaseError} if the expression is wrong */
  constructor(
    connection: Connection,
    purpose: string,
    expression: Expression,
    type: CandidateType,
    sides: readonly Side[],
    counter?: string,
  ) {
    const { synapses, model } = connection
    this.#connection = connection
    this.#workspace = synapses.scope.workspace
    this.#purpose = purpose
    this.#type = type
    this.#context = connectionContext(this.#workspace, model, sides, counter)
    this.#expression = expression
    this.#workspace.noteNames(expression)
    const unmade = unmadeName(model, expression, counter)
    if (unmade !== undefined) {
      throw connection.error(
        'value',
        'synapses-not-made',
        [
          `\`${unmade.name}\` belongs to the synapses that are to be made`,
          '',
          ...snippet(unmade.span, [], undefined),
        ].join('\n'),
      )
    }
    checkedExpression(expression, {
      title: `${purpose} of the connections of \`${synapses.name}\``,
      context: this.#context,
      type: type === 'chance' ? 'float' : type,
      mayVary: true,
      dimension: type === 'boolean' ? undefined : dimensionless,
    })
    this.foundType =
      checkExpression(expression, wholeAsInteger(this.#context), () => undefined)?.type ?? 'float'
  }

  /** The values for some candidates; called again, for those that come after them. */
  values(candidates: Candidates): Float64Array | Int32Array {
    const { length } = candidates
    const values = this.#type === 'float' ? new Float64Array(length) : new Int32Array(length)
    for (let from = 0; from < length; from += AT_ONCE) this.#fill(values, candidates, from)
    return values
  }

  #fill(values: Float64Array | Int32Array, candidates: Candidates, from: number): void {
    const workspace = this.#workspace
    const count = Math.min(AT_ONCE, candidates.length - from)
    const columns = this.#columns(candidates)
    const { program, result } = this.#code(columns)
    const put = (array: ArraySymbol | undefined, column: Int32Array | undefined): void => {
      if (array !== undefined && column !== undefined)
        workspace.memory.view(array).set(column.subarray(from, from + count))
    }
    put(columns.pre, candidates.pre)
    put(columns.post, candidates.post)
    put(columns.counter?.values, candidates.counter?.values)
    program.procedure(EVALUATE)(count, this.#before % DIGIT, Math.floor(this.#before / DIGIT))
    this.#before += count
    values.set(workspace.memory.view(result).subarray(0, count), from)
  }

  #columns({ pre, post, counter }: Candidates): CandidateColumns {
    const workspace = this.#workspace
    const column = (name: string): ArraySymbol => workspace.array(`candidates.${name}`, 'i32', AT_ONCE)
    return {
      ...(pre === undefined ? {} : { pre: column('i') }),
      ...(post === undefined ? {} : { post: column('j') }),
      ...(counter === undefined ? {} : { counter: { name: counter.name, values: column('counter') } }),
    }
  }

  /** The code is made once, for a number of candidates that is a parameter; and again where the memory has moved meanwhile. */
  #code(columns: CandidateColumns): CandidateCode {
    const workspace = this.#workspace
    const type = this.#type === 'chance' ? 'integer' : this.#type
    const result = workspace.array(`candidates.${this.#type}`, valueTypeOf(type), AT_ONCE)
    if (this.#compiled?.version === workspace.memory.version) return this.#compiled
    const procedure = evaluateCandidates({
      storage: workspace,
      context: this.#context,
      synapses: this.#connection.model,
      expression: this.#expression,
      columns,
      result,
      isChance: this.#type === 'chance',
      purpose: this.#purpose,
      turn: this.#connection.turn,
    })
    const program = workspace.compile({ name: this.#purpose, procedures: [procedure] })
    this.#compiled = { program, result, version: workspace.memory.version }
    return this.#compiled
  }
}

/** Constants of the program have no type; where a whole number is needed, a whole constant is one. */
const wholeAsInteger = (scope: Scope): Scope => ({
  names: () => scope.names(),
  lookup: name => {
    const meaning = scope.lookup(name)
    return meaning?.kind === 'constant' && meaning.type === 'float' && Number.isInteger(meaning.value)
      ? { ...meaning, type: 'integer' }
      : meaning
  },
})
