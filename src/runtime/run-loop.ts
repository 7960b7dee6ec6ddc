import { ADVANCE, runControl } from '../compile/advance.js'
import { stepArray } from '../compile/clock-bindings.js'
import type { CompiledModel } from '../compile/compile-model.js'
import type { Recording } from '../compile/recording.js'
import type { CompiledProgram } from '../targets/target.js'
import { nextStretch, type Clock } from './clock.js'
import { EventLoopTurn } from './event-loop-turn.js'
import type { NetworkMemory } from './network-memory.js'
import { profiled, type Advance, type Profile } from './profiled-advance.js'
import type { Storage } from '../compile/storage.js'
import type { StreamWindow } from './stream-window.js'
import type { RowTarget, StreamedRows } from './streamed-rows.js'
import type { ValueWatch } from './value-watch.js'

/** Wall-clock time after which a run lets the page or the process have its turn, in milliseconds. */
const SLICE_MILLISECONDS = 20
/**
 * The same at the start of a run: one that is over by then is not interrupted, for the first turn can take long where much has been left to do.
 * Browsers call a task long if it takes more than this (W3C Long Tasks).
 */
const FIRST_SLICE_MILLISECONDS = 50
/** A step of a large network can take a second: how many there may be at once is found by trying. */
const FIRST_STRETCH = 1
const LONGEST_STRETCH = 1 << 20

export interface RunnableModel {
  readonly model: CompiledModel
  readonly program: CompiledProgram
  readonly memory: NetworkMemory
  readonly storage: Storage
  readonly clocks: readonly Clock[]
  /** Where the rows of each recording go. */
  readonly columns: (recording: Recording) => RowTarget
  /** Rows that go elsewhere while the network runs. */
  readonly streamed: readonly StreamedRows[]
  /** Called after each stretch with the fraction of the run that is done; may ask to stop. */
  readonly onProgress: (done: number) => void
  /** Asked after each stretch, with the fraction of the run that is done: whether to leave off, because the run goes on with other code. */
  readonly leavesOff: (done: number) => boolean
  /** What comes while the network runs: steps can be made as far as it has come. */
  readonly streams: readonly StreamWindow[]
  /** Waits for more of the streams, or for sinks of rows, or until the run is to stop. */
  readonly wait: (more: Promise<unknown>) => Promise<void>
  /** Where the times of kernels go, if they are measured. */
  readonly profile: Profile | undefined
  /** Looks for values that are not finite, if that was asked for. */
  readonly watch: ValueWatch | undefined
}

/**
 * Makes all steps of all clocks up to their ends, in stretches: as long as the same clocks are due together, no buffer can overflow
 * and the slice of time is not used up. Gives back whether it left off before the end, because the run goes on with other code.
 */
export async function runSteps(run: RunnableModel, ends: readonly number[]): Promise<boolean> {
  const { model, program, memory, storage, clocks } = run
  const control = runControl(storage)
  memory.setScalar(control.stop, 0)
  for (const { raised } of model.alarms) memory.setScalar(raised, 0)
  clocks.forEach(clock => {
    memory.setScalar(stepArray(storage, clock), clock.step)
  })
  for (const name of model.preparations) program.procedure(name)()
  const advance = run.profile === undefined ? program.procedure(ADVANCE) : profiled(run, run.profile)
  const turn = new EventLoopTurn()
  let leftOff: boolean
  try {
    leftOff = await makeStretches(run, ends, advance, turn)
  } finally {
    turn.close()
  }
  drain(run, true)
  await delivered(run)
  return leftOff
}

async function makeStretches(
  run: RunnableModel,
  ends: readonly number[],
  advance: Advance,
  turn: EventLoopTurn,
): Promise<boolean> {
  const { memory, clocks, program } = run
  const control = runControl(run.storage)
  let version = memory.version
  const first = clocks.map(clock => clock.step)
  const total = clocks.reduce((sum, clock, k) => sum + Math.max(0, (ends[k] ?? 0) - clock.step), 0)
  let sliceEnd = performance.now() + FIRST_SLICE_MILLISECONDS
  let longest = FIRST_STRETCH
  for (;;) {
    const possible = run.streams.length === 0 ? Infinity : await stepsOfStreams(run, ends)
    if (possible === 0) return false
    const { due, count } = nextStretch(clocks, ends, Math.min(longest, possible, freeSteps(run)))
    if (due === 0) return false
    // Whoever looked at the network in a pause may have made its memory grow.
    if (memory.version !== version) program.rebind()
    version = memory.version
    const before = performance.now()
    run.watch?.remember()
    advance(due, count)
    const executed = memory.scalar(control.executed)
    run.watch?.check(due, executed, clocks)
    clocks.forEach((clock, k) => {
      if ((due & (1 << k)) !== 0) clock.step += executed
    })
    throwIfRaised(run)
    drain(run, false)
    if (run.streamed.length > 0) await delivered(run)
    const now = performance.now()
    longest = nextLength(longest, executed, now - before)
    const done = clocks.reduce((sum, clock, k) => sum + clock.step - (first[k] ?? 0), 0) / Math.max(1, total)
    run.onProgress(done)
    if (memory.scalar(control.stop) !== 0) return false
    if (done < 1 && run.leavesOff(done)) return true
    if (now >= sliceEnd) {
      await turn.next()
      sliceEnd = performance.now() + SLICE_MILLISECONDS
    }
  }
}

/** Steps that can be made with what the streams have brought, at least one; none if the run was told to stop while it waited. */
async function stepsOfStreams(run: RunnableModel, ends: readonly number[]): Promise<number> {
  const { memory, streams } = run
  const control = runControl(run.storage)
  const pending = run.clocks.filter((clock, k) => clock.step < (ends[k] ?? 0))
  const time = Math.min(...pending.map(clock => clock.time))
  if (time === Infinity) return Infinity
  for (;;) {
    for (const stream of streams) stream.fill(memory, time)
    const until = Math.min(...streams.map(stream => stream.until))
    // Of the clocks that are due now; others have a step of their own later.
    const due = pending.filter(clock => clock.time - time < 1e-3 * clock.dt)
    const steps = Math.min(...due.map(({ dt }) => Math.ceil((until - time) / dt)))
    if (steps > 0) return steps
    await run.wait(Promise.all(streams.flatMap(stream => (stream.until > time ? [] : [stream.more()]))))
    if (memory.scalar(control.stop) !== 0) return 0
  }
}

/** @throws {RheobaseError} if a kernel found something wrong */
function throwIfRaised({ model, memory }: RunnableModel): void {
  for (const { raised, facts, error } of model.alarms)
    if (memory.scalar(raised) !== 0) throw error(Array.from(memory.view(facts)))
}

/** Hands rows over to their sinks, and waits for those that need time: so no more wait than the buffers hold. */
async function delivered({ streamed, wait }: RunnableModel): Promise<void> {
  const slow = streamed.flatMap(rows => rows.deliver() ?? [])
  if (slow.length > 0) await wait(Promise.all(slow))
}

/** Empties the buffers: all of them, or those that are more than half full. */
export function drain({ model, memory, columns }: RunnableModel, all: boolean): void {
  for (const recording of model.recordings) {
    if (all || 2 * memory.scalar(recording.rows) >= recording.capacity)
      columns(recording).drain(memory, recording)
  }
}

/** Steps that can be made before some buffer could overflow; buffers without room for one step are emptied first. */
function freeSteps(run: RunnableModel): number {
  let steps = LONGEST_STRETCH
  for (const recording of run.model.recordings) {
    const { rows, capacity, maximalRowsPerStep } = recording
    if (maximalRowsPerStep === 0) continue
    const free = Math.floor((capacity - run.memory.scalar(rows)) / maximalRowsPerStep)
    if (free < 1) run.columns(recording).drain(run.memory, recording)
    steps = Math.min(steps, free < 1 ? Math.floor(capacity / maximalRowsPerStep) : free)
  }
  return steps
}

/** Aims at stretches of a third of a slice. */
function nextLength(length: number, executed: number, milliseconds: number): number {
  const wanted = milliseconds > 0.05 ? (executed / milliseconds) * (SLICE_MILLISECONDS / 3) : 4 * length
  return Math.max(1, Math.min(LONGEST_STRETCH, 4 * length, Math.floor(wanted)))
}
