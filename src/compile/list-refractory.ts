import { Builder } from '../kernels/builder.js'
import type { Course } from '../kernels/course.js'
import { Rewriter, type Visitor } from '../kernels/rewrite.js'
import type { ArraySymbol, Local, Procedure, Statement, Store, Value, When } from '../kernels/value.js'
import { accessOf, walk } from '../kernels/walk.js'
import { asNeuronKernel, findGate, type NeuronKernel, type RefractoryGate } from './refractory-gate.js'
import {
  dropList,
  enlist,
  forgetLists,
  isList,
  listAnew,
  refractoryList,
  waitingSteps,
  type RefractoryArrays,
  type RefractoryList,
} from './refractory-list.js'
import type { Storage } from './storage.js'

/** A gate with the list of those for whom it is closed. */
interface ListedGate extends RefractoryGate, RefractoryList {
  /** What the listed neurons keep while the loop treats all: one array for each store of `chosen`. */
  readonly kept: readonly ArraySymbol[]
}

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
  const found = procedures.flatMap(procedure => {
    const kernel = asNeuronKernel(procedure)
    const gates =
      kernel === undefined
        ? []
        : refractory.flatMap(arrays => {
            const gate = findGate(kernel, arrays, courseOfArray)
            return gate !== undefined && isSetBySpikes(procedures, gate) ? [withList(storage, gate)] : []
          })
    return kernel === undefined || gates.length === 0 ? [] : [{ procedure, kernel, gates }]
  })
  const lists = found.flatMap(({ gates }) => gates)
  const rewritten = new Map(procedures.map(procedure => [procedure, enlisting(procedure, lists)] as const))
  const preparations: Procedure[] = []
  for (const { procedure, kernel, gates } of found) {
    const waiting = waitingSteps(storage, procedure.name)
    preparations.push(forgetLists(procedure, waiting, gates))
    rewritten.set(procedure, { ...procedure, body: new ListedKernel(kernel, gates, waiting).statements })
  }
  return { rewritten, preparations }
}

const withList = (storage: Storage, gate: RefractoryGate): ListedGate => {
  const list = refractoryList(storage, gate)
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
      for (const list of lists) if (ownStores(statement, list).length > 0) enlist(builder, list, element)
    })
    return true
  })
  copy.statements(procedure.body)
  return { ...procedure, body: builder.statements }
}

/** A kernel written anew: with its loop as it was, and with a loop that looks at nobody's refractoriness. */
class ListedKernel {
  readonly #builder = new Builder()
  readonly #kernel: NeuronKernel
  readonly #gates: readonly ListedGate[]
  readonly #before: Rewriter

  constructor(kernel: NeuronKernel, gates: readonly ListedGate[], waiting: ArraySymbol) {
    const builder = this.#builder
    this.#kernel = kernel
    this.#gates = gates
    this.#before = new Rewriter(builder)
    this.#before.statements(kernel.before)
    const counts = gates.map(({ count }) => builder.loadScalar(count))
    builder.if(
      counts.map(count => isList(builder, count)).reduce((all, one) => builder.op('bool.and', all, one)),
      () => {
        const left = gates.map((gate, place) => this.#review(gate, counts[place] ?? builder.i32(0)))
        this.#treatAll()
        gates.forEach((gate, place) => {
          const count = left[place]
          if (count !== undefined) this.#putBack(gate, count)
        })
      },
      () => {
        for (const gate of gates) dropList(builder, gate)
        this.#copy().statement(kernel.loop)
        listAnew(builder, waiting, gates)
      },
    )
  }

  get statements(): readonly Statement[] {
    return this.#builder.statements
  }

  /** Something that copies parts of the loop, with some conditions known. */
  #copy(known: ReadonlyMap<Value, boolean> = new Map(), visit?: Visitor): Rewriter {
    const copy = new Rewriter(this.#builder, (statement, rewriter) => {
      const value = statement.kind === 'define' ? known.get(statement.value) : undefined
      if (statement.kind !== 'define' || value === undefined) return visit?.(statement, rewriter) ?? false
      copy.map(statement.value, this.#builder.bool(value))
      return true
    })
    for (const statement of this.#kernel.before)
      if (statement.kind === 'define') copy.map(statement.value, this.#before.value(statement.value))
    return copy
  }

  /** The definitions of the loop for one neuron; those that are not needed will be dropped. */
  #define(element: Value, known: ReadonlyMap<Value, boolean> = new Map()): Rewriter {
    const copy = this.#copy(known, ({ kind }) => kind !== 'define')
    copy.map(this.#kernel.loop.element, element)
    copy.statements(this.#kernel.loop.body)
    return copy
  }

  /** Releases the listed neurons that are no longer refractory, and computes for the others what they are to become. Gives how many are left. */
  #review(gate: ListedGate, count: Value): Local {
    const builder = this.#builder
    const left = builder.local('left', builder.i32(0))
    builder.for('k', builder.i32(0), count, place => {
      const neuron = builder.load(gate.elements, place)
      builder.if(
        this.#define(neuron).value(gate.condition),
        () => {
          builder.store(gate.notRefractory, neuron, builder.bool(true))
        },
        () => {
          const to = builder.read(left)
          builder.store(gate.elements, to, neuron)
          const frozen = this.#define(neuron, new Map([[gate.condition, false]]))
          gate.chosen.forEach(({ value }, number) => {
            const kept = gate.kept[number]
            if (kept !== undefined) builder.store(kept, to, frozen.value(value))
          })
          builder.assign(left, builder.op('i32.add', to, builder.i32(1)))
        },
      )
    })
    builder.storeScalar(gate.count, builder.read(left))
    return left
  }

  /** The loop as if nobody were refractory; only rare code asks. */
  #treatAll(): void {
    const builder = this.#builder
    const { loop } = this.#kernel
    const told = new Set<Statement>(this.#gates.map(gate => gate.told))
    const open = new Map(this.#gates.map(({ condition }) => [condition, true] as const))
    const copy = this.#copy(open, statement => {
      if (statement.kind === 'when') this.#ask(statement, copy)
      return statement.kind === 'when' || told.has(statement)
    })
    builder.for(
      loop.element.name,
      copy.value(loop.from),
      copy.value(loop.to),
      element => {
        copy.map(loop.element, element)
        copy.statements(loop.body)
      },
      { padded: loop.padded },
    )
  }

  #ask(when: When, copy: Rewriter): void {
    const builder = this.#builder
    builder.when(copy.value(when.mask), when.element.name, element => {
      copy.map(when.element, element)
      const run = (): void => {
        copy.statements(when.body)
        for (const gate of this.#gates) if (ownStores(when, gate).length > 0) enlist(builder, gate, element)
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

  #putBack({ elements, chosen, kept }: ListedGate, left: Local): void {
    if (chosen.length === 0) return
    const builder = this.#builder
    builder.for('k', builder.i32(0), builder.read(left), place => {
      const neuron = builder.load(elements, place)
      chosen.forEach(({ array, displacement }, number) => {
        const values = kept[number]
        if (values !== undefined) builder.store(array, neuron, builder.load(values, place), displacement)
      })
    })
  }
}
