import type { ModelObject } from '../compile/network-model.js'
import type { Clock } from '../runtime/clock.js'
import type { Quantity } from '../units/quantity.js'
import type { MemberState } from './member-state.js'
import type { Workspace } from './workspace.js'

/** A member of a network: it can say what it is at present. */
export interface NetworkMember {
  readonly name: string
  model(): ModelObject
  /** Last preparations before a run, when the model is known to be complete. */
  prepare?(): void
  /** Looks, before every run, for values that cannot be. @throws {RheobaseError} kind `value` */
  checkValues?(): void
  /** Looks, before a run and only when views of state were handed out, for what was written through them. */
  checkViews?(): void
  /** Told before a clock changes its time step: what is measured in its steps must follow. */
  timeStepChanges?(clock: Clock, dt: number): void
  /** What it keeps outside of the memory of the network. */
  snapshot?(): MemberState
  /** Checks a state that came from bytes, and gives the function that takes it over, but for the variables and pathways that are passed over. @throws {RheobaseError} if it does not fit */
  adopt?(state: MemberState, passedOver: ReadonlySet<string>): () => void
  /** Told when the network goes back to a snapshot that this object is no part of: its values stay, but what was to come belongs to another time. */
  timeJumps?(time: number): void
}

/** What the objects of a network may ask of it. */
export interface NetworkScope {
  readonly workspace: Workspace
  readonly defaultClock: Clock
  /** The name itself if it was given (an error if it is taken), else `base`, `base_1`, `base_2`, … */
  claimName(base: string, given: string | undefined): string
  /** The default clock, or a new one with its own step. */
  clockFor(owner: string, dt: Quantity | undefined): Clock
  add(member: NetworkMember): void
  /** A member by name, as long as it is in the network. */
  find(name: string): NetworkMember | undefined
  /** The model has changed: what was compiled no longer holds. */
  changed(): void
  /** @throws {RheobaseError} kind `state` while a run is under way, outside of its callbacks */
  checkWritable(): void
  /** For what moves arrays, which code that is running goes on to use. @throws {RheobaseError} kind `state` while a run is under way, in its callbacks as well */
  checkBetweenRuns(what: string): void
  /** The host wrote state: values computed once per run are stale. */
  wrote(): void
  /** Says something to the user once per text: a warning, or a message that explains a choice. */
  message(level: 'warning' | 'info', code: string, text: string): void
}
