import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Hz, mV, ms, Network, RheobaseError } from 'rheobase'
import { checksum } from './checksum.js'

const TARGETS = ['js', 'wasm'] as const

/** A network with something of everything that a snapshot holds: noise, delays, queues, clocks, generators, monitors. */
function build(target: 'js' | 'wasm' = 'js') {
  const net = new Network({ target, seed: 11, dt: ms(0.1), onMessage: () => undefined })
  const cells = net.neuronGroup(
    20,
    'dv/dt = (20*mV - v)/(10*ms) + 3*mV*xi/sqrt(10*ms) : volt (unless refractory)\nk : integer\nb : boolean\nshared : 1 (shared)',
    { threshold: 'v > 15*mV', reset: 'v = 0*mV; k += 1', refractory: ms(2), method: 'euler', name: 'cells' },
  )
  cells.v.set('15*mV*rand()')
  cells.b.set('i % 2 == 0')
  const noise = net.poissonGroup(10, Hz(200), { name: 'noise', dt: ms(0.2) })
  const given = net.spikeGenerator(3, [0, 1, 2], ms([1, 4, 9]), { period: ms(10), name: 'given' })
  const drive = net.synapses(noise, cells, { onPre: 'v_post += 1*mV', name: 'drive' })
  drive.connect({ p: 0.3 })
  drive.delay.set('4*ms*rand()')
  const plastic = net.synapses(cells, cells, {
    equations: 'w : volt\ndx/dt = -x/(5*ms) : 1 (event-driven)',
    onPre: 'v_post += w; x += 1; w += 0.01*mV*rand()',
    onPost: 'w *= 1 - 0.01*x',
    delay: ms(3),
    name: 'plastic',
  })
  plastic.connect({ condition: 'i != j', p: 0.2 })
  plastic.w.set(mV(0.5))
  const fed = net.synapses(given, cells, { onPre: 'v_post += 5*mV', name: 'fed' })
  fed.connect({ j: 'i' })
  const spikes = net.spikeMonitor(cells, { variables: ['v'], name: 'spikes' })
  const states = net.stateMonitor(cells, ['v', 'k'], { record: [0, 3], dt: ms(0.5), name: 'states' })
  const last = net.stateMonitor(cells, 'v', { record: [1], keep: { last: 7 }, name: 'last' })
  const rate = net.populationRateMonitor(cells, { name: 'rate' })
  const read = (): unknown => ({
    t: net.t.in(ms),
    v: cells.v.values(),
    k: cells.k.values(),
    w: plastic.w.values(),
    x: plastic.x.values(),
    spikes: [spikes.i, spikes.t.in(ms), spikes.values('v').values],
    counts: spikes.countOfEach(),
    states: [states.trace('v', 0), states.trace('k', 3), states.t.in(ms)].map(String),
    last: String(last.trace('v', 1)),
    rate: rate.rate.in(Hz),
  })
  return { net, cells, plastic, read }
}

describe.each(TARGETS)('on the target %s', target => {
  test('another network goes on from the bytes of a first one, with the same bits', async () => {
    const first = build(target)
    await first.net.run(ms(7.3))
    first.net.store('middle')
    const bytes = first.net.snapshotBytes()
    await first.net.run(ms(8))
    const second = build(target === 'js' ? 'wasm' : 'js')
    expect(second.net.addSnapshots(bytes)).toEqual(['middle'])
    second.net.restore('middle', { randomState: true })
    expect(second.net.t.in(ms)).toBeCloseTo(7.3, 12)
    await second.net.run(ms(8))
    expect(second.read()).toEqual(first.read())
  })

  test('without the random state other numbers follow', async () => {
    const first = build(target)
    await first.net.run(ms(7))
    first.net.store()
    const second = build(target)
    second.net.addSnapshots(first.net.snapshotBytes())
    second.net.restore()
    await Promise.all([first.net.run(ms(8)), second.net.run(ms(8))])
    expect(second.read()).not.toEqual(first.read())
  })
})

test('before any run and after several the bytes hold the state', async () => {
  const first = build()
  first.net.store('start')
  await first.net.run(ms(3))
  first.net.store('later')
  const second = build()
  second.net.addSnapshots(first.net.snapshotBytes())
  second.net.restore('later', { randomState: true })
  expect(second.read()).toEqual(first.read())
  second.net.restore('start', { randomState: true })
  await second.net.run(ms(3))
  expect(second.read()).toEqual(first.read())
})

test('bytes hold several snapshots; a name that is there is replaced, others stay', async () => {
  const { net } = build()
  net.store('a')
  const early = net.snapshotBytes('a')
  await net.run(ms(1))
  net.store('a')
  net.store('b')
  const both = net.snapshotBytes()
  expect(net.addSnapshots(early)).toEqual(['a'])
  net.restore('a')
  expect(net.t.in(ms)).toBe(0)
  net.restore('b')
  expect(net.t.in(ms)).toBeCloseTo(1, 12)
  expect(net.addSnapshots(both)).toEqual(['a', 'b'])
  expect(() => net.snapshotBytes('c')).toThrow(/nothing was stored under "c"\. There is: a, b\./)
})

test('synapses come from the bytes, even where the program has not connected them', async () => {
  const make = (connects: boolean) => {
    const net = new Network({ seed: 1 })
    const group = net.neuronGroup(5, 'v : 1', { threshold: 'i == 0 and t < 0.05*ms', name: 'G' })
    const synapses = net.synapses(group, group, { equations: 'w : 1', onPre: 'v_post += w', name: 'S' })
    if (connects) {
      synapses.connect({ j: 'i + 1', skipIfInvalid: true })
      synapses.w.set('1 + i')
      synapses.delay.set('0.2*ms*(1 + i)')
    }
    return { net, group, synapses }
  }
  const first = make(true)
  await first.net.run(ms(0.1))
  first.net.store()
  const second = make(false)
  second.net.addSnapshots(first.net.snapshotBytes())
  second.net.restore()
  expect(second.synapses.size).toBe(4)
  await second.net.run(ms(1))
  expect([...second.group.v.values()]).toEqual([0, 1, 0, 0, 0])
})

describe('refused, with nothing changed', () => {
  const refusal = (restore: () => void): RheobaseError => {
    try {
      restore()
    } catch (error) {
      if (error instanceof RheobaseError) return error
      throw error
    }
    throw new Error('it was accepted')
  }
  const stored = async (equations: string, n = 3): Promise<Uint8Array> => {
    const net = new Network()
    net.neuronGroup(n, equations, { name: 'G' })
    await net.run(ms(1))
    net.store()
    return net.snapshotBytes()
  }
  const restored = (bytes: Uint8Array, equations: string, partial = false) => {
    const net = new Network()
    const group = net.neuronGroup(3, equations, { name: 'G' })
    group.state('v').set(7)
    net.addSnapshots(bytes)
    const error = partial
      ? undefined
      : refusal(() => {
          net.restore()
        })
    if (partial) net.restore('default', { partial })
    return { error, net, v: [...group.state('v').values()] }
  }

  test('another size', async () => {
    const { error, v, net } = restored(await stored('v : 1', 4), 'v : 1')
    expect(error).toMatchObject({ kind: 'value', code: 'snapshot-does-not-fit' })
    expect(error?.message).toMatch(/`G`: another number of elements: 3 now, 4 in the snapshot, .* v\./)
    expect(v).toEqual([7, 7, 7])
    expect(net.t.in(ms)).toBe(0)
  })

  test('a variable that the snapshot does not have, unless that is allowed', async () => {
    const bytes = await stored('v : 1')
    const { error, v } = restored(bytes, 'v : 1\nw : 1')
    expect(error?.message).toMatch(/`G\.w`: not in the snapshot.*partial: true/s)
    expect(v).toEqual([7, 7, 7])
    expect(restored(bytes, 'v : 1\nw : 1', true).v).toEqual([0, 0, 0])
  })

  test('other objects', async () => {
    const net = new Network()
    net.neuronGroup(3, 'v : 1', { name: 'H' })
    net.addSnapshots(await stored('v : 1'))
    expect(
      refusal(() => {
        net.restore()
      }).message,
    ).toMatch(/No longer in the network: G\.\s*Not in the snapshot: H\./)
  })

  test.each<[string, (bytes: Uint8Array) => unknown, string]>([
    ['no bytes', () => 'text', 'not-bytes'],
    ['nothing', () => new Uint8Array(0), 'not-a-snapshot'],
    ['something else', bytes => bytes.map(byte => byte ^ 1), 'not-a-snapshot'],
    ['a newer version', bytes => bytes.map((byte, k) => (k === 8 ? 9 : byte)), 'unknown-snapshot-version'],
    ['a file that was cut', bytes => bytes.subarray(0, bytes.length - 8), 'damaged-snapshot'],
    ['a cut header', bytes => bytes.subarray(0, 30), 'damaged-snapshot'],
    [
      'a changed byte',
      bytes => bytes.map((byte, k) => (k === bytes.length - 1 ? byte ^ 4 : byte)),
      'damaged-snapshot',
    ],
  ])('%s', async (_, change, code) => {
    const net = new Network()
    const bytes = change(await stored('v : 1'))
    expect(refusal(() => net.addSnapshots(bytes as Uint8Array)).code).toBe(code)
  })
})

/** Bytes with another header and a checksum that fits. */
function forged(bytes: Uint8Array, change: (header: string) => string): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  const length = view.getUint32(12, true)
  const start = 24 + Math.ceil(length / 8) * 8
  const header = new TextEncoder().encode(change(new TextDecoder().decode(bytes.subarray(24, 24 + length))))
  const padded = Math.ceil(header.length / 8) * 8
  const result = new Uint8Array(24 + padded + bytes.length - start).fill(0x20)
  result.set(bytes.subarray(0, 24))
  result.set(header, 24)
  result.set(bytes.subarray(start), 24 + padded)
  const other = new DataView(result.buffer)
  other.setUint32(12, header.length, true)
  other.setUint32(16, checksum(result.subarray(24)), true)
  return result
}

test('a forged header is refused or does something harmless, never anything else', async () => {
  const { net } = build()
  await net.run(ms(3))
  net.store()
  const bytes = net.snapshotBytes()
  const values = ['-1', '1e99', 'null', '"text"', '[]', '{"__proto__": 1}', '2147483648', 'true', '0.5']
  await fc.assert(
    fc.asyncProperty(fc.nat(), fc.constantFrom(...values), async (at, value) => {
      const evil = forged(bytes, header => {
        const places = [...header.matchAll(/(?<=[:[,])(?:-?\d[\d.e+-]*|true|false|null|"[^"]*")/g)]
        const place = places[at % places.length]
        return place === undefined
          ? header
          : header.slice(0, place.index) + value + header.slice(place.index + place[0].length)
      })
      const victim = build()
      try {
        victim.net.addSnapshots(evil)
        victim.net.restore()
        await victim.net.run(ms(0.5))
      } catch (error) {
        expect(error).toBeInstanceOf(RheobaseError)
      }
    }),
    { numRuns: 60, seed: 3 },
  )
})

test('the checksum is that of ISO 3309', () => {
  expect(checksum(new TextEncoder().encode('123456789'))).toBe(0xcbf43926)
})
