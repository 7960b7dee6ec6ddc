import { readFileSync } from 'node:fs'
import { expect, test, vi } from 'vitest'
import { readSwc, um, units, type Morphology } from 'rheobase'
import type { Message } from '../errors/message.js'

const um2 = units.get('um2')
const lines = (...rows: readonly string[]): string => rows.join('\n')

/** A soma, a dendrite with a branch, an axon. */
const CELL = [
  '1 1 0 0 0 10 -1',
  '2 3 12 0 0 1.5 1',
  '3 3 30 4 0 1.2 2',
  '4 3 55 10 0 0.8 3',
  '5 3 50 -12 3 0.7 3',
  '6 2 -14 0 0 1 1',
  '7 2 -60 0 0 0.6 6',
]

/** What was read, with the messages. */
function read(text: string, options = {}): { readonly cell: Morphology; readonly codes: readonly string[] } {
  const messages: Message[] = []
  const cell = readSwc(text, { ...options, onMessage: message => messages.push(message) })
  return { cell, codes: messages.map(({ code }) => code) }
}

const sum = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((total, value) => total + value, 0)

test('a reconstruction of NeuroMorpho.org has the geometry that Brian 2 gives it', () => {
  const text = readFileSync(new URL('../../examples/data/tc200.CNG.swc', import.meta.url), 'utf8')
  const { cell, codes } = read(text)
  expect(codes).toEqual(['several-soma-points'])

  // FlatMorphology(Morphology.from_file('tc200.CNG.swc')) of Brian 2.5.1.
  expect([cell.totalCompartments, cell.totalSections]).toEqual([1219, 207])
  expect([...cell.sections()].filter(({ children }) => children.length === 0)).toHaveLength(107)
  const { area, length, diameter, distance, rLength1, rLength2, x, y, z } = cell.subtree
  expect(sum(area.in(um2))).toBeCloseTo(28607.81175364453, 9)
  expect(sum(length.in(um)) - length.at(0).in(um)).toBeCloseTo(7208.130981970625, 9)
  expect(Math.max(...distance.in(um))).toBe(distance.at(824).in(um))
  const rows = [0, 2, 66, 824, 1218].map(k =>
    [area, length, diameter, distance, rLength1, rLength2, x, y, z].map(values => values?.at(k).value ?? NaN),
  )
  const expected = [
    [2.616631264537877e-9, 2.886e-5, 2.886e-5, 0, 1, 1, -1.38e-5, -3.059e-6, -2.401e-5],
    [
      3.5636158824069823e-11, 1.0307764064044152e-5, 1.1e-6, 1.9966295103496955e-5, 2.3468002645716933e-7,
      1.341028722612396e-7, -1.8e-5, 2.5e-7, -3.6e-5,
    ],
    [
      4.3834636503022056e-10, 4.926906128596323e-6, 2.832e-5, 2.4634530642981613e-6, 2.557008002679663e-4,
      2.557008002679663e-4, -1.1775e-5, -2.285e-6, -2.284e-5,
    ],
    [
      2.8021879418601993e-11, 7.433034373659256e-6, 1.2e-6, 2.3993160805947176e-4, 3.04310002735949e-7,
      3.04310002735949e-7, -4.885e-5, 5.231e-5, 5.347e-5,
    ],
    [
      1.1585621254590341e-11, 4.609772228646447e-6, 8e-7, 1.126489801597351e-4, 2.1808228243934725e-7,
      2.1808228243934725e-7, -6.675e-5, 6.665e-5, -3.395e-5,
    ],
  ]
  rows.flat().forEach((value, k) => {
    const right = expected.flat()[k] ?? NaN
    // Coordinates are sums along the way from the root.
    expect(Math.abs(value - right)).toBeLessThanOrEqual(1e-13 * Math.abs(right) + 1e-19)
  })
  expect(cell.topology().split('\n').slice(0, 7)).toEqual([
    '( )  [root]',
    '   `--|  .dend',
    '       `--------|  .dend.dend',
    '                 `-------|  .dend.dend.dend',
    '                 `----------------|  .dend.dend.dend2',
    '       `-|  .dend.dend2',
    '          `-----|  .dend.dend2.dend',
  ])
})

test('points are sections by type and branch, named by type and by side', () => {
  const { cell, codes } = read(lines(...CELL))
  expect(codes).toEqual([])
  expect(cell.topology().split('\n')).toEqual([
    '( )  [root]',
    '   `--|  .dend',
    '       `-|  .dend.dend',
    '       `-|  .dend.dend2',
    '   `--|  .axon',
  ])
  expect(cell.child('L').path).toBe('dend')
  expect(cell.child('R').path).toBe('axon')
  expect(cell.child('LR')).toBe(cell.child('dend.dend2'))
  expect(cell.childNames()).toEqual(['dend', 'axon', 'L', 'R', '1', '2'])
  // On the soma a branch starts with its own diameter, further out with that of the point before it.
  expect([...cell.child('dend').startDiameter.in(um)].map(round)).toEqual([3, 3])
  expect([...cell.child('dend.dend').startDiameter.in(um)].map(round)).toEqual([2.4])
  expect([...cell.child('axon').endDiameter.in(um)].map(round)).toEqual([2, 1.2])
})

test('more than two branches have numbers only', () => {
  const { cell } = read(lines(...CELL, '8 4 0 30 0 1 1', '9 5 0 -30 0 1 1'))
  expect(cell.childNames()).toEqual(['dend', 'axon', 'apic', '1', '2', '3', '4'])
  expect(cell.child('4').type).toBeUndefined()
})

test.each([
  ['with line ends of Windows', CELL.join('\r\n')],
  ['with line ends of old Macs', CELL.join('\r')],
  ['with a byte order mark', `\uFEFF${lines(...CELL)}`],
  [
    'with comments, empty lines and tabs',
    lines('# SCALE 1 1 1', '', ...CELL.map(line => ` ${line.replaceAll(' ', '\t')} # here`), '#', ''),
  ],
  ['with the last parents first', lines(...CELL.toSorted(byParent))],
  ['with numbers that begin at 100', lines(...CELL.map(renumbered))],
  ['with whole numbers as decimals', lines(...CELL.map(line => line.replace(/^(\d) (\d)/, '$1.0 $2.0')))],
  [
    'with numbers in other forms',
    lines(...CELL)
      .replace('12 0 0 1.5', '1.2e1 +0 0. 15e-1')
      .replace('0.8', '.8'),
  ],
])('the same cell %s', (_, text) => {
  const { cell, codes } = read(text)
  const same = readSwc(lines(...CELL))
  expect(codes).toEqual([])
  expect(cell.topology()).toBe(same.topology())
  expect(cell.subtree.area.values).toEqual(same.subtree.area.values)
  expect(cell.subtree.x?.values).toEqual(same.subtree.x?.values)
})

test('a soma of three points is one sphere', () => {
  const three = lines(
    '1 1 1 2 3 8 -1',
    '2 1 1 -6 3 8 1',
    '3 1 1 10 3 8 1',
    '4 3 1 12 3 1 1',
    '5 3 1 40 3 1 4',
  )
  const { cell, codes } = read(three)
  expect(codes).toEqual([])
  expect([cell.kind, cell.totalCompartments]).toEqual(['soma', 3])
  expect(cell.area.in(um2)[0]).toBeCloseTo(Math.PI * 16 ** 2, 10)
  expect(cell.child('dend').endY?.in(um).map(round)).toEqual(Float64Array.of(12, 40))

  // Three points in a row are not the pattern.
  const row = read(three.replace('3 1 1 10 3 8 1', '3 1 1 10 3 8 2'))
  expect(row.codes).toEqual(['several-soma-points'])
  expect(row.cell.child('soma').kind).toBe('section')
})

test('a soma of several points is a chain of cones, which is told unless it was asked for', () => {
  const chain = lines('1 1 0 0 0 5 -1', '2 1 0 8 0 6 1', '3 1 0 16 0 4 2', '4 3 0 30 0 1 3')
  const { cell, codes } = read(chain)
  expect(codes).toEqual(['several-soma-points'])
  expect(cell.kind).toBe('section')
  expect([...cell.length.in(um)].map(round)).toEqual([8, 8])
  expect([...cell.startDiameter.in(um)].map(round)).toEqual([10, 12])
  // The dendrite starts with its own diameter behind a soma.
  expect([...cell.child('dend').startDiameter.in(um)].map(round)).toEqual([2])
  expect(read(chain, { sphericalSoma: false }).codes).toEqual([])
})

test('a soma of three points with a branch on an outer one is no sphere, nor is one of two', () => {
  const branchOnOuter = lines(
    ...['1 1 0 0 0 5 -1', '2 1 0 -5 0 5 1', '3 1 0 5 0 5 1', '4 3 0 10 0 1 3', '5 3 0 20 0 1 4'],
  )
  const { cell, codes } = read(branchOnOuter)
  expect(codes).toEqual(['several-soma-points'])
  expect(cell.child('soma2.dend').n).toBe(2)
  const two = read(lines('1 1 0 0 0 5 -1', '2 1 0 10 0 5 1', '3 3 10 0 0 1 1'))
  expect(two.codes).toEqual(['several-soma-points'])
  expect(two.cell.children.map(({ kind }) => kind)).toEqual(['soma', 'section'])
})

test('types beyond 4 have no name, and are one section if they follow each other', () => {
  const { cell } = read(
    lines(
      '1 1 0 0 0 5 -1',
      '2 0 10 0 0 1 1',
      '3 5 20 0 0 1 2',
      '4 6 30 0 0 1 3',
      '5 -1 40 0 0 1 4',
      '6 3 50 0 0 1 5',
    ),
  )
  expect(cell.topology().split('\n')).toEqual(['( )  [root]', '   `----|  .L', '         `-|  .L.dend'])
  expect(cell.child('L').type).toBeUndefined()
})

test('a tree without a soma starts at its first point', () => {
  const { cell, codes } = read(lines('1 3 5 0 0 2 -1', '2 3 15 0 0 1 1', '3 3 25 0 0 1 2', '4 3 15 9 0 1 2'))
  expect(codes).toEqual([])
  expect([cell.kind, cell.type, cell.n]).toEqual(['section', 'dend', 1])
  expect(cell.startX?.in(um).map(round)).toEqual(Float64Array.of(5))
  expect(cell.endDistance.in(um)).toBeCloseTo(10, 12)
})

test('a soma in the middle of a branch is where its point is', () => {
  const { cell } = read(lines('1 3 5 0 0 2 -1', '2 3 15 0 0 1 1', '3 1 25 1 0 6 2', '4 3 40 0 0 1 3'))
  const body = cell.child('soma')
  expect(body.kind).toBe('soma')
  expect([...(body.x?.in(um) ?? []), ...(body.y?.in(um) ?? [])].map(round)).toEqual([25, 1])
  expect(body.child('dend').endX?.in(um).map(round)).toEqual(Float64Array.of(40))
})

test('points that are where the one before is are left out, with a warning', () => {
  const told: Message[] = []
  const cell = readSwc(
    lines(...CELL.slice(0, 3), '8 3 30 4 0 2 3', '9 3 30 4 0 2 8', '4 3 55 10 0 0.8 9', '5 3 50 -12 3 0.7 3'),
    {
      onMessage: message => told.push(message),
    },
  )
  expect(told.map(({ text }) => text)).toEqual([
    'Line 4, line 5 are where the point before it is and were left out: a compartment needs a length.',
  ])
  expect(cell.topology()).toBe(readSwc(lines(...CELL.slice(0, 5))).topology())
  // A dendrite whose first point is the centre of the soma starts at the second.
  const inside = read(lines('1 1 0 0 0 9 -1', '2 3 0 0 0 1 1', '3 3 0 20 0 0.5 2'))
  expect(inside.codes).toEqual(['repeated-point'])
  expect([...inside.cell.child('dend').startDiameter.in(um)].map(round)).toEqual([1])
})

test('points without a radius are an error, or as thick as one asks for', () => {
  const thin = lines(...CELL).replace('0.8 3', '0 3')
  expect(() => readSwc(thin)).toThrow(
    'line 4 has the diameter 0 um, and a process must be thicker than 0; { leastDiameter: um(0.1) }',
  )
  const cell = readSwc(thin, { leastDiameter: um(0.4) })
  expect(cell.child('LL').endDiameter.in(um).map(round)).toEqual(Float64Array.of(0.4))
})

test('without a place for messages, warnings go to the console', () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
  readSwc(lines('1 1 0 0 0 5 -1', '2 1 0 8 0 6 1'))
  expect(warn.mock.calls.flat()).toEqual([expect.stringContaining('The soma has 2 points') as string])
  warn.mockRestore()
})

test.each([
  ['a column too few', '2 3 12 0 0 1.5', 'line 2 has 6 values, and a point has seven'],
  ['a column too many', '2 3 12 0 0 1.5 1 9', 'line 2 has 8 values'],
  [
    'commas',
    '2,3,12,0,0,1.5,1',
    'line 2 has 1 value, and a point has seven, with blanks between them: number type x y z radius parent\n  2,3,12,0,0,1.5,1',
  ],
  ['a word for a number', '2 3 12 zero 0 1.5 1', 'line 2 has "zero" for y, which is no finite number'],
  ['nan', '2 3 12 nan 0 1.5 1', 'line 2 has "nan" for y'],
  ['a number in base 16', '2 3 0x10 0 0 1.5 1', 'line 2 has "0x10" for x'],
  [
    'a number that is too large',
    '2 3 1e999 0 0 1.5 1',
    'line 2 has "1e999" for x, which is no finite number',
  ],
  ['points that are too far apart', '2 3 1e200 0 0 1.5 1', 'line 2 is too far from line 1'],
  [
    'half a number',
    '2.5 3 12 0 0 1.5 1',
    'line 2 has 2.5 for the number of the point, which must be a whole number',
  ],
  ['a type as a word', '2 dend 12 0 0 1.5 1', 'line 2 has "dend" for its type'],
  ['a negative radius', '2 3 12 0 0 -1 1', 'line 2 has the diameter -2 um'],
  ['a number twice', '1 3 12 0 0 1.5 1', 'line 2 has the number 1, as line 1 has'],
  ['itself for a parent', '2 3 12 0 0 1.5 2', 'line 2 names itself as the point before it'],
  ['no such parent', '2 3 12 0 0 1.5 99', 'line 2 names the point 99 before it, which is not listed'],
  [
    'a second root',
    '2 3 12 0 0 1.5 -1',
    'line 2 is a second root, -1, and line 1 is one already: a morphology is one tree',
  ],
  [
    'points in a ring',
    '2 3 12 0 0 1.5 3',
    'line 2 is not connected with the root: the points before it go round in a ring',
  ],
])('refused, with the line: %s', (_, line, message) => {
  expect(() => readSwc(lines(CELL[0] ?? '', line, '3 3 30 4 0 1.2 2'))).toThrow(
    expect.objectContaining({ kind: 'value', message: expect.stringContaining(message) as string }),
  )
})

test.each([
  ['no points at all', '# nothing', 'at least one point'],
  ['the name of a file', 'cells/tc200.CNG.swc', 'not its name "cells/tc200.CNG.swc": read the file first'],
  ['a page that says the file is missing', '<!DOCTYPE html>\n<html>', 'line 1 has 2 values'],
  ['a first line of titles', 'n T x y z R P\n1 1 0 0 0 5 -1', 'line 1 has "n" for the number of the point'],
  ['decimal commas', '1 1 0,5 0 0 5 -1', 'line 1 has "0,5" for x'],
  ['a root with the parent 0', '1 1 0 0 0 5 0', 'line 1 names the point 0 before it, which is not listed'],
  ['no root', '1 3 0 0 0 1 2\n2 3 9 0 0 1 1', 'no point is the root'],
  ['one point that is no soma', '1 3 0 0 0 1 -1', 'line 1 is the root and alone in its section'],
  [
    'a branch at the first point',
    '1 3 0 0 0 1 -1\n2 3 9 0 0 1 1\n3 3 -9 0 0 1 1',
    'line 1 is the root and alone',
  ],
  [
    'three points of a soma with different radii',
    '1 1 0 0 0 8 -1\n2 1 0 8 0 7 1\n3 1 0 -8 0 8 1',
    'the soma has three points (line 1, line 2, line 3) that are no sphere: their diameters differ: 16, 14, 16 um',
  ],
  [
    'three points of a soma in other places',
    '1 1 0 0 0 8 -1\n2 1 0 5 0 8 1\n3 1 0 -8 0 8 1',
    'must be one radius (8 um) from the first, not 5.000 and 8.000 um',
  ],
])('refused: %s', (_, text, message) => {
  expect(() => readSwc(text)).toThrow(
    expect.objectContaining({ kind: 'value', message: expect.stringContaining(message) as string }),
  )
})

test('what is no text and unknown options are refused', () => {
  expect(() => readSwc(new Uint8Array(3) as never)).toThrow(
    'readSwc takes the text of an SWC file, not an object of class Uint8Array',
  )
  expect(() => readSwc('', { sphericalsoma: true } as never)).toThrow('Did you mean `sphericalSoma`?')
})

const round = (value: number): number => Math.round(value * 1e9) / 1e9

/** Children stay in their order, which is that of the file. */
function byParent(a: string, b: string): number {
  const parent = (line: string): number => Number(line.split(' ').at(-1))
  return parent(b) - parent(a) || Number(a[0]) - Number(b[0])
}

function renumbered(line: string): string {
  const words = line.split(' ')
  const moved = (word = ''): string => (word === '-1' ? word : String(Number(word) + 99))
  return [moved(words[0]), ...words.slice(1, -1), moved(words.at(-1))].join(' ')
}
