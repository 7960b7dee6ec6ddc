import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Quantity } from 'rheobase'
import { cylinder, nmetre, section, soma, um, units, type Morphology } from 'rheobase'

const um2 = units.get('um2')
const um3 = units.get('um3')

/*
 * Numbers of Brian 2.5.1 for the same cell, in metres:
 *
 *     m = Soma(diameter=20*um, x=5*um, y=-2*um)
 *     m.trunk = Section(diameter=[4,3,2.5,2.5]*um, length=[20,35,10]*um, n=3)
 *     m.trunk.L = Cylinder(diameter=1.5*um, length=60*um, n=3)
 *     m.trunk.R = Section(diameter=[2,0.5]*um, n=1, x=[0,30]*um, y=[0,40]*um)
 *     m.axon = Cylinder(diameter=1*um, x=[10,70]*um, z=[0,-80]*um, n=2)
 */
const cell = () =>
  soma({ diameter: um(20), x: um(5), y: um(-2) })
    .set(
      'trunk',
      section({ diameter: um([4, 3, 2.5, 2.5]), length: um([20, 35, 10]), n: 3 })
        .set('L', cylinder({ diameter: um(1.5), length: um(60), n: 3 }))
        .set('R', section({ diameter: um([2, 0.5]), x: um([0, 30]), y: um([0, 40]) })),
    )
    .set('axon', cylinder({ diameter: um(1), x: um([10, 70]), z: um([0, -80]), n: 2 }))

type Measured = 'length' | 'diameter' | 'area' | 'volume' | 'distance' | 'rLength1' | 'rLength2'
const BRIAN: readonly (readonly [string, Measured, readonly number[]])[] = [
  ['', 'length', [20e-6]],
  ['', 'area', [1.256637061435917e-9]],
  ['', 'volume', [4.18879020478639e-15]],
  ['', 'distance', [0]],
  ['', 'rLength1', [1]],
  ['', 'rLength2', [1]],
  ['trunk', 'length', [20e-6, 35e-6, 10e-6]],
  ['trunk', 'diameter', [3.5e-6, 2.75e-6, 2.5e-6]],
  ['trunk', 'area', [2.1998019735607156e-10, 3.023860065415926e-10, 7.853981633974481e-11]],
  ['trunk', 'volume', [1.937315469713706e-16, 2.084577625350727e-16, 4.90873852123405e-17]],
  ['trunk', 'distance', [10e-6, 37.5e-6, 60e-6]],
  ['trunk', 'rLength1', [1.0995574287564277e-6, 3.702591341730828e-7, 9.817477042468103e-7]],
  ['trunk', 'rLength2', [8.246680715673208e-7, 3.0854927847756895e-7, 9.817477042468103e-7]],
  ['trunk.R', 'length', [50e-6]],
  ['trunk.R', 'diameter', [1.25e-6]],
  ['trunk.R', 'area', [1.963716289303229e-10]],
  ['trunk.R', 'volume', [6.872233929727671e-17]],
  ['trunk.R', 'distance', [90e-6]],
  ['trunk.R', 'rLength1', [7.853981633974483e-8]],
  ['trunk.R', 'rLength2', [1.9634954084936208e-8]],
  ['axon', 'length', [50e-6, 50e-6]],
  ['axon', 'area', [1.5707963267948964e-10, 1.5707963267948964e-10]],
  ['axon', 'volume', [3.926990816987241e-17, 3.926990816987241e-17]],
  ['axon', 'distance', [25e-6, 75e-6]],
  ['axon', 'rLength1', [3.141592653589793e-8, 3.141592653589793e-8]],
]

const part = (root: Morphology, path: string): Morphology => (path === '' ? root : root.child(path))

test.each(BRIAN)('of %j the %s is that of Brian 2', (path, measured, expected) => {
  expectClose(part(cell(), path)[measured].values, expected)
})

test('coordinates count from the end of the parent, and are those of Brian 2', () => {
  const { axon, trunk } = cell()
  expectClose(axon.startX?.values, [15e-6, 45e-6])
  expectClose(axon.x?.values, [30e-6, 60e-6])
  expectClose(axon.endX?.values, [45e-6, 75e-6])
  expectClose(axon.startY?.values, [-2e-6, -2e-6])
  expectClose(axon.endZ?.values, [-40e-6, -80e-6])
  expectClose(axon.coordinates?.in(um), [15, -2, 0, 45, -2, -40, 75, -2, -80])
  expect(trunk.x).toBeUndefined()
  expect(trunk.coordinates).toBeUndefined()
  // Behind a section without coordinates they count from 0.
  expectClose(trunk.R.endX?.values, [30e-6])
})

test('a soma is one point: start, middle and end are its centre', () => {
  const root = cell()
  for (const x of [root.startX, root.x, root.endX]) expectClose(x?.in(um), [5])
  for (const z of [root.startZ, root.z, root.endZ]) expectClose(z?.in(um), [0])
  expect(root.startDiameter.values).toEqual(Float64Array.of(NaN))
  expect(root.endDistance.value).toBe(0)
  expect(root.coordinates?.length).toBe(6)
})

test('ends of sections are as far from the root as all before them is long', () => {
  const { trunk, axon } = cell()
  expectClose(
    [trunk.endDistance.value, trunk.R.endDistance.value, axon.endDistance.value],
    [65e-6, 115e-6, 100e-6],
  )
})

test('a soma within a tree adds nothing to distances', () => {
  const root = cylinder({ diameter: um(1), length: um(30), n: 3 }).set(
    'body',
    soma({ diameter: um(10) }).set('dend', cylinder({ diameter: um(1), length: um(10) })),
  )
  expectClose(root.body.distance.in(um), [25])
  expectClose([root.body.endDistance.in(um)], [30])
  expectClose(root.body.dend.distance.in(um), [35])
})

test('a cone is a cylinder where its diameters are the same, and halves of it add up', () => {
  const sizes = fc.record({
    d1: fc.double({ min: 0.1, max: 50, noNaN: true }),
    d2: fc.double({ min: 0.1, max: 50, noNaN: true }),
    length: fc.double({ min: 0.1, max: 500, noNaN: true }),
  })
  fc.assert(
    fc.property(sizes, ({ d1, d2, length }) => {
      const cone = section({ diameter: um([d1, d2]), length: um([length]) })
      // Lateral surface and volume of a truncated cone.
      const slant = Math.hypot(length, (d1 - d2) / 2)
      expectClose(cone.area.in(um2), [Math.PI * ((d1 + d2) / 2) * slant], 1e-12)
      expectClose(cone.volume.in(um3), [((Math.PI * length) / 12) * (d1 ** 2 + d1 * d2 + d2 ** 2)], 1e-12)
      // The resistance of a cone from end to end is 4·Ri·l/(π·d1·d2); two halves in a row have it.
      const resistance = 1 / (cone.rLength1.at(0).in(um) || NaN) + 1 / (cone.rLength2.at(0).in(um) || NaN)
      expectClose([resistance], [(4 * length) / (Math.PI * d1 * d2)], 1e-12)

      const middle = (d1 + d2) / 2
      const halves = section({ diameter: um([d1, middle, d2]), length: um([length / 2, length / 2]), n: 2 })
      expectClose([sum(halves.area)], [sum(cone.area)], 1e-12)
      expectClose([sum(halves.volume)], [sum(cone.volume)], 1e-12)

      const straight = section({ diameter: um([d1, d1]), length: um([length]) })
      const same = cylinder({ diameter: um(d1), length: um(length) })
      for (const measured of ['area', 'volume', 'rLength1', 'rLength2'] as const)
        expectClose(straight[measured].values, same[measured].values, 1e-12)
    }),
  )
})

test('a sphere has the area of a cylinder around it', () => {
  const sphere = soma({ diameter: um(12) })
  const around = cylinder({ diameter: um(12), length: um(12) })
  expectClose(sphere.area.values, around.area.values)
  expectClose([sum(sphere.volume) * 3], [sum(around.volume) * 2])
})

test('a cylinder from point to point is as long as they are apart', () => {
  const line = cylinder({ diameter: um(1), x: um([1, 4]), y: um([2, 6]), z: um([0, 12]), n: 4 })
  expectClose(line.length.in(um), [3.25, 3.25, 3.25, 3.25])
  expectClose(line.endY?.in(um), [3, 4, 5, 6])
  expect(line.endZ?.at(-1).value).toBe(um(12).value)
})

test('one diameter holds for all borders of a section', () => {
  const even = section({ diameter: um(2), length: um([5, 7]), n: 2 })
  expectClose(even.startDiameter.in(um), [2, 2])
  expectClose(even.endDiameter.in(um), [2, 2])
})

test('a tip may be sharp', () => {
  const tip = section({ diameter: um([2, 0]), length: um([10]) })
  expect(tip.rLength2.at(0).value).toBe(0)
  expectClose(tip.area.in(um2), [Math.PI * Math.hypot(10, 1)])
})

test('units other than micrometres are as good', () => {
  expectClose(cylinder({ diameter: nmetre(1500), length: um(3) }).diameter.in(um), [1.5])
})

const noLength = { diameter: um(1) }
test.each([
  [
    'no soma without a diameter',
    () => soma({} as never),
    'type',
    'the diameter of a soma must be a length such as um(30), not nothing',
  ],
  ['a number without unit', () => soma({ diameter: 20 as never }), 'type', 'not number 20'],
  ['a diameter alone', () => soma(um(30) as never), 'type', 'an object such as { diameter: … }, not 30 um'],
  ['a list of options', () => soma([um(30)] as never), 'type', 'not an array of 1'],
  ['a potential', () => soma({ diameter: units.get('mV')(20) }), 'dimension', 'must be a length'],
  ['several diameters of a soma', () => soma({ diameter: um([1, 2]) }), 'type', 'must have one value, not 2'],
  ['a diameter of 0', () => soma({ diameter: um(0) }), 'value', 'must be greater than 0, but it is 0 m'],
  ['an infinite diameter', () => soma({ diameter: um(Infinity) }), 'value', 'must be finite'],
  [
    'several coordinates of a soma',
    () => soma({ diameter: um(1), x: um([0, 1]) }),
    'type',
    'the coordinate x of a soma must have one value',
  ],
  ['a misspelt option', () => soma({ diametre: um(1) } as never), 'name', 'Did you mean `diameter`?'],
  [
    'two diameters of a cylinder',
    () => cylinder({ diameter: um([1, 2]), length: um(1) }),
    'type',
    'the diameter of a cylinder must have one value',
  ],
  [
    'neither length nor coordinates',
    () => cylinder(noLength as never),
    'type',
    'needs a length, or coordinates',
  ],
  [
    'length and coordinates',
    () => cylinder({ ...noLength, length: um(1), x: um([0, 1]) } as never),
    'type',
    'give either length or x, y, z, not both',
  ],
  [
    'one end of a cylinder',
    () => cylinder({ ...noLength, x: um(1) }),
    'type',
    'the coordinate x of a cylinder must have 2 values, not 1',
  ],
  [
    'a way of no length',
    () => cylinder({ ...noLength, x: um([3, 3]) }),
    'value',
    'from the start to the end of a cylinder must be greater than 0',
  ],
  [
    'a length of 0',
    () => cylinder({ ...noLength, length: um(0) }),
    'value',
    'the length of a cylinder must be greater than 0',
  ],
  ['no compartments', () => cylinder({ ...noLength, length: um(1), n: 0 }), 'value', 'at least 1, not 0'],
  [
    'half a compartment',
    () => cylinder({ ...noLength, length: um(1), n: 2.5 }),
    'type',
    'must be a whole number, not number 2.5',
  ],
  [
    'a path for a number',
    () => cylinder({ ...noLength, length: um(1), n: 'cell.swc' as never }),
    'type',
    'readSwc(text) reads a morphology from text',
  ],
  [
    'more compartments than memory',
    () => cylinder({ ...noLength, length: um(1), n: 1e12 }),
    'value',
    'at most 10000000',
  ],
  [
    'too few diameters',
    () => section({ diameter: um([1, 2]), length: um([1, 1]), n: 2 }),
    'type',
    'n is 2, which makes 3 borders',
  ],
  [
    'too few lengths',
    () => section({ diameter: um([1, 2, 3]), length: um(9), n: 2 }),
    'type',
    'the length of a section must have 2 values, not 1',
  ],
  [
    'too few points',
    () => section({ diameter: um([1, 2, 3]), y: um([0, 1]), n: 2 }),
    'type',
    'the coordinate y of a section must have 3 values, not 2',
  ],
  [
    'a point twice',
    () => section({ diameter: um([1, 2, 3]), y: um([0, 1, 1]), n: 2 }),
    'value',
    'between neighbouring points of a section must be greater than 0, but value 1',
  ],
  [
    'a closed cable',
    () => section({ diameter: um([1, 0, 3]), length: um([1, 1]), n: 2 }),
    'value',
    'must be greater than 0, but value 1 is 0 m',
  ],
  [
    'a type that is no text',
    () => section({ diameter: um(1), length: um([1]), type: 3 as never }),
    'type',
    'the type of a section must be text',
  ],
])('refused: %s', (_, make, kind, message) => {
  expect(make).toThrow(expect.objectContaining({ kind, message: expect.stringContaining(message) as string }))
})

function sum(quantity: Quantity<Float64Array>): number {
  return quantity.values.reduce((total, value) => total + value, 0)
}

/** Equal up to rounding, relative to the size of each number. */
function expectClose(
  found: ArrayLike<number> | undefined,
  expected: ArrayLike<number>,
  tolerance = 1e-14,
): void {
  expect(found?.length).toBe(expected.length)
  Array.from(expected, (value, k) => {
    expect(Math.abs((found?.[k] ?? NaN) - value)).toBeLessThanOrEqual(tolerance * Math.abs(value))
  })
}
