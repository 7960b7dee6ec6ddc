/** What a network ends in, in which nothing is drawn. */
export interface EndState {
  /** In mV, at places along the cable. */
  readonly potentials: readonly number[]
  /** Start of the step of the last spike, in ms. */
  readonly lastSpike: number
}

/** In mV: the same equations by the same steps differ by rounding alone, which a train of spikes carries on without making it grow. */
const FARTHEST_POTENTIAL = 1e-4
/** In ms, much less than a step. */
const FARTHEST_SPIKE = 1e-3

/** How two ends differ, in words; nothing if they are the same. */
export function differenceOf(ours: EndState, theirs: EndState | undefined): string | undefined {
  if (theirs === undefined) return 'prints no potentials'
  const { potentials, lastSpike } = theirs
  if (!(Math.abs(lastSpike - ours.lastSpike) <= FARTHEST_SPIKE))
    return `has its last spike at ${String(lastSpike)} ms, we at ${String(ours.lastSpike)} ms`
  if (potentials.length !== ours.potentials.length)
    return `prints ${String(potentials.length)} potentials, not ${String(ours.potentials.length)}`
  const place = potentials.findIndex(
    (v, k) => !(Math.abs(v - (ours.potentials[k] ?? NaN)) <= FARTHEST_POTENTIAL),
  )
  return place < 0
    ? undefined
    : `ends at ${String(potentials[place])} mV at place ${String(place)}, we at ${String(ours.potentials[place])} mV`
}
