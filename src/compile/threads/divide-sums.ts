import type { For, Value } from '../../kernels/value.js'
import type { SynapsesModel } from '../../model/synapses.js'
import { sourceOf, targetOf } from '../synapse-arrays.js'
import { accessesOf, isDivisible, ownStretchOf, type Place, type Region } from './access.js'
import type { DividedStatement } from './divided-statement.js'
import { isLoadOf, isNeuronAt } from './neuron-index.js'
import { carriesNothing } from './own-locals.js'
import type { ThreadPlan } from './thread-plan.js'

/**
 * A loop over all synapses that changes variables of their neurons on one side alone, as sums into neurons do: every thread takes the
 * synapses of the neurons that it owns, by ascending numbers, so that each sum has the order of one thread.
 */
export function divideSums(
  plan: ThreadPlan,
  synapses: readonly SynapsesModel[],
  loop: For,
): DividedStatement | undefined {
  const { from, to, body } = loop
  if (from.kind !== 'constant' || from.value !== 0 || to.kind !== 'constant' || !carriesNothing(body))
    return undefined
  for (const owner of synapses.filter(({ size }) => size === to.value)) {
    for (const side of ['post', 'pre'] as const) {
      const unit = accessesOf(body, regions(plan, owner, side, loop.element), 'any')
      if (unit.accesses.some(({ writes }) => writes) && isDivisible(unit))
        return { ...unit, ...bySide(plan, owner, side, loop) }
    }
  }
  return undefined
}

/** Which places a thread owns if it has the synapses of its neurons on one side. */
function regions(
  { storage }: ThreadPlan,
  owner: SynapsesModel,
  side: 'pre' | 'post',
  synapse: Value,
): (place: Place) => Region {
  const part = side === 'pre' ? owner.source : owner.target
  const numbers = (side === 'pre' ? sourceOf : targetOf)(storage, owner)
  const isPlace = (value: Value): boolean => isLoadOf(value, numbers) && value.index === synapse
  return ({ array, index, displacement }) => {
    if (displacement !== 0) return 'any'
    if (index === synapse && side === 'post' && array.length === owner.size)
      return { own: `synapses ${owner.name}` }
    const isNeuron = array.length === part.group.size && isNeuronAt(storage, part, index, isPlace)
    return isNeuron ? ownStretchOf(array) : 'any'
  }
}

function bySide(
  { rows, thread }: ThreadPlan,
  owner: SynapsesModel,
  side: 'pre' | 'post',
  { element, body }: For,
): Pick<DividedStatement, 'emit'> {
  const { starts, synapses } = rows.bySide(owner, side)
  return {
    emit: rewriter => {
      const { builder } = rewriter
      const next = builder.op('i32.add', thread, builder.i32(1))
      builder.for('k', builder.load(starts, thread), builder.load(starts, next), position => {
        rewriter.map(element, builder.load(synapses, position))
        rewriter.statements(body)
      })
    },
  }
}
