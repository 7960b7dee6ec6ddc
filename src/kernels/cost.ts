import type { Definition } from './value.js'

/** How much work a definition is, in units of an addition; what passes weigh against loads and branches. */
export function costOf(value: Definition): number {
  if (value.kind === 'call') return 50
  if (value.kind !== 'operation') return 0
  return /\.(div|sqrt)$/.test(value.operator) ? 5 : 1
}
