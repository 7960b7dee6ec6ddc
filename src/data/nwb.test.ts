import h5wasm, { Dataset, Group } from 'h5wasm'
import { expect, test, vi } from 'vitest'
import { Network } from '../network/network.js'
import { ms } from '../units/units.js'
import { nwbMistakes } from './nwb-schema.test-support.js'
import { nwb } from './nwb.js'
import { recorded } from './recorded.test-support.js'

let opened = 0

/** Reads bytes with the package alone. */
async function open(bytes: Uint8Array): Promise<Group> {
  const { FS } = await h5wasm.ready
  const name = `read-${String(opened++)}.nwb`
  FS.writeFile(name, bytes)
  return new h5wasm.File(name, 'r')
}
const dataset = (root: Group, path: string): Dataset => root.get(path) as Dataset
const list = (root: Group, path: string): unknown[] =>
  Array.from(dataset(root, path).value as ArrayLike<unknown>)
const object = (root: Group, path: string): Group | Dataset => {
  const found = root.get(path)
  if (found instanceof Group || found instanceof Dataset) return found
  throw new Error(`there is no ${path}`)
}
const attribute = (root: Group, path: string, name: string): unknown => object(root, path).attrs[name]?.value

test('a file has what the schema asks for, and all that was recorded', async () => {
  const { net, spikes, traces, rate, counts, statistics } = await recorded()
  const root = await open(
    await nwb(net, {
      sessionDescription: 'four cells',
      identifier: 'four-1',
      sessionStartTime: new Date('2026-03-01T12:00:00Z'),
      experimenter: ['Doe, Jane'],
      lab: 'σ-lab',
      keywords: ['cells', 'four'],
      script: { name: 'four.ts', text: 'net.run()' },
    }),
  )
  expect(nwbMistakes(root)).toEqual([])
  expect(root.attrs['nwb_version']?.value).toBe('2.7.0')
  for (const [path, text] of [
    ['session_description', 'four cells'],
    ['identifier', 'four-1'],
    ['session_start_time', '2026-03-01T12:00:00.000Z'],
    ['timestamps_reference_time', '2026-03-01T12:00:00.000Z'],
    ['general/lab', 'σ-lab'],
    ['general/source_script', 'net.run()'],
  ] as const)
    expect(dataset(root, path).value).toBe(text)
  expect(list(root, 'general/keywords')).toEqual(['cells', 'four'])
  expect(attribute(root, 'general/source_script', 'file_name')).toBe('four.ts')

  const ends = list(root, 'units/spike_times_index') as number[]
  const trains = ends.map((end, row) => list(root, 'units/spike_times').slice(ends[row - 1] ?? 0, end))
  expect(trains).toEqual([...spikes.trains().map(({ values }) => Array.from(values)), [], []])
  expect(list(root, 'units/monitor')).toEqual([...Array<string>(4).fill('spikes'), 'silent', 'silent'])
  expect(list(root, 'units/neuron')).toEqual([0, 1, 2, 3, 0, 1])
  const voltages = list(root, 'units/spikes.v_index') as number[]
  expect(voltages).toEqual([...ends.slice(0, 4), ends[3], ends[3]])
  expect(list(root, 'units/spikes.v').slice(0, ends[0])).toEqual(
    Array.from(spikes.valuesOfEach('v')[0]?.values ?? []),
  )

  const data = dataset(root, 'acquisition/traces.v/data')
  expect(data.shape).toEqual([12, 2])
  expect(list(root, 'acquisition/traces.v/data').filter((_, k) => k % 2 === 1)).toEqual(
    Array.from(traces.trace('v', 2).values),
  )
  expect(attribute(root, 'acquisition/traces.v/data', 'unit')).toBe('volts')
  expect(attribute(root, 'acquisition/traces.v/starting_time', 'rate')).toBe(10000)
  expect(attribute(root, 'acquisition/traces.v', 'comments')).toBe('elements, a column for each: 0, 2')
  expect(dataset(root, 'acquisition/traces.high/data').dtype).toBe('<B')
  expect(dataset(root, 'acquisition/traces.k/data').dtype).toBe('<i')
  expect(list(root, 'acquisition/rate.rate/data')).toEqual(Array.from(rate.rate.values))
  expect(attribute(root, 'acquisition/rate.rate/data', 'unit')).toBe('hertz')
  expect(list(root, 'analysis/counts/count')).toEqual(Array.from(counts.countOfEach()))
  expect(list(root, 'analysis/statistics/v_mean')).toEqual(
    Array.from(statistics.mean('v').values as Float64Array),
  )
})

test('recordings of nothing, of one sample, with gaps, and large ones that are compressed', async () => {
  const net = new Network()
  const cells = net.neuronGroup(100, 'dv/dt = 1/ms : 1', {
    threshold: 'v > 1000',
    reset: 'v = 0',
    method: 'euler',
  })
  net.spikeMonitor(cells, { name: 'never' })
  const gaps = net.stateMonitor(cells, 'v', { record: [5], times: ms([1, 2, 9]), name: 'gaps' })
  const large = net.stateMonitor(cells, 'v', { record: true, name: 'large' })
  const before = await open(await nwb(net))
  expect(nwbMistakes(before)).toEqual([])
  expect(dataset(before, 'acquisition/large.v/data').shape).toEqual([0, 100])
  await net.run(ms(10))
  const root = await open(await nwb([gaps, large]))
  expect(nwbMistakes(root)).toEqual([])
  expect(root.get('units')).toBeNull()
  expect(list(root, 'acquisition/gaps.v/timestamps')).toEqual(Array.from(gaps.t.values))
  expect(list(root, 'acquisition/large.v/data').slice(-100)).toEqual(
    large.in('v', ms(1).dividedBy(ms(1))).map(trace => trace.at(-1)),
  )
  expect(attribute(root, 'acquisition/large.v', 'comments')).toBe('elements, a column for each: 0-99')
  expect(attribute(root, 'acquisition/large.v/data', 'unit')).toBe('n/a')
})

test('the mistakes that the check of this test is for are found', async () => {
  const { net } = await recorded()
  const bytes = await nwb(net)
  const { FS } = await h5wasm.ready
  FS.writeFile('spoilt.nwb', bytes)
  const file = new h5wasm.File('spoilt.nwb', 'a')
  object(file, 'acquisition/traces.v/data').delete_attribute('unit')
  object(file, 'units').delete_attribute('colnames')
  object(file, 'units').create_attribute('colnames', ['monitor'])
  file.delete_attribute('nwb_version')
  expect(nwbMistakes(file)).toEqual([
    '/ (NWBFile) has no attribute nwb_version',
    '/acquisition/traces.v (TimeSeries) has data without unit',
    '/units (Units) names monitor, but has monitor,neuron,spike_times,spikes.v',
  ])
  file.close()
})

test('refused: what is no monitor, two of one name, wrong options, and a network without monitors', async () => {
  const { spikes } = await recorded()
  const { spikes: namesake } = await recorded()
  await expect(nwb([spikes, namesake])).rejects.toThrow('two of the monitors are called `spikes`')
  await expect(nwb({} as never)).rejects.toThrow('made of a network or of monitors, not of an object')
  await expect(nwb(new Network())).rejects.toThrow('the network has no monitor that keeps')
  await expect(nwb(spikes, { identifer: 'a' } as never)).rejects.toThrow('Did you mean `identifier`?')
  await expect(nwb(spikes, { sessionStartTime: new Date('yesterday') })).rejects.toThrow(
    'sessionStartTime must be a Date',
  )
  await expect(nwb(spikes, { hdf5: 'h5wasm' })).rejects.toThrow('`hdf5` is the module h5wasm')
})

test('the module can be handed over, and without the package the error says so', async () => {
  const { spikes } = await recorded()
  const handed = await nwb(spikes, { hdf5: h5wasm })
  expect(nwbMistakes(await open(handed))).toEqual([])
  vi.doMock('h5wasm', () => {
    throw new Error('not there')
  })
  try {
    await expect(nwb(spikes)).rejects.toThrow(/optional package h5wasm.* hand it over/s)
  } finally {
    vi.doUnmock('h5wasm')
  }
})

test('what has no room in the memory of the package is told as that, and leaves nothing behind', async () => {
  const { spikes } = await recorded()
  const [closed, gone]: [string[], string[]] = [[], []]
  class Full {
    readonly name: string
    constructor(name: string) {
      this.name = name
    }
    create_attribute(): void {
      throw new Error('ErrnoError: Success')
    }
    close(): void {
      closed.push(this.name)
    }
  }
  const FS = { unlink: (name: string) => gone.push(name) }
  const written = nwb(spikes, { hdf5: { ready: Promise.resolve({ FS }), File: Full } })
  await expect(written).rejects.toThrow('has room for about 2 GiB')
  await expect(written).rejects.toMatchObject({ code: 'file-not-written' })
  expect(closed).toHaveLength(1)
  expect(gone).toEqual(closed)
})
