import type { Side } from '../compile/connection-context.js'
import { RheobaseError } from '../errors/rheobase-error.js'
import { DiagnosticError } from '../language/diagnostics/diagnostic-error.js'
import { snippet } from '../language/diagnostics/snippet.js'
import { parseGenerator, type Generator } from '../language/parse-generator.js'
import type { Expression, Name } from '../language/syntax-tree.js'
import { PairColumns } from '../runtime/sample-pairs.js'
import { CandidateText, type Candidates } from './candidate-text.js'
import type { Connection } from './connection.js'
import { GeneratorCandidates } from './generator-candidates.js'

/**
 * The pairs of a generator: for each neuron of the outer side, ascending, the iterator is run through; each of its numbers gives a partner,
 * which counts if the condition holds. Candidates are evaluated some thousands together.
 */
export function pairsOfGenerator(
  connection: Connection,
  text: string,
  outer: Side,
  skipIfInvalid: boolean,
): PairColumns {
  const { generator, diagnostics } = parseGenerator({
    name: `connections of \`${connection.synapses.name}\``,
    text,
  })
  if (generator === undefined) throw new DiagnosticError(diagnostics)
  return new GeneratorRun(connection, generator, outer, skipIfInvalid).pairs()
}

class GeneratorRun {
  readonly #connection: Connection
  readonly #generator: Generator
  readonly #outer: Side
  readonly #inner: Side
  readonly #skips: boolean
  /** The text that gives the partner; nothing where it is the number that counts itself. */
  readonly #partner: CandidateText | undefined
  readonly #condition: CandidateText | undefined
  /** Whether the condition is asked before the partner is known to exist: it names no variable of it. */
  readonly #asksFirst: boolean
  readonly #chosen = new PairColumns()

  constructor(connection: Connection, generator: Generator, outer: Side, skips: boolean) {
    this.#connection = connection
    this.#generator = generator
    this.#outer = outer
    this.#inner = outer === 'pre' ? 'post' : 'pre'
    this.#skips = skips
    const { element, condition, iteration } = generator
    this.#checkElement(element)
    const counts = element.kind === 'name' && element.name === iteration?.variable
    this.#partner = counts ? undefined : this.#text('partner', element, 'float', [outer])
    const needsPartner = condition !== undefined && this.#namesOfInner(condition).length > 0
    this.#asksFirst = !needsPartner
    this.#condition =
      condition === undefined
        ? undefined
        : this.#text('condition', condition, 'boolean', needsPartner ? ['pre', 'post'] : [outer])
  }

  pairs(): PairColumns {
    const candidates = new GeneratorCandidates(this.#connection, this.#generator, this.#outer, this.#skips)
    for (const portion of candidates.portions()) {
      this.#accept(portion)
      this.#connection.told(candidates.completed)
    }
    return this.#chosen
  }

  #accept(candidates: Candidates): void {
    const outer = candidates[this.#outer] ?? new Int32Array(0)
    const partners = this.#partner?.values(candidates) ?? candidates.counter?.values ?? new Int32Array(0)
    const inner = cutToWhole(partners)
    const withPartner: Candidates = { ...candidates, [this.#inner]: inner }
    const partnerCount = this.#connection.sizeOf(this.#inner)
    const holds = this.#asksFirst ? this.#condition?.values(withPartner) : undefined
    const valid = new Int32Array(candidates.length)
    let validCount = 0
    for (let k = 0; k < candidates.length; k++) {
      if (holds?.[k] === 0) continue
      const partner = inner[k] ?? NOBODY
      if (partner >= 0 && partner < partnerCount) valid[validCount++] = k
      else if (!this.#skips) throw this.#noPartner(partners[k] ?? NaN, outer[k] ?? 0)
    }
    const kept = valid.subarray(0, validCount)
    const accepted =
      this.#condition === undefined || this.#asksFirst
        ? kept
        : accept(this.#condition, withPartner, kept, this.#outer)
    const room = this.#chosen.columns(accepted.length)
    const [outerRoom, innerRoom] = this.#outer === 'pre' ? [room.i, room.j] : [room.j, room.i]
    take(outer, accepted, outerRoom)
    take(inner, accepted, innerRoom)
    this.#chosen.accept(accepted.length)
    this.#connection.checkRoom(this.#chosen.length)
  }

  #text(
    purpose: string,
    expression: Expression,
    type: 'boolean' | 'float',
    sides: readonly Side[],
  ): CandidateText {
    const counter = this.#generator.iteration?.variable
    return new CandidateText(this.#connection, purpose, expression, type, sides, counter)
  }

  /** What gives the partner cannot depend on it. */
  #checkElement(element: Expression): void {
    const [unknown] = this.#namesOfInner(element)
    if (unknown === undefined) return
    throw this.#connection.error(
      'value',
      'partner-from-partner',
      [
        `\`${unknown.name}\` belongs to the neuron that the text is to find`,
        '',
        ...snippet(unknown.span, [], undefined),
      ].join('\n'),
    )
  }
  #namesOfInner(expression: Expression): readonly Name[] {
    const counter = this.#generator.iteration?.variable
    return this.#connection.namesOfSide(expression, this.#inner, counter)
  }

  #noPartner(partner: number, neuron: number): RheobaseError {
    const [side, index] = this.#inner === 'post' ? (['target', 'j'] as const) : (['source', 'i'] as const)
    return new RheobaseError(
      'index',
      'index-out-of-range',
      `connections of \`${this.#connection.synapses.name}\`: the ${side} has no neuron ${index} = ${String(partner)} (for neuron ${String(neuron)} of the other side); ` +
        `it has ${String(this.#connection.sizeOf(this.#inner))}. With skipIfInvalid such partners are left out.\n\n${snippet(this.#generator.element.span, [], undefined).join('\n')}`,
    )
  }
}

/** The candidates at some positions for which a condition over both neurons holds. */
function accept(
  condition: CandidateText,
  candidates: Candidates,
  positions: Int32Array,
  outer: Side,
): Int32Array {
  const pick = (values: Int32Array | undefined): Int32Array =>
    take(values ?? new Int32Array(0), positions, new Int32Array(positions.length))
  const { counter } = candidates
  const inner = outer === 'pre' ? 'post' : 'pre'
  const holds = condition.values({
    [outer]: pick(candidates[outer]),
    [inner]: pick(candidates[inner]),
    length: positions.length,
    ...(counter === undefined ? {} : { counter: { name: counter.name, values: pick(counter.values) } }),
  })
  return positions.filter((_, position) => holds[position] !== 0)
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
