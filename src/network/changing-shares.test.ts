import { afterEach, expect, test, vi } from 'vitest'
import type { Shares } from '../compile/threads/thread-plan.js'
import { processors } from '../runtime/threads/start-worker.js'
import { ThreadBalance, type ThreadWork } from '../runtime/threads/thread-balance.js'
import { Hz, ms } from '../units/units.js'
import type { Network } from './network.js'
import { withThreads } from './threads.test-support.js'

afterEach(() => {
  vi.restoreAllMocks()
})

/** Lets networks on several threads go on with other shares after each stretch of steps, some times; gives what threads were seen to do. */
function changeOften(all: readonly Shares[]): ThreadWork[] {
  const seen: ThreadWork[] = []
  let present = 0
  vi.spyOn(ThreadBalance.prototype, 'shares', 'get').mockImplementation(
    () => all[present % all.length] ?? [1],
  )
  vi.spyOn(ThreadBalance.prototype, 'changes').mockImplementation(work => {
    seen.push(work)
    if (seen.length > 12) return false
    present++
    return true
  })
  return seen
}

/** Refractoriness, delays of their own, plasticity, sums over synapses and recordings: all that is divided. */
async function everything(net: Network): Promise<unknown> {
  const sources = net.poissonGroup(150, Hz(80))
  const neurons = net.neuronGroup(
    700,
    'dv/dt = (1.3 + drive + g - v)/(10*ms) + 0.1*xi*(10*ms)**-0.5 : 1 (unless refractory)\ndg/dt = -g/(5*ms) : 1\ndrive : 1',
    { threshold: 'v > 1', reset: 'v = 0', refractory: ms(2) },
  )
  neurons.state('v').set('rand()')
  const plastic = net.synapses(sources, neurons, {
    equations:
      'w : 1\ndApre/dt = -Apre/(20*ms) : 1 (event-driven)\ndApost/dt = -Apost/(20*ms) : 1 (event-driven)',
    onPre: 'g += w; Apre += 0.01; w = clip(w + Apost, 0, 0.1)',
    onPost: 'Apost -= 0.01; w = clip(w + Apre, 0, 0.1)',
  })
  plastic.connect({ p: 0.2 })
  plastic.state('w').set('0.05*rand()')
  const slow = net.synapses(neurons, neurons, {
    equations: 'drive_post = 0.01*(g_pre - g_post) : 1 (summed)',
    onPre: 'g += 0.001',
  })
  slow.connect({ p: 0.02 })
  slow.pre.delay.set('5*ms*rand()')
  const spikes = net.spikeMonitor(neurons)
  await net.run(ms(120))
  expect(spikes.count).toBeGreaterThan(100)
  return [spikes.i, spikes.t.values, neurons.state('v').values(), plastic.state('w').values()]
}

test('a run whose shares change gives the same bits', async () => {
  const expected = await withThreads(1, {}, everything)
  for (const shares of [
    [
      [0.5, 0.5],
      [0.3, 0.7],
      [0.62, 0.38],
    ],
    [
      [0.2, 0.5, 0.3],
      [0.4, 0.35, 0.25],
    ],
  ]) {
    const seen = changeOften(shares)
    expect(await withThreads(shares[0]?.length ?? 2, {}, everything)).toEqual(expected)
    expect(seen.length).toBeGreaterThan(4)
    const looks = seen.map(({ waits }) => waits)
    expect(looks.every(each => each.length === shares[0]?.length)).toBe(true)
    // With more threads than processors nobody looks: who waits sleeps at once.
    if (looks[0]?.length === 2 && processors() > 1) expect(Math.max(...looks.flat())).toBeGreaterThan(0)
    expect(seen.every(({ milliseconds, steps }) => milliseconds > 0 && steps > 0)).toBe(true)
    vi.restoreAllMocks()
  }
})
