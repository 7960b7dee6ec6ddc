import { expect, test, vi } from 'vitest'

const log = vi.spyOn(console, 'log').mockImplementation(() => undefined)
await import('./readme.js')
const [spikes, rate, variation] = log.mock.calls.map(words => Number(/[\d.]+/.exec(words.join(' '))?.[0]))
log.mockRestore()

test('the network of README.md spikes at a moderate rate, irregularly', () => {
  expect(spikes).toBeGreaterThan(1000)
  expect(rate).toBeGreaterThan(5)
  expect(rate).toBeLessThan(20)
  expect(variation).toBeGreaterThan(0.3)
})
