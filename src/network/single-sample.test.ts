import { expect, test } from 'vitest'
import { ms } from '../units/units.js'
import { Network } from './network.js'

test.each(['js', 'wasm'] as const)(
  '%s: a single sample after a run is that of its end, and the next run records it again',
  async target => {
    const net = new Network({ target })
    const neurons = net.neuronGroup(3, 'dv/dt = (i+1)/ms : 1\nhigh = v > 0.95 : boolean\ns : 1 (shared)', {
      method: 'euler',
    })
    const states = net.stateMonitor(neurons, ['v', 'high', 's'], { record: [2, 0] })
    await net.run(ms(0.5))
    states.recordSingleTimestep()
    await net.run(ms(0.1))
    const times = Array.from(states.t.in(ms), time => Math.round(time * 10) / 10)
    expect(times).toEqual([0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.5])
    const values = Array.from(states.trace('v', 2).values as Float64Array)
    expect(values[5]).toBe(values[6])
    expect(values[5]).toBeCloseTo(1.5, 12)
    expect(Array.from(states.trace('high', 2).values as Float64Array)).toEqual([0, 0, 0, 0, 1, 1, 1])
    expect(states.matrix('s').shape).toEqual([2, 7])
  },
)

test('a link to a group of another network is refused', () => {
  const [one, other] = [new Network(), new Network()]
  const source = other.neuronGroup(2, 'x : 1')
  const target = one.neuronGroup(2, 'y : 1 (linked)')
  expect(() => {
    target.link('y', source, 'x')
  }).toThrow(expect.objectContaining({ kind: 'state', code: 'other-network' }))
})
