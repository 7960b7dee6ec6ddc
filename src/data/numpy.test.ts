import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Network } from '../network/network.js'
import { ms, mV } from '../units/units.js'
import { npy } from './npy.js'
import { readNpy, readNpz } from './numpy.test-support.js'
import { npz } from './npz.js'
import { recorded } from './recorded.test-support.js'

test.each([
  ['one number', 2.5, '<f8', [], [2.5]],
  ['numbers', [1, NaN, -Infinity], '<f8', [3], [1, NaN, -Infinity]],
  ['no numbers', new Float64Array(0), '<f8', [0], []],
  ['singles', Float32Array.of(0.1), '<f4', [1], [Math.fround(0.1)]],
  ['whole numbers', Int32Array.of(-5, 2 ** 31 - 1), '<i4', [2], [-5, 2 ** 31 - 1]],
  ['large whole numbers', BigInt64Array.of(-5n), '<i8', [1], [-5n]],
  ['bytes of Node', Buffer.from([1, 255]), '|u1', [2], [1, 255]],
  ['truth values', [true, false], '|b1', [2], [true, false]],
  ['texts', ['ünits', 'σ', ''], '<U5', [3], ['ünits', 'σ', '']],
  ['a quantity, in SI units', mV([1, 2]), '<f8', [2], [1e-3, 2e-3]],
  ['a quantity of one number', ms(5), '<f8', [], [5e-3]],
  ['lists of numbers', [[1, 2, 3], Int32Array.of(4, 5, 6)], '<f8', [2, 3], [1, 2, 3, 4, 5, 6]],
  ['numbers with a shape', { shape: [1, 0, 3], values: [] }, '<f8', [1, 0, 3], []],
  ['truth values with a shape', { shape: [1, 2], values: [true, false] }, '|b1', [1, 2], [true, false]],
] as const)('%s', (_, array, type, shape, values) => {
  expect(readNpy(npy(array))).toEqual({ type, shape, values })
})

test.each([
  [new Date() as never, 'not of an object of class Date'],
  [[1, 'a'] as never, 'not of number 1'],
  [[[1, 2], [3]], 'the first has 2 numbers, number 1 has 1'],
  [{ shape: [2, 2], values: [1] }, 'shape (2, 2) does not have 1 elements'],
  [{ shape: [-1], values: [] }, 'shape (-1)'],
])('refused: %o', (array, message) => {
  expect(() => npy(array)).toThrow(message)
})

test('an archive of a network has all its monitors, with types, shapes and units', async () => {
  const { net, spikes, traces, counts, rate } = await recorded()
  const arrays = readNpz(npz(net))
  const facts = [...arrays].map(([name, { type, shape }]) => [name, type, ...shape])
  expect(facts).toEqual([
    ['spikes.i', '<i4', spikes.count],
    ['spikes.t', '<f8', spikes.count],
    ['spikes.v', '<f8', spikes.count],
    ['counts.i', '<i4', 4],
    ['counts.count', '<i4', 4],
    ['silent.i', '<i4', 0],
    ['silent.t', '<f8', 0],
    ['traces.t', '<f8', 12],
    ['traces.i', '<i4', 2],
    ['traces.v', '<f8', 2, 12],
    ['traces.high', '|b1', 2, 12],
    ['traces.k', '<i4', 2, 12],
    ['rate.t', '<f8', 12],
    ['rate.rate', '<f8', 12],
    ['statistics.i', '<i4', 4],
    ...['mean', 'variance', 'minimum', 'maximum'].map(statistic => [`statistics.v_${statistic}`, '<f8', 4]),
    ['units', '<U21', 11, 2],
  ])
  expect(arrays.get('spikes.t')?.values).toEqual(Array.from(spikes.t.values))
  expect(arrays.get('counts.count')?.values).toEqual(Array.from(counts.countOfEach()))
  expect(arrays.get('rate.rate')?.values).toEqual(Array.from(rate.rate.values))
  expect(arrays.get('traces.v')?.values.slice(12)).toEqual(Array.from(traces.trace('v', 2).values))
  expect(arrays.get('traces.high')?.values.slice(0, 4)).toEqual([false, false, true, false])
  expect(arrays.get('units')?.values.slice(0, 4)).toEqual(['spikes.t', 'second', 'spikes.v', 'volt'])
})

test('an archive takes arrays, monitors and groups by name; names keep their letters', async () => {
  const { net, spikes, traces } = await recorded({ precision: 'single' })
  const arrays = readNpz(npz({ 'run/σ': spikes, matrix: traces.matrix('v'), tau: ms(10), n: 3, one: traces }))
  expect([...arrays.keys()].slice(0, 6)).toEqual(['run/σ.i', 'run/σ.t', 'run/σ.v', 'matrix', 'tau', 'n'])
  expect(arrays.get('tau')).toEqual({ type: '<f8', shape: [], values: [0.01] })
  expect(arrays.get('units')?.values.slice(4, 6)).toEqual(['tau', 'second'])
  expect(readNpz(npz({})).size).toBe(0)
  expect(readNpz(npz({ units: [1], tau: ms(10) })).get('units')?.values).toEqual([1])
  expect(net.precision).toBe('single')
})

test.each([
  ['a network without monitors', () => npz(new Network()), 'the network has no monitor that keeps'],
  ['an array without name', () => npz([1, 2] as never), 'npz({ spikes }), not npz(spikes)'],
  ['a path that leads elsewhere', () => npz({ '../x': [1] }), '"../x" cannot be the name'],
  ['an empty name', () => npz({ '': [1] }), '"" cannot be the name'],
  [
    'two arrays of one name',
    () =>
      npz({
        'a.i': [1],
        a: { columns: () => [{ name: 'i', unit: '1', type: 'integer', values: Int32Array.of(1) }] },
      }),
    'two arrays of the archive would be called a.i',
  ],
])('refused: %s', (_, make, message) => {
  expect(make).toThrow(message)
})

const hasNumpy = spawnSync('python3', ['-c', 'import numpy']).status === 0

test.runIf(hasNumpy)('NumPy reads what was written', async () => {
  const { net, spikes } = await recorded()
  const folder = mkdtempSync(join(tmpdir(), 'rheobase-'))
  try {
    writeFileSync(join(folder, 'run.npz'), npz(net))
    const script = `
import numpy, json
run = numpy.load('run.npz')
print(json.dumps([run['spikes.t'].tolist(), run['traces.high'].dtype.name, list(run['traces.k'].shape), dict(run['units'].tolist())['traces.v']]))`
    const { stdout, stderr } = spawnSync('python3', ['-c', script], { cwd: folder, encoding: 'utf8' })
    expect(stderr).toBe('')
    expect(JSON.parse(stdout)).toEqual([Array.from(spikes.t.values), 'bool', [2, 12], 'volt'])
  } finally {
    rmSync(folder, { recursive: true })
  }
})
