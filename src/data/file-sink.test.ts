import { tableFromIPC } from '@uwdata/flechette'
import { spawnSync } from 'node:child_process'
import {
  closeSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ROOT } from '../../scripts/run-tool.js'
import { ensureBuild } from '../../scripts/up-to-date-build.js'
import { Network } from '../network/network.js'
import type { NetworkOptions } from '../network/network-options.js'
import type { PopulationRateMonitor } from '../network/population-rate-monitor.js'
import type { SpikeMonitor } from '../network/spike-monitor.js'
import type { StateMonitor } from '../network/state-monitor.js'
import { ms } from '../units/units.js'
import { plot } from '../plot/index.js'
import { csv } from './csv.js'
import { fileSink } from './file-sink.js'
import { npz } from './npz.js'

const folder = mkdtempSync(join(tmpdir(), 'rheobase-'))
afterAll(() => {
  rmSync(folder, { recursive: true })
})
beforeAll(async () => {
  expect(await ensureBuild()).toBe(0)
}, 300_000)

interface Pair {
  readonly net: Network
  readonly spikes: SpikeMonitor
  readonly traces: StateMonitor
  readonly rates: PopulationRateMonitor
}

/** A network whose monitors write to files, beside monitors that keep the same. */
function written(kind: string, name: string, options: NetworkOptions = {}): Pair {
  const net = new Network({ seed: 2, ...options })
  const cells = net.neuronGroup(50, 'dv/dt = (1.5 - v)/(5*ms) : 1\nhigh = v > 0.5 : boolean\nk : integer', {
    threshold: 'v > 1',
    reset: 'v = rand()*0.5; k += 1',
    method: 'exact',
  })
  cells.v.set('rand()')
  const sink = (what: string) => ({ to: fileSink(join(folder, name, `${what}.${kind}`)) })
  net.spikeMonitor(cells, { variables: ['v'], name: 'written_spikes', ...sink('spikes') })
  net.stateMonitor(cells, ['v', 'high', 'k'], {
    record: [4, 7, 9],
    name: 'written_traces',
    ...sink('traces'),
  })
  net.populationRateMonitor(cells, { name: 'written_rates', ...sink('rates') })
  const spikes = net.spikeMonitor(cells, { variables: ['v'] })
  const traces = net.stateMonitor(cells, ['v', 'high', 'k'], { record: [4, 7, 9] })
  const rates = net.populationRateMonitor(cells)
  return { net, spikes, traces, rates }
}
const file = (name: string, what: string): string => join(folder, name, what)

test('lines of CSV are those that csv() gives, after every run', async () => {
  const { net, spikes, traces, rates } = written('csv', 'csv')
  await net.run(ms(0))
  expect(readFileSync(file('csv', 'spikes.csv'), 'utf8')).toBe('i,t (second),v\n')
  for (let run = 0; run < 2; run++) {
    await net.run(ms(20))
    expect(readFileSync(file('csv', 'spikes.csv'), 'utf8')).toBe(csv(spikes))
    expect(readFileSync(file('csv', 'traces.csv'), 'utf8')).toBe(csv(traces))
    expect(readFileSync(file('csv', 'rates.csv'), 'utf8')).toBe(csv(rates))
  }
})

test('batches of Arrow are one table, after every run', async () => {
  const { net, spikes, traces, rates } = written('arrows', 'arrows')
  for (let run = 0; run < 2; run++) {
    await net.run(ms(20))
    for (const [name, monitor] of [
      ['spikes', spikes],
      ['traces', traces],
      ['rates', rates],
    ] as const) {
      const table = tableFromIPC(readFileSync(file('arrows', `${name}.arrows`)))
      for (const { name, type, values, unit } of monitor.columns()) {
        const column = Array.from(table.getChild(name).toArray() as Iterable<number | boolean>)
        expect(column).toEqual(Array.from(values, value => (type === 'boolean' ? value !== 0 : value)))
        expect(table.schema.fields.find(field => field.name === name)?.metadata.get('unit')).toBe(unit)
      }
    }
  }
})

/** Reads the header of an array with fields, with nothing of what writes it. */
function fieldsOf(path: string): { readonly descr: string; readonly rows: number; readonly start: number } {
  const bytes = readFileSync(path).subarray(0, 4096)
  const start = 10 + bytes.readUInt16LE(8)
  const header = bytes.subarray(10, start).toString()
  const [, descr = '', rows] =
    /'descr': (\[.*\]), 'fortran_order': False, 'shape': \((\d+),\)/.exec(header) ?? []
  return { descr, rows: Number(rows), start }
}

test('an array of NumPy has a row for each spike and sample, singles where the network has them', async () => {
  const { net, spikes, traces } = written('npy', 'npy', { precision: 'single' })
  for (let run = 0; run < 2; run++) {
    await net.run(ms(20))
    const events = fieldsOf(file('npy', 'spikes.npy'))
    expect(events.descr).toBe("[('i', '<i4'), ('t', '<f8'), ('v', '<f4')]")
    expect(events.rows).toBe(spikes.count)
    expect(events.start % 64).toBe(0)
    const bytes = readFileSync(file('npy', 'spikes.npy')).subarray(events.start)
    expect(bytes).toHaveLength(16 * events.rows)
    const row = events.rows - 1
    expect([
      bytes.readInt32LE(16 * row),
      bytes.readDoubleLE(16 * row + 4),
      bytes.readFloatLE(16 * row + 12),
    ]).toEqual([spikes.i[row], spikes.t.values[row], spikes.values('v').values[row]])
    const samples = fieldsOf(file('npy', 'traces.npy'))
    expect(samples.descr).toBe(
      "[('t', '<f8'), ('v', '<f4', (3,)), ('high', '|b1', (3,)), ('k', '<i4', (3,))]",
    )
    expect(samples.rows).toBe(traces.samples)
    const last = readFileSync(file('npy', 'traces.npy')).subarray(-(8 + 12 + 3 + 12))
    expect(last.readDoubleLE(0)).toBe(traces.t.values.at(-1))
    expect(last.readFloatLE(8 + 4)).toBe(traces.trace('v', 7).values.at(-1))
    expect(last.readUInt8(8 + 12 + 1)).toBe(traces.trace('high', 7).values.at(-1))
    expect(last.readInt32LE(8 + 12 + 3 + 4)).toBe(traces.trace('k', 7).values.at(-1))
  }
})

const hasNumpy = spawnSync('python3', ['-c', 'import numpy']).status === 0

test.runIf(hasNumpy)('NumPy maps the file into memory', async () => {
  const { net, traces } = written('npy', 'mapped')
  await net.run(ms(20))
  const script = `
import numpy
rows = numpy.load('traces.npy', mmap_mode='r')
print(rows['v'].shape, repr(float(rows['v'][-1, 1])), rows['high'].dtype)`
  const { stdout, stderr } = spawnSync('python3', ['-c', script], {
    cwd: file('mapped', ''),
    encoding: 'utf8',
  })
  expect(stderr).toBe('')
  expect(stdout.trim()).toBe(`(200, 3) ${String(traces.trace('v', 7).values.at(-1))} bool`)
})

test('a monitor of the rate counts the steps that it writes, and keeps none', async () => {
  const net = new Network({ seed: 2 })
  const cells = net.neuronGroup(5, 'dv/dt = (1.5 - v)/(5*ms) : 1', { threshold: 'v > 1', reset: 'v = 0' })
  const path = join(folder, 'rate.npy')
  const rates = net.populationRateMonitor(cells, { to: fileSink(path) })
  await net.run(ms(20))
  expect([rates.samples, rates.streamsTo]).toEqual([200, path])
  expect(fieldsOf(path)).toMatchObject({ descr: "[('t', '<f8'), ('rate', '<f8')]", rows: 200 })
  expect(() => rates.rate).toThrow(`they went to ${path} while the network ran`)
  expect(() => plot(net)).toThrow('no monitor that recorded something to draw')
  expect(() => npz(net)).toThrow('no monitor that keeps what it records')
  expect(() => net.populationRateMonitor(cells, { to: path as never })).toThrow('not the text "')
})

test('refused: other kinds of files, and a file that two monitors would share', async () => {
  expect(() => fileSink('spikes.npz')).toThrow('.npy, .csv, .arrows, not to "spikes.npz". Did you mean .npy?')
  expect(() => fileSink('spikes.arrow')).toThrow('Did you mean .arrows?')
  expect(() => fileSink('toString')).toThrow('not to "toString"')
  const net = new Network()
  const cells = net.neuronGroup(1, 'v : 1')
  const to = fileSink(join(folder, 'shared.npy'))
  net.stateMonitor(cells, 'v', { record: true, to, name: 'first' })
  net.stateMonitor(cells, 'v', { record: true, to, name: 'second' })
  await expect(net.run(ms(1))).rejects.toThrow(
    'has the rows of another monitor already: give `second` a file of its own',
  )
})

const [STEPS, CELLS] = [10_000, 4000]
/** Resident memory that Node needs with nothing but a small network, with room for machines that need more. */
const MOST_BYTES = 200 * 2 ** 20

test('a process records more than it can hold: 320 MB through a heap of 64 MB and a network of 32 MB', () => {
  const script = join(folder, 'long.mjs')
  const path = join(folder, 'long.npy')
  writeFileSync(
    script,
    `import { Network, ms } from ${JSON.stringify(pathToFileURL(join(ROOT, 'dist/index.js')).href)}
import { fileSink } from ${JSON.stringify(pathToFileURL(join(ROOT, 'dist/data/node.js')).href)}
const net = new Network({ memoryLimit: ${String(32 * 2 ** 20)}, threads: 1 })
const cells = net.neuronGroup(${String(CELLS)}, 'dx/dt = (i + 1)/ms : 1', { method: 'euler' })
const monitor = net.stateMonitor(cells, 'x', { record: true, to: fileSink(${JSON.stringify(path)}) })
await net.run(ms(${String(STEPS / 10)}))
console.log(JSON.stringify([monitor.samples, process.resourceUsage().maxRSS * 1024]))`,
  )
  const { stdout, stderr } = spawnSync(process.execPath, ['--max-old-space-size=64', script], {
    encoding: 'utf8',
  })
  expect(stderr).toBe('')
  const [samples, bytes] = JSON.parse(stdout) as [number, number]
  expect(samples).toBe(STEPS)
  expect(statSync(path).size).toBeGreaterThan(8 * STEPS * CELLS)
  expect(bytes).toBeLessThan(MOST_BYTES)
  // Every row, a piece at a time: the same sums as the engine made, in the same order.
  const { start, rows } = headOf(path)
  expect(rows).toBe(STEPS)
  const row = new Float64Array(1 + CELLS)
  const expected = new Float64Array(CELLS)
  const handle = openSync(path, 'r')
  let wrong = 0
  for (let step = 0; step < STEPS; step++) {
    readSync(handle, row, 0, row.byteLength, start + step * row.byteLength)
    if (row[0] !== step * 1e-4) wrong++
    for (let k = 0; k < CELLS; k++) {
      if (row[1 + k] !== expected[k]) wrong++
      expected[k] = (expected[k] ?? NaN) + (k + 1) * ((1 / 1e-3) * 1e-4)
    }
  }
  closeSync(handle)
  expect(wrong).toBe(0)
}, 60_000)

function headOf(path: string): { readonly rows: number; readonly start: number } {
  const bytes = Buffer.alloc(4096)
  const handle = openSync(path, 'r')
  readSync(handle, bytes)
  closeSync(handle)
  const start = 10 + bytes.readUInt16LE(8)
  return { start, rows: Number(/'shape': \((\d+),\)/.exec(bytes.toString('latin1'))?.[1]) }
}
