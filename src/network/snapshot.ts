import { RheobaseError } from '../errors/rheobase-error.js'
import type { ArraySymbol } from '../kernels/value.js'
import type { Clock } from '../runtime/clock.js'
import type { Seed } from '../runtime/random-keys.js'
import type { MemberState, StoredValues } from './member-state.js'
import type { NetworkMember } from './network-scope.js'
import type { Workspace } from './workspace.js'

export interface SavedArray {
  readonly type: ArraySymbol['type']
  readonly values: StoredValues
  /** What it was filled with when it was new. */
  readonly initial: number
}

/** The state of a network at one moment: everything that a run changes. */
export interface Snapshot {
  readonly time: number
  readonly arrays: ReadonlyMap<string, SavedArray>
  /** By the names of the clocks. */
  readonly clocks: ReadonlyMap<string, { readonly dt: number; readonly step: number }>
  readonly members: ReadonlyMap<string, MemberState | undefined>
  readonly seed: Seed
  readonly turns: ReadonlyMap<string, number>
}

export interface RestoreOptions {
  /** Whether the same random numbers follow as after the snapshot; others follow if left out. */
  readonly randomState?: boolean
  /** Whether variables that the snapshot does not have, or the network does not have, are passed over. */
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
  const states = new Map(members.map(member => [member.name, member.snapshot?.()]))
  return {
    time,
    arrays: new Map(
      [...memory.entries()].map(([key, array]) => [
        key,
        { type: array.type, values: memory.view(array).slice(), initial: memory.initialOf(key) },
      ]),
    ),
    clocks: new Map([...clocks].map(clock => [clock.name, { dt: clock.dt, step: clock.step }])),
    members: states,
    seed: workspace.seed,
    turns: workspace.turns(),
  }
}

/** Goes back to a snapshot. @throws {RheobaseError} if it is of other objects, variables or sizes; then nothing has changed */
export function restoreSnapshot(
  workspace: Workspace,
  snapshot: Snapshot,
  members: readonly NetworkMember[],
  clocks: Iterable<Clock>,
  { randomState = false, partial = false }: RestoreOptions,
): void {
  checkObjects(snapshot, members)
  const passedOver = checkVariables(snapshot, members, partial)
  const steps = members.map(member => returnOf(member, snapshot.members.get(member.name)))
  const known = new Map([...clocks].map(clock => [clock.name, clock]))
  for (const name of snapshot.clocks.keys())
    if (!known.has(name))
      throw new RheobaseError(
        'name',
        'snapshot-of-other-objects',
        `the snapshot has the clock \`${name}\`, which no object of the network has now`,
      )
  const { memory } = workspace
  // What has come since (lists of events, buffers) was as new then.
  for (const [key] of memory.entries())
    if (!snapshot.arrays.has(key) && !passedOver.has(key)) memory.reset(key)
  for (const [key, { type, values, initial }] of snapshot.arrays) {
    if (!passedOver.has(key)) memory.view(workspace.array(key, type, values.length, initial)).set(values)
  }
  for (const [name, { dt, step }] of snapshot.clocks) known.get(name)?.restore(dt, step)
  for (const goBack of steps) goBack()
  workspace.seed = randomState ? snapshot.seed : { ...workspace.seed, epoch: workspace.seed.epoch + 1 }
  if (randomState) workspace.restoreTurns(snapshot.turns)
}

/** Arrays that hold nothing from one step to the next, or that follow from the model. */
export const isScratch = (key: string): boolean =>
  /^(random |timed array |index of |listed numbers |given text\.|uniform numbers\.|run\.)/.test(key)

/** What brings a member back; a state from bytes is checked here, before anything changes. */
function returnOf(member: NetworkMember, state: MemberState | undefined): () => void {
  if (state === undefined) return () => undefined
  return state.restore ?? member.adopt?.(state) ?? (() => undefined)
}

function checkObjects(snapshot: Snapshot, members: readonly NetworkMember[]): void {
  const now = members.map(({ name }) => name)
  const missing = [...snapshot.members.keys()].filter(name => !now.includes(name))
  const added = now.filter(name => !snapshot.members.has(name))
  if (missing.length + added.length === 0) return
  throw new RheobaseError(
    'name',
    'snapshot-of-other-objects',
    `the snapshot is of other objects.${missing.length === 0 ? '' : ` No longer in the network: ${missing.join(', ')}.`}${added.length === 0 ? '' : ` Not in the snapshot: ${added.join(', ')}.`}`,
  )
}

/** Keys of arrays that are left alone. */
function checkVariables(
  snapshot: Snapshot,
  members: readonly NetworkMember[],
  partial: boolean,
): ReadonlySet<string> {
  const passedOver = new Set<string>()
  for (const member of members) {
    const model = member.model()
    if (model.kind !== 'neuron-group' && model.kind !== 'synapses' && model.kind !== 'spike-generator')
      continue
    for (const variable of model.variables.values()) {
      const key = `${model.name}.${variable.name}`
      const stored = snapshot.arrays.get(key)
      if (stored === undefined) {
        if (!partial)
          throw new RheobaseError(
            'value',
            'variable-not-in-snapshot',
            `the snapshot has no values for \`${key}\`. With { partial: true } it keeps its present values.`,
          )
        passedOver.add(key)
        continue
      }
      const size = variable.shared ? 1 : model.size
      if (model.kind !== 'synapses' && stored.values.length !== size)
        throw new RheobaseError(
          'value',
          'snapshot-of-other-size',
          `\`${key}\` has ${String(size)} values now and ${String(stored.values.length)} in the snapshot`,
        )
    }
  }
  return passedOver
}
