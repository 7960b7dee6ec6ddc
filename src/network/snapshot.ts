import { RheobaseError } from '../errors/rheobase-error.js'
import type { ArraySymbol } from '../kernels/value.js'
import type { Clock } from '../runtime/clock.js'
import type { Seed } from '../runtime/random-keys.js'
import type { NetworkMember } from './network-scope.js'
import type { Workspace } from './workspace.js'

/** The state of a network at one moment: everything that a run changes. */
export interface Snapshot {
  readonly time: number
  readonly arrays: ReadonlyMap<
    string,
    { readonly type: ArraySymbol['type']; readonly values: Float64Array | Int32Array }
  >
  readonly clocks: ReadonlyMap<Clock, { readonly dt: number; readonly step: number }>
  readonly members: ReadonlyMap<string, (() => void) | undefined>
  readonly seed: Seed
  readonly turns: ReadonlyMap<string, number>
}

export function takeSnapshot(
  workspace: Workspace,
  time: number,
  members: readonly NetworkMember[],
  clocks: Iterable<Clock>,
): Snapshot {
  const { memory } = workspace
  return {
    time,
    arrays: new Map(
      [...memory.entries()].map(([key, array]) => [
        key,
        { type: array.type, values: memory.view(array).slice() },
      ]),
    ),
    clocks: new Map([...clocks].map(clock => [clock, { dt: clock.dt, step: clock.step }])),
    members: new Map(members.map(member => [member.name, member.snapshot?.()])),
    seed: workspace.seed,
    turns: workspace.turns(),
  }
}

/** Goes back to a snapshot; with the random state, the same random numbers follow as then. @throws {RheobaseError} kind `name` if the objects differ */
export function restoreSnapshot(
  workspace: Workspace,
  snapshot: Snapshot,
  members: readonly NetworkMember[],
  randomState: boolean,
): void {
  const now = members.map(({ name }) => name)
  const missing = [...snapshot.members.keys()].filter(name => !now.includes(name))
  const added = now.filter(name => !snapshot.members.has(name))
  if (missing.length + added.length > 0) {
    throw new RheobaseError(
      'name',
      'snapshot-of-other-objects',
      `the snapshot is of other objects.${missing.length === 0 ? '' : ` No longer in the network: ${missing.join(', ')}.`}${added.length === 0 ? '' : ` Not in the snapshot: ${added.join(', ')}.`}`,
    )
  }
  const { memory } = workspace
  // What has come since (lists of events, buffers) was as new then.
  for (const [key] of memory.entries()) if (!snapshot.arrays.has(key)) memory.reset(key)
  for (const [key, { type, values }] of snapshot.arrays)
    memory.view(workspace.array(key, type, values.length)).set(values)
  for (const [clock, { dt, step }] of snapshot.clocks) clock.restore(dt, step)
  for (const restore of snapshot.members.values()) restore?.()
  workspace.seed = randomState ? snapshot.seed : { ...workspace.seed, epoch: workspace.seed.epoch + 1 }
  if (randomState) workspace.restoreTurns(snapshot.turns)
}
