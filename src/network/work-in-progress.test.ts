import { afterEach, expect, test } from 'vitest'
import { watchWork, type WorkInProgress } from '../runtime/work-in-progress.js'
import { ms } from '../units/units.js'
import { Network } from './network.js'

let told: WorkInProgress[] = []
let end: (() => void) | undefined

function watch(): void {
  told = []
  end = watchWork(progress => told.push(progress))
}
afterEach(() => end?.())

const completedOf = (work: string): readonly number[] =>
  told.filter(progress => progress.work === work).map(({ completed }) => completed)

function expectRising(completed: readonly number[]): void {
  expect(completed.length).toBeGreaterThan(3)
  expect(completed.every((value, k) => value >= (completed[k - 1] ?? 0) && value <= 1)).toBe(true)
  expect(completed.at(-1)).toBe(1)
  expect(completed[0]).toBeLessThan(0.9)
}

test.each([
  ['a number p', { p: 0.5 }],
  ['a condition', { condition: 'i != j', p: 0.2 }],
  ['a probability of its own for each pair', { p: '0.2*exp(-abs(i - j)/500.0)' }],
  ['a generator', { j: 'k for k in sample(0, N_post, p=0.1)' }],
])('connecting by %s tells how far it is', (_, options) => {
  const net = new Network({ seed: 1 })
  const neurons = net.neuronGroup(3000, 'v : 1')
  const synapses = net.synapses(neurons, neurons, { equations: 'w : 1', name: 'wires' })
  watch()
  synapses.connect(options)
  expectRising(completedOf('connecting wires'))
})

test('a run tells how far it is, unless it has a reporter of its own; nothing is told after the end of the watch', async () => {
  const net = new Network({ seed: 1, threads: 1 })
  net.neuronGroup(30_000, 'dv/dt = (sin(v) - v)/(10*ms) : 1', { method: 'rk4' })
  watch()
  await net.run(ms(60))
  const completed = completedOf('simulating')
  expect(completed.at(-1)).toBe(1)
  expect(completed.some(value => value > 0 && value < 1)).toBe(true)
  told = []
  await net.run(ms(60), { report: () => undefined })
  expect(told).toEqual([])
  end?.()
  await net.run(ms(1))
  expect(told).toEqual([])
})
