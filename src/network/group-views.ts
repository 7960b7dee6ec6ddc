import type { GroupCore, GroupPart } from './group-core.js'

/** A part of a group, or all of it. */
export interface GroupView extends GroupPart {
  readonly core: GroupCore
}

const views = new WeakMap<object, GroupView>()

/** Notes what a handle that a user holds stands for. */
export function keepView(handle: object, view: GroupView): void {
  views.set(handle, view)
}

/** The inside of a handle, if it is that of a group. */
export const groupViewOf = (handle: unknown): GroupView | undefined =>
  typeof handle === 'object' && handle !== null ? views.get(handle) : undefined
