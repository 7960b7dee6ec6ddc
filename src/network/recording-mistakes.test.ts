import { expect, test } from 'vitest'
import { ms, Network } from '../index.js'
import type { SmoothingWindow } from './smooth-rate.js'

function recorded() {
  const told: string[] = []
  const net = new Network({ target: 'js', onMessage: ({ code, text }) => told.push(`${code}: ${text}`) })
  const cells = net.spikeGenerator(2, [0, 1], ms([0.2, 0.5]))
  return { net, cells, told, rate: net.populationRateMonitor(cells), spikes: net.spikeMonitor(cells) }
}

test('a flat window that is not as wide as was asked for is told, once', async () => {
  const { net, rate, spikes, told } = recorded()
  await net.run(ms(1))
  rate.smoothRate('flat', ms(0.3))
  rate.smoothRate('gaussian', ms(0.25))
  rate.smoothRate([1, 2, 1])
  expect(told).toEqual([])
  rate.smoothRate('flat', ms(0.4))
  spikes.smoothRate('flat', ms(0.4))
  expect(told).toEqual([
    'adjusted-width: a flat window of 0.4 ms is one of 0.5 ms: 5 steps, the nearest odd number',
  ])
})

test('weights of a window that are no numbers are refused', async () => {
  const { net, rate } = recorded()
  await net.run(ms(1))
  expect(() => rate.smoothRate([[1]] as unknown as SmoothingWindow)).toThrow(
    'the weights of a window are numbers, not an array of 1',
  )
})

test('a monitor of events records all neurons of its source, or those of a part', async () => {
  const { net, cells } = recorded()
  const record = [0] as unknown as boolean
  expect(() => net.spikeMonitor(cells, { record })).toThrow(
    expect.objectContaining({ kind: 'type', message: expect.stringContaining('neurons.select') as string }),
  )
  const part = net.spikeMonitor(cells.select([1]))
  await net.run(ms(1))
  expect([...part.countOfEach()]).toEqual([1])
})
