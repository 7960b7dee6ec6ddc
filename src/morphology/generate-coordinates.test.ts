import { expect, test } from 'vitest'
import { cylinder, section, soma, um, type Morphology } from 'rheobase'

/*
 * Brian 2.5.1, the first to last points of the sections of the same cell, in micrometres:
 *
 *     m = Soma(diameter=20*um)
 *     m.trunk = Section(diameter=[4,3,2.5,2.5]*um, length=[20,35,10]*um, n=3)
 *     m.trunk.L = Cylinder(diameter=1.5*um, length=60*um, n=3)
 *     m.trunk.R = Section(diameter=[2,0.5]*um, n=1, length=[50]*um)
 *     m.axon = Cylinder(diameter=1*um, length=40*um, n=2)
 *     m.axon.tip = Cylinder(diameter=1*um, length=40*um)
 *     m.third = Cylinder(diameter=1*um, length=40*um)      # with a, b and c like it
 *     (m.generate_coordinates().trunk.coordinates/um).reshape(-1)
 */
const BRIAN: readonly (readonly [path: string, points: readonly number[]])[] = [
  ['trunk', [0, -10, 0, 0, -30, 0, 0, -65, 0, 0, -75, 0]],
  ['trunk.L', [0, -75, 0, 10, -92.320508, 0, 20, -109.641016, 0, 30, -126.961524, 0]],
  ['trunk.R', [0, -75, 0, -25, -118.30127, 0]],
  ['axon.tip', [-43.30127, 25, 0, -77.942286, 45, 0]],
  ['third.a', [43.30127, 25, 0, 53.654032, 63.637033, 0]],
  ['third.b', [43.30127, 25, 0, 77.942286, 45, 0]],
  ['third.c', [43.30127, 25, 0, 81.938303, 14.647238, 0]],
]

const piece = (n = 1) => cylinder({ diameter: um(1), length: um(40), n })
const cell = () =>
  soma({ diameter: um(20) })
    .set(
      'trunk',
      section({ diameter: um([4, 3, 2.5, 2.5]), length: um([20, 35, 10]), n: 3 })
        .set('L', cylinder({ diameter: um(1.5), length: um(60), n: 3 }))
        .set('R', section({ diameter: um([2, 0.5]), length: um([50]) })),
    )
    .set('axon', piece(2).set('tip', piece()))
    .set('third', piece().set('a', piece()).set('b', piece()).set('c', piece()))

const points = (morphology: Morphology, path: string): readonly number[] => [
  ...(morphology.child(path).coordinates?.in(um) ?? []),
]
/** All that counts for currents. */
const electrical = ({
  subtree: { length, diameter, area, volume, rLength1, rLength2, distance },
}: Morphology) => [length, diameter, area, volume, rLength1, rLength2, distance].map(({ values }) => values)

test.each(BRIAN)('without randomness %s lies where Brian 2 lays it', (path, expected) => {
  const found = points(cell().generateCoordinates(), path)
  expect(found).toHaveLength(expected.length)
  expected.forEach((value, k) => {
    expect(found[k]).toBeCloseTo(value, 6)
  })
})

test('a copy is made, with the same names, and the same for currents', () => {
  const plain = cell()
  for (const options of [{}, { sectionRandomness: 20, compartmentRandomness: 10, seed: 4 }]) {
    const drawn = plain.generateCoordinates(options)
    expect(plain.coordinates).toBeUndefined()
    expect(drawn.topology()).toBe(plain.topology())
    expect(drawn.trunk.L.parent).toBe(drawn.trunk)
    // A bent cylinder is a row of cones, whose formulas round differently.
    const tolerance = drawn.axon.kind === 'cylinder' ? 0 : 1e-15
    electrical(drawn).forEach((values, k) => {
      values.forEach((value, at) => {
        const right = electrical(plain)[k]?.[at] ?? NaN
        expect(Math.abs(value - right)).toBeLessThanOrEqual(tolerance * right)
      })
    })
  }
  expect(plain.generateCoordinates().axon.kind).toBe('cylinder')
  expect(plain.generateCoordinates({ compartmentRandomness: 5 }).axon.kind).toBe('section')
})

test('points are as far apart as compartments are long', () => {
  const drawn = cell().generateCoordinates({ sectionRandomness: 30, compartmentRandomness: 30, seed: 1 })
  for (const part of drawn.sections()) {
    if (part.kind === 'soma') continue
    const at = part.coordinates?.in(um) ?? new Float64Array()
    part.length.in(um).forEach((length, k) => {
      const step = [0, 1, 2].map(axis => (at[3 * (k + 1) + axis] ?? NaN) - (at[3 * k + axis] ?? NaN))
      expect(Math.hypot(...step)).toBeCloseTo(length, 9)
    })
  }
})

test('a seed gives the same coordinates, another seed others', () => {
  const of = (seed: number) =>
    cell().generateCoordinates({ sectionRandomness: 20, compartmentRandomness: 5, seed }).subtree.z?.values
  expect(of(3)).toEqual(of(3))
  expect(of(3)).not.toEqual(of(4))
  // The bits are those of every machine: no function of the engine is in them.
  const { endX, endY, endZ } = cell().generateCoordinates({ sectionRandomness: 20, seed: 3 }).child('trunk.L')
  expect([endX, endY, endZ].map(values => values?.at(-1).value)).toMatchInlineSnapshot(`
    [
      -0.000015091102009859344,
      -0.00012920068724978483,
      0.000012533677342162629,
    ]
  `)
})

test('angles are exponentially distributed about the direction of the parent, to all sides alike', () => {
  const degrees = 15
  const root = cylinder({ diameter: um(1), length: um(10) })
  for (let k = 0; k < 4000; k++) root.add(piece())
  const drawn = root.generateCoordinates({ sectionRandomness: degrees, seed: 8 })
  const along = drawn.coordinates?.in(um) ?? new Float64Array()
  const forward = [3, 4, 5].map(at => ((along[at] ?? NaN) - (along[at - 3] ?? NaN)) / 10)
  let sum = 0
  let beyond = 0
  let upwards = 0
  for (const child of drawn.children) {
    const at = child.coordinates?.in(um) ?? new Float64Array()
    const direction = [3, 4, 5].map(k => ((at[k] ?? NaN) - (at[k - 3] ?? NaN)) / 40)
    const cosine = direction.reduce((total, value, k) => total + value * (forward[k] ?? NaN), 0)
    const angle = (Math.acos(Math.min(1, cosine)) * 180) / Math.PI
    sum += angle
    if (angle > 2 * degrees) beyond++
    if ((direction[2] ?? NaN) > (forward[2] ?? NaN)) upwards++
  }
  const count = drawn.children.length
  // The standard error of the mean is 15/sqrt(4000) = 0.24 degrees, that of the shares 0.005 and 0.008.
  expect(Math.abs(sum / count - degrees)).toBeLessThan(1)
  expect(Math.abs(beyond / count - Math.exp(-2))).toBeLessThan(0.02)
  expect(Math.abs(upwards / count - 0.5)).toBeLessThan(0.05)
})

test('sections that have coordinates keep them unless one asks for new ones', () => {
  const partly = soma({ diameter: um(10), x: um(7) })
    .set('dend', cylinder({ diameter: um(1), y: um([5, 25]), n: 2 }))
    .set('axon', piece())
  const filled = partly.generateCoordinates()
  expect([...(filled.x?.in(um) ?? [])]).toEqual([7])
  expect(points(filled, 'dend').slice(0, 3).map(Math.round)).toEqual([7, 5, 0])
  // The second of two branches, upwards from the surface.
  expect(points(filled, 'axon').map(Math.round)).toEqual([7, 5, 0, 7, 45, 0])
  const fresh = partly.generateCoordinates({ overwriteExisting: true })
  expect(points(fresh, 'dend').map(Math.round)).toEqual([0, -5, 0, 0, -15, 0, 0, -25, 0])
})

test('a root that is no soma goes to the right, and a branch in space fans out to its sides', () => {
  const root = piece().set(
    'up',
    cylinder({ diameter: um(1), z: um([0, 10]) })
      .set('L', piece())
      .set('R', piece()),
  )
  const drawn = root.generateCoordinates()
  expect(drawn.endX?.in(um).map(Math.round)).toEqual(Float64Array.of(40))
  const ends = ['up.L', 'up.R'].map(path => points(drawn, path).slice(3))
  // Both 30 degrees from straight up, on opposite sides.
  for (const [x = NaN, y = NaN, z = NaN] of ends) {
    expect(z).toBeCloseTo(10 + 40 * Math.cos(Math.PI / 6), 9)
    expect(Math.hypot(x - 40, y)).toBeCloseTo(20, 9)
  }
  expect(((ends[0]?.[0] ?? NaN) + (ends[1]?.[0] ?? NaN)) / 2).toBeCloseTo(40, 9)
})

test('a soma in the middle of a branch lies at its end', () => {
  const drawn = piece()
    .set('body', soma({ diameter: um(10) }).set('dend', piece()))
    .generateCoordinates()
  expect([...(drawn.body.x?.in(um) ?? [])].map(Math.round)).toEqual([40])
})

test.each([
  [
    'a negative angle',
    { sectionRandomness: -1 },
    'value',
    'sectionRandomness is a mean angle in degrees, a number of at least 0, not number -1',
  ],
  ['an angle with a unit', { compartmentRandomness: um(1) }, 'type', 'not 1 um'],
  ['half a seed', { seed: 0.5 }, 'value', 'a seed must be a whole number'],
  ['a misspelt option', { sectionrandomness: 1 }, 'name', 'Did you mean `sectionRandomness`?'],
])('refused: %s', (_, options, kind, message) => {
  expect(() => piece().generateCoordinates(options as never)).toThrow(
    expect.objectContaining({ kind, message: expect.stringContaining(message) as string }),
  )
})
