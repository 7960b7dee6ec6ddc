import { expect, test } from 'vitest'
import { fromPoints, um, type MorphologyPoint } from 'rheobase'

const CELL: readonly MorphologyPoint[] = [
  [1, 'soma', 0, 0, 0, 20, -1],
  [2, 'dend', 15, 0, 0, 3, 1],
  [3, 'dend', 40, 0, 0, 2.5, 2],
  [4, 'dend', 60, 15, 0, 1.5, 3],
  [5, null, 60, -15, 5, 1.6, 3],
  [6, 'axon', -20, 0, 0, 1, 1],
]

/** A point of the list with other values. */
function changed(k: number, values: Readonly<Record<number, unknown>>): readonly MorphologyPoint[] {
  return CELL.map((point, at) => (at === k ? (Object.assign([...point], values) as never) : point))
}

test('points have names for types and diameters', () => {
  const cell = fromPoints(CELL)
  expect(cell.topology().split('\n')).toEqual([
    '( )  [root]',
    '   `--|  .dend',
    '       `-|  .dend.dend',
    '       `-|  .dend.R',
    '   `-|  .axon',
  ])
  expect(cell.child('dend').endDiameter.in(um)).toEqual(um([3, 2.5]).in(um))
  expect(cell.child('dend.R').type).toBeUndefined()
})

test('a type can be any word, and makes sections of its own', () => {
  const cell = fromPoints([
    [1, 'soma', 0, 0, 0, 20, -1],
    [2, 'basal', 15, 0, 0, 3, 1],
    [3, 'tuft', 20, 0, 0, 3, 2],
  ])
  expect(cell.child('basal.tuft').path).toBe('basal.tuft')
})

test.each<[string, readonly MorphologyPoint[], string, string]>([
  [
    'six values',
    CELL.map((point, k) => (k === 1 ? (point.slice(0, 6) as never) : point)),
    'value',
    'point 1 of the list has 6',
  ],
  [
    'no list',
    changed(1, {}).map((p, k) => (k === 1 ? ('dend' as never) : p)),
    'value',
    'point 1 of the list is the text "dend"',
  ],
  ['a number twice', changed(3, { 0: 2 }), 'value', 'point 2 has the number 2, as point 2 has'],
  ['itself for a parent', changed(2, { 6: 3 }), 'value', 'point 3 names itself'],
  [
    'a parent that comes later',
    changed(1, { 6: 3 }),
    'value',
    'point 2 names the point 3 before it, which is not listed before it',
  ],
  ['no such parent', changed(1, { 6: 77 }), 'value', 'point 2 names the point 77'],
  ['a second root', changed(4, { 6: -1 }), 'value', 'point 5 is a second root'],
  ['a diameter of 0', changed(1, { 5: 0 }), 'value', 'point 2 has the diameter 0 um'],
  ['nan', changed(1, { 3: NaN }), 'value', 'point 2 has coordinates that are not finite'],
  [
    'text for a number',
    changed(1, { 3: '4' }),
    'type',
    'y of point 2 must be a number of micrometres without unit, not the text "4"',
  ],
  [
    'a quantity',
    changed(1, { 5: um(2) }),
    'type',
    'the diameter of point 2 must be a number of micrometres without unit, not 2 um',
  ],
  [
    'half an index',
    changed(1, { 0: 1.5 }),
    'type',
    'the number of point 1 of the list must be a whole number',
  ],
  [
    'a number for a type',
    changed(1, { 1: 3 }),
    'type',
    'the type of point 2 must be text or null, not number 3',
  ],
  [
    'a type that cannot be a name',
    changed(1, { 1: 'basal dendrite' }),
    'name',
    '`basal dendrite` cannot be the name of a section',
  ],
  ['a type that is a path', changed(1, { 1: 'LR' }), 'name', 'the type of point 2, `LR`, is a path'],
  ['no points', [], 'value', 'at least one point'],
  [
    'nothing',
    undefined as never,
    'type',
    'points are a list of [index, type, x, y, z, diameter, parent], not nothing',
  ],
])('refused: %s', (_, points, kind, message) => {
  expect(() => fromPoints(points)).toThrow(
    expect.objectContaining({ kind, message: expect.stringContaining(message) as string }),
  )
})
