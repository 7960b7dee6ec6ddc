import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { cylinder } from '../morphology/cylinder.js'
import { readSwc } from '../morphology/read-swc.js'
import { soma } from '../morphology/soma.js'
import { mV, ms, nA, um } from '../units/units.js'
import { Network } from './network.js'
import { expectSameOnThreads } from './threads.test-support.js'

const ACTIVE = `
  Im = 1*siemens/meter**2*(-70*mV - v) + 40*siemens/meter**2*m**2*(50*mV - v) : amp/meter**2
  dm/dt = (1/(1 + exp((-40*mV - v)/(5*mV))) - m)/(2*ms) : 1
  I : amp (point current)
`
const branch = (n: number) => cylinder({ diameter: um(1), length: um(100), n })
const tree = () =>
  soma({ diameter: um(20) })
    .set('a', branch(40).set('L', branch(20)).set('R', branch(20)))
    .set('b', branch(30))

/** Collects what nothing holds any more. */
const collect = ((): (() => void) => {
  setFlagsFromString('--expose-gc')
  return runInNewContext('gc') as () => void
})()

// Engines box numbers of JavaScript as they like; of that target only the memory of the network is looked at.
test.each([
  ['wasm', 1, 'backward-euler', 60_000],
  ['wasm', 6, 'backward-euler', 60_000],
  ['wasm', 1, 'sdirk2', 60_000],
  ['js', 1, 'backward-euler', 1000],
  ['js', 6, 'crank-nicolson', 1000],
] as const)('steps take no memory: %s, %d cells, %s', async (target, cells, cableMethod, steps) => {
  const net = new Network({ target })
  const neuron = net.spatialNeuron(tree(), ACTIVE, { cells, cableMethod, method: 'exponential_euler' })
  neuron.v.set(mV(-70))
  neuron.at(0).I.set(nA(0.2))
  const usedBy = async (steps: number): Promise<number> => {
    collect()
    const before = process.memoryUsage().heapUsed
    await net.run(ms(0.1 * steps))
    return process.memoryUsage().heapUsed - before
  }
  await usedBy(3000)
  await usedBy(3000)
  const bytes = net.memoryBytes
  const [few, many] = [await usedBy(1000), await usedBy(1000 + steps)]
  expect(net.memoryBytes).toBe(bytes)
  // The smallest object in each step would be 12 bytes or more.
  if (target === 'wasm') expect(many - few).toBeLessThan(8 * steps)
})

test.each(['wasm', 'js'] as const)('a tree 100,000 sections deep is a neuron, on %s', async target => {
  const template = cylinder({ diameter: um(1), length: um(2) })
  const root = template.copySection()
  let last = root
  for (let k = 1; k < 100_000; k++) {
    const next = template.copySection()
    last.add(next)
    last = next
  }
  const net = new Network({ target })
  const neuron = net.spatialNeuron(
    root,
    'Im = 1*siemens/meter**2*(-70*mV - v) : amp/meter**2\nI : amp (point current)',
  )
  expect(neuron.size).toBe(100_000)
  neuron.v.set(mV(-70))
  neuron.at(-1).I.set(nA(0.01))
  await net.run(ms(1))
  const v = neuron.v.in(mV)
  // As one cylinder does, from its end on.
  const other = new Network({ target })
  const one = other.spatialNeuron(
    cylinder({ diameter: um(1), length: um(200_000), n: 100_000 }),
    'Im = 1*siemens/meter**2*(-70*mV - v) : amp/meter**2\nI : amp (point current)',
  )
  one.v.set(mV(-70))
  one.at(-1).I.set(nA(0.01))
  await other.run(ms(1))
  expect(v.at(-1)).toBeGreaterThan(-69)
  const same = one.v.in(mV)
  expect(
    Math.max(...[1, 10, 100, 1000].map(back => Math.abs((v.at(-back) ?? NaN) - (same.at(-back) ?? NaN)))),
  ).toBeLessThan(1e-9)
})

/** A file of a tree that branches at random places, 50,000 points, some of them before their parents. */
function swcOf(points: number): string {
  let state = 12345
  const random = (): number => (state = (state * 1103515245 + 12345) % 2 ** 31) / 2 ** 31
  const places: [number, number, number][] = [[0, 0, 0]]
  const rows = ['1 1 0 0 0 8 -1']
  for (let k = 2; k <= points; k++) {
    const parent = random() < 0.03 ? 1 + Math.floor(random() * (k - 1)) : k - 1
    const [x, y, z] = places[parent - 1] ?? [0, 0, 0]
    const place: [number, number, number] = [x + 2 * random(), y + 4 * random() - 2, z + 2 * random() - 1]
    places.push(place)
    rows.push(`${String(k)} 3 ${place.map(each => each.toFixed(3)).join(' ')} 0.5 ${String(parent)}`)
  }
  return [...rows.slice(25_000), ...rows.slice(0, 25_000)].join('\n')
}

test('a file of 50,000 points is a neuron, with the same bits on both targets', async () => {
  const text = swcOf(50_000)
  const cell = readSwc(text, { onMessage: () => undefined })
  expect(cell.totalCompartments).toBeGreaterThan(49_900)
  expect(cell.totalSections).toBeGreaterThan(1000)
  const run = async (target: 'wasm' | 'js') => {
    const net = new Network({ target })
    const neuron = net.spatialNeuron(cell, ACTIVE, { method: 'exponential_euler' })
    neuron.v.set(mV(-70))
    neuron.at(0).I.set(nA(2))
    await net.run(ms(2))
    return neuron.v.values()
  }
  const v = await run('wasm')
  expect(v[0]).toBeGreaterThan(-0.069)
  expect(v.every(Number.isFinite)).toBe(true)
  expect(await run('js')).toEqual(v)
})

test('a population with synapses between its cells has the same bits on both targets and any number of threads', async () => {
  const run = async (net: Network) => {
    const cells = 30
    const senders = net.spatialNeuron(tree(), ACTIVE, {
      ...{
        cells,
        method: 'exponential_euler',
        threshold: 'v > -20*mV',
        refractory: 'v > -30*mV',
        thresholdLocation: 0,
      },
    })
    const receivers = net.spatialNeuron(
      tree(),
      `${ACTIVE}\ndg/dt = -g/(3*ms) : siemens\nIs = g*(0*mV - v) : amp (point current)`,
      {
        ...{ cells, method: 'exponential_euler' },
      },
    )
    for (const each of [senders, receivers]) each.v.set('-70*mV + 2*mV*randn()')
    senders.at(0).I.set('0.2*nA + 0.05*nA*rand()')
    const synapses = net.synapses(senders.at(0), receivers, { onPre: 'g_post += 1*nS', delay: ms(0.5) })
    synapses.connect({ p: 0.05 })
    const spikes = net.spikeMonitor(senders)
    await net.run(ms(20))
    expect(spikes.count).toBeGreaterThan(20)
    return [spikes.i, spikes.t.values, senders.v.values(), receivers.v.values(), receivers.g.values()]
  }
  expect(await run(new Network({ seed: 1, target: 'js' }))).toEqual(
    await run(new Network({ seed: 1, target: 'wasm' })),
  )
  await expectSameOnThreads(run)
}, 60_000)
