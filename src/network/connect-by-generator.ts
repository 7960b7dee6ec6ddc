import type { Side } from '../compile/connection-context.js'
import { RheobaseError } from '../errors/rheobase-error.js'
import { DiagnosticError } from '../language/diagnostics/diagnostic-error.js'
import { parseGenerator, type Generator, type Iteration } from '../language/parse-generator.js'
import type { Expression } from '../language/syntax-tree.js'
import { BYTES_PER_PAIR, PairColumns, PairSampler, SubsetSampler } from '../runtime/sample-pairs.js'
import type { UniformSequence } from '../runtime/uniform-sequence.js'
import { CandidateText, type Candidates } from './candidate-text.js'
import type { SynapsesCore } from './synapses-core.js'

/**
 * The pairs of a generator: for each neuron of the outer side, ascending, the iterator is run through; each of its numbers gives a partner,
 * which counts if the condition holds. Everything is evaluated for all candidates together.
 */
export function pairsOfGenerator(
  synapses: SynapsesCore,
  text: string,
  outer: Side,
  skipIfInvalid: boolean,
  random: UniformSequence,
  turn: number,
): PairColumns {
  const { generator, diagnostics } = parseGenerator({ name: `connections of \`${synapses.name}\``, text })
  if (generator === undefined) throw new DiagnosticError(diagnostics)
  return new GeneratorRun(synapses, generator, outer, skipIfInvalid, random, turn).pairs()
}

class GeneratorRun {
  readonly #synapses: SynapsesCore
  readonly #generator: Generator
  readonly #outer: Side
  readonly #inner: Side
  readonly #skips: boolean
  readonly #random: UniformSequence
  readonly #subsets: SubsetSampler
  readonly #turn: number

  constructor(
    synapses: SynapsesCore,
    generator: Generator,
    outer: Side,
    skips: boolean,
    random: UniformSequence,
    turn: number,
  ) {
    this.#synapses = synapses
    this.#generator = generator
    this.#outer = outer
    this.#inner = outer === 'pre' ? 'post' : 'pre'
    this.#skips = skips
    this.#random = random
    this.#subsets = new SubsetSampler(random)
    this.#turn = turn
  }

  pairs(): PairColumns {
    const { element, condition, iteration } = this.#generator
    const candidates = this.#candidates()
    const outer = candidates[this.#outer] ?? new Int32Array(0)
    const partners = this.#text('partner', element, 'float').values(candidates)
    const inner = cutToWhole(partners)
    const withPartner: Candidates = { ...candidates, [this.#inner]: inner }
    const partnerCount = this.#sizeOf(this.#inner)
    // A condition on variables of the partner can only be asked of partners that exist; any other is asked first.
    const beforehand = condition !== undefined && this.#needsNoPartner(condition)
    const holds = beforehand
      ? this.#text('condition', condition, 'boolean', iteration?.variable, this.#sidesOf(condition)).values(
          withPartner,
        )
      : undefined
    const kept = new Int32Array(candidates.length)
    let keptCount = 0
    for (let k = 0; k < candidates.length; k++) {
      if (holds?.[k] === 0) continue
      const partner = inner[k] ?? -1
      if (partner >= 0 && partner < partnerCount) kept[keptCount++] = k
      else if (!this.#skips) throw this.#noPartner(partners[k] ?? NaN, outer[k] ?? 0)
    }
    const valid = kept.subarray(0, keptCount)
    const accepted =
      condition === undefined || beforehand ? valid : this.#filter(condition, withPartner, valid)
    const pairs = new PairColumns()
    const room = pairs.room(accepted.length)
    const [outerRoom, innerRoom] = this.#outer === 'pre' ? [room.i, room.j] : [room.j, room.i]
    take(outer, accepted, outerRoom)
    take(inner, accepted, innerRoom)
    pairs.accept(accepted.length)
    return pairs
  }

  /** Outer neuron and counter of each candidate. */
  #candidates(): Candidates {
    const outer = Int32Array.from({ length: this.#sizeOf(this.#outer) }, (_, index) => index)
    const { iteration } = this.#generator
    const single: Candidates = { [this.#outer]: outer, length: outer.length }
    if (iteration === undefined) return single
    const bounds = iteration.bounds.map(bound => this.#bound(bound, iteration).values(single))
    const choices =
      iteration.choice === undefined
        ? undefined
        : this.#text(
            iteration.choice.kind === 'p' ? 'probability' : 'size of a sample',
            iteration.choice.value,
            'float',
            undefined,
          ).values(single)
    const counted = new PairColumns()
    for (let neuron = 0; neuron < outer.length; neuron++) {
      const [start, step, length] = this.#rangeOf(iteration, bounds, neuron)
      this.#checkRoom(counted.length + likelyCount(iteration, length, choices?.[neuron]))
      const positions = this.#positions(iteration, length, choices?.[neuron])
      const count = positions?.length ?? length
      const room = counted.room(count)
      room.i.fill(neuron)
      for (let k = 0; k < count; k++)
        room.j[k] = start + (positions === undefined ? k : (positions[k] ?? 0)) * step
      counted.accept(count)
    }
    return {
      [this.#outer]: counted.i,
      counter: { name: iteration.variable, values: counted.j },
      length: counted.length,
    }
  }

  /** Start, step and length of the range of one neuron. */
  #rangeOf(
    { iterator }: Iteration,
    bounds: readonly (Float64Array | Int32Array)[],
    neuron: number,
  ): readonly [start: number, step: number, length: number] {
    const at = (position: number): number => bounds[position]?.[neuron] ?? 0
    const [start, stop] = bounds.length === 1 ? [0, at(0)] : [at(0), at(1)]
    const step = bounds.length === 3 ? at(2) : 1
    if (step === 0)
      throw new RheobaseError(
        'value',
        'impossible-step',
        `connections of \`${this.#synapses.name}\`: a ${iterator} cannot have the step 0`,
      )
    return [start, step, Math.max(0, Math.ceil((stop - start) / step))]
  }

  /** Positions in a range that a sample takes, ascending; nothing for all of them. */
  #positions({ choice }: Iteration, length: number, chosen: number | undefined): Int32Array | undefined {
    if (choice === undefined || chosen === undefined) return undefined
    return choice.kind === 'p'
      ? new PairSampler(1, length, chosen, this.#random).take(Infinity).j
      : this.#subsets.choose(length, this.#sampleSize(Math.trunc(chosen), length))
  }

  /** Candidates are lists first. */
  #checkRoom(candidates: number): void {
    this.#synapses.scope.workspace.memory.checkRoom(
      `a list of partners of \`${this.#synapses.name}\``,
      BYTES_PER_PAIR * candidates,
    )
  }
  #sampleSize(size: number, length: number): number {
    if (size >= 0 && size <= length) return size
    if (this.#skips) return Math.min(Math.max(size, 0), length)
    throw new RheobaseError(
      'index',
      'impossible-sample',
      `connections of \`${this.#synapses.name}\`: a sample of ${String(size)} cannot be taken from ${String(length)} numbers`,
    )
  }

  #filter(condition: Expression, candidates: Candidates, kept: Int32Array): Int32Array {
    const pick = (values: Int32Array | undefined): Int32Array =>
      take(values ?? new Int32Array(0), kept, new Int32Array(kept.length))
    const { counter } = candidates
    const holds = this.#text('condition', condition, 'boolean', counter?.name, ['pre', 'post']).values({
      pre: pick(candidates.pre),
      post: pick(candidates.post),
      length: kept.length,
      ...(counter === undefined ? {} : { counter: { name: counter.name, values: pick(counter.values) } }),
    })
    return kept.filter((_, position) => holds[position] !== 0)
  }

  #bound(bound: Expression, iteration: Iteration): CandidateText {
    return this.#text(
      `${iteration.iterator} of`,
      bound,
      iteration.iterator === 'range' ? 'integer' : 'float',
      undefined,
    )
  }
  #text(
    purpose: string,
    expression: Expression,
    type: 'boolean' | 'integer' | 'float',
    counter = this.#generator.iteration?.variable,
    sides: readonly Side[] = [this.#outer],
  ): CandidateText {
    return new CandidateText(this.#synapses, purpose, expression, type, sides, this.#turn, counter)
  }

  /** Whether a condition can be asked without the partner: it names no variable of it. */
  #needsNoPartner(condition: Expression): boolean {
    return this.#sidesOf(condition).length === 1
  }
  #sidesOf(condition: Expression): readonly Side[] {
    return mentions(condition, this.#inner) ? ['pre', 'post'] : [this.#outer]
  }
  #sizeOf(side: Side): number {
    const { start, stop } = side === 'pre' ? this.#synapses.source : this.#synapses.target
    return stop - start
  }
  #noPartner(partner: number, neuron: number): RheobaseError {
    const [side, index] = this.#inner === 'post' ? (['target', 'j'] as const) : (['source', 'i'] as const)
    return new RheobaseError(
      'index',
      'index-out-of-range',
      `connections of \`${this.#synapses.name}\`: the ${side} has no neuron ${index} = ${String(partner)} (for neuron ${String(neuron)} of the other side); ` +
        `it has ${String(this.#sizeOf(this.#inner))}. With skipIfInvalid such partners are left out.`,
    )
  }
}

function take(values: Int32Array, positions: Int32Array, into: Int32Array): Int32Array {
  for (let k = 0; k < positions.length; k++) into[k] = values[positions[k] ?? 0] ?? 0
  return into
}

/** What stands for a number that is no index at all. */
const NOBODY = -1

/** Numbers cut towards zero, as indices. */
function cutToWhole(values: Float64Array | Int32Array): Int32Array {
  if (values instanceof Int32Array) return values
  const whole = new Int32Array(values.length)
  for (let k = 0; k < whole.length; k++) {
    const value = values[k] ?? NaN
    whole[k] = Math.abs(value) < 2 ** 31 ? value : NOBODY
  }
  return whole
}

/** How many numbers of a range a sample of it is likely to take; a fixed number of them needs a byte for each number of the range. */
function likelyCount({ choice }: Iteration, length: number, chosen: number | undefined): number {
  if (choice === undefined || chosen === undefined) return length
  return choice.kind === 'p' ? length * Math.min(1, chosen) : Math.max(length / BYTES_PER_PAIR, chosen)
}

/** Whether an expression names the index or a variable of a side. Names without suffix are those of the target. */
function mentions(expression: Expression, side: Side): boolean {
  switch (expression.kind) {
    case 'number':
    case 'boolean':
      return false
    case 'name':
      return (
        expression.name === (side === 'pre' ? 'i' : 'j') ||
        (expression.name.endsWith(`_${side}`) && expression.name !== `N_${side}`)
      )
    case 'call':
      return expression.arguments.some(argument => mentions(argument, side))
    case 'unary':
      return mentions(expression.operand, side)
    default:
      return mentions(expression.left, side) || mentions(expression.right, side)
  }
}
