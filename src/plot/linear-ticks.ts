/** Round numbers between two others, in equal steps of 1, 2 or 5 times a power of ten, at most so many. */
export function linearTicks(low: number, high: number, most: number): readonly number[] {
  if (!(high > low)) return [low]
  const power = Math.floor(Math.log10((high - low) / most))
  // From the power below on, so that rounding of the logarithm does not matter. As [factor, exponent], because 3 * 0.1 is not 0.3.
  for (const exponent of [power, power + 1, power + 2])
    for (const factor of [1, 2, 5]) {
      const ticks = multiplesOf(factor, exponent, low, high)
      if (ticks.length <= most) return ticks
    }
  return [low, high]
}

function multiplesOf(factor: number, exponent: number, low: number, high: number): readonly number[] {
  const inStep = (value: number): number =>
    exponent < 0 ? (value * 10 ** -exponent) / factor : value / (factor * 10 ** exponent)
  const slack = 1e-9 * (inStep(high) - inStep(low))
  const first = Math.ceil(inStep(low) - slack)
  const count = Math.max(0, Math.floor(inStep(high) + slack) - first + 1)
  return Array.from({ length: count }, (_, k) =>
    exponent < 0 ? ((first + k) * factor) / 10 ** -exponent : (first + k) * factor * 10 ** exponent,
  )
}
