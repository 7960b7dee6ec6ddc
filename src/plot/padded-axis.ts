import { joinedAxis } from './joined-axis.js'
import type { Axis, Mark } from './mark.js'

/**
 * The axis that fits all marks of a panel, with some air so that nothing is drawn on its ends.
 * @throws {RheobaseError} if one mark needs equal factors and another one cannot be drawn so
 */
export function paddedAxis(panel: readonly [Mark, ...Mark[]]): Axis {
  const [{ y }] = panel
  const shared = joinedAxis(
    y,
    panel.map(mark => mark.y),
  )
  const [first, last] = shared.domain
  if (shared.log === true) {
    const air = last > first ? (last / first) ** 0.05 : 2
    return { ...shared, domain: [first / air, last * air] }
  }
  if (y.counts === true || y.tight === true) return shared
  // What never changes stands in the middle.
  if (first === last) return { ...shared, domain: aroundConstant(first) }
  const height = last - first
  return {
    ...shared,
    domain: [first === 0 ? 0 : first - 0.05 * height, last === 0 ? 0 : last + 0.05 * height],
  }
}

const aroundConstant = (value: number): readonly [number, number] =>
  value === 0 ? [-1, 1] : [value - Math.abs(value) / 2, value + Math.abs(value) / 2]
