import {
  MEETING_WORDS,
  type ArraySymbol,
  type For,
  type Parameter,
  type Procedure,
} from '../../kernels/value.js'
import type { ClockModel } from '../../model/clock.js'
import { advance, type AdvanceInThreads } from '../advance.js'
import type { ListedLoop } from '../list-refractory.js'
import { polish, type ScheduledWork } from '../optimise.js'
import type { Storage } from '../storage.js'
import type { NetworkModel } from '../network-model.js'
import { divideSteps, stepCopies } from './divide-steps.js'
import type { RowDivider } from './divided-rows.js'
import {
  APART,
  isFirstThread,
  privatePlace,
  Stretches,
  THREADS,
  type Shares,
  type ThreadPlan,
} from './thread-plan.js'

/** What compiled code for several threads needs from outside. */
export interface ThreadsModel {
  readonly count: number
  /** Values that each thread gives the program: its number, and its patience at barriers. */
  readonly parameters: readonly [thread: Parameter, patience: Parameter]
  /** The words of the meeting of the threads. */
  readonly meeting: ArraySymbol
  /** How often each thread has looked for the others at barriers, `APART` places from one to the next. */
  readonly waited: ArraySymbol
  /** For each clock the numbers of its present step, one for each thread. */
  readonly steps: ReadonlyMap<ClockModel, ArraySymbol>
}

/** How the work is shared by how many threads, and what divides rows of synapses among them. */
export interface ThreadOptions {
  readonly shares: Shares
  readonly rows: RowDivider
}

/** What the threads have to do, and for which objects. */
export interface WorkOfThreads {
  readonly clocks: readonly ClockModel[]
  readonly steps: readonly ScheduledWork[]
  readonly listed: ReadonlyMap<For, ListedLoop>
  readonly objects: NetworkModel['objects']
}

/** The procedures of a step, and the loop over steps, for several threads. */
export function compileForThreads(
  storage: Storage,
  { shares, rows }: ThreadOptions,
  { clocks, steps, listed, objects }: WorkOfThreads,
): { readonly procedures: readonly Procedure[]; readonly threads: ThreadsModel } {
  const thread: Parameter = { kind: 'parameter', type: 'i32', name: 'thread' }
  const patience: Parameter = { kind: 'parameter', type: 'i32', name: 'patience' }
  const words = storage.array(`${THREADS}meeting`, 'i32', Object.keys(MEETING_WORDS).length)
  const count = shares.length
  const waited = storage.array(`${THREADS}waited`, 'i32', count * APART)
  const meeting = { threads: count, words, patience, thread, waited }
  const stretches = new Stretches(storage, shares)
  const plan: ThreadPlan = { storage, count, stretches, thread, meeting, rows, listed }
  const synapses = objects.filter(object => object.kind === 'synapses')
  const { procedures, entries, meetsAtEnd } = divideSteps(plan, steps, clocks, synapses)
  const loop = advance(storage, clocks, entries, inThreads(plan, meetsAtEnd))
  return {
    procedures: [...procedures, polish(loop)],
    threads: {
      count,
      parameters: [thread, patience],
      meeting: words,
      waited,
      steps: new Map(clocks.map(clock => [clock, stepCopies(plan, clock)])),
    },
  }
}

const inThreads = (plan: ThreadPlan, meetsAtEnd: boolean): AdvanceInThreads => ({
  countStep: (builder, clock, count) => {
    const copies = stepCopies(plan, clock)
    const place = privatePlace(builder, plan)
    builder.store(copies, place, builder.op('f64.add', builder.load(copies, place), builder.f64(1)))
    builder.if(isFirstThread(builder, plan), count)
  },
  beforeNextStep: builder => {
    if (meetsAtEnd) builder.barrier(plan.meeting)
  },
  onFirst: (builder, body) => {
    builder.if(isFirstThread(builder, plan), body)
  },
})
