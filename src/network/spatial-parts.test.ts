import { expect, test } from 'vitest'
import { RheobaseError } from '../errors/rheobase-error.js'
import { cylinder } from '../morphology/cylinder.js'
import { soma } from '../morphology/soma.js'
import { parseQuantity } from '../units/parse-quantity.js'
import { mV, ms, pA, um } from '../units/units.js'
import { modelFunction } from './model-function.js'
import { Network } from './network.js'

const cellOf = () =>
  soma({ diameter: um(20) })
    .set(
      'dend',
      cylinder({ diameter: um(2), length: um(60), n: 3 })
        .set('L', cylinder({ diameter: um(1), length: um(40), n: 2 }))
        .set('R', cylinder({ diameter: um(1), length: um(40), n: 2 })),
    )
    .set('axon', cylinder({ diameter: um(1), length: um(50), n: 5 }))

const EQUATIONS = `
  Im = g*(-70*mV - v) : amp/meter**2
  g : siemens/meter**2
  I : amp (point current)
  tag : integer
`
function neuronOf() {
  const net = new Network({ seed: 1 })
  const cell = cellOf()
  return { net, cell, neuron: net.spatialNeuron(cell, EQUATIONS, { name: 'N' }) }
}

test('parts are addressed as in the morphology', () => {
  const { cell, neuron } = neuronOf()
  const numbers = (part: { readonly indices: Int32Array }) => [...part.indices]
  expect(numbers(neuron)).toEqual([...cell.subtree.indices])
  expect(numbers(neuron.main)).toEqual([0])
  expect(numbers(neuron.child('dend'))).toEqual([...cell.dend.subtree.indices])
  expect(numbers(neuron.child('dend').main)).toEqual([...cell.dend.indices])
  expect(numbers(neuron.child('dend.R'))).toEqual([...cell.dend.R.indices])
  expect(numbers(neuron.child('dend').child('R').at(um(30)))).toEqual([...cell.dend.R.at(um(30)).indices])
  expect(numbers(neuron.child('axon').at(-1))).toEqual([12])
  expect(numbers(neuron.child('dend').at(3))).toEqual([4])
  expect(numbers(neuron.child('axon').slice(um(10), um(30)))).toEqual([9, 10])
  expect(numbers(neuron.child('dend').slice(2, 5))).toEqual([3, 4, 5])
  expect(numbers(neuron.select(cell.dend.L))).toEqual([4, 5])
  expect(numbers(neuron.select(cell.select({ to: um(25) })))).toEqual([0, 1, 8, 9, 10])
})

test('a part is read and written, numbers its compartments from 0, and takes text with all names', () => {
  const { cell, neuron } = neuronOf()
  neuron.child('dend').tag.set('10*i')
  expect([...neuron.tag.values()]).toEqual([0, 0, 10, 20, 30, 40, 50, 60, 0, 0, 0, 0, 0])
  neuron
    .child('axon')
    .tag.at(cell.axon.at(um(45)))
    .set(7)
  expect(neuron.tag.values()[12]).toBe(7)
  neuron.child('axon').g.set('1*siemens/meter**2*int(distance > 25*um)')
  expect([...neuron.g.values()].slice(8)).toEqual([0, 0, 0, 1, 1])
  expect(neuron.tag.at('distance > 95*um').values().length).toBe(0)
})

test('synapses and monitors take parts of the neuron and of the morphology', async () => {
  const { net, cell, neuron } = neuronOf()
  const input = net.spikeGenerator(1, [0], ms([1]))
  const onNeuron = net.synapses(input, neuron, { onPre: 'I_post += 10*pA' })
  onNeuron.connect({ i: 0, j: cell.dend.L.at(um(30)) })
  onNeuron.connect({ i: 0, j: neuron.child('axon').at(0) })
  expect([...onNeuron.targets()]).toEqual([5, 8])
  const onPart = net.synapses(input, neuron.child('dend'), { onPre: 'I_post += 10*pA' })
  onPart.connect({ i: 0, j: cell.dend.R.at(um(30)) })
  expect([...onPart.targets()]).toEqual([6])
  const monitor = net.stateMonitor(neuron, 'I', { record: cell.dend.L })
  const ofPart = net.stateMonitor(neuron.child('axon'), 'I', { record: [0] })
  await net.run(ms(3))
  expect([...neuron.I.in(pA)].map(Math.round)).toEqual([0, 0, 0, 0, 0, 10, 0, 10, 10, 0, 0, 0, 0])
  expect(monitor.matrix('I').shape).toEqual([2, 30])
  expect(ofPart.matrix('I').values[29]).toBeCloseTo(10e-12, 20)
  // Of the monitor as well, a part stands for its compartment.
  for (const place of [cell.dend.L.at(um(30)), neuron.child('dend.L').at(1)])
    expect(monitor.trace('I', place).values).toEqual(monitor.trace('I', 5).values)
  expect(() => monitor.trace('I', cell.dend.L)).toThrow(/one compartment, and this part .* has 2/)
  expect(() => monitor.trace('I', cell.axon.at(0))).toThrow(/does not record compartment .*8/)
})

test('the neuron keeps the form that the morphology had', () => {
  const { cell, neuron } = neuronOf()
  cell.axon.set('end', cylinder({ diameter: um(1), length: um(10) }))
  expect(neuron.size).toBe(13)
  expect(() => neuron.child('axon.end')).toThrow(/end/)
  expect(() => neuron.select(cell.child('axon.end'))).toThrow(/13/)
})

test('a threshold at one place counts spikes there only, and acts on that compartment alone', async () => {
  const net = new Network()
  const cell = cellOf()
  const neuron = net.spatialNeuron(cell, 'Im = 0*amp/meter**2 : amp/meter**2\nspikes : integer', {
    threshold: 'v > -10*mV',
    reset: 'spikes += 1',
    refractory: ms(0.35),
    thresholdLocation: cell.axon.at(um(25)),
  })
  const monitor = net.spikeMonitor(neuron)
  await net.run(ms(1))
  expect([...new Set(monitor.i)]).toEqual([10])
  expect([...neuron.state('spikes').values()]).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0])
})

const REFUSED: readonly (readonly [string, string, object, string])[] = [
  ['no current', 'g : siemens', {}, 'no-membrane-current'],
  [
    'a current with a flag',
    'Im = 0*amp/meter**2 : amp/meter**2 (constant over dt)',
    {},
    'membrane-current-form',
  ],
  ['a current that is a parameter', 'Im : amp/meter**2', {}, 'membrane-current-form'],
  ['a current in other units', 'Im = 1*amp : amp', {}, 'current-dimension'],
  [
    'the potential defined',
    'Im = 0*amp/meter**2 : amp/meter**2\ndv/dt = -v/ms : volt',
    {},
    'reserved-by-cable',
  ],
  ['geometry defined', 'Im = 0*amp/meter**2 : amp/meter**2\narea : 1', {}, 'reserved-by-cable'],
  [
    'a point current per area',
    'Im = 0*amp/meter**2 : amp/meter**2\nI : amp/meter**2 (point current)',
    {},
    'current-dimension',
  ],
  [
    'unless refractory',
    'Im = 0*amp/meter**2 : amp/meter**2\ndu/dt = -u/ms : 1 (unless refractory)',
    {},
    'flag-not-allowed',
  ],
  [
    'no derivative',
    'Im = f(v)*amp/meter**2 : amp/meter**2',
    { namespace: { f: modelFunction({ arguments: { x: 'volt' }, result: '1', call: x => x }) } },
    'no-derivative',
  ],
  ['a misspelt option', 'Im = 0*amp/meter**2 : amp/meter**2', { cm: 1 }, 'unknown-option'],
  ['a capacity without unit', 'Im = 0*amp/meter**2 : amp/meter**2', { Cm: 1 }, 'dimension-mismatch'],
  ['a resistivity below 0', 'Im = 0*amp/meter**2 : amp/meter**2', { Ri: 'negative' }, 'dimension-mismatch'],
  [
    'several places',
    'Im = 0*amp/meter**2 : amp/meter**2',
    { threshold: 'v > 0*mV', thresholdLocation: cellOf().axon },
    'several-threshold-places',
  ],
  [
    'a place without a threshold',
    'Im = 0*amp/meter**2 : amp/meter**2',
    { thresholdLocation: 3 },
    'location-without-threshold',
  ],
  [
    'a distance without its section',
    'Im = 0*amp/meter**2 : amp/meter**2',
    { threshold: 'v > 0*mV', thresholdLocation: um(30) },
    'not-a-position',
  ],
  [
    'a place that is none',
    'Im = 0*amp/meter**2 : amp/meter**2',
    { threshold: 'v > 0*mV', thresholdLocation: 13 },
    'index-out-of-range',
  ],
]
test.each(REFUSED)('refused: %s', (_, equations, options, code) => {
  const net = new Network({ onMessage: () => undefined })
  expect(() => net.spatialNeuron(cellOf(), equations, options)).toThrow(
    expect.objectContaining({ code }) as Error,
  )
})

test('what is no whole morphology has no neuron', () => {
  const net = new Network()
  const code = (code: string) => expect.objectContaining({ code }) as Error
  expect(() => net.spatialNeuron(cellOf().axon, EQUATIONS)).toThrow(code('part-of-a-morphology'))
  expect(() => net.spatialNeuron(3 as never, EQUATIONS)).toThrow(code('not-a-morphology'))
  expect(() => net.neuronGroup(3, 'u : 1').select(cellOf().axon)).toThrow(code('no-compartments'))
})

test('what cannot be is said in the words of compartments', async () => {
  const { net, neuron } = neuronOf()
  expect(neuron.toString()).toBe('N (13 compartments)')
  expect(() => neuron.at('dend' as never)).toThrow(/child/)
  expect(() => neuron.cell(2)).toThrow(/one cell/)
  expect(() => net.spatialNeuron(cellOf(), 'Im = ff(v) : amp/meter**2')).toThrow(/No function of this name/)
  neuron.Cm.at(2).set('0*farad/meter**2')
  await expect(net.run(ms(1))).rejects.toThrow(/Cm.*compartment 2/)
})

test('geometry is for reading, resistivity and capacity for changing between runs', async () => {
  const { net, neuron } = neuronOf()
  expect(() => {
    neuron.area.set(1)
  }).toThrow(/area/)
  await net.run(ms(1))
  neuron.Ri.set('0.1*ohm*meter')
  neuron.Cm.set('2*uF/cm**2')
  const other = new Network()
  const thinner = other.spatialNeuron(cellOf(), EQUATIONS, {
    Ri: parseQuantity('0.1*ohm*meter'),
    Cm: parseQuantity('2*uF/cm**2'),
  })
  for (const [each, network] of [
    [neuron, net],
    [thinner, other],
  ] as const) {
    each.v.set(mV(0))
    each.v.at(0).set(mV(-20))
    await network.run(ms(1))
  }
  expect(neuron.v.values()).toEqual(thinner.v.values())
})

test('names near a misspelt one are those of the user first, then those that compartments have', async () => {
  const net = new Network()
  net.spatialNeuron(cellOf(), 'Im = gleek*(El - v) : amp/meter**2\nEl : volt\nI : amp (point current)', {
    namespace: { gLeak: parseQuantity('1*siemens/meter**2') },
  })
  await expect(net.run(ms(1))).rejects.toThrow(
    /Did you mean `gLeak`.*\n +Also known here: El, I, Im, v, Cm, /,
  )
})

test('a cell counts as one neuron, and its spikes where they are looked for', async () => {
  const net = new Network()
  const equations = 'Im = 0*amp/meter**2 : amp/meter**2'
  const threshold = { threshold: 'v > -10*mV', refractory: ms(0.35) }
  const cell = cellOf()
  const atOnePlace = net.spatialNeuron(cell, equations, { ...threshold, cells: 2, thresholdLocation: 3 })
  net.neuronGroup(5, 'u : 1')
  net.spikeMonitor(atOnePlace)
  await net.run(ms(1))
  expect(net.summary()).toMatchObject({
    ...{ neurons: 7, compartments: 26, monitored: 2, countsCompartments: false, spikes: 8 },
  })
  const anywhere = net.spatialNeuron(cell, equations, threshold)
  net.spikeMonitor(anywhere.child('axon'))
  await net.run(ms(1))
  expect(net.summary()).toMatchObject({ neurons: 8, monitored: 7, countsCompartments: true })
})

test('nothing is said of what every compartment has', async () => {
  const { net, neuron } = neuronOf()
  neuron.g.set('1*siemens/meter**2')
  neuron.tag.set('i')
  await net.run(ms(1))
  expect(net.messages.map(({ text }) => text)).toEqual([
    'no equation, code, link or monitor uses the parameter `tag` of `N`.',
  ])
})

test('compartments without coordinates among others have nan for places, which is told', () => {
  const net = new Network({ onMessage: () => undefined })
  const cell = cylinder({ diameter: um(1), x: um([0, 10]) }).set(
    'dend',
    cylinder({ diameter: um(1), length: um(20), n: 2 }),
  )
  const neuron = net.spatialNeuron(cell, EQUATIONS)
  expect([...neuron.x.in(um)]).toEqual([5, NaN, NaN])
  expect(net.messages.map(({ code, text }) => [code, text.slice(0, 20)])).toEqual([
    ['unknown-places', '2 of 3 compartments '],
  ])
})

test('a potential that is no number any more is told at the end of a run, or ends it', async () => {
  const { net, neuron } = neuronOf()
  const told: string[] = []
  const other = new Network({ onMessage: ({ code, text }) => told.push(`${code}: ${text}`) })
  const bad = other.spatialNeuron(cellOf(), EQUATIONS, { name: 'N' })
  for (const each of [neuron, bad]) each.g.at(3).set('inf*siemens/meter**2')
  await other.run(ms(1))
  expect(told.join('\n')).toMatch(/invalid-values: `N\.v` is NaN for compartment 0 at the end of the run/)
  await expect(net.run(ms(1), { checkFinite: 'step' })).rejects.toThrow(
    /`N\.v` of compartment \d+ became NaN in the step at 0 s/,
  )
})

test('messages speak of the compartments of a spatial neuron, and of neurons and synapses elsewhere', () => {
  const { net, cell, neuron } = neuronOf()
  const monitor = net.stateMonitor(neuron, 'v', { record: [2] })
  const other = net.neuronGroup(2, 'x : 1', { name: 'G' })
  const synapses = net.synapses(other, other, { equations: 'w : 1', name: 'S' })
  synapses.connect({ i: [0], j: [1] })
  const refused = (work: () => unknown): string => {
    try {
      work()
    } catch (error) {
      if (error instanceof RheobaseError) return error.message
      throw error
    }
    return 'nothing is wrong'
  }
  const dend = neuron.child('dend')
  const messages = [
    () => neuron.v.at(13),
    () => neuron.at(99),
    () => dend.at(7),
    () => neuron.select([13]),
    () => neuron.select('v > 1*volt'),
    () => neuron.select([3, 1]),
    () => dend.select(neuron.at(0)),
    () => dend.v.at(cell.axon),
    () => neuron.select(other),
    () => {
      neuron.v.set(mV([1, 2]))
    },
    () => monitor.trace('v', 3),
    () => neuron.Cm.at(0).at(0),
    () => other.x.at(2),
    () => synapses.w.at(5),
  ].map(refused)
  expect(messages).toEqual([
    '`N.v` has no compartment 13: it has 13, 0 to 12',
    '`N` has no compartment 99: it has 13, 0 to 12',
    '`N.dend` has no compartment 7: it has 7, 0 to 6',
    '`N` has no compartment 13: it has 13, 0 to 12',
    "the selection 'v > 1*volt' of `N` has no compartments",
    'the compartments of a part stand in the order of the group, each once, but in the selection of `N` 1 comes after 3: sort the list',
    '`N_subgroup_1` has the compartment 0 of `N`, which `N_subgroup` has not',
    'the part of the morphology has the compartment 8 of `N`, which `N_subgroup` has not',
    'a selection of compartments of `N`: `G` is no part of it',
    '`N.v` was given 2 values for 13 compartments',
    '`statemonitor` does not record compartment number 3. It records: 2.',
    'a selection of elements cannot be indexed again',
    '`G.x` has no neuron 2: it has 2, 0 to 1',
    '`S.w` has no synapse 5: it has 1, 0 to 0',
  ])
  const said = (part: { toString(): string }): string => part.toString()
  expect(said(neuron.at(3))).toMatch(/^N_subgroup_\d+ \(1 compartment\)$/)
  expect(said(other.slice(0, 2))).toMatch(/\(2 neurons\)$/)
})

test('what at and slice do not take is refused, as options are', () => {
  const { cell, neuron } = neuronOf()
  // As from JavaScript without types.
  const given = (part: object, method: 'at' | 'slice', ...values: unknown[]): unknown =>
    (part as Record<string, (...values: unknown[]) => unknown>)[method]?.(...values)
  expect(() => given(neuron, 'at', 0, 3)).toThrow(
    'at(position) of `N` takes nothing more, but was also given number 3; slice(from, to) takes several',
  )
  expect(() => given(neuron, 'slice', 0, 5, 2)).toThrow('select({ from, to, step })')
  expect(() => given(cell.axon, 'at', 0, 3)).toThrow('at(position) of a section takes nothing more')
  expect(() => given(cell.axon, 'slice', 0, 3, 2)).toThrow('slice(from, to) of a section')
})
