import { RAMP } from './appearance.js'

/** How many colours stand for the values of a picture: more than the eye tells apart, and few enough for as many paths. */
const STEPS = 32

/** Colours from the lowest to the highest value, even steps of the ramp. */
export const rampColors = (count = STEPS, stops: readonly string[] = RAMP): readonly string[] =>
  Array.from({ length: count }, (_, k) => rampColor(count === 1 ? 1 : k / (count - 1), stops))

/** The colour at a place of the ramp, 0 for the lowest value and 1 for the highest. */
export function rampColor(place: number, stops: readonly string[] = RAMP): string {
  const at = Math.min(Math.max(place, 0), 1) * (stops.length - 1)
  const k = Math.min(Math.floor(at), stops.length - 2)
  const [low, high] = [channelsOf(stops[k] ?? ''), channelsOf(stops[k + 1] ?? '')]
  return `#${low
    .map((channel, c) => Math.round(channel + (at - k) * ((high[c] ?? 0) - channel)))
    .map(channel => channel.toString(16).padStart(2, '0'))
    .join('')}`
}

/** Red, green and blue of `#rrggbb`, 0 to 255. */
export const channelsOf = (color: string): readonly number[] =>
  [1, 3, 5].map(at => Number.parseInt(color.slice(at, at + 2), 16))
