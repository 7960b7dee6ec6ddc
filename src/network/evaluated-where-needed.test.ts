import { describe, expect, test } from 'vitest'
import { modelFunction, ms, Network, timedArray } from '../index.js'

const TARGETS = ['js', 'wasm'] as const

describe.each(TARGETS)('what is computed, and when (%s)', target => {
  const network = (namespace = {}) => new Network({ target, seed: 2, namespace, onMessage: () => undefined })

  test('a subexpression has the values of the moment at which it is read', async () => {
    const net = network()
    const cells = net.neuronGroup(1, 'w : 1\ntwice = 2*w : 1')
    cells.w.set(3)
    cells.runRegularly('w = twice; w = twice')
    await net.run(ms(0.1))
    expect([...cells.w.values()]).toEqual([12])
  })

  test('a subexpression has its declared type, from outside and in other expressions', async () => {
    const net = network()
    const cells = net.neuronGroup(
      2,
      'v : 1\nwhole = 3.7 + i : integer\nlarge = v > 3 : boolean\ntwice = whole*2 : 1\ndu/dt = large/ms : 1\nr : 1\nk : integer',
      { method: 'euler' },
    )
    cells.v.set([2, 5])
    expect([...cells.whole.values()]).toEqual([3, 4])
    expect([...cells.twice.values()]).toEqual([6, 8])
    expect([...cells.large.values()]).toEqual([0, 1])
    cells.runRegularly('r = whole/2 + 10*large; k = whole + large')
    await net.run(ms(1))
    expect([...cells.r.values()]).toEqual([1.5, 12])
    expect([...cells.k.values()]).toEqual([3, 5])
    expect([...cells.u.values()].map(value => Number(value.toFixed(12)))).toEqual([0, 1])
  })

  test.each([
    ['euler', 0.3],
    ['rk2', 0.3],
    ['rk4', 0.35],
  ])('%s: the time of each stage counts, also in timed arrays', async (method, end) => {
    const net = network({ steps: timedArray([0, 1, 2, 3], ms(0.1)) })
    const cells = net.neuronGroup(1, 'dx/dt = steps(t)/ms : 1\ndn/dt = t_in_timesteps/ms : 1', { method })
    await net.run(ms(0.3))
    expect(cells.x.values()[0]).toBeCloseTo(end, 12)
    // The number of the step is that of the step.
    expect(cells.n.values()[0]).toBeCloseTo(0.3, 12)
  })

  test('random numbers of an equation are drawn anew at each stage of a method', async () => {
    const net = network()
    const run = async (method: string, name: string) => {
      const cells = net.neuronGroup(4000, 'dx/dt = rand()/ms : 1', { method, name })
      await net.run(ms(0.1))
      const values = Array.from(cells.x.values(), value => value / 0.1)
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length
      return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
    }
    const [once, four] = [await run('euler', 'once'), await run('rk4', 'four')]
    // The variance of a uniform number is 1/12; that of the mean with the weights 1/6, 1/3, 1/3, 1/6 of four of them is 10/36 of it. The
    // bounds are five standard errors: the variance of the square of a centred uniform number is 1/180.
    const error = Math.sqrt(1 / 180 / 4000)
    expect(Math.abs(once - 1 / 12)).toBeLessThan(5 * error)
    expect(Math.abs(four - 10 / 36 / 12)).toBeLessThan(5 * error)
  })

  test('values of a program can differ from call to call, if it says so', async () => {
    let calls = 0
    const count = modelFunction({ arguments: {}, result: '1', call: () => ++calls, stateful: true })
    const net = network({ count })
    const cells = net.neuronGroup(2, 'held = count() : 1 (constant over dt)\nr : 1\ns : 1')
    cells.runRegularly('r = held; s = held')
    await net.run(ms(0.1))
    expect(cells.r.values()).toEqual(cells.s.values())
    expect(calls).toBe(2)
    const other = network({ count })
    other.neuronGroup(1, 'free = count() : 1')
    expect(() => {
      other.check()
    }).toThrow('constant over dt')
  })
})
