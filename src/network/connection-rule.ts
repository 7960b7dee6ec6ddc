import type { ConnectOptions, SynapseRange } from './connect.js'

/** How a call of `connect` chose its pairs, for those who tell it: texts and numbers, not the lists. */
export interface ConnectionRule extends SynapseRange {
  readonly condition?: string
  /** Generators. */
  readonly i?: string
  readonly j?: string
  readonly p?: number | string
  readonly n?: number | string
  readonly total?: number
  /** Set if lists or a matrix said which pairs. */
  readonly isGiven: boolean
}

export function ruleOf(
  { condition, i, j, p, n, total, matrix }: ConnectOptions,
  range: SynapseRange,
): ConnectionRule {
  const isGiven = [i, j, p, n].some(isList) || matrix !== undefined
  return {
    ...range,
    isGiven,
    ...(typeof condition === 'string' ? { condition } : {}),
    ...(typeof i === 'string' ? { i } : {}),
    ...(typeof j === 'string' ? { j } : {}),
    ...(typeof p === 'string' || typeof p === 'number' ? { p } : {}),
    ...(typeof n === 'string' || typeof n === 'number' ? { n } : {}),
    ...(total === undefined ? {} : { total }),
  }
}

/** Single neurons are lists, too; probabilities and numbers of synapses are not. */
const isList = (given: unknown, place: number): boolean =>
  given !== undefined && typeof given !== 'string' && !(typeof given === 'number' && place > 1)
