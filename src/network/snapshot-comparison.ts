import { ownersOf } from '../compile/missing-objects.js'
import { RheobaseError } from '../errors/rheobase-error.js'
import type { NetworkMember } from './network-scope.js'
import { formOf, SIZE, type ObjectForm } from './object-form.js'
import type { SavedMember, Snapshot } from './snapshot.js'

/** What `net.restore` brought back, and what it did not. */
export interface RestoreReport {
  /** Objects that went back. */
  readonly restored: readonly string[]
  /** What stays as it was, and why: objects, and single variables or pathways ("cells.w") of those that went back. */
  readonly kept: readonly { readonly name: string; readonly reason: string }[]
  /** What the snapshot has and the network has not: objects, and variables or pathways of those that went back. */
  readonly unused: readonly string[]
}

/** An object that goes back. */
export interface Returning {
  readonly member: NetworkMember
  readonly saved: SavedMember
  /** Names of variables and pathways that stay, or that only the snapshot has. */
  readonly passedOver: ReadonlySet<string>
}

export interface Comparison {
  readonly returning: readonly Returning[]
  readonly staying: readonly NetworkMember[]
  readonly report: RestoreReport
}

/** Finds what a snapshot and the objects of a network have in common. */
export function compareWithSnapshot(snapshot: Snapshot, members: readonly NetworkMember[]): Comparison {
  const reasons = reasonsToStay(snapshot, members)
  const returning: Returning[] = []
  const kept: { name: string; reason: string }[] = []
  const names = new Set(members.map(({ name }) => name))
  const unused = [...snapshot.members.keys()].filter(name => !names.has(name))
  for (const member of members) {
    const { name } = member
    const saved = snapshot.members.get(name)
    const reason = reasons.get(name)
    if (saved === undefined || reason !== undefined) {
      kept.push({ name, reason: reason ?? NOT_THERE })
      continue
    }
    const { stay, foreign } = comparePieces(formOf(member.model()), saved.form)
    kept.push(...stay.map(piece => ({ ...piece, name: `${name}.${piece.name}` })))
    unused.push(...foreign.map(piece => `${name}.${piece}`))
    returning.push({ member, saved, passedOver: new Set([...stay.map(piece => piece.name), ...foreign]) })
  }
  return {
    returning,
    staying: members.filter(({ name }) => reasons.has(name)),
    report: { restored: returning.map(({ member }) => member.name), kept, unused },
  }
}

const NOT_THERE = 'not in the snapshot'

/** Why objects stay: they are not in the snapshot, do not fit, or belong to others that stay. */
function reasonsToStay(
  { members: saved }: Snapshot,
  members: readonly NetworkMember[],
): ReadonlyMap<string, string> {
  const reasons = new Map<string, string>()
  for (const member of members) {
    const reason = misfit(formOf(member.model()), saved.get(member.name)?.form)
    if (reason !== undefined) reasons.set(member.name, reason)
  }
  const follow = (): boolean =>
    members.some(member => {
      const lead = reasons.has(member.name)
        ? undefined
        : ownersOf(member.model()).find(name => reasons.has(name))
      if (lead !== undefined) reasons.set(member.name, `it belongs to ${lead}, which stays`)
      return lead !== undefined
    })
  while (follow());
  return reasons
}

function misfit(now: ObjectForm, then: ObjectForm | undefined): string | undefined {
  if (then === undefined) return NOT_THERE
  for (const about of new Set([...now.whole.keys(), ...then.whole.keys()])) {
    const [here, there] = [now.whole.get(about), then.whole.get(about)]
    if (here === there) continue
    const values = about === SIZE ? `, and so many values of ${[...now.pieces.keys()].join(', ')}` : ''
    return `another ${about}: ${here ?? 'none'} now, ${there ?? 'none'} in the snapshot${values}`
  }
  return undefined
}

function comparePieces(
  now: ObjectForm,
  then: ObjectForm,
): { readonly stay: RestoreReport['kept']; readonly foreign: readonly string[] } {
  return {
    stay: [...now.pieces].flatMap(([name, here]) => {
      const there = then.pieces.get(name)
      if (there === here) return []
      return [{ name, reason: there === undefined ? NOT_THERE : `${here} now, ${there} in the snapshot` }]
    }),
    foreign: [...then.pieces.keys()].filter(name => !now.pieces.has(name)),
  }
}

/** @throws {RheobaseError} with all differences: kind `name` if one has objects that the other has not, else `value` */
export function checkSame({ report: { kept, unused } }: Comparison, snapshot: Snapshot): void {
  if (kept.length + unused.length === 0) return
  const isObject = (name: string): boolean => !name.includes('.')
  const added = kept
    .filter(({ name }) => isObject(name) && !snapshot.members.has(name))
    .map(({ name }) => name)
  const missing = unused.filter(isObject)
  const lines = [
    ...(missing.length === 0 ? [] : [`No longer in the network: ${missing.join(', ')}.`]),
    ...(added.length === 0 ? [] : [`Not in the snapshot: ${added.join(', ')}.`]),
    ...kept.filter(({ name }) => !added.includes(name)).map(({ name, reason }) => `\`${name}\`: ${reason}.`),
    ...unused.filter(name => !isObject(name)).map(name => `\`${name}\`: only in the snapshot.`),
  ]
  const advice = 'With { partial: true } what fits goes back, and the rest stays as it is.'
  if (missing.length + added.length > 0)
    throw new RheobaseError(
      'name',
      'snapshot-of-other-objects',
      `the snapshot is of other objects, and nothing was changed.\n  ${lines.join('\n  ')}\n${advice}`,
    )
  throw new RheobaseError(
    'value',
    'snapshot-does-not-fit',
    `the snapshot does not fit the objects of the network, and nothing was changed.\n  ${lines.join('\n  ')}\n${advice}`,
  )
}

/** One sentence for each group of a report of a partial return. */
export function reportText(name: string, { restored, kept, unused }: RestoreReport): string {
  return [
    `"${name}" went back in part. Restored: ${restored.join(', ') || 'nothing'}.`,
    ...(kept.length === 0
      ? []
      : [`As they were: ${kept.map(piece => `${piece.name} (${piece.reason})`).join(', ')}.`]),
    ...(unused.length === 0 ? [] : [`Only in the snapshot: ${unused.join(', ')}.`]),
  ].join(' ')
}
