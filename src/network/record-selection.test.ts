import { describe, expect, test } from 'vitest'
import { Hz, mV, ms, Network, RheobaseError, DiagnosticError, type SpikeMonitor } from '../index.js'

/** Neuron k spikes every k + 2 steps of 1 ms. */
async function recorded(
  target: 'js' | 'wasm',
  duration = 20,
): Promise<{ spikes: SpikeMonitor; net: Network }> {
  const net = new Network({ dt: ms(1), target, namespace: { late: ms(10) }, onMessage: () => undefined })
  const group = net.neuronGroup(
    4,
    `dv/dt = 1*mV/(1*ms) : volt
     n : integer
     big : boolean`,
    { threshold: 'v > (i + 1.5)*mV', reset: 'v = 0*mV; n += 1; big = n > 2', method: 'euler', name: 'G' },
  )
  const spikes = net.spikeMonitor(group, { variables: ['v', 'n', 'big'], name: 'spikes' })
  await net.run(ms(duration))
  return { spikes, net }
}

describe.each(['js', 'wasm'] as const)('events by condition: %s', target => {
  test('the neurons, times and values of those for which it holds', async () => {
    const { spikes } = await recorded(target)
    const times = Array.from(spikes.t.in(ms))
    const neurons = Array.from(spikes.i)
    const chosen = spikes.select('i == 1 and t > 0.2*ms')
    const expected = neurons.flatMap((neuron, row) => (neuron === 1 ? [row] : []))
    expect(chosen.count).toBe(expected.length)
    expect(expected.length).toBeGreaterThan(3)
    expect(Array.from(chosen.t.in(ms))).toEqual(expected.map(row => times[row]))
    expect(Array.from(chosen.i)).toEqual(expected.map(() => 1))
    expect(Array.from(chosen.values('v').in(mV))).toEqual(expected.map(row => spikes.values('v').in(mV)[row]))
    expect(chosen.columns().map(({ name, values }) => [name, values.length])).toEqual(
      ['i', 't', 'v', 'n', 'big'].map(name => [name, expected.length]),
    )
  })

  test('integers, booleans, constants and functions', async () => {
    const { spikes } = await recorded(target)
    const rows = spikes.columns().find(({ name }) => name === 'n')?.values ?? []
    expect(spikes.select('n % 2 == 1').count).toBe(Array.from(rows).filter(n => n % 2 === 1).length)
    expect(spikes.select('big and not (i == 0)').values('big').values).toSatisfy(
      (values: ArrayLike<number>) => Array.from(values).every(value => value === 1),
    )
    const late = spikes.select('t >= late and exp(i) < 3').t.in(ms)
    expect(Math.min(...late)).toBeGreaterThanOrEqual(10)
    expect(spikes.select('i > 100').count).toBe(0)
  })

  test('more events than are looked at together, and a random part of them', async () => {
    const { spikes } = await recorded(target, 12000)
    expect(spikes.count).toBeGreaterThan(8192)
    const own = Array.from(spikes.i).filter(neuron => neuron === 3).length
    expect(spikes.select('i == 3').count).toBe(own)
    // Four standard deviations of a binomial distribution; the seed is fixed.
    const part = spikes.select('rand() < 0.25')
    expect(Math.abs(part.count - spikes.count / 4)).toBeLessThan(4 * Math.sqrt((spikes.count * 3) / 16))
    expect(Array.from(spikes.select('rand() < 0.25').t.values)).not.toEqual(Array.from(part.t.values))
  })
})

test('a selection keeps its spikes when more are recorded, and the network goes on as if nothing had been asked', async () => {
  const { spikes, net } = await recorded('wasm')
  const before = spikes.select('i == 0')
  const { count } = before
  await net.run(ms(20))
  expect(before.count).toBe(count)
  expect(before.t.values).toHaveLength(count)
  expect(spikes.select('i == 0').count).toBeGreaterThan(count)
  const plain = await recorded('wasm', 40)
  expect(Array.from(spikes.t.values)).toEqual(Array.from(plain.spikes.t.values))
})

test('text that is no condition on what is recorded is an error that says why', async () => {
  const { spikes, net } = await recorded('js')
  const codeOf = (condition: string): string => {
    try {
      spikes.select(condition)
    } catch (error) {
      if (error instanceof DiagnosticError) return error.diagnostics.map(({ code }) => code).join()
      if (error instanceof RheobaseError) return error.code
    }
    return 'no error'
  }
  expect(codeOf('i + 1')).toBe('not-a-condition')
  expect(codeOf('w > 1')).toBe('unknown-name')
  expect(codeOf('t > 1*mV')).toBe('dimension-mismatch')
  expect(codeOf('i ==')).not.toBe('no error')
  for (const name of ['w', 'rate'])
    expect(() => spikes.select('i == 1').values(name)).toThrow(`does not record \`${name}\``)

  const counting = net.spikeMonitor(net.poissonGroup(1, Hz(1)), { record: false, name: 'counting' })
  expect(() => counting.select('i == 1')).toThrow(/`i`/)
})
