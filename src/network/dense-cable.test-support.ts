import type { CompartmentTree } from '../morphology/compartment-tree.js'

/** Numbers with 400 binary digits behind the point. */
const BITS = 400n
const UNIT = 2 ** 100

function fixed(value: number): bigint {
  // Exact: a double is a whole number times a power of two.
  let [scaled, shift] = [value, 0n]
  while (!Number.isInteger(scaled)) {
    scaled *= UNIT
    shift += 100n
  }
  return shift > BITS ? BigInt(scaled) >> (shift - BITS) : BigInt(scaled) << (BITS - shift)
}
const times = (a: bigint, b: bigint): bigint => (a * b) >> BITS
const over = (a: bigint, b: bigint): bigint => (a << BITS) / b
const toNumber = (value: bigint): number => Number((value * (1n << 80n)) >> BITS) / 2 ** 80

/** What a step starts from, compartment by compartment. */
export interface DenseStep {
  readonly v: ArrayLike<number>
  /** Per area. */
  readonly conductance: ArrayLike<number>
  readonly driving: ArrayLike<number>
  readonly Cm: ArrayLike<number>
  readonly Ri: ArrayLike<number>
  readonly dt: number
}

/**
 * The potentials after one step of backward Euler, from the equations as they are written down: one for each compartment and one for the end of
 * each section, solved by Gaussian elimination in 400 binary digits.
 */
export function denseStep(
  { size, area, rLength1, rLength2, sections }: CompartmentTree,
  { v, conductance, driving, Cm, Ri, dt }: DenseStep,
): number[] {
  const ends = sections.parent.length
  const unknowns = size + ends
  const matrix = Array.from({ length: unknowns }, () => Array<bigint>(unknowns + 1).fill(0n))
  const add = (row: number, column: number, value: bigint): void => {
    const line = matrix[row]
    if (line !== undefined) line[column] = (line[column] ?? 0n) + value
  }
  const couple = (a: number, b: number, coupling: bigint): void => {
    for (const [one, other] of [
      [a, b],
      [b, a],
    ] as const) {
      add(one, one, coupling)
      add(one, other, -coupling)
    }
  }
  const half = (lengths: Float64Array, k: number): bigint =>
    over(fixed(lengths[k] ?? NaN), fixed(Ri[k] ?? NaN))
  for (let k = 0; k < size; k++) {
    const of = (values: ArrayLike<number>): bigint => fixed(values[k] ?? NaN)
    const capacity = over(of(Cm), fixed(dt))
    add(k, k, times(of(area), capacity + of(conductance)))
    add(k, unknowns, times(of(area), times(capacity, of(v)) + of(driving)))
  }
  for (let section = 0; section < ends; section++) {
    const [first = 0, stop = 0] = [sections.first[section], sections.first[section + 1]]
    const above = sections.parent[section] ?? -1
    if (above >= 0) couple(first, size + above, half(rLength1, first))
    for (let k = first + 1; k < stop; k++) {
      const [a, b] = [half(rLength2, k - 1), half(rLength1, k)]
      couple(k - 1, k, over(times(a, b), a + b))
    }
    couple(stop - 1, size + section, half(rLength2, stop - 1))
  }
  return solve(matrix).slice(0, size).map(toNumber)
}

function solve(matrix: bigint[][]): bigint[] {
  const at = (row: number, column: number): bigint => matrix[row]?.[column] ?? 0n
  const size = matrix.length
  for (let pivot = 0; pivot < size; pivot++) {
    for (let row = pivot + 1; row < size; row++) {
      if (at(row, pivot) === 0n) continue
      const factor = over(at(row, pivot), at(pivot, pivot))
      for (let column = pivot; column <= size; column++) {
        const line = matrix[row]
        if (line !== undefined) line[column] = at(row, column) - times(factor, at(pivot, column))
      }
    }
  }
  const solution = Array<bigint>(size).fill(0n)
  for (let row = size - 1; row >= 0; row--) {
    let rest = at(row, size)
    for (let column = row + 1; column < size; column++) rest -= times(at(row, column), solution[column] ?? 0n)
    solution[row] = over(rest, at(row, row))
  }
  return solution
}
