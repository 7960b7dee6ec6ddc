import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cylinder, mV, section, soma, um, type SectionPosition } from 'rheobase'

/** Ten compartments of 10 um. */
const axon = cylinder({ diameter: um(1), length: um(100), n: 10 })
const uneven = section({ diameter: um(1), length: um([10, 1, 30, 9]), n: 4 })

// Brian 2.5.1 gives these: Cylinder(length=100*um, diameter=1*um, n=10)[a*um:b*um].indices[:]
test.each([
  [20, 40, [2, 3]],
  [25, 45, [2, 3, 4]],
  [20, 20, []],
  [25, 25, [2]],
  [0, 100, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]],
  [95, 100, [9]],
  [0, 5, [0]],
])('from %d um to %d um a section of ten times 10 um has %j', (from, to, expected) => {
  expect([...axon.slice(um(from), um(to)).indices]).toEqual(expected)
})

test.each([
  [0, 0],
  [5, 0],
  [10, 1],
  [99, 9],
  [30, 3],
  [100, 9],
])('at %d um is compartment %d', (point, expected) => {
  expect([...axon.at(um(point)).indices]).toEqual([expected])
})

test('where compartments differ in length, each has its own stretch', () => {
  expect([...uneven.at(um(10.5)).indices]).toEqual([1])
  expect([...uneven.slice(um(10), um(11)).indices]).toEqual([1])
  expect([...uneven.slice(um(9), um(12)).indices]).toEqual([0, 1, 2])
  expect(uneven.slice(um(9), um(12)).length.in(um)).toEqual(Float64Array.of(10, 1, 30))
})

test('one end can be left out', () => {
  expect([...axon.slice(um(75)).indices]).toEqual([7, 8, 9])
  expect([...axon.slice(undefined, um(20)).indices]).toEqual([0, 1])
  expect([...axon.slice(7).indices]).toEqual([7, 8, 9])
  expect(axon.slice().n).toBe(10)
})

test('numbers count as in arrays', () => {
  const numbers = Array.from({ length: 10 }, (_, k) => k)
  const position = fc.option(fc.integer({ min: -14, max: 14 }), { nil: undefined })
  fc.assert(
    fc.property(position, position, (from, to) => {
      expect([...axon.slice(from, to).indices]).toEqual(numbers.slice(from, to))
    }),
  )
  expect([...axon.at(-1).indices]).toEqual([9])
})

test('every point is in one compartment, and in the stretch around it', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 50, noNaN: true }), point => {
      const [at = NaN] = uneven.at(um(point)).indices
      const ends = [10, 11, 41, 50]
      const expected = ends.findIndex(end => point < end - 1e-9)
      // On a border rounding may decide, but by no more than the tolerance.
      if (!ends.some(end => Math.abs(point - end) < 1e-9)) expect(at).toBe(expected)
      const around = uneven.slice(um(Math.max(0, point - 1e-6)), um(Math.min(50, point + 1e-6)))
      expect([...around.indices]).toContain(at)
    }),
  )
})

test('rounding does not decide on which side of a border a point is', () => {
  const third = cylinder({ diameter: um(1), length: um(1), n: 3 })
  expect([...third.at(um(1 / 3)).indices]).toEqual([1])
  expect([...third.at(um(1 / 3 - 1e-14)).indices]).toEqual([1])
  expect([...third.slice(um(0), um(1 / 3 + 1e-14)).indices]).toEqual([0])
  expect([...third.slice(um(-1e-14), um(1 + 1e-14)).indices]).toEqual([0, 1, 2])
})

test('a soma is one compartment as long as it is wide', () => {
  const body = soma({ diameter: um(20) })
  expect([...body.at(um(20)).indices]).toEqual([0])
  expect(() => body.at(um(21))).toThrow('it is 20 um long')
})

test.each<[string, () => unknown, string, string]>([
  [
    'too far',
    () => axon.at(um(101)),
    'index',
    'there is no point at 101 um on this section: it is 100 um long',
  ],
  ['before the start', () => axon.at(um(-1)), 'index', 'no point at -1 um'],
  ['no number', () => axon.at(um(NaN)), 'index', 'no point at'],
  ['a stretch that is too long', () => axon.slice(um(0), um(101)), 'index', 'no point at 101 um'],
  ['a stretch in reverse', () => axon.slice(um(40), um(20)), 'index', 'before its start'],
  ['a number that is too large', () => axon.at(10), 'index', 'it has 10, 0 to 9'],
  ['a number that is too negative', () => axon.at(-11), 'index', 'there is no compartment -11'],
  ['half a number', () => axon.at(1.5), 'type', 'a whole number or a length such as um(30), not number 1.5'],
  ['text', () => axon.at('1' as unknown as SectionPosition), 'type', 'not the text "1"'],
  ['a length and a number', () => axon.slice(um(1), 3), 'type', 'two lengths or at two numbers'],
  ['a potential', () => axon.at(mV(1)), 'dimension', 'a position in a section cannot be 1 mV'],
  ['several lengths', () => axon.at(um([1, 2])), 'type', 'one length, not 2 of them'],
])('refused: %s', (_, pick, kind, message) => {
  expect(pick).toThrow(expect.objectContaining({ kind, message: expect.stringContaining(message) as string }))
})
