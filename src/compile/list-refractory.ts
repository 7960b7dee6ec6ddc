import { Builder } from '../kernels/builder.js'
import type { Course } from '../kernels/course.js'
import { Rewriter, type Visitor } from '../kernels/rewrite.js'
import type { ArraySymbol, For, Local, Procedure, Statement, Store, Value, When } from '../kernels/value.js'
import { accessOf, walk } from '../kernels/walk.js'
import { asNeuronKernel, findGate, type NeuronKernel, type RefractoryGate } from './refractory-gate.js'
import { leaveInOrder } from './refractory-order.js'
import {
  dropList,
  enlist,
  forgetLists,
  isList,
  listAnew,
  placeOfList,
  placeInElements,
  refractoryList,
  startOfList,
  waitingSteps,
  type ListedStretch,
  type RefractoryArrays,
  type RefractoryList,
  type RefractoryQueue,
} from './refractory-list.js'
import type { Storage } from './storage.js'
import { longestStretch, type Shares } from './threads/thread-plan.js'

/** A gate with the list of those for whom it is closed. */
interface ListedGate extends RefractoryGate, RefractoryList {
  /** What the listed neurons keep while the loop treats all: one array for each store of `chosen`. */
  readonly kept: readonly ArraySymbol[]
}

/** A loop over the neurons of a group, with lists of those that are refractory. */
export interface ListedLoop {
  readonly loop: For
  readonly gates: readonly ListedGate[]
  readonly waiting: ArraySymbol
}

/** The arrays by which lists are kept. */
export const arraysOfLists = ({ gates, waiting }: ListedLoop): readonly ArraySymbol[] => [
  waiting,
  ...gates.flatMap(({ elements, count, queue, kept }) => [
    elements,
    count,
    ...(queue === undefined ? [] : [queue.first, queue.loose]),
    ...kept,
  ]),
]

export interface ListedRefractoriness {
  /** What takes the place of which procedure. */
  readonly rewritten: ReadonlyMap<Procedure, Procedure>
  /** To be run before the first step of a run. */
  readonly preparations: readonly Procedure[]
}

/**
 * Few neurons are refractory at a time. Instead of asking each of them in every step, a list is kept of those that are. Before the loop, what
 * they are to become is computed for the listed neurons alone; the loop treats all as if nobody were refractory; then the listed ones get what
 * they were to become. A spike puts a neuron on the list, and it leaves it as soon as the very condition that stood in the loop holds. While
 * more than some are refractory, the loop asks each neuron as before; the bits are the same either way.
 */
export function listRefractory(
  storage: Storage,
  procedures: readonly Procedure[],
  refractory: readonly RefractoryArrays[],
  courseOfArray: (array: ArraySymbol) => Course | undefined,
): ListedRefractoriness {
  const found = findLists(storage, procedures, refractory, courseOfArray, [1])
  const lists = found.flatMap(({ gates }) => gates)
  const rewritten = new Map(procedures.map(procedure => [procedure, enlisting(procedure, lists)] as const))
  for (const { procedure, before, ...listed } of found) {
    const builder = new Builder()
    const copy = new Rewriter(builder)
    copy.statements(before)
    const { from, to } = listed.loop
    writeListed(copy, listed, { from: copy.value(from), to: copy.value(to), list: builder.i32(0) })
    rewritten.set(procedure, { ...procedure, body: builder.statements })
  }
  return { rewritten, preparations: found.map(forgetting) }
}

/**
 * The loops in which lists can be kept where each thread takes its own stretch of the neurons and lists those: the loops in which the neurons of
 * the list also spike.
 */
export function listsInThreads(
  storage: Storage,
  procedures: readonly Procedure[],
  refractory: readonly RefractoryArrays[],
  courseOfArray: (array: ArraySymbol) => Course | undefined,
  shares: Shares,
): { readonly loops: ReadonlyMap<For, ListedLoop>; readonly preparations: readonly Procedure[] } {
  const found = findLists(storage, procedures, refractory, courseOfArray, shares).filter(
    ({ procedure, gates }) =>
      gates.every(gate =>
        procedures.every(other => other === procedure || !accessOf(other.body).writes.has(gate.lastSpike)),
      ),
  )
  return { loops: new Map(found.map(each => [each.loop, each])), preparations: found.map(forgetting) }
}

interface ListedKernel extends ListedLoop, NeuronKernel {
  readonly procedure: Procedure
}

function findLists(
  storage: Storage,
  procedures: readonly Procedure[],
  refractory: readonly RefractoryArrays[],
  courseOfArray: (array: ArraySymbol) => Course | undefined,
  shares: Shares,
): readonly ListedKernel[] {
  return procedures.flatMap(procedure => {
    const kernel = asNeuronKernel(procedure)
    if (kernel === undefined) return []
    const gates = refractory.flatMap(arrays => {
      const gate = findGate(kernel, arrays, courseOfArray)
      if (gate === undefined || !isSetBySpikes(procedures, gate)) return []
      return [withList(storage, gate, shares, leaveInOrder(procedures, kernel, gate, courseOfArray))]
    })
    return gates.length === 0
      ? []
      : [{ procedure, ...kernel, gates, waiting: waitingSteps(storage, procedure.name, shares.length) }]
  })
}

const forgetting = ({ procedure, waiting, gates }: ListedKernel): Procedure =>
  forgetLists(procedure, waiting, gates)

const withList = (storage: Storage, gate: RefractoryGate, shares: Shares, isQueue: boolean): ListedGate => {
  const neurons = longestStretch(gate.notRefractory.length, shares)
  const list = refractoryList(storage, gate, { lists: shares.length, neurons, isQueue })
  const { length } = list.elements
  const kept = gate.chosen.map(({ array }) =>
    storage.array(`${array.name} while refractory`, array.type, length),
  )
  return { ...gate, ...list, kept }
}

/** Whether spikes alone close the gate: nothing else but the gate itself writes what it depends on. */
function isSetBySpikes(procedures: readonly Procedure[], gate: RefractoryGate): boolean {
  const known = new Set<Statement>([gate.told])
  let isSet = true
  for (const { body } of procedures)
    walk(body, statement => {
      if (statement.kind === 'when') for (const store of ownStores(statement, gate)) known.add(store)
      if (statement.kind === 'store' && isOf(gate, statement.array) && !known.has(statement)) isSet = false
    })
  return isSet
}

const isOf = ({ notRefractory, lastSpike }: RefractoryArrays, array: ArraySymbol): boolean =>
  array === notRefractory || array === lastSpike

/** The stores by which rare code makes its neuron refractory. */
const ownStores = ({ body, element }: When, arrays: RefractoryArrays): readonly Store[] =>
  body.filter(
    (statement): statement is Store =>
      statement.kind === 'store' && isOf(arrays, statement.array) && statement.index === element,
  )

/** A kernel that makes neurons refractory puts them on their list. */
function enlisting(procedure: Procedure, lists: readonly ListedGate[]): Procedure {
  const { writes } = accessOf(procedure.body)
  if (!lists.some(({ lastSpike }) => writes.has(lastSpike))) return procedure
  const builder = new Builder()
  const copy = new Rewriter(builder, statement => {
    if (statement.kind !== 'when') return false
    builder.when(copy.value(statement.mask), statement.element.name, element => {
      copy.map(statement.element, element)
      copy.statements(statement.body)
      const all = { from: builder.i32(0), to: builder.i32(0), list: builder.i32(0) }
      for (const list of lists) if (ownStores(statement, list).length > 0) enlist(builder, list, all, element)
    })
    return true
  })
  copy.statements(procedure.body)
  return { ...procedure, body: builder.statements }
}

/** Of listed neurons, in `elements`: from the first to the one after the last. */
interface Places {
  readonly from: Value
  readonly to: Value
}

/**
 * Writes a loop anew for a stretch of the neurons: as it was, and as one that looks at nobody's refractoriness. `copy` knows what stands before the
 * loop.
 */
export function writeListed(copy: Rewriter, listed: ListedLoop, stretch: ListedStretch): void {
  new ListedStretchWriter(copy, listed, stretch).write()
}

class ListedStretchWriter {
  readonly #builder: Builder
  readonly #before: Rewriter
  readonly #loop: For
  readonly #gates: readonly ListedGate[]
  readonly #waiting: ArraySymbol
  readonly #stretch: ListedStretch

  constructor(before: Rewriter, { loop, gates, waiting }: ListedLoop, stretch: ListedStretch) {
    this.#builder = before.builder
    this.#before = before
    this.#loop = loop
    this.#gates = gates
    this.#waiting = waiting
    this.#stretch = stretch
  }

  write(): void {
    const builder = this.#builder
    const gates = this.#gates
    const place = placeOfList(builder, this.#stretch)
    const counts = gates.map(({ count }) => builder.load(count, place))
    builder.if(
      counts.map(count => isList(builder, count)).reduce((all, one) => builder.op('bool.and', all, one)),
      () => {
        const left = gates.map((gate, number) => this.#review(gate, counts[number] ?? builder.i32(0)))
        this.#treatAll()
        gates.forEach((gate, number) => {
          const places = left[number]
          if (places !== undefined) this.#putBack(gate, places)
        })
      },
      () => {
        for (const gate of gates) dropList(builder, gate, this.#stretch)
        this.#eachNeuron(this.#copy())
        listAnew(builder, this.#waiting, gates, this.#stretch)
      },
    )
  }

  /** Something that copies parts of the loop, with some conditions known. */
  #copy(known: ReadonlyMap<Value, boolean> = new Map(), visit?: Visitor): Rewriter {
    return this.#before.fork((statement, copy) => {
      const value = statement.kind === 'define' ? known.get(statement.value) : undefined
      if (statement.kind !== 'define' || value === undefined) return visit?.(statement, copy) ?? false
      copy.map(statement.value, this.#builder.bool(value))
      return true
    })
  }

  #eachNeuron(copy: Rewriter): void {
    const loop = this.#loop
    const { from, to } = this.#stretch
    this.#builder.for(
      loop.element.name,
      from,
      to,
      element => {
        copy.map(loop.element, element)
        copy.statements(loop.body)
      },
      { lanes: loop.lanes, padded: loop.padded },
    )
  }

  /** The definitions of the loop for one neuron; those that are not needed will be dropped. */
  #define(element: Value, known: ReadonlyMap<Value, boolean> = new Map()): Rewriter {
    const copy = this.#copy(known, ({ kind }) => kind !== 'define')
    copy.map(this.#loop.element, element)
    copy.statements(this.#loop.body)
    return copy
  }

  /** Releases the listed neurons that are no longer refractory, and computes for the others what they are to become. Gives the places of those. */
  #review(gate: ListedGate, count: Value): Places {
    const builder = this.#builder
    const { queue } = gate
    const place = placeOfList(builder, this.#stretch)
    const left = builder.local('left', count)
    if (queue === undefined) this.#releaseAny(gate, left)
    else
      builder.if(
        builder.op('i32.lt_s', builder.i32(0), builder.load(queue.loose, place)),
        () => {
          this.#releaseAny(gate, left)
        },
        () => {
          this.#releaseFirst(gate, queue, left)
        },
      )
    builder.store(gate.count, place, builder.read(left))
    const from = startOfList(builder, gate, this.#stretch)
    const places = { from, to: builder.op('i32.add', from, builder.read(left)) }
    this.#keep(gate, places)
    return places
  }

  /** Looks at all that are listed; `left` is how many, before and after. */
  #releaseAny(gate: ListedGate, left: Local): void {
    const builder = this.#builder
    const { queue } = gate
    const place = placeOfList(builder, this.#stretch)
    const start = startOfList(builder, gate, this.#stretch)
    const loose = queue && {
      before: builder.load(queue.loose, place),
      left: builder.local('loose', builder.i32(0)),
    }
    const count = builder.read(left)
    builder.assign(left, builder.i32(0))
    builder.for('k', builder.i32(0), count, position => {
      const neuron = builder.load(gate.elements, builder.op('i32.add', start, position))
      builder.if(
        this.#define(neuron).value(gate.condition),
        () => {
          builder.store(gate.notRefractory, neuron, builder.bool(true))
        },
        () => {
          const to = builder.read(left)
          builder.store(gate.elements, builder.op('i32.add', start, to), neuron)
          builder.assign(left, builder.op('i32.add', to, builder.i32(1)))
          if (loose !== undefined)
            builder.if(builder.op('i32.lt_s', position, loose.before), () => {
              builder.assign(loose.left, builder.op('i32.add', builder.read(loose.left), builder.i32(1)))
            })
        },
      )
    })
    if (queue !== undefined && loose !== undefined)
      builder.store(queue.loose, place, builder.read(loose.left))
  }

  /** Looks at those that are listed longest, until one of them is still refractory. */
  #releaseFirst(gate: ListedGate, queue: RefractoryQueue, left: Local): void {
    const builder = this.#builder
    const place = placeOfList(builder, this.#stretch)
    const first = builder.local('first', builder.load(queue.first, place))
    const neuronAt = (position: Value): Value =>
      builder.load(gate.elements, placeInElements(builder, gate, this.#stretch, position))
    builder.while(
      // A place after the last neuron holds another one, or 0.
      () =>
        builder.op(
          'bool.and',
          builder.op('i32.lt_s', builder.i32(0), builder.read(left)),
          this.#define(neuronAt(builder.read(first))).value(gate.condition),
        ),
      () => {
        const position = builder.read(first)
        builder.store(gate.notRefractory, neuronAt(position), builder.bool(true))
        builder.assign(first, builder.op('i32.add', position, builder.i32(1)))
        builder.assign(left, builder.op('i32.sub', builder.read(left), builder.i32(1)))
      },
    )
    const position = builder.read(first)
    builder.if(
      builder.op('i32.lt_s', position, builder.i32(gate.most)),
      () => {
        builder.store(queue.first, place, position)
      },
      () => {
        this.#moveToStart(gate, position, builder.read(left))
        builder.store(queue.first, place, builder.i32(0))
      },
    )
  }

  #moveToStart(gate: ListedGate, first: Value, count: Value): void {
    const builder = this.#builder
    builder.for('k', builder.i32(0), count, position => {
      const at = placeInElements(builder, gate, this.#stretch, builder.op('i32.add', first, position))
      builder.store(
        gate.elements,
        placeInElements(builder, gate, this.#stretch, position),
        builder.load(gate.elements, at),
      )
    })
  }

  /** What the listed neurons are to become, at their places. */
  #keep(gate: ListedGate, { from, to }: Places): void {
    if (gate.chosen.length === 0) return
    const builder = this.#builder
    builder.for('place', from, to, place => {
      const frozen = this.#define(builder.load(gate.elements, place), new Map([[gate.condition, false]]))
      gate.chosen.forEach(({ value }, number) => {
        const kept = gate.kept[number]
        if (kept !== undefined) builder.store(kept, place, frozen.value(value))
      })
    })
  }

  /** The loop as if nobody were refractory; only rare code asks. */
  #treatAll(): void {
    const told = new Set<Statement>(this.#gates.map(gate => gate.told))
    const open = new Map(this.#gates.map(({ condition }) => [condition, true] as const))
    const copy = this.#copy(open, statement => {
      if (statement.kind === 'when') this.#ask(statement, copy)
      return statement.kind === 'when' || told.has(statement)
    })
    this.#eachNeuron(copy)
  }

  #ask(when: When, copy: Rewriter): void {
    const builder = this.#builder
    builder.when(copy.value(when.mask), when.element.name, element => {
      copy.map(when.element, element)
      const run = (): void => {
        copy.statements(when.body)
        for (const gate of this.#gates)
          if (ownStores(when, gate).length > 0) enlist(builder, gate, this.#stretch, element)
      }
      const guards = this.#gates.filter(({ guarded }) => guarded.has(when))
      if (guards.length === 0) {
        run()
        return
      }
      const exact = this.#define(element)
      const conditions = guards.map(({ condition }) => exact.value(condition))
      builder.if(
        conditions.reduce((all, one) => builder.op('bool.and', all, one)),
        run,
      )
    })
  }

  #putBack(gate: ListedGate, { from, to }: Places): void {
    if (gate.chosen.length === 0) return
    const builder = this.#builder
    builder.for(
      'place',
      from,
      to,
      place => {
        const neuron = builder.load(gate.elements, place)
        gate.chosen.forEach(({ array, displacement }, number) => {
          const values = gate.kept[number]
          if (values !== undefined) builder.store(array, neuron, builder.load(values, place), displacement)
        })
      },
      { lanes: 4 },
    )
  }
}
