import { expect, test, vi } from 'vitest'
import { NetworkMemory } from '../runtime/network-memory.js'
import { processors } from '../runtime/threads/start-worker.js'
import { ms } from '../units/units.js'
import { Network } from './network.js'
import { Threads } from './threads.js'

const long = { milliseconds: 100, steps: 100, done: 0.01, share: 1 }

// On a machine with one processor nothing is ever chosen, so two tests have nothing to show there.

test.skipIf(processors() < 2)(
  'a run goes on with several threads if its steps are long and much is left',
  () => {
    const memory = new NetworkMemory()
    const chosen = (asked: number | undefined, progress: typeof long, target: 'wasm' | 'js' = 'wasm') => {
      const threads = new Threads(asked, target)
      return [threads.gains({ ...progress, memory }), threads.count]
    }
    expect(chosen(undefined, long)).toEqual([true, processors()])
    expect(chosen(undefined, { ...long, steps: 4000 }), 'steps with little work').toEqual([false, 1])
    expect(chosen(undefined, { ...long, done: 0.9 }), 'little is left').toEqual([false, 1])
    expect(chosen(undefined, { ...long, milliseconds: 10, steps: 10 }), 'too early to tell').toEqual([
      false,
      1,
    ])
    expect(chosen(undefined, { ...long, share: 0.5 }), 'others use the processors').toEqual([false, 1])
    expect(chosen(1, long), 'one was asked for').toEqual([false, 1])
    expect(chosen(undefined, long, 'js'), 'JavaScript').toEqual([false, 1])
  },
)

test('what a step of a small network would not pay for is not asked while it does not matter', () => {
  const early = {
    ...{ milliseconds: 10, steps: 10, done: 0.01, memory: new NetworkMemory() },
    get share(): number {
      throw new Error('the host was asked')
    },
  }
  expect(new Threads(undefined, 'wasm').gains(early)).toBe(false)
})

test('a view that a user holds keeps a run on one thread', () => {
  const memory = new NetworkMemory()
  memory.lend(memory.array('x', 'f64', 4))
  expect(new Threads(undefined, 'wasm').gains({ ...long, memory })).toBe(false)
})

test.skipIf(processors() < 2)(
  'what has begun on one thread and gone on with several is what one would have made',
  async () => {
    const run = async (threads?: number) => {
      using net = new Network({ seed: 1, threads })
      const neurons = net.neuronGroup(
        500,
        'dv/dt = (1.2 - v)/(10*ms) + 0.1*xi*(10*ms)**-0.5 : 1 (unless refractory)',
        {
          refractory: ms(4),
          ...{ threshold: 'v > 1', reset: 'v = 0', method: 'euler' },
        },
      )
      neurons.v.set('rand()')
      const synapses = net.synapses(neurons, neurons, { onPre: 'v += 0.01' })
      synapses.connect({ p: 0.1 })
      synapses.delay.set('3*ms*rand()')
      const spikes = net.spikeMonitor(neurons)
      const begun: number[] = []
      net.networkOperation(() => begun.push(net.threads), { dt: ms(10) })
      await net.run(ms(40))
      return { begun, seen: [spikes.i, spikes.t.values, neurons.v.values()] }
    }
    const alone = await run(1)
    // As if the steps were long, whatever they take here.
    const judge = Reflect.get(Threads.prototype, 'gains')
    const spy = vi.spyOn(Threads.prototype, 'gains').mockImplementation(function (this: Threads, progress) {
      return judge.call(this, { ...progress, ...long })
    })
    const chosen = await run()
    spy.mockRestore()
    expect(alone.begun).toEqual([1, 1, 1, 1])
    expect(chosen.begun).toEqual([1, processors(), processors(), processors()])
    expect(chosen.seen).toEqual(alone.seen)
  },
)
