import type { Side } from '../compile/connection-context.js'
import { snippet } from '../language/diagnostics/snippet.js'
import { mentions } from '../language/mentions.js'
import type { Generator, Iteration } from '../language/parse-generator.js'
import type { Expression } from '../language/syntax-tree.js'
import { BYTES_PER_PAIR, PairSampler, SubsetSampler } from '../runtime/sample-pairs.js'
import { CandidateText, type Candidates } from './candidate-text.js'
import type { Connection } from './connection.js'

/** Candidates that are given out together, at most. */
const PORTION = 1 << 14

/** The numbers of one neuron: a range, or some places of it. */
interface Numbers {
  readonly start: number
  readonly step: number
  readonly count: number
  readonly positions: Int32Array | undefined
}

/** What a generator runs through: for each neuron of the outer side, ascending, the numbers of `range` or `sample`. */
export class GeneratorCandidates {
  readonly #connection: Connection
  readonly #iteration: Iteration | undefined
  readonly #outer: Side
  readonly #skips: boolean
  /** Whether each candidate becomes a synapse, or is an error. */
  readonly #allCount: boolean
  readonly #subsets: SubsetSampler
  readonly #neurons = new Int32Array(PORTION)
  readonly #numbers = new Int32Array(PORTION)
  #count = 0
  #completed = 0

  constructor(connection: Connection, { iteration, condition }: Generator, outer: Side, skips: boolean) {
    this.#connection = connection
    this.#iteration = iteration
    this.#outer = outer
    this.#skips = skips
    this.#allCount = condition === undefined && !skips
    this.#subsets = new SubsetSampler(connection.random)
  }

  /** Outer neuron and number of each candidate. A portion is good until the next one. */
  /** The share of the neurons that were gone through. */
  get completed(): number {
    return this.#completed
  }

  *portions(): Iterable<Candidates> {
    const outer = Int32Array.from({ length: this.#connection.sizeOf(this.#outer) }, (_, index) => index)
    const single: Candidates = { [this.#outer]: outer, length: outer.length }
    const iteration = this.#iteration
    if (iteration === undefined) {
      yield single
      return
    }
    const bounds = iteration.bounds.map(bound => this.#bound(iteration, bound, single))
    const choices = this.#choices(iteration, single)
    this.#checkSize(iteration, bounds, choices)
    for (let neuron = 0; neuron < outer.length; neuron++) {
      this.#completed = neuron / outer.length
      const [start, step, length] = this.#rangeOf(iteration, bounds, neuron)
      const positions = this.#positions(iteration, length, choices?.[neuron])
      const count = positions?.length ?? length
      for (let done = 0; done < count;) {
        done += this.#put(neuron, { start, step, count, positions }, done)
        if (this.#count === PORTION) yield this.#portion(iteration)
      }
    }
    this.#completed = 1
    if (this.#count > 0) yield this.#portion(iteration)
  }

  /** Adds numbers of a neuron, from the one at place `from` on, as many as the portion has room for; gives how many. */
  #put(neuron: number, { start, step, count, positions }: Numbers, from: number): number {
    const first = this.#count
    const end = Math.min(PORTION, first + count - from)
    this.#neurons.fill(neuron, first, end)
    const numbers = this.#numbers
    const shift = from - first
    if (positions === undefined)
      for (let place = first; place < end; place++) numbers[place] = start + (place + shift) * step
    else
      for (let place = first; place < end; place++)
        numbers[place] = start + (positions[place + shift] ?? 0) * step
    this.#count = end
    return end - first
  }

  /** Refuses what is too much before anything is drawn. */
  #checkSize(
    iteration: Iteration,
    bounds: readonly (Float64Array | Int32Array)[],
    choices: Float64Array | Int32Array | undefined,
  ): void {
    let expected = 0
    const count = this.#connection.sizeOf(this.#outer)
    for (let neuron = 0; neuron < count; neuron++)
      expected += likelyCount(iteration, this.#rangeOf(iteration, bounds, neuron)[2], choices?.[neuron])
    if (this.#allCount) this.#connection.checkRoom(expected)
    else this.#connection.checkCandidates(expected)
  }

  #portion({ variable }: Iteration): Candidates {
    const length = this.#count
    this.#count = 0
    return {
      [this.#outer]: this.#neurons.subarray(0, length),
      counter: { name: variable, values: this.#numbers.subarray(0, length) },
      length,
    }
  }

  /** Start, step and length of the range of one neuron. */
  #rangeOf(
    { iterator }: Iteration,
    bounds: readonly (Float64Array | Int32Array)[],
    neuron: number,
  ): readonly [start: number, step: number, length: number] {
    const at = (position: number): number => Math.trunc(bounds[position]?.[neuron] ?? NaN)
    const [start, stop] = bounds.length === 1 ? [0, at(0)] : [at(0), at(1)]
    const step = bounds.length === 3 ? at(2) : 1
    if (step === 0)
      throw this.#connection.error('value', 'impossible-step', `a ${iterator} cannot have the step 0`)
    return [start, step, Math.max(0, Math.ceil((stop - start) / step))]
  }

  /** Probability or size of the sample of each outer neuron. */
  #choices({ choice }: Iteration, single: Candidates): Float64Array | Int32Array | undefined {
    if (choice === undefined) return undefined
    const { kind, value } = choice
    const choices = this.#argument(kind === 'p' ? 'probability' : 'size of a sample', value).values(single)
    if (!choices.some(chosen => Number.isNaN(chosen))) return choices
    throw this.#connection.error(
      'value',
      'impossible-sample',
      `${kind} of a sample is not a number (nan)\n\n${snippet(value.span, [], undefined).join('\n')}`,
    )
  }

  /** Positions in a range that a sample takes, ascending; nothing for all of them. */
  #positions({ choice }: Iteration, length: number, chosen: number | undefined): Int32Array | undefined {
    if (choice === undefined || chosen === undefined) return undefined
    if (choice.kind === 'p')
      return new PairSampler(1, length, chosen, this.#connection.random).take(Infinity).j
    // A byte for each number of the range says whether it is chosen.
    this.#connection.checkRoom(length / BYTES_PER_PAIR)
    return this.#subsets.choose(length, this.#sampleSize(Math.trunc(chosen), length))
  }

  #sampleSize(size: number, length: number): number {
    if (size >= 0 && size <= length) return size
    if (this.#skips) return Math.min(Math.max(size, 0), length)
    throw this.#connection.error(
      'index',
      'impossible-sample',
      `a sample of ${String(size)} cannot be taken from ${String(length)} numbers`,
    )
  }

  /** Start, stop or step for each outer neuron. Those of `range` must be whole; those of `sample` are cut. */
  #bound({ iterator }: Iteration, bound: Expression, single: Candidates): Float64Array | Int32Array {
    const text = this.#argument(`${iterator} of`, bound)
    const place = (): string => snippet(bound.span, [], undefined).join('\n')
    if (iterator === 'range' && text.foundType !== 'integer') {
      throw this.#connection.error(
        'type',
        'range-not-whole',
        `the arguments of range are whole numbers, and this is ${text.foundType === 'boolean' ? 'a condition' : 'a number with digits after the point'}. Write int(…) or // to cut it.\n\n${place()}`,
      )
    }
    const values = text.values(single)
    for (let neuron = 0; neuron < values.length; neuron++) {
      const value = values[neuron] ?? NaN
      if (Math.abs(value) < 2 ** 31) continue
      throw this.#connection.error(
        'value',
        'impossible-range',
        `the arguments of ${iterator} are whole numbers of 32 bits, not ${String(value)} (for neuron ${String(neuron)})\n\n${place()}`,
      )
    }
    return values
  }

  /** Text that is asked of the outer neuron alone. */
  #argument(purpose: string, expression: Expression): CandidateText {
    const inner: Side = this.#outer === 'pre' ? 'post' : 'pre'
    const counter = this.#iteration?.variable
    const [unknown] = [
      ...mentions(expression).filter(mention => mention.kind === 'name' && mention.name === counter),
      ...this.#connection.namesOfSide(expression, inner, counter),
    ]
    if (unknown !== undefined) {
      throw this.#connection.error(
        'value',
        'partner-in-range',
        [
          `the arguments of ${this.#iteration?.iterator ?? ''} are asked before a partner is known, so \`${unknown.name}\` cannot stand there`,
          '',
          ...snippet(unknown.span, [], undefined),
        ].join('\n'),
      )
    }
    return new CandidateText(this.#connection, purpose, expression, 'float', [this.#outer])
  }
}

/** How many numbers of a range are looked at. */
function likelyCount({ choice }: Iteration, length: number, chosen: number | undefined): number {
  if (choice === undefined || chosen === undefined) return length
  return choice.kind === 'p'
    ? length * Math.min(1, Math.max(0, chosen))
    : Math.min(Math.max(0, chosen), length)
}
