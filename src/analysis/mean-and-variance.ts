/**
 * Mean of numbers, and the mean of their squared distances from it (the sum is divided by the number of values, not by one less).
 * Both are nan without values.
 */
export function meanAndVariance(values: ArrayLike<number>): {
  readonly mean: number
  readonly variance: number
} {
  const numbers = Array.from(values)
  const mean = numbers.reduce((sum, value) => sum + value, 0) / numbers.length
  const variance = numbers.reduce((sum, value) => sum + (value - mean) ** 2, 0) / numbers.length
  return { mean, variance }
}
