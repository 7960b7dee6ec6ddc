import { expect, test } from 'vitest'
import { cylinder, ms, mV, Network, soma, um, type Quantity } from 'rheobase'
import { page } from './page.js'
import { plot, marksOf } from './plot.js'
import { figure } from './figure.js'
import { spectrogram } from './spectrogram.js'

async function recordedNetwork() {
  const net = new Network({ seed: 1 })
  const neurons = net.neuronGroup(3, 'dv/dt = (20*mV - v)/(10*ms) : volt\nu = v*2 : volt\nn : 1', {
    threshold: 'v > 15*mV',
    reset: 'v = 0*mV',
    method: 'exact',
  })
  const synapses = net.synapses(neurons, neurons, { equations: 'w : volt', onPre: 'v_post += w' })
  synapses.connect({ condition: 'i != j' })
  const monitors = {
    spikes: net.spikeMonitor(neurons),
    counts: net.spikeMonitor(neurons, { record: false }),
    states: net.stateMonitor(neurons, ['v', 'u', 'n'], { record: true }),
    means: net.stateMonitor(neurons, 'v', { record: true, keep: 'statistics' }),
    rate: net.populationRateMonitor(neurons),
  }
  await net.run(ms(50))
  return { net, neurons, synapses, ...monitors }
}

const labels = (marks: ReturnType<typeof marksOf>): string[] =>
  marks.map(({ x, y }) => `${x.label} × ${y.label}`)

test('everything that is recorded or built has its picture', async () => {
  const { net, neurons, synapses, spikes, states, means, rate } = await recordedNetwork()
  expect(labels(marksOf(spikes))).toEqual(['Time (ms) × Neuron'])
  expect(labels(marksOf(rate))).toEqual(['Time (ms) × Rate (Hz)'])
  // Variables of one dimension share a panel.
  expect(labels(marksOf(states))).toEqual(['Time (ms) × v, u (mV)', 'Time (ms) × n'])
  expect(labels(marksOf(means))).toEqual(['Element × Mean of v (mV)'])
  expect(labels(marksOf(synapses))).toEqual(['Source neuron × Target neuron'])
  expect(labels(marksOf(synapses.w))).toEqual(['w (V) × Synapses'])
  expect(labels(marksOf(neurons.v))).toEqual(['v (mV) × Number'])
  expect(labels(marksOf(mV([1, 2, 2])))).toEqual(['Value (mV) × Number'])
  const cell = soma({ diameter: um(20) }).set('dend', cylinder({ diameter: um(2), length: um(40) }))
  expect(labels(marksOf(cell))).toEqual([' × Distance to the soma (µm)'])
  expect(labels(marksOf(cell.generateCoordinates()))).toEqual(['x (µm) × y (µm)'])
  expect(labels(marksOf(net))).toEqual([
    'Time (ms) × Neuron',
    'Time (ms) × v, u (mV)',
    'Time (ms) × n',
    'Time (ms) × Rate (Hz)',
  ])
  expect(plot([spikes, rate, states], { title: 'All', theme: 'dark' })).toContain('fill="#14181d"')
})

test('what has no picture is told what has', async () => {
  const { neurons, counts } = await recordedNetwork()
  expect(() => plot(neurons as unknown as Quantity)).toThrow('plot a monitor of it')
  expect(() => plot(counts)).toThrow('only counts spikes')
  expect(() => plot(5 as unknown as Quantity)).toThrow('not number 5')
  expect(() => plot(new Network())).toThrow('no monitor')
  expect(() => plot([])).toThrow('at least one panel')
})

test('pictures on a dark ground have other colours, and the same places', async () => {
  const { spikes, states } = await recordedNetwork()
  const [light, dark] = (['light', 'dark'] as const).map(theme => plot([spikes, states], { theme }))
  expect(light).not.toBe(dark)
  const blank = (svg = ''): string => svg.replace(/#[0-9a-f]{6}/g, '#')
  expect(blank(light)).toBe(blank(dark))
  expect(() => plot(spikes, { theme: 'night' as 'dark' })).toThrow("'light' or 'dark'")
})

test('a spectrogram shows frequencies up to the highest one that is asked for', () => {
  const signal = Float64Array.from({ length: 1000 }, (_, k) => Math.sin((2 * Math.PI * 50 * k) / 1000))
  const mark = spectrogram(signal, ms(1), { window: ms(128), start: ms(100) })
  expect(mark.x.label).toBe('Time (ms)')
  expect(mark.y.label).toBe('Frequency (Hz)')
  const { columns = 0, values = [], rows = 0 } = mark.cells ?? {}
  const column = Array.from({ length: rows }, (_, row) => values[row * columns] ?? NaN)
  const loudest = column.indexOf(Math.max(...column))
  expect(Math.abs((loudest * 1000) / 128 - 50)).toBeLessThan(8)
  expect(mark.cells?.x[0]).toBeCloseTo(100 + 64 - 16, 9)
})

test('a page needs no other file, and shows the picture that fits its reader', async () => {
  const { spikes } = await recordedNetwork()
  const html = page([theme => plot(spikes, { theme }), plot(spikes)], { title: '1 < 2 & <script>' })
  expect(html).toContain('<title>1 &lt; 2 &amp; &lt;script&gt;</title>')
  expect(html.match(/<svg/g)).toHaveLength(3)
  expect(html).toContain('class="dark"')
  expect(html).not.toMatch(/(?:src|href)="(?!data:)/)
  expect(() => page(['no picture'])).toThrow('the text of an SVG')
  expect(() => figure([], { titel: 'x' } as object)).toThrow('Did you mean `title`?')
})
