import { RheobaseError } from '../errors/rheobase-error.js'
import { checkText } from './options.js'
import type { NetworkMember } from './network-scope.js'

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/

/** The members of a network by name. Names are unique, those of members that were removed included, and a given name is taken as it is. */
export class MemberRegistry {
  readonly #members: NetworkMember[] = []
  readonly #names = new Set<string>()
  /** The clocks that objects have for themselves, with their owners: keys of memory begin with these names, too. */
  readonly #clocks = new Map<string, string>()

  constructor(defaultClock: string) {
    this.#names.add(defaultClock)
  }

  get all(): readonly NetworkMember[] {
    return this.#members
  }
  add(member: NetworkMember): void {
    this.#members.push(member)
    this.#names.add(member.name)
  }
  remove(name: string): NetworkMember | undefined {
    const position = this.#members.findIndex(member => member.name === name)
    return position < 0 ? undefined : this.#members.splice(position, 1)[0]
  }
  find(name: string): NetworkMember | undefined {
    return this.#members.find(member => member.name === name)
  }
  /** The name of an object that is about to be made; it is taken when the object is added, so one that is refused takes none. */
  claim(base: string, given: string | undefined): string {
    const name = given === undefined ? this.#firstFree(base) : checkText('the name of an object', given)
    if (!NAME.test(name))
      throw new RheobaseError(
        'value',
        'impossible-name',
        `"${name}" cannot be a name: use letters, digits and _, and no digit first`,
      )
    if (this.#isTaken(name))
      throw new RheobaseError(
        'value',
        'name-taken',
        `there is already an object called \`${name}\` in this network, or a clock`,
      )
    return name
  }
  /** The name of the clock of an object that is about to be made, free again if that is refused. */
  claimClock(owner: string): string {
    const name = this.#firstFree(`${owner}_clock`)
    this.#clocks.set(name, owner)
    return name
  }
  #isTaken(name: string): boolean {
    return this.#names.has(name) || this.#names.has(this.#clocks.get(name) ?? '')
  }
  #firstFree(base: string): string {
    if (!this.#isTaken(base)) return base
    let number = 1
    while (this.#isTaken(`${base}_${String(number)}`)) number++
    return `${base}_${String(number)}`
  }
}
