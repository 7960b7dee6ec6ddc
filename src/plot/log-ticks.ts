/** Numbers to write at a logarithmic axis, at most so many: powers of ten, with 2 and 5 between them or all digits where there is room. */
export function logTicks([first, last]: readonly [number, number], most: number): readonly number[] {
  const [lowest, highest] = [Math.floor(Math.log10(first)), Math.ceil(Math.log10(last))]
  const ticksWith = (digits: readonly number[], every = 1): readonly number[] =>
    Array.from({ length: Math.floor((highest - lowest) / every) + 1 }, (_, k) => lowest + k * every)
      .flatMap(power => digits.map(digit => Number(`${String(digit)}e${String(power)}`)))
      .filter(tick => tick >= first * (1 - 1e-9) && tick <= last * (1 + 1e-9))
  for (const digits of DIGITS) {
    const ticks = ticksWith(digits)
    if (ticks.length <= most && ticks.length >= 2) return ticks
  }
  if (ticksWith([1]).length >= 2) return ticksWith([1], Math.ceil((highest - lowest) / most))
  return evenTicks(first, last, most)
}

const DIGITS = [[1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 2, 5], [1, 3], [1]] as const

/** Over less than a decade, steps are as on any other axis. */
function evenTicks(first: number, last: number, most: number): readonly number[] {
  const power = 10 ** Math.floor(Math.log10((last - first) / most))
  const step = power * ([1, 2, 5, 10].find(each => each * power * most >= last - first) ?? 10)
  const start = Math.ceil(first / step - 1e-9)
  return Array.from({ length: Math.floor(last / step + 1e-9) - start + 1 }, (_, k) =>
    Number(((start + k) * step).toPrecision(12)),
  )
}
