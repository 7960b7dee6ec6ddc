import { afterEach, describe, expect, test, vi } from 'vitest'
import { ms } from '../units/units.js'
import { Network } from './network.js'
import type { Synapses } from './synapses.js'

afterEach(() => {
  vi.restoreAllMocks()
})

describe.each(['wasm', 'js'] as const)('on %s', target => {
  /** The values after a run in whose first pause somebody looks at the network. */
  async function run(look: (synapses: Synapses, values: () => number) => void): Promise<readonly number[]> {
    let now = 0
    // Each look at the clock takes so long that a run makes a pause after some stretches of steps.
    vi.spyOn(performance, 'now').mockImplementation(() => (now += 2))
    const net = new Network({ seed: 4, target, threads: 1 })
    const neurons = net.neuronGroup(1100, 'x : 1', { threshold: 'i == 7' })
    const synapses = net.synapses(neurons, neurons, { equations: 'w : 1', onPre: 'x += 0.001' })
    synapses.connect({ p: 0.9 })
    let isOver = false
    let looked = 'not at all'
    const x = neurons.state('x')
    const over = net.run(ms(2000)).then(() => (isOver = true))
    setImmediate(() => {
      look(synapses, () => x.at('sin(i) > 0').values().length)
      looked = isOver ? 'afterwards' : 'in a pause'
    })
    await over
    expect(looked).toBe('in a pause')
    return [...x.values()]
  }

  test('a look in a pause that makes the memory grow leaves the run as it is', async () => {
    const expected = await run(() => undefined)
    expect(new Set(expected).size).toBeGreaterThan(1)
    expect(
      await run(synapses => {
        expect(synapses.sources().length).toBe(synapses.size)
      }),
    ).toEqual(expected)
    expect(
      await run((synapses, values) => {
        expect(values()).toBeGreaterThan(500)
        expect(synapses.select('i + j > 5').length).toBeGreaterThan(1e6)
      }),
    ).toEqual(expected)
  })
})
