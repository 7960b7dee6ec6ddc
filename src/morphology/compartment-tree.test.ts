import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cylinder, readSwc, section, soma, um, type Morphology } from 'rheobase'
import { compartmentTree, type CompartmentTree } from './compartment-tree.js'

/** A passive membrane: what the potentials are computed from in these tests. All in SI base units. */
interface Membrane {
  readonly Cm: number
  readonly Ri: number
  readonly gL: number
  readonly EL: number
  readonly dt: number
}

/**
 * One implicit Euler step of a passive cell by elimination along the cable, from the last potential to the first and back. What a potential is held
 * by besides its parent is kept apart from the coupling to the parent: next to a soma, which conducts a million times better than all else, their
 * sum would lose it.
 */
function step(
  tree: CompartmentTree,
  v: ArrayLike<number>,
  current: ArrayLike<number>,
  { Cm, Ri, gL, EL, dt }: Membrane,
): Float64Array {
  const { size, parent, coupling, compartment } = tree.cable
  const at = (values: ArrayLike<number>, k: number): number => values[k] ?? NaN
  const held = new Float64Array(size)
  const driven = new Float64Array(size)
  for (let k = size - 1; k >= 0; k--) {
    const own = at(compartment, k)
    if (own >= 0) {
      held[k] = at(held, k) + at(tree.area, own) * (Cm / dt + gL)
      driven[k] = at(driven, k) + at(tree.area, own) * ((Cm / dt) * at(v, own) + gL * EL) + at(current, own)
    }
    if (k === 0) break
    const conductance = at(coupling, k) / Ri
    const share = conductance / (conductance + at(held, k))
    const above = at(parent, k)
    held[above] = at(held, above) + share * at(held, k)
    driven[above] = at(driven, above) + share * at(driven, k)
  }
  const potential = new Float64Array(size)
  for (let k = 0; k < size; k++) {
    const conductance = at(coupling, k) / Ri
    const above = k === 0 ? 0 : at(potential, at(parent, k))
    potential[k] = (at(driven, k) + conductance * above) / (at(held, k) + conductance)
  }
  return Float64Array.from(tree.cable.potential, k => at(potential, k))
}

/**
 * The same step from the equations as they are written down: a potential for every compartment, for the end of every section and for the start
 * of the root, and one large linear system.
 */
function stepByAllEquations(
  cell: Morphology,
  v: Float64Array,
  current: Float64Array,
  { Cm, Ri, gL, EL, dt }: Membrane,
): Float64Array {
  const sections = [...cell.sections()]
  const compartments = cell.totalCompartments
  const size = compartments + sections.length + 1
  const matrix = Array.from({ length: size }, () => Array<bigint>(size).fill(0n))
  const right = new Float64Array(size)
  const add = (row: number, column: number, value: number): void => {
    const cells = matrix[row]
    if (cells !== undefined) cells[column] = (cells[column] ?? 0n) + precise(value)
  }
  const couple = (a: number, b: number, conductance: number): void => {
    add(a, a, conductance)
    add(b, b, conductance)
    add(a, b, -conductance)
    add(b, a, -conductance)
  }
  let first = 0
  sections.forEach(({ n, area, rLength1, rLength2, parent }, s) => {
    const start = parent === undefined ? size - 1 : compartments + sections.indexOf(parent)
    for (let k = 0; k < n; k++) {
      const own = first + k
      add(own, own, area.at(k).value * (Cm / dt + gL))
      right[own] = area.at(k).value * ((Cm / dt) * (v[own] ?? NaN) + gL * EL) + (current[own] ?? NaN)
      if (k === 0) couple(own, start, rLength1.at(0).value / Ri)
      else couple(own, own - 1, 1 / (Ri * (1 / rLength2.at(k - 1).value + 1 / rLength1.at(k).value)))
    }
    couple(first + n - 1, compartments + s, rLength2.at(-1).value / Ri)
    first += n
  })
  return solve(matrix, right).subarray(0, compartments)
}

/** Numbers with 400 binary digits behind the point: next to a soma, sums of doubles would lose half of theirs. */
const ONE = 1n << 400n
function precise(value: number): bigint {
  let digits = 0
  let whole = value
  for (; !Number.isInteger(whole); digits++) whole *= 2
  return BigInt(whole) * (ONE >> BigInt(digits))
}

/** Gaussian elimination; every diagonal outweighs its row, so no pivots are needed. */
function solve(matrix: readonly bigint[][], right: Float64Array): Float64Array {
  const rows = matrix.map((row, k) => [...row, precise(right[k] ?? NaN)])
  const size = rows.length
  const at = (row: number, column: number): bigint => rows[row]?.[column] ?? 0n
  for (let k = 0; k < size; k++) {
    for (let row = 0; row < size; row++) {
      if (row === k || at(row, k) === 0n) continue
      const share = (at(row, k) * ONE) / at(k, k)
      rows[row] = (rows[row] ?? []).map((value, column) =>
        column < k || at(k, column) === 0n ? value : value - (share * at(k, column)) / ONE,
      )
    }
  }
  return Float64Array.from(rows, (_, k) => Number((at(k, size) * (1n << 100n)) / at(k, k)) / 2 ** 100)
}

interface Grown {
  readonly n: number
  readonly d1: number
  readonly d2: number
  readonly length: number
  /** Of the sections before it, as a share. */
  readonly parent: number
}
const size = (min: number, max: number) => fc.double({ min, max, noNaN: true })
const grown: fc.Arbitrary<Grown> = fc.record({
  n: fc.integer({ min: 1, max: 4 }),
  d1: size(0.3, 5),
  d2: size(0.3, 5),
  length: size(5, 200),
  parent: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
})

function treeOf(sections: readonly Grown[], withSoma: boolean): Morphology {
  const root = withSoma ? soma({ diameter: um(18) }) : cylinder({ diameter: um(2), length: um(40), n: 2 })
  const all = [root]
  for (const { n, d1, d2, length, parent } of sections) {
    const diameter = um(Array.from({ length: n + 1 }, (_, k) => d1 + ((d2 - d1) * k) / n))
    const grownSection = section({ diameter, length: um(new Float64Array(n).fill(length / n)), n })
    all[Math.floor(parent * all.length)]?.add(grownSection)
    all.push(grownSection)
  }
  return root
}

const MEMBRANE: Membrane = { Cm: 0.01, Ri: 1.5, gL: 1, EL: -0.07, dt: 1e-4 }

test('elimination along the cable solves the equations of the whole tree', () => {
  fc.assert(
    fc.property(fc.array(grown, { maxLength: 12 }), fc.boolean(), fc.nat(), (sections, withSoma, at) => {
      const cell = treeOf(sections, withSoma)
      const tree = compartmentTree(cell)
      const v = Float64Array.from({ length: tree.size }, (_, k) => -0.07 + 0.001 * (k % 7))
      const current = new Float64Array(tree.size)
      current[at % tree.size] = 1e-10
      const found = step(tree, v, current, MEMBRANE)
      const right = stepByAllEquations(cell, v, current, MEMBRANE)
      found.forEach((value, k) => {
        expect(Math.abs(value / (right[k] ?? NaN) - 1)).toBeLessThan(1e-13)
      })
    }),
    { numRuns: 60 },
  )
})

test('parents come before what is coupled to them, and every compartment has its potential', () => {
  fc.assert(
    fc.property(fc.array(grown, { maxLength: 20 }), fc.boolean(), (sections, withSoma) => {
      const cell = treeOf(sections, withSoma)
      const { size, cable, sections: table } = compartmentTree(cell)
      expect([size, table.parent.length]).toEqual([cell.totalCompartments, cell.totalSections])
      expect(
        [...cable.parent].every((parent, k) => (k === 0 ? parent === -1 : parent >= 0 && parent < k)),
      ).toBe(true)
      expect([...cable.coupling].every((coupling, k) => (k === 0 ? coupling === 0 : coupling > 0))).toBe(true)
      expect([...cable.potential].map(potential => cable.compartment[potential])).toEqual([
        ...cell.subtree.indices,
      ])
      // Points without membrane: where several sections hang on one.
      const branchings = [...cell.sections()].filter(({ children }) => children.length > 1).length
      expect(cable.size - size).toBe(branchings)
      expect([...cable.compartment].filter(compartment => compartment < 0)).toHaveLength(branchings)
    }),
  )
})

test('the numbers of the tree are those of its sections', () => {
  const cell = soma({ diameter: um(20), x: um(3) })
    .set('dend', section({ diameter: um([4, 2, 1]), length: um([10, 30]), n: 2 }))
    .set('axon', cylinder({ diameter: um(1), y: um([10, 60]), n: 2 }))
  const tree = compartmentTree(cell)
  for (const measured of [
    'length',
    'diameter',
    'area',
    'volume',
    'distance',
    'rLength1',
    'rLength2',
  ] as const)
    expect(tree[measured]).toEqual(cell.subtree[measured].values)
  expect(tree.coordinates?.x).toEqual(cell.subtree.x?.values)
  expect(tree.coordinates?.y).toEqual(cell.subtree.y?.values)
  expect([...tree.sections.first]).toEqual([0, 1, 3, 5])
  expect([...tree.sections.parent]).toEqual([-1, 0, 0])
  expect(compartmentTree(cell.child('dend').copy()).coordinates).toBeUndefined()
  // Later changes of the morphology do not reach it.
  cell.set('more', cylinder({ diameter: um(1), length: um(5) }))
  expect(tree.size).toBe(5)
})

test('a section on another continues it: one cylinder in two pieces is the same cable', () => {
  const whole = cylinder({ diameter: um(1), length: um(100), n: 10 })
  const halves = cylinder({ diameter: um(1), length: um(50), n: 5 }).add(
    cylinder({ diameter: um(1), length: um(50), n: 5 }),
  )
  const [a, b] = [compartmentTree(whole).cable, compartmentTree(halves).cable]
  expect([...b.parent]).toEqual([...a.parent])
  b.coupling.forEach((coupling, k) => {
    expect(coupling).toBeCloseTo(a.coupling[k] ?? NaN, 18)
  })
})

/*
 * Forty steps of two cells, computed with 40 digits (mpmath, from the geometry that Brian 2.5.1 gives them). Brian's own results, which the files
 * have, differ from these by 2e-8: it loses digits next to the soma.
 */
test.each([
  {
    file: 'cell-from-swc-text.json',
    membrane: { Cm: 0.01, Ri: 1.2, gL: 2, EL: -0.07, dt: 1e-4 },
    clamped: [],
    injected: [
      [8, 20e-12],
      [3, -8e-12],
    ],
    expected: [
      -0.068481147733168156, -0.068490312912089624, -0.068521886815999345, -0.068582963584176563,
      -0.06859187622302626, -0.068552667094589596, -0.068344958065472934, -0.067741122848091115,
      -0.066024114344704608, -0.068486336429313218, -0.068501046678821735,
    ],
  },
  {
    file: 'swc-text-with-spherical-soma.json',
    membrane: { Cm: 0.01, Ri: 1, gL: 1, EL: -0.07, dt: 1e-4 },
    clamped: [[0, -0.055]],
    injected: [],
    expected: Array<number>(7).fill(-0.064664772356800937),
  },
])(
  'a passive cell from a file has the right potentials: $file',
  ({ file, membrane, clamped, injected, expected }) => {
    const url = new URL(`../../conformance/cases/compartments/${file}`, import.meta.url)
    const { network, expect: all } = JSON.parse(readFileSync(url, 'utf8')) as Case
    const tree = compartmentTree(readSwc(network.objects[0]?.morphology?.text.join('\n') ?? ''))
    const start = new Float64Array(tree.size).fill(membrane.EL)
    const current = new Float64Array(tree.size)
    for (const [k = 0, value = NaN] of clamped) start[k] = value
    for (const [k = 0, value = NaN] of injected) current[k] = value
    const v = Array.from({ length: 40 }).reduce<Float64Array>(
      last => step(tree, last, current, membrane),
      start,
    )
    const brian = all.find(({ quantity }) => quantity === 'N.v')?.values ?? []
    expect([v.length, brian.length]).toEqual([expected.length, expected.length])
    v.forEach((value, k) => {
      expect(Math.abs(value / (expected[k] ?? NaN) - 1)).toBeLessThan(1e-13)
      expect(Math.abs(value / (brian[k] ?? NaN) - 1)).toBeLessThan(1e-7)
    })
  },
)
interface Case {
  readonly network: {
    readonly objects: readonly { readonly morphology?: { readonly text: readonly string[] } }[]
  }
  readonly expect: readonly { readonly quantity: string; readonly values: readonly number[] }[]
}

test('a chain of a hundred thousand sections, and a soma with as many branches', () => {
  const piece = cylinder({ diameter: um(1), length: um(1) })
  const root = piece.copySection()
  let last = root
  const star = soma({ diameter: um(10) })
  for (let k = 1; k < 100_000; k++) {
    const next = piece.copySection()
    last.add(next)
    last = next
    star.add(piece.copySection())
  }
  expect(compartmentTree(root).cable.parent.at(-1)).toBe(99_998)
  const { cable } = compartmentTree(star)
  expect([cable.size, cable.parent.at(-1), cable.compartment[1]]).toEqual([100_001, 1, -1])
})
