/** `320,113` */
export const counted = (count: number): string => String(count).replace(/\B(?=(?:\d{3})+$)/g, ',')

/** `1 neuron`, `4,000 neurons`. */
export const countOf = (count: number, one: string, several = `${one}s`): string =>
  `${counted(count)} ${count === 1 ? one : several}`

/** Elements of a list in words: `0, 3 and 7`, `0–99`, and of many the first few. */
export function elementsText(elements: ArrayLike<number>): string {
  const list = Array.from(elements)
  const [first, last] = [list[0], list.at(-1)]
  if (first === undefined || last === undefined) return 'none'
  if (list.length > 2 && list.every((element, k) => element === first + k))
    return `${String(first)}–${String(last)}`
  const shown = list.slice(0, 6).map(String)
  return list.length > 6
    ? `${shown.join(', ')}, … (${counted(list.length)} in all)`
    : shown.length < 2
      ? shown.join('')
      : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1) ?? ''}`
}
