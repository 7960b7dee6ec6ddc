import { IGNORED, TABULATED } from '../compile/storage.js'
import type { ArraySymbol } from '../kernels/value.js'
import type { Clock } from '../runtime/clock.js'
import type { NetworkMemory } from '../runtime/network-memory.js'
import type { Seed } from '../runtime/random-keys.js'
import { STREAMS } from '../runtime/stream-window.js'
import type { MemberState, StoredValues } from './member-state.js'
import type { NetworkMember } from './network-scope.js'
import { formOf, type ObjectForm } from './object-form.js'
import {
  checkSame,
  compareWithSnapshot,
  type Comparison,
  type RestoreReport,
  type Returning,
} from './snapshot-comparison.js'
import type { Workspace } from './workspace.js'

export interface SavedArray {
  readonly type: ArraySymbol['type']
  readonly values: StoredValues
  /** What it was filled with when it was new. */
  readonly initial: number
}

/** An object as it was: what it was, and what it kept outside of the memory of the network. */
export interface SavedMember {
  readonly form: ObjectForm
  readonly state: MemberState | undefined
}

/** The state of a network at one moment: everything that a run changes. */
export interface Snapshot {
  readonly time: number
  readonly arrays: ReadonlyMap<string, SavedArray>
  /** By the names of the clocks. */
  readonly clocks: ReadonlyMap<string, { readonly dt: number; readonly step: number }>
  readonly members: ReadonlyMap<string, SavedMember>
  readonly seed: Seed
  readonly turns: ReadonlyMap<string, number>
}

/** What there is now. */
export interface Present {
  readonly members: readonly NetworkMember[]
  readonly clocks: Iterable<Clock>
  readonly defaultClock: Clock
  readonly time: number
  /** Arrays of code that goes on from the snapshot as it was prepared for it; without them everything is prepared anew. */
  readonly prepared?: ReadonlyMap<string, SavedArray> | undefined
}

export interface RestoreOptions {
  /** Whether the same random numbers follow as after the snapshot; others follow if left out. */
  readonly randomState?: boolean
  /**
   * Whether a snapshot of other objects is taken as far as it fits, by name: then all else stays as it is, and the report says what and why.
   * If left out, anything that does not fit is an error.
   */
  readonly partial?: boolean
}

export function takeSnapshot(
  workspace: Workspace,
  time: number,
  members: readonly NetworkMember[],
  clocks: Iterable<Clock>,
): Snapshot {
  const { memory } = workspace
  // First the members: what waits in buffers of the memory moves to them.
  const saved = new Map(
    members.map(member => [member.name, { form: formOf(member.model()), state: member.snapshot?.() }]),
  )
  return {
    time,
    arrays: savedArrays(memory, () => true),
    clocks: new Map([...clocks].map(clock => [clock.name, { dt: clock.dt, step: clock.step }])),
    members: saved,
    seed: workspace.seed,
    turns: workspace.turns(),
  }
}

/** The present content of what code needs besides a snapshot: all other arrays but delays, which the user may have set since. */
export const arraysBeyond = ({ arrays }: Snapshot, memory: NetworkMemory): ReadonlyMap<string, SavedArray> =>
  savedArrays(memory, key => !arrays.has(key) && !key.endsWith('.delay'))

const savedArrays = (
  memory: NetworkMemory,
  isWanted: (key: string) => boolean,
): ReadonlyMap<string, SavedArray> =>
  new Map(
    [...memory.entries()].flatMap(([key, array]) =>
      isWanted(key) && !isLeftOut(key)
        ? [[key, { type: array.type, values: memory.view(array).slice(), initial: memory.initialOf(key) }]]
        : [],
    ),
  )

/**
 * Goes back to a snapshot.
 * @throws {RheobaseError} if it is of other objects, variables or sizes, unless a part is enough; then nothing has changed
 */
export function restoreSnapshot(
  workspace: Workspace,
  snapshot: Snapshot,
  present: Present,
  { randomState, partial }: Required<RestoreOptions>,
): RestoreReport {
  const comparison = compareWithSnapshot(snapshot, present.members)
  if (!partial) checkSame(comparison, snapshot)
  const isPrepared = present.prepared !== undefined
  const steps = comparison.returning.map(returning => returnOf(returning, isPrepared))
  restoreMemory(workspace, present.prepared ?? new Map<string, SavedArray>(), snapshot, comparison)
  restoreClocks(snapshot, present, comparison)
  for (const goBack of steps) goBack()
  if (present.time !== snapshot.time)
    for (const member of comparison.staying) member.timeJumps?.(snapshot.time)
  workspace.seed = randomState ? snapshot.seed : { ...workspace.seed, epoch: workspace.seed.epoch + 1 }
  if (randomState) restoreTurns(workspace, snapshot, comparison)
  return comparison.report
}

/** What brings a member back; a state from bytes is checked here, before anything changes. */
function returnOf({ member, saved: { state }, passedOver }: Returning, isPrepared: boolean): () => void {
  if (state === undefined) return () => undefined
  const { restore } = state
  if (restore !== undefined)
    return () => {
      restore(isPrepared)
    }
  return member.adopt?.(state, passedOver) ?? (() => undefined)
}

function restoreMemory(
  workspace: Workspace,
  prepared: ReadonlyMap<string, SavedArray>,
  snapshot: Snapshot,
  { returning, staying }: Comparison,
): void {
  const { memory } = workspace
  const passedOver = new Map(returning.map(({ member, passedOver }) => [member.name, passedOver]))
  const stays = new Set(staying.map(({ name }) => name))
  /** Keys begin with the name of the object, then that of the variable or pathway. */
  const isLeftAlone = (key: string): boolean => {
    if (isLeftOut(key)) return true
    const [owner = '', piece = ''] = key.split('.')
    return passedOver.get(owner)?.has(piece) ?? (stays.has(owner) || snapshot.members.has(owner))
  }
  // What has come since (lists of events, buffers) was as new then.
  for (const [key] of memory.entries())
    if (!snapshot.arrays.has(key) && !prepared.has(key) && !isLeftAlone(key)) memory.reset(key)
  for (const [key, { type, values, initial }] of [...snapshot.arrays, ...prepared])
    if (!isLeftAlone(key)) memory.view(workspace.array(key, type, values.length, initial)).set(values)
}

/** Clocks of objects that stay keep their time step, and show the time of the snapshot. */
function restoreClocks(
  { clocks: saved, time }: Snapshot,
  { clocks, defaultClock }: Present,
  { returning, staying }: Comparison,
): void {
  const own = new Set(clocksOf(staying))
  own.delete(defaultClock.name)
  for (const name of clocksOf(returning.map(({ member }) => member))) own.delete(name)
  for (const clock of clocks) {
    const then = own.has(clock.name) ? undefined : saved.get(clock.name)
    if (then === undefined) {
      clock.restore(clock.dt, clock.stepAt(time))
      continue
    }
    if (then.dt !== clock.dt) for (const member of staying) member.timeStepChanges?.(clock, then.dt)
    clock.restore(then.dt, then.step)
  }
}
const clocksOf = (members: readonly NetworkMember[]): ReadonlySet<string> =>
  new Set(
    members.flatMap(member => {
      const model = member.model()
      return 'clock' in model ? [model.clock.name] : []
    }),
  )

function restoreTurns(workspace: Workspace, { turns }: Snapshot, { staying }: Comparison): void {
  const stays = new Set(staying.map(({ name }) => name))
  const kept = [...workspace.turns()].filter(([name]) => stays.has(name))
  workspace.restoreTurns(new Map([...[...turns].filter(([name]) => !stays.has(name)), ...kept]))
}

/** Arrays that no snapshot has, and that stay as they are when one is restored: what came from outside, and what follows from code. */
const isLeftOut = (key: string): boolean =>
  [STREAMS, TABULATED, IGNORED].some(beginning => key.startsWith(beginning))

/** Arrays that hold nothing from one step to the next, or that follow from the model. */
export const isScratch = (key: string): boolean =>
  /^(random |timed array |index of |listed numbers |given text\.|run )/.test(key)
