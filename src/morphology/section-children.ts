import { RheobaseError } from '../errors/rheobase-error.js'
import { nearestNames } from '../errors/nearest-name.js'
import type { Morphology } from './morphology.js'

/** How a section hangs on another. */
export interface Attachment {
  readonly parent: Morphology
  /** By the order in which sections were attached, from 1; it stays when others are removed. */
  readonly number: number
  /** Given names, in the order in which they were given. */
  readonly names: string[]
}

/** The sections that hang on one, by their names. */
export class SectionChildren {
  readonly list: Morphology[] = []
  #named: Map<string, Morphology> | undefined
  #attached = 0

  /** The number for the next one, which is not given a second time. */
  nextNumber(): number {
    return ++this.#attached
  }

  find(name: string): Morphology | undefined {
    if (!isNumber(name)) return this.#named?.get(name)
    return this.list.find(({ attachment }) => attachment?.number === Number(name))
  }

  /** Gives one of them a name. @throws {RheobaseError} kind `name` if another one has it, or for a number that is not its own */
  name(child: Morphology, { number, names }: Attachment, name: string): void {
    this.expectFree(name, number, child)
    if (isNumber(name) || names.includes(name)) return
    names.push(name)
    this.#named ??= new Map()
    this.#named.set(name, child)
  }

  /** @throws {RheobaseError} kind `name` if a child with this number cannot have this name */
  expectFree(name: string, number = this.#attached + 1, child?: Morphology): void {
    if (isNumber(name) && Number(name) !== number) {
      throw new RheobaseError(
        'name',
        'impossible-section-name',
        `sections are numbered in the order in which they are attached: this one is ${String(number)}, not ${name}`,
      )
    }
    const other = this.#named?.get(name)
    if (other === undefined || other === child) return
    throw new RheobaseError(
      'name',
      'section-name-taken',
      `there is a section \`${name}\` already; remove it first, or give this one another name`,
    )
  }

  remove(child: Morphology, { names }: Attachment): void {
    this.list.splice(this.list.indexOf(child), 1)
    for (const name of names) this.#named?.delete(name)
  }

  /** What can be asked for, for a message. */
  known(): readonly string[] {
    return [
      ...(this.#named?.keys() ?? []),
      ...this.list.map(({ attachment }) => String(attachment?.number ?? '')),
    ]
  }
}

/** @throws {RheobaseError} always: kind `name`, with the nearest name */
export function unknownSection(parent: Morphology, name: string): RheobaseError {
  const known = parent.childNames()
  const [near] = nearestNames(name, known)
  return new RheobaseError(
    'name',
    'unknown-section',
    `${describeSection(parent)} has no section \`${name}\`.${near === undefined ? '' : ` Did you mean \`${near}\`?`}\n` +
      (known.length === 0 ? 'Nothing is attached to it.' : `Attached to it: ${shortened(known)}.`),
  )
}

/** `dend.L`, or `the root`, for a message. */
export const describeSection = (section: Morphology): string =>
  section.path === '' ? 'the root' : `\`${section.path}\``

const isNumber = (name: string): boolean => /^\d+$/.test(name)

const MOST_NAMES = 12
const shortened = (names: readonly string[]): string =>
  names.length <= MOST_NAMES ? names.join(', ') : `${names.slice(0, MOST_NAMES).join(', ')}, …`
