import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Hz, Network, mV, ms, nS, type ConnectOptions, type Quantity } from 'rheobase'

function pair(sources: number, targets: number) {
  const net = new Network({ seed: 5 })
  const synapses = net.synapses(net.poissonGroup(sources, Hz(0)), net.neuronGroup(targets, 'y : 1'), {
    equations: 'w : volt\nc : 1\nn : integer\ncommon : volt (shared)\ndouble = 2*w : volt',
    onPre: 'y_post += c',
  })
  return { net, synapses }
}
const edges = ({ synapses }: ReturnType<typeof pair>): [number, number][] =>
  Array.from(synapses.sources(), (i, k) => [i, synapses.targets()[k] ?? -1])
const shown = ({ values }: { values: Quantity<Float64Array> }, unit = mV(1)): number[] => [...values.in(unit)]

test('a dense matrix makes a synapse for each value that is neither 0 nor nan, row by row', () => {
  const made = pair(2, 3)
  const range = made.synapses.connect({
    matrix: { shape: [2, 3], values: mV([0, 1, NaN, -2, 0, 3]) },
    variable: 'w',
  })
  expect(range).toEqual({ from: 0, to: 3 })
  expect(edges(made)).toEqual([
    [0, 1],
    [1, 0],
    [1, 2],
  ])
  expect([...made.synapses.w.in(mV)]).toEqual([1, -2, 3])
})

test('with nan for what is missing, a 0 is a weight', () => {
  const made = pair(1, 3)
  made.synapses.connect({ matrix: { shape: [1, 3], values: [0, NaN, 1], missing: NaN }, variable: 'c' })
  expect(edges(made)).toEqual([
    [0, 0],
    [0, 2],
  ])
  expect([...made.synapses.c.values()]).toEqual([0, 1])
})

test('without a variable a matrix only says where synapses are; other values go with it', () => {
  const made = pair(2, 2)
  made.synapses.connect({
    matrix: { shape: [2, 2], values: [0, 1, 1, 0] },
    values: { w: '(i + 1)*mV', delay: ms(2) },
  })
  expect(edges(made)).toEqual([
    [0, 1],
    [1, 0],
  ])
  expect([...made.synapses.w.in(mV)]).toEqual([1, 2])
  expect([...made.synapses.delay.in(ms)]).toEqual([2, 2])
})

test('every entry of a sparse matrix is a synapse, 0 and parallel ones included', () => {
  const made = pair(3, 4)
  made.synapses.connect({
    matrix: {
      shape: [3, 4],
      rowPointers: Int32Array.of(0, 2, 2, 5),
      columns: Int32Array.of(3, 1, 0, 2, 2),
      values: mV([1, 0, 2, 3, 4]),
    },
    variable: 'w',
  })
  expect(edges(made)).toEqual([
    [0, 3],
    [0, 1],
    [2, 0],
    [2, 2],
    [2, 2],
  ])
  expect([...made.synapses.w.in(mV)]).toEqual([1, 0, 2, 3, 4])
})

test('values come back as a dense matrix with their unit, and with nan or 0 where there is no synapse', () => {
  const { synapses } = pair(2, 3)
  synapses.connect({ i: [1, 0], j: [2, 1], values: { w: mV([5, 0]) } })
  const matrix = synapses.w.matrix()
  expect(matrix.shape).toEqual([2, 3])
  expect(shown(matrix)).toEqual([NaN, 0, NaN, NaN, NaN, 5])
  expect(shown(synapses.w.matrix({ missing: 0 }))).toEqual([0, 0, 0, 0, 0, 5])
  expect(shown(synapses.double.matrix({ missing: 0 }))).toEqual([0, 0, 0, 0, 0, 10])
  expect(() => matrix.values.in(nS(1))).toThrow(/siemens/)
})

test('parallel synapses of a dense matrix are an error, or their sum', () => {
  const { synapses } = pair(2, 2)
  synapses.connect({ i: [0, 1, 1, 1], j: [0, 1, 1, 1], values: { w: mV([1, 2, 4, 8]) } })
  expect(() => synapses.w.matrix()).toThrow(/several synapses from 1 to 1.*parallel: 'sum'/s)
  expect(shown(synapses.w.matrix({ missing: 0, parallel: 'sum' }))).toEqual([1, 0, 0, 14])
})

test('values come back as sparse rows: each row by target, parallel synapses kept, added up or refused', () => {
  const { synapses } = pair(3, 4)
  synapses.connect({ i: [2, 0, 2, 2], j: [3, 1, 0, 3], values: { w: mV([1, 2, 3, 4]) } })
  const kept = synapses.w.sparse()
  expect([...kept.rowPointers]).toEqual([0, 1, 1, 4])
  expect([...kept.columns]).toEqual([1, 0, 3, 3])
  expect(shown(kept)).toEqual([2, 3, 1, 4])
  const summed = synapses.w.sparse({ parallel: 'sum' })
  expect([...summed.rowPointers]).toEqual([0, 1, 1, 3])
  expect([...summed.columns]).toEqual([1, 0, 3])
  expect(shown(summed)).toEqual([2, 3, 5])
  expect(() => synapses.w.sparse({ parallel: 'error' })).toThrow(/several synapses from 2 to 3/)
})

test('delays have matrices, too', () => {
  const { synapses } = pair(2, 2)
  synapses.connect({ condition: 'i != j' })
  synapses.delay.set({ shape: [2, 2], values: ms([0, 1, 2, 0]) })
  expect(shown(synapses.delay.matrix({ missing: 0 }), ms(1))).toEqual([0, 1, 2, 0])
})

test('a matrix sets the synapses that there are, each by its pair', () => {
  const { synapses } = pair(2, 2)
  synapses.connect({ i: [1, 0, 1], j: [0, 1, 0] })
  synapses.w.set({ shape: [2, 2], values: mV([7, 1, 2, 7]) })
  expect([...synapses.w.in(mV)]).toEqual([2, 1, 2])
  synapses.w.set({ shape: [2, 2], rowPointers: [0, 1, 2], columns: [1, 0], values: mV([3, 4]) })
  expect([...synapses.w.in(mV)]).toEqual([4, 3, 4])
})

test('what matrix and sparse give makes the same synapses again', () => {
  const weights = fc.uniqueArray(fc.tuple(fc.nat(4), fc.nat(6), fc.integer({ min: -3, max: 3 })), {
    selector: ([i, j]) => 10 * i + j,
    maxLength: 20,
  })
  fc.assert(
    fc.property(weights, entries => {
      const { synapses } = pair(5, 7)
      const values = mV(entries.map(([, , w]) => w))
      synapses.connect({ i: entries.map(([i]) => i), j: entries.map(([, j]) => j), values: { w: values } })
      const sorted = entries.toSorted(([i, j], [k, l]) => i - k || j - l)
      for (const matrix of [synapses.w.matrix(), synapses.w.sparse()]) {
        const again = pair(5, 7)
        again.synapses.connect({ matrix, variable: 'w' })
        expect(edges(again)).toEqual(sorted.map(([i, j]) => [i, j]))
        expect([...again.synapses.w.values()]).toEqual(sorted.map(([, , w]) => mV(w).value))
      }
    }),
    { numRuns: 60 },
  )
})

test('a part of a group has its own matrix', () => {
  const net = new Network()
  const neurons = net.neuronGroup(6, 'x : 1')
  const synapses = net.synapses(neurons.slice(1, 3), neurons.slice(4), { equations: 'c : 1' })
  synapses.connect({ matrix: { shape: [2, 2], values: [1, 2, 3, 0] }, variable: 'c' })
  expect([...synapses.c.matrix({ missing: 0 }).values.values]).toEqual([1, 2, 3, 0])
})

const sparse = (rowPointers: number[], columns: number[], values: number[]) => ({
  matrix: { shape: [2, 2] as const, rowPointers, columns, values },
})
test.each<[string, object, string, string, string]>([
  [
    'another shape',
    { matrix: { shape: [2, 3], values: [1, 2, 3, 4, 5, 6] } },
    'value',
    'matrix-shape',
    '2 sources',
  ],
  [
    'too few values',
    { matrix: { shape: [2, 2], values: [1] } },
    'value',
    'number-of-values',
    '1 values for 4',
  ],
  ['lists of rows', { matrix: [[1]] }, 'type', 'not-a-matrix', 'shape'],
  ['row pointers that go back', sparse([0, 2, 1], [0, 1], [1, 1]), 'value', 'row-pointers', '3 ascending'],
  ['too few row pointers', sparse([0, 2], [0, 1], [1, 1]), 'value', 'row-pointers', '3 ascending'],
  [
    'row pointers that do not begin at 0',
    sparse([1, 2, 2], [0, 1], [1, 1]),
    'value',
    'row-pointers',
    'from 0',
  ],
  ['a column outside', sparse([0, 1, 2], [0, 2], [1, 1]), 'index', 'index-out-of-range', 'column 2'],
  ['half a column', sparse([0, 1, 2], [0, 0.5], [1, 1]), 'index', 'index-out-of-range', '0.5'],
  ['more columns than values', sparse([0, 1, 2], [0, 1], [1]), 'value', 'number-of-values', '1 values for 2'],
  ['nan among entries', sparse([0, 1, 2], [0, 1], [1, NaN]), 'value', 'matrix-with-nan', 'from 1 to 1'],
  [
    'a matrix and a condition',
    { matrix: { shape: [2, 2], values: [1, 1, 1, 1] }, p: 0.5 },
    'value',
    'two-forms',
    'matrix',
  ],
  ['a variable without matrix', { variable: 'w' }, 'value', 'variable-without-matrix', 'matrix'],
  [
    'numbers for a voltage',
    { matrix: { shape: [2, 2], values: [1, 1, 1, 1] }, variable: 'w' },
    'dimension',
    'dimension-mismatch',
    'volt',
  ],
  [
    'a variable that there is not',
    { matrix: { shape: [2, 2], values: [1, 1, 1, 1] }, variable: 'cc' },
    'name',
    'unknown-variable',
    '`c`',
  ],
])('refused, and no synapse is made: %s', (_, options, kind, code, words) => {
  const { synapses } = pair(2, 2)
  expect(() => synapses.connect(options as ConnectOptions)).toThrow(
    expect.objectContaining({ kind, code, message: expect.stringContaining(words) as unknown }),
  )
  expect(synapses.size).toBe(0)
})

test('refused of a variable: shared ones, choices that there are not, pairs without a value', () => {
  const { synapses } = pair(2, 2)
  synapses.connect({ condition: 'i != j' })
  expect(() => synapses.common.matrix()).toThrow(/shared/)
  // @ts-expect-error there is no such choice
  expect(() => synapses.w.matrix({ parallel: 'last' })).toThrow(/'error', 'sum'/)
  expect(() => {
    synapses.w.set({ shape: [2, 2], rowPointers: [0, 1, 1], columns: [1], values: mV([1]) })
  }).toThrow(/no value for the synapse 1, from 1 to 0/)
  expect(() => {
    synapses.w.set({ shape: [2, 2], rowPointers: [0, 2, 3], columns: [1, 1, 0], values: mV([1, 2, 3]) })
  }).toThrow(/several entries from 0 to 1/)
  expect([...synapses.w.values()]).toEqual([0, 0])
})
