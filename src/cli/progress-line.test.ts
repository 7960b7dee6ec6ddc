import { expect, test, vi } from 'vitest'
import type ora from 'ora'
import { progressText, ProgressLine, withProgress } from './progress-line.js'
import { ms, Network } from '../index.js'
import { tellWork } from '../runtime/work-in-progress.js'

test.each([
  ['simulating', 0.455, 3.2, 'simulating: 45 %, about 4 s left'],
  ['sweeping', 0.1, 130, 'sweeping: 10 %, about 2 min left'],
  ['connecting synapses', 0.01, 3 * 3600 + 300, 'connecting synapses: 1 %, about 3 h 5 min left'],
  ['simulating', 0, Infinity, 'simulating: 0 %'],
])('%s, %f, with %f s left: %s', (work, completed, remaining, text) => {
  expect(progressText(work, completed, remaining)).toBe(text)
})

/** A line with a clock that is set by hand, and what it has shown. */
function lineWithClock() {
  const shown: string[] = []
  let time = 0
  const spinner = {
    text: '',
    start: () => spinner,
    stop: () => void shown.push('-'),
    render: () => void shown.push(spinner.text),
  }
  const line = new ProgressLine((() => spinner) as unknown as typeof ora, () => time)
  return {
    shown,
    tell: (at: number, work: string, completed: number): void => {
      time = at
      line.told({ work, completed })
    },
  }
}

test('what is short is not shown; what is long says how long it will take, and goes when it ends', () => {
  const { shown, tell } = lineWithClock()
  tell(0, 'connecting a', 0.1)
  tell(400, 'connecting a', 0.9)
  tell(450, 'connecting a', 1)
  expect(shown).toEqual([])
  tell(500, 'simulating', 0)
  tell(1500, 'simulating', 0.1)
  tell(1510, 'simulating', 0.101)
  tell(5500, 'simulating', 0.5)
  tell(9000, 'simulating', 1)
  expect(shown).toEqual(['simulating: 10 %, about 9 s left', 'simulating: 50 %, about 5 s left', '-'])
})

test('what belongs to other work is not shown; what has long been silent is given up', () => {
  const { shown, tell } = lineWithClock()
  tell(0, 'sweeping', 0)
  for (let t = 0; t < 1000; t += 200) tell(t, 'simulating', t / 1000)
  tell(1000, 'sweeping', 0.25)
  tell(1500, 'simulating', 0.5)
  expect(shown).toEqual(['sweeping: 25 %, about 3 s left'])
  tell(11_500, 'simulating', 0)
  tell(12_500, 'simulating', 0.5)
  expect(shown.at(-1)).toBe('simulating: 50 %, about 1 s left')
})

test('without a terminal nothing is written, and nobody is told', async () => {
  const write = vi.spyOn(process.stderr, 'write')
  const terminal = { write: vi.fn(), writeError: vi.fn(), isInteractive: false }
  const result = await withProgress(terminal, async () => {
    const net = new Network({ seed: 1 })
    const neurons = net.neuronGroup(100, 'dv/dt = -v/(10*ms) : 1', { method: 'exact' })
    net.synapses(neurons, neurons, { equations: 'w : 1' }).connect({ p: 0.5 })
    await net.run(ms(10))
    tellWork('simulating', 0.5)
    return net.summary().neurons
  })
  expect(result).toBe(100)
  for (const writing of [write, terminal.write, terminal.writeError]) expect(writing).not.toHaveBeenCalled()
  write.mockRestore()
})
