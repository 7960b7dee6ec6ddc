import { describe, expect, test } from 'vitest'
import { ms, Network, type Message } from '../index.js'

describe('messages', () => {
  const build = (onMessage: (message: Message) => void) => {
    const net = new Network({ target: 'js', onMessage })
    net.neuronGroup(1, 'dv/dt = -v/ms : 1', { threshold: 'v > 1', name: 'cells' })
    return net
  }

  test('have a level and a code, and go where the network is told to', async () => {
    const told: Message[] = []
    const net = build(message => told.push(message))
    await net.run(ms(0.1))
    expect(told.map(({ level, code }) => [level, code])).toEqual([
      ['warning', 'only-threshold'],
      ['info', 'method-choice'],
    ])
    expect(net.messages).toEqual(told)
  })

  test('come once in each network, however often it runs', async () => {
    const counts = [0, 0]
    const nets = counts.map((_, k) =>
      build(() => {
        counts[k] = (counts[k] ?? 0) + 1
      }),
    )
    for (const net of nets) {
      await net.run(ms(0.1))
      await net.run(ms(0.1))
    }
    expect(counts).toEqual([2, 2])
  })

  test('can be kept away by level or code', async () => {
    const shown: string[] = []
    const net = build(({ level, code }) => {
      if (level === 'warning' && code !== 'only-threshold') shown.push(code)
    })
    await net.run(ms(0.1))
    expect(shown).toEqual([])
  })
})

describe('a network has what was made in it, and nothing else', () => {
  test('two networks with the same names know nothing of each other', async () => {
    const build = (rate: string, dt: number) => {
      const net = new Network({ target: 'js', dt: ms(dt), onMessage: () => undefined })
      const cells = net.neuronGroup(1, `dv/dt = ${rate} : 1`, { method: 'euler', name: 'cells' })
      return { net, cells }
    }
    const [first, second] = [build('1/ms', 0.1), build('2/ms', 0.5)]
    await first.net.run(ms(1))
    await second.net.run(ms(2))
    await first.net.run(ms(1))
    expect([first.net.t.in(ms), second.net.t.in(ms)]).toEqual([2, 2])
    expect(first.cells.v.values()[0]).toBeCloseTo(2, 12)
    expect(second.cells.v.values()[0]).toBeCloseTo(4, 12)
  })

  test('objects in lists, maps and fields run like all others, and an object that was forgotten runs, too', async () => {
    const net = new Network({ target: 'js', onMessage: () => undefined })
    const counted = [1, 2].map(n => {
      const cells = net.neuronGroup(n, 'v : 1', { threshold: 'True', reset: '' })
      return { spikes: net.spikeMonitor(cells) }
    })
    const kept = new Map(counted.map((each, k) => [k, each]))
    await net.run(ms(0.2))
    expect([...kept.values()].map(({ spikes }) => spikes.count)).toEqual([2, 4])
    expect(net.summary().neurons).toBe(3)
  })
})

describe('what Brian sets as preferences are options', () => {
  test.each<[object, string]>([
    [{ codegen: 'cython' }, 'Network has no option `codegen`'],
    [{ Target: 'js' }, 'Did you mean `target`'],
    [{ target: 'numpy' }, 'there is no target'],
    [{ dt: 0.1 }, 'a time step must be a time'],
  ])('refused: %j', (options, words) => {
    expect(() => new Network(options)).toThrow(words)
  })
  test('an option of `exact` that only chose how Brian simplifies is refused', () => {
    const make = () =>
      new Network().neuronGroup(1, 'dv/dt = -v/ms : 1', {
        method: 'exact',
        methodOptions: { simplify: true } as object,
      })
    expect(make).toThrow('exact has no options')
  })
})
