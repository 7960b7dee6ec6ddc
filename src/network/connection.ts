import type { SynapsesModel } from '../model/synapses.js'
import { RheobaseError } from '../errors/rheobase-error.js'
import { keyOf } from '../runtime/random-keys.js'
import { BYTES_PER_PAIR, type Pairs } from '../runtime/sample-pairs.js'
import { UniformBlocks } from '../runtime/uniform-blocks.js'
import { UniformSequence } from '../runtime/uniform-sequence.js'
import { tellWork } from '../runtime/work-in-progress.js'
import { namesOfSide, type Side } from '../compile/connection-context.js'
import type { Expression, Name } from '../language/syntax-tree.js'
import { readNamespace, type NamespaceInput } from './namespace.js'
import type { SynapsesCore } from './synapses-core.js'

/** Candidates that are looked at, at most, for each byte that the network may have: what bounds memory bounds time. */
const CANDIDATES_PER_BYTE = 16

/** One call of `connect` under way: what its texts mean, where its random numbers come from, how far it may go. */
export class Connection {
  readonly synapses: SynapsesCore
  readonly model: SynapsesModel
  readonly random: UniformSequence
  /** Number of the call. */
  readonly turn: number

  constructor(synapses: SynapsesCore, turn: number, namespace: NamespaceInput | undefined) {
    const { seed, target } = synapses.scope.workspace
    const model = synapses.model()
    this.synapses = synapses
    this.turn = turn
    this.random = new UniformSequence(keyOf(seed, synapses.stream, 'connect'), turn, UniformBlocks.of(target))
    this.model =
      namespace === undefined
        ? model
        : {
            ...model,
            namespaces: [
              readNamespace(`namespace of the connections of \`${synapses.name}\``, namespace),
              ...model.namespaces,
            ],
          }
  }

  /** Neurons of a side. */
  sizeOf(side: Side): number {
    const { start, stop } = side === 'pre' ? this.synapses.source : this.synapses.target
    return stop - start
  }
  /** The names of an expression that belong to the neuron of a side. */
  namesOfSide(expression: Expression, side: Side, counter?: string): readonly Name[] {
    return namesOfSide(this.synapses.scope.workspace, this.model, expression, side, counter)
  }
  error(kind: 'type' | 'value' | 'index', code: string, text: string): RheobaseError {
    return new RheobaseError(kind, code, `connect of \`${this.synapses.name}\`: ${text}`)
  }

  /** Tells who watches how far the call is. */
  told(completed: number): void {
    tellWork(`connecting ${this.synapses.name}`, completed)
  }

  /** Refuses more synapses than the memory of the network could hold. @throws {RheobaseError} kind `value` */
  checkRoom(pairs: number): void {
    this.synapses.scope.workspace.memory.checkRoom(
      `a list of synapses of \`${this.synapses.name}\``,
      pairs * BYTES_PER_PAIR,
    )
  }
  /** Refuses to look at more pairs than the memory of the network could hold many times over. @throws {RheobaseError} kind `value` */
  checkCandidates(expected: number): void {
    const most = this.synapses.scope.workspace.memory.limit * CANDIDATES_PER_BYTE
    if (expected <= most) return
    throw this.error(
      'value',
      'too-many-candidates',
      `the condition would be asked of ${expected.toPrecision(3)} pairs, and the limit is ${most.toPrecision(3)}.\n` +
        'Give a number for p, or generator text for j; a higher memoryLimit of the network raises this limit, too.',
    )
  }
}

/** Candidates as columns for text: both neurons are known. */
export const asCandidates = ({
  i,
  j,
  length,
}: Pairs): { pre: Int32Array; post: Int32Array; length: number } => ({ pre: i, post: j, length })
