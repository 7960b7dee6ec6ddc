import { expect, test } from 'vitest'
import { cylinder, section, soma, um, type Morphology } from 'rheobase'

const piece = (n = 1, type?: string) =>
  cylinder({ diameter: um(1), length: um(10 * n), n, ...(type === undefined ? {} : { type }) })

/** The tree of the examples: compartments 0 | 1 2 3 | 4 5 | 6 | 7 8. */
const tree = () =>
  soma({ diameter: um(20) })
    .set('dend', piece(3, 'dend').set('L', piece(2, 'dend')).set('R', piece(1, 'apic')))
    .set('axon', piece(2, 'axon'))

test('children are properties, and found by name, number and path', () => {
  const cell = tree()
  expect(cell.child('dend')).toBe(cell.dend)
  expect(cell.child('1')).toBe(cell.dend)
  expect(cell.child('2')).toBe(cell.axon)
  for (const path of ['dend.R', '.dend.R', '1.R', 'dend.2', '1R', '12']) {
    expect(cell.child(path)).toBe(cell.dend.R)
    expect(cell.has(path)).toBe(true)
  }
  expect(cell.dend.R.path).toBe('dend.R')
  expect(cell.path).toBe('')
  expect(cell.dend.parent).toBe(cell)
  expect(cell.dend.L.root).toBe(cell)
  expect(cell.children).toEqual([cell.dend, cell.axon])
  expect([...cell.sections()].map(({ name }) => name)).toEqual([undefined, 'dend', 'L', 'R', 'axon'])
  expect([cell.totalCompartments, cell.totalSections, cell.dend.totalCompartments]).toEqual([9, 5, 6])
  expect([cell.kind, cell.dend.kind, cell.type, cell.axon.type]).toEqual(['soma', 'cylinder', 'soma', 'axon'])
})

test('a row of L, R and digits is a path, for attaching and removing as well', () => {
  const cell = soma({ diameter: um(20) }).set('L', piece())
  cell.set('LR', piece()).set('L2', piece()).set('LR1', piece()).set('L.R.tip', piece())
  expect(cell.child('LR').childNames()).toEqual(['tip', '1', '2'])
  expect(cell.child('L').children).toHaveLength(2)
  cell.remove('L1')
  expect(cell.has('LR')).toBe(false)
  expect(cell.child('L2').path).toBe('L.2')
  expect(() => cell.set('RL', piece())).toThrow('the root has no section `R`.')
})

test('a number stays that of its section when others are removed', () => {
  const cell = soma({ diameter: um(20) })
  const [first, second, third] = [piece(), piece(), piece()]
  cell.add(first).add(second).remove('1').add(third)
  expect(cell.childNames()).toEqual(['2', '3'])
  expect(cell.child('3')).toBe(third)
  expect(first.parent).toBeUndefined()
  cell.set('dend', first)
  expect(cell.child('4')).toBe(first)
})

test('a section can have several names; removing it frees them', () => {
  const cell = soma({ diameter: um(20) })
  const dend = piece()
  cell.set('dend', dend).set('L', dend)
  expect(cell.children).toEqual([dend])
  expect([cell.child('dend'), cell.child('L'), cell.child('1')]).toEqual([dend, dend, dend])
  expect(dend.name).toBe('dend')
  cell.remove('L')
  expect(cell.childNames()).toEqual([])
  expect('dend' in cell).toBe(false)
  cell.set('dend', piece()).set('L', piece())
  expect(cell.childNames()).toEqual(['dend', 'L', '2', '3'])
})

test('compartments are numbered parents first, children as they were attached', () => {
  const cell = tree()
  expect([...cell.indices]).toEqual([0])
  expect([...cell.dend.indices]).toEqual([1, 2, 3])
  expect([...cell.dend.L.indices]).toEqual([4, 5])
  expect([...cell.axon.indices]).toEqual([7, 8])
  expect([...cell.subtree.indices]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8])
  expect([...cell.dend.subtree.indices]).toEqual([1, 2, 3, 4, 5, 6])
  expect([...cell.dend.main.indices]).toEqual([1, 2, 3])
  expect(cell.locate(5)).toEqual({ section: cell.dend.L, position: 1 })
  expect(cell.dend.locate(5)).toEqual({ section: cell.dend.R, position: 0 })
  expect(() => cell.locate(9)).toThrow('there is no compartment number 9: there are 9, from 0 on')
  // A selection is a view: its numbers are those of the tree as it is.
  const axon = cell.axon.main
  cell.set('dend.third', piece(4))
  expect([...axon.indices]).toEqual([11, 12])
})

test('values of a subtree are those of its sections in a row', () => {
  const cell = tree()
  const values = [...cell.sections()].flatMap(({ distance }) => [...distance.values])
  expect([...cell.subtree.distance.values]).toEqual(values)
  expect(cell.subtree.distance.in(um).map(Math.round)).toEqual(
    Float64Array.of(0, 5, 15, 25, 35, 45, 35, 5, 15),
  )
  expect(cell.subtree.x).toBeUndefined()
  const drawn = cell.set('tail', cylinder({ diameter: um(1), x: um([0, 10]) })).subtree.x
  expect([...(drawn?.in(um) ?? [])]).toEqual([...Array<number>(9).fill(NaN), 5])
})

test('compartments are selected by type and by distance to the root', () => {
  const cell = tree()
  expect([...cell.select({ type: 'dend' }).indices]).toEqual([1, 2, 3, 4, 5])
  expect([...cell.select({ type: ['axon', 'apic'] }).indices]).toEqual([6, 7, 8])
  expect([...cell.select({ from: um(12), to: um(36) }).indices]).toEqual([2, 3, 4, 6, 8])
  expect([...cell.dend.select({ to: um(30), type: 'dend' }).indices]).toEqual([1, 2, 3])
  expect(cell.select({ type: 'none' }).n).toBe(0)
  expect([...cell.select({ type: 'none' }).indices]).toEqual([])
  expect(() => cell.select({ kind: 'dend' } as never)).toThrow('select has no option `kind`')
})

test('a copy has the same names and geometry, and is a tree of its own', () => {
  const cell = tree()
  cell.set('leaf', cell.dend)
  const copy = cell.copy()
  expect(copy.topology()).toBe(cell.topology())
  expect(copy.child('leaf')).toBe(copy.dend)
  expect(copy.dend).not.toBe(cell.dend)
  expect(copy.dend.parent).toBe(copy)
  copy.remove('axon')
  expect(cell.has('axon')).toBe(true)
  const part = cell.dend.copy()
  expect(part.parent).toBeUndefined()
  expect([...part.L.indices]).toEqual([3, 4])
  const alone = cell.dend.copySection()
  expect([alone.children.length, alone.n, alone.type]).toEqual([0, 3, 'dend'])
})

test('the picture of a tree is that of Brian 2', () => {
  // print(m.topology()) for the same tree.
  const cell = soma({ diameter: um(20) })
    .set(
      'trunk',
      section({ diameter: um([4, 3, 2.5, 2.5]), length: um([20, 35, 10]), n: 3 })
        .set('L', piece(3))
        .set('R', piece()),
    )
    .set('axon', piece(2))
  expect(cell.topology().split('\n')).toEqual([
    '( )  [root]',
    '   `---|  .trunk',
    '        `---|  .trunk.L',
    '        `-|  .trunk.R',
    '   `--|  .axon',
  ])
  expect(
    soma({ diameter: um(1) })
      .add(piece())
      .topology(),
  ).toContain('`-|  .1')
})

test('it prints as what it is', () => {
  const cell = tree()
  expect(String(cell)).toBe('soma of 1 compartment, and 4 more sections below it')
  expect(String(cell.axon)).toBe('cylinder of 2 compartments')
  expect(String(cell.axon.at(0))).toBe('1 compartment')
})

const attached = piece()
soma({ diameter: um(1) }).set('dend', attached)
test.each<[string, (cell: ReturnType<typeof tree>) => unknown, string, string]>([
  [
    'an unknown name',
    cell => cell.child('axn'),
    'name',
    'the root has no section `axn`. Did you mean `axon`?\nAttached to it: dend, axon, 1, 2.',
  ],
  ['an unknown name deeper', cell => cell.child('dend.M'), 'name', '`dend` has no section `M`.'],
  ['below a leaf', cell => cell.remove('axon.L'), 'name', 'Nothing is attached to it.'],
  ['a name twice', cell => cell.set('axon', piece()), 'name', 'there is a section `axon` already'],
  [
    'a name that is a property',
    cell => cell.set('length', piece()),
    'name',
    'a section cannot be called `length`',
  ],
  ['a name that is a method', cell => cell.set('toString', piece(1, 'axon')), 'name', 'its type can be axon'],
  ['a prototype', cell => cell.set('__proto__', piece()), 'name', 'a section cannot be called `__proto__`'],
  [
    'a name with a blank',
    cell => cell.set('my axon', piece()),
    'name',
    '`my axon` cannot be the name of a section',
  ],
  ['an empty name', cell => cell.child(''), 'name', 'cannot be the name of a section'],
  [
    'a number for a name',
    cell => cell.child(1 as never),
    'type',
    'a section is named by text such as "axon", not by number 1',
  ],
  ['a number that is not next', cell => cell.set('5', piece()), 'name', 'this one is 3, not 5'],
  [
    'what is no section',
    cell => cell.set('dend2', {} as never),
    'type',
    'must be a section such as cylinder({ … }), not an object',
  ],
  [
    'a section of another one',
    cell => cell.set('dend2', attached),
    'value',
    'copy() gives one that can be attached',
  ],
  [
    'a section of its own',
    cell => cell.axon.set('again', cell.dend),
    'value',
    '`dend` of another section already',
  ],
  ['the tree itself', cell => cell.dend.L.set('whole', cell), 'value', 'cannot be attached to its own tree'],
])('refused, and nothing changes: %s', (_, change, kind, message) => {
  const cell = tree()
  const before = cell.topology()
  expect(() => change(cell)).toThrow(
    expect.objectContaining({ kind, message: expect.stringContaining(message) as string }),
  )
  expect(cell.topology()).toBe(before)
  expect(attached.name).toBe('dend')
})

test('a child cannot be assigned to', () => {
  expect(() => Object.assign(tree(), { axon: piece() })).toThrow("read only property 'axon'")
})

test('a section cannot be attached to itself', () => {
  const section = piece().set('tip', piece())
  expect(() => section.set('self', section as Morphology)).toThrow('its own tree')
  const leaf = piece()
  expect(() => leaf.set('self', leaf)).toThrow('its own tree')
})
