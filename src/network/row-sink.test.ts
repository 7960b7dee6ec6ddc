import { expect, test } from 'vitest'
import { ms } from '../units/units.js'
import type { RowLayout, Rows, RowSink } from '../runtime/row-sink.js'
import { Network } from './network.js'
import type { NetworkOptions } from './network-options.js'
import type { SpikeMonitor } from './spike-monitor.js'
import type { StateMonitor } from './state-monitor.js'

/** Keeps what it gets; with a delay, it takes its time for every piece. */
class Collected implements RowSink {
  readonly place = 'the list of a test'
  readonly layouts: RowLayout[] = []
  readonly pieces: Rows[] = []
  readonly calls: string[] = []
  readonly #isSlow: boolean
  underWay = 0
  most = 0

  constructor(isSlow = false) {
    this.#isSlow = isSlow
  }
  begin(layout: RowLayout): void {
    this.layouts.push(layout)
    this.calls.push('begin')
  }
  write(rows: Rows): void | Promise<void> {
    this.calls.push('write')
    if (!this.#isSlow) {
      this.pieces.push(rows)
      return
    }
    this.most = Math.max(this.most, ++this.underWay)
    return new Promise(resolve => {
      setTimeout(() => {
        this.underWay--
        this.pieces.push(rows)
        resolve()
      }, 1)
    })
  }
  flush(): void {
    this.calls.push('flush')
  }
  close(): void {
    this.calls.push('close')
  }
  column(name: string): number[] {
    const place = this.layouts[0]?.fields.findIndex(field => field.name === name) ?? -1
    return this.pieces.flatMap(({ values }) => Array.from(values[place] ?? []))
  }
}

interface Streamed {
  readonly net: Network
  readonly kept: { readonly spikes: SpikeMonitor; readonly traces: StateMonitor }
  readonly written: { readonly spikes: SpikeMonitor; readonly traces: StateMonitor }
}

function streamed(spikes: RowSink, traces: RowSink, options: NetworkOptions = {}): Streamed {
  const net = new Network({ seed: 5, ...options })
  const cells = net.neuronGroup(300, 'dv/dt = (1.5 - v)/(5*ms) : 1\nhigh = v > 0.5 : boolean\nk : integer', {
    threshold: 'v > 1',
    reset: 'v = rand()*0.5; k += 1',
    method: 'exact',
  })
  cells.v.set('rand()')
  const part = cells.slice(10, 300)
  return {
    net,
    kept: {
      spikes: net.spikeMonitor(cells, { variables: ['v'] }),
      traces: net.stateMonitor(part, ['v', 'high', 'k'], { record: true }),
    },
    written: {
      spikes: net.spikeMonitor(cells, { variables: ['v'], to: spikes, name: 'spikes' }),
      traces: net.stateMonitor(part, ['v', 'high', 'k'], { record: true, to: traces, name: 'traces' }),
    },
  }
}

test.each([
  ['wasm', { target: 'wasm' }, false],
  ['js', { target: 'js' }, false],
  ['single precision', { precision: 'single' }, false],
  ['two threads', { threads: 2 }, false],
  ['a sink that takes its time', {}, true],
] as const)(
  'rows that are written are those that would be kept, bit for bit: %s',
  async (_, options, isSlow) => {
    const [spikes, traces] = [new Collected(isSlow), new Collected(isSlow)]
    const { net, kept, written } = streamed(spikes, traces, options)
    await net.run(ms(80))
    await net.run(ms(30))
    expect(spikes.column('t')).toEqual(Array.from(kept.spikes.t.values))
    expect(spikes.column('i')).toEqual(Array.from(kept.spikes.i))
    expect(spikes.column('v')).toEqual(Array.from(kept.spikes.values('v').values))
    expect(traces.column('t')).toEqual(Array.from(kept.traces.t.values))
    const samples = kept.traces.samples
    for (const name of ['v', 'high', 'k']) {
      const { shape, values } = kept.traces.matrix(name)
      const rows = traces.column(name)
      const [width] = shape
      expect(rows).toHaveLength(values.length)
      expect(
        rows.every((value, k) => Object.is(value, values[(k % width) * samples + Math.floor(k / width)])),
      ).toBe(true)
    }
    expect([written.spikes.count, written.traces.samples]).toEqual([kept.spikes.count, 1100])
    expect(written.spikes.countOfEach()).toEqual(kept.spikes.countOfEach())
    // 290 elements and three variables fill their buffers several times.
    expect(traces.pieces.length).toBeGreaterThan(3)
    expect(Math.max(spikes.most, traces.most)).toBeLessThanOrEqual(1)
    expect(traces.calls.filter(call => call !== 'write')).toEqual(['begin', 'flush', 'flush'])
    expect(traces.calls.at(-1)).toBe('flush')
    const precision = net.precision
    expect(traces.layouts).toEqual([
      {
        monitor: 'traces',
        elements: Int32Array.from({ length: 290 }, (_, k) => k),
        fields: [
          { name: 't', unit: 'second', type: 'float', precision: 'double' },
          { name: 'v', unit: '1', type: 'float', precision, width: 290 },
          { name: 'high', unit: '1', type: 'boolean', precision: 'double', width: 290 },
          { name: 'k', unit: '1', type: 'integer', precision: 'double', width: 290 },
        ],
      },
    ])
    net.dispose()
    expect(traces.calls.at(-1)).toBe('close')
  },
)

test('who asks for rows that were written hears where they are; counts are there', async () => {
  const { net, written } = streamed(new Collected(), new Collected())
  let seen = 0
  net.networkOperation(() => (seen = written.traces.samples))
  await net.run(ms(5))
  // The last call comes before the last sample.
  expect(seen).toBe(49)
  const { spikes, traces } = written
  expect([spikes.keepsEvents, spikes.streamsTo, traces.streamsTo]).toEqual([
    false,
    'the list of a test',
    'the list of a test',
  ])
  for (const ask of [
    () => spikes.t,
    () => spikes.i,
    () => spikes.trains(),
    () => spikes.columns(),
    () => spikes.select('i < 3'),
    () => {
      spikes.clear()
    },
    () => traces.t,
    () => traces.trace('v', 3),
    () => traces.matrix('v'),
    () => traces.columns(),
    () => {
      traces.clear()
    },
    () => {
      traces.recordSingleTimestep()
    },
  ] as (() => unknown)[])
    expect(ask).toThrow('keeps no rows: they went to the list of a test while the network ran')
})

test.each([
  [{ to: 'spikes.npy' as never }, "such as fileSink('spikes.npy')"],
  [{ to: new Collected(), record: false }, '`to` does not go with record: false'],
])('refused for spikes: %o', (options, message) => {
  const net = new Network()
  const cells = net.neuronGroup(1, 'v : 1', { threshold: 'v > 1', reset: '' })
  expect(() => net.spikeMonitor(cells, options)).toThrow(message)
})

test.each(['statistics', { last: 5 }] as const)('refused for samples: keep %o', keep => {
  const net = new Network()
  const cells = net.neuronGroup(1, 'v : 1')
  expect(() =>
    net.stateMonitor(cells, 'v', { record: true, keep: keep as never, to: new Collected() }),
  ).toThrow('`to` does not go with this `keep`')
})

test.each([
  [
    'at once',
    () => {
      throw new Error('disk full')
    },
  ],
  ['later', () => Promise.reject(new Error('disk full'))],
])(
  'a sink that fails %s breaks the run off between two steps, and no later run hides the gap',
  async (_, write) => {
    const traces = new Collected()
    traces.write = write
    const { net, kept } = streamed(new Collected(), traces)
    await expect(net.run(ms(80))).rejects.toThrow('disk full')
    await expect(net.run(ms(10))).rejects.toThrow(
      '`traces` could not write all of its rows to the list of a test',
    )
    expect(kept.traces.samples).toBeGreaterThan(0)
  },
)

test('a run that is stopped, and one that an error ends, leave what was written complete', async () => {
  const spikes = new Collected(true)
  const { net, kept } = streamed(spikes, new Collected(true))
  const operation = net.networkOperation(t => {
    if (t.value > 0.0205) net.stop()
  })
  await net.run(ms(80))
  expect(spikes.column('t')).toEqual(Array.from(kept.spikes.t.values))
  operation.active = false
  net.networkOperation(() => {
    throw new Error('enough')
  })
  await expect(net.run(ms(1))).rejects.toThrow('enough')
  expect(spikes.calls.at(-1)).toBe('flush')
})

test('going back leaves written rows, and says so', async () => {
  const said: string[] = []
  const spikes = new Collected()
  const { net, kept, written } = streamed(spikes, new Collected(), {
    onMessage: ({ text }) => said.push(text),
  })
  await net.run(ms(20))
  net.store()
  await net.run(ms(20))
  net.restore()
  await net.run(ms(20))
  expect(said.filter(text => text.includes('stay there'))).toHaveLength(2)
  expect(spikes.column('t').length).toBeGreaterThan(kept.spikes.count)
  expect(written.spikes.count).toBe(kept.spikes.count)
})
