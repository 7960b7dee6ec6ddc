import { afterEach, expect, test, vi } from 'vitest'
import { ms } from '../index.js'
import { Network } from './network.js'

afterEach(() => {
  vi.restoreAllMocks()
})

test('a run is first interrupted after 50 ms, then every 20 ms', async () => {
  let now = 0
  // Each look at the clock takes so long that stretches of steps stay short.
  vi.spyOn(performance, 'now').mockImplementation(() => (now += 2))
  const net = new Network({ dt: ms(0.1), threads: 1 })
  net.neuronGroup(1, 'dv/dt = -v/(10*ms) : 1', { method: 'exact' })
  let began: number | undefined
  net.networkOperation(() => {
    began ??= now
  })
  const turns: number[] = []
  const { setImmediate: turn } = globalThis
  vi.spyOn(globalThis, 'setImmediate').mockImplementation((callback: () => void) => {
    turns.push(now - (began ?? now))
    return turn(callback)
  })
  await net.run(ms(5000))
  const [first = 0, second = 0] = turns
  expect(first).toBeGreaterThanOrEqual(40)
  expect(first).toBeLessThan(80)
  expect(second - first).toBeGreaterThanOrEqual(20)
  expect(second - first).toBeLessThan(40)
})
