import { expect, test } from 'vitest'
import { Network, ms, mV } from 'rheobase'
import { connectivity } from './connectivity.js'
import { weights } from './weights.js'

function joined(sources = 3, targets = 2) {
  const net = new Network({ seed: 1 })
  const from = net.neuronGroup(sources, 'v : volt', { threshold: 'v > 1*volt', reset: 'v = 0*volt' })
  const to = net.neuronGroup(targets, 'v : volt')
  return net.synapses(from, to, { equations: 'w : volt', onPre: 'v_post += w' })
}

test('a matrix has sources to the right and targets upwards', () => {
  const synapses = joined()
  synapses.connect({ i: [0, 2, 2], j: [0, 1, 1], values: { w: mV([1, 2, 4]) } })
  const counts = connectivity(synapses)
  expect([counts.x.domain, counts.y.domain]).toEqual([
    [-0.5, 2.5],
    [-0.5, 1.5],
  ])
  expect([...(counts.cells?.values as Float64Array)]).toEqual([1, NaN, NaN, NaN, NaN, 2])
  expect(counts.cells?.label).toBe('Synapses')
  const means = connectivity(synapses, { variable: 'w', unit: mV })
  expect([...(means.cells?.values as Float64Array)].map(each => Math.round(each * 1e9) / 1e9)).toEqual([
    1,
    NaN,
    NaN,
    NaN,
    NaN,
    3,
  ])
  expect(means.cells?.label).toBe('w (mV)')
})

test('delays are a variable as well; what is shared has its value everywhere', () => {
  const synapses = joined()
  synapses.connect({ i: [0, 1], j: [0, 1] })
  synapses.delay.set(ms([1, 3]))
  expect(connectivity(synapses, { variable: 'delay' }).cells).toMatchObject({
    label: 'delay (ms)',
    range: [1, 3],
  })
  const net = new Network()
  const group = net.neuronGroup(2, 'v : volt', { threshold: 'v > 1*volt', reset: 'v = 0*volt' })
  const same = net.synapses(group, group, { equations: 'w : volt', onPre: 'v_post += w', delay: ms(2) })
  same.connect()
  expect([...(connectivity(same, { variable: 'delay' }).cells?.values as Float64Array)]).toEqual([2, 2, 2, 2])
})

test('larger ones are dots, then the share of the pairs in cells', () => {
  const dots = joined(400, 400)
  dots.connect({ condition: 'i == j' })
  expect(connectivity(dots).strokes[0]?.kind).toBe('dots')
  const many = joined(500, 400)
  many.connect()
  const { cells } = connectivity(many)
  expect(cells?.label).toBe('Synapses per pair')
  // The last column of cells reaches beyond the last neuron, all others are full.
  expect(cells?.values[0]).toBe(1)
  expect(() => connectivity(many, { draw: 'hexbin' as 'dots' })).toThrow("'matrix', 'dots', 'density'")
})

test('no synapses are an empty picture; an unknown variable is an error', () => {
  expect(() => connectivity(joined())).not.toThrow()
  expect(() => connectivity(joined(), { variable: 'weight' })).toThrow('weight')
})

test('weights are counted', () => {
  const synapses = joined()
  synapses.connect({ i: [0, 1, 2], j: [0, 0, 1], values: { w: mV([1, 1, 2]) } })
  const mark = weights(synapses, 'w', { bins: 2, xUnit: mV })
  expect([mark.x.label, mark.y.label, mark.y.domain]).toEqual(['w (mV)', 'Synapses', [0, 2]])
})

test('synapses that do nothing have a picture, too', () => {
  const net = new Network({ seed: 1 })
  const group = net.neuronGroup(2, 'v : volt')
  const synapses = net.synapses(group, group, { equations: 'w : volt' })
  synapses.connect({ i: [0], j: [1], values: { w: mV([2]) } })
  expect(connectivity(synapses, { variable: 'w' }).cells?.label).toBe('w (mV)')
  expect(() => weights(synapses, 'w')).not.toThrow()
})
