import { expect, test } from 'vitest'
import { cylinder } from '../morphology/cylinder.js'
import { soma } from '../morphology/soma.js'
import { parseQuantity } from '../units/parse-quantity.js'
import { mV, ms, nA, pA, um, us } from '../units/units.js'
import { Network } from './network.js'
import type { NetworkOptions } from './network-options.js'
import type { SpatialNeuronOptions } from './make-spatial-neuron.js'
import { timedArray } from './timed-array.js'
import { expectSameOnThreads } from './threads.test-support.js'

type Method = NonNullable<SpatialNeuronOptions['cableMethod']>

const PASSIVE = 'Im = 3*siemens/meter**2*(-70*mV - v) : amp/meter**2'
const RATES = `
  alpha_m = 1/exprel((-40*mV - v)/(10*mV))/ms : Hz
  beta_m = 4*exp((-65*mV - v)/(18*mV))/ms : Hz
  alpha_h = 0.07*exp((-65*mV - v)/(20*mV))/ms : Hz
  beta_h = 1/(1 + exp((-35*mV - v)/(10*mV)))/ms : Hz
  alpha_n = 0.1/exprel((-55*mV - v)/(10*mV))/ms : Hz
  beta_n = 0.125*exp((-65*mV - v)/(80*mV))/ms : Hz
`
const ACTIVE = `
  Im = gL*(-54.3*mV - v) + gNa*m**3*h*(50*mV - v) + gK*n**4*(-77*mV - v) : amp/meter**2
  dm/dt = alpha_m*(1 - m) - beta_m*m : 1
  dh/dt = alpha_h*(1 - h) - beta_h*h : 1
  dn/dt = alpha_n*(1 - n) - beta_n*n : 1
  ${RATES}
`
const NAMESPACE = {
  gL: parseQuantity('0.3*msiemens/cm**2'),
  gNa: parseQuantity('120*msiemens/cm**2'),
  gK: parseQuantity('36*msiemens/cm**2'),
}
const cable = () => cylinder({ diameter: um(2), length: um(500), n: 20 })

const WITH_TIME = `
  Im = 3*siemens/meter**2*(1 + 0.8*sin(2*pi*t/(1*ms)))*(-70*mV - v) + 0.1*amp/meter**2*t/ms : amp/meter**2
`
const WITH_TABLE = 'Im = 3*siemens/meter**2*(1 + ramp(t))*(-70*mV - v) : amp/meter**2'

/** Potentials of a cable that starts from a smooth course, with open and closed channels in balance. */
async function potentials(equations: string, cableMethod: Method, dt: number): Promise<Float64Array> {
  const net = new Network({ dt: us(dt), onMessage: () => undefined })
  const neuron = net.spatialNeuron(cable(), equations, {
    cableMethod,
    ...(equations === ACTIVE ? { namespace: NAMESPACE, method: 'exponential_euler' } : {}),
    ...(equations === WITH_TABLE
      ? { namespace: { ramp: timedArray([0, 4], ms(2), { interpolation: 'linear' }) } }
      : {}),
  })
  neuron.v.set('-66*mV + 6*mV*cos(pi*distance/(500*um))')
  if (equations === ACTIVE)
    for (const gate of ['m', 'h', 'n']) neuron.state(gate).set(`alpha_${gate}/(alpha_${gate} + beta_${gate})`)
  await net.run(ms(1.6))
  return Float64Array.from(neuron.v.values())
}

const errorOf = (found: Float64Array, exact: Float64Array): number =>
  Math.max(...found.map((v, k) => Math.abs(v - (exact[k] ?? NaN))))

test.each([
  ['backward-euler', 'a passive cable', PASSIVE, 1],
  ['sdirk2', 'a passive cable', PASSIVE, 2],
  ['crank-nicolson', 'a passive cable', PASSIVE, 2],
  ['backward-euler', 'an active cable', ACTIVE, 1],
  ['crank-nicolson', 'an active cable', ACTIVE, 2],
  ['sdirk2', 'an active cable', ACTIVE, 2],
  ['backward-euler', 'a membrane that depends on time', WITH_TIME, 1],
  ['crank-nicolson', 'a membrane that depends on time', WITH_TIME, 2],
  ['sdirk2', 'a membrane that depends on time', WITH_TIME, 2],
  ['backward-euler', 'a membrane that follows a table', WITH_TABLE, 1],
  ['sdirk2', 'a membrane that follows a table', WITH_TABLE, 2],
] as const)('%s on %s is of order %4$d', async (method, _, equations, order) => {
  const exact = await potentials(equations, 'sdirk2', 1)
  const errors = [80, 40, 20].map(async dt => errorOf(await potentials(equations, method, dt), exact))
  const [coarse = NaN, middle = NaN, fine = NaN] = await Promise.all(errors)
  expect(Math.log2(coarse / middle)).toBeGreaterThan(order - 0.2)
  expect(Math.log2(middle / fine)).toBeGreaterThan(order - 0.2)
  expect(Math.log2(middle / fine)).toBeLessThan(order + 0.3)
})

const tree = () =>
  soma({ diameter: um(20) })
    .set('a', cylinder({ diameter: um(1), length: um(100), n: 30 }))
    .set(
      'b',
      cylinder({ diameter: um(2), length: um(60), n: 20 })
        .set('L', cylinder({ diameter: um(1), length: um(40), n: 25 }))
        .set('R', cylinder({ diameter: um(1), length: um(40), n: 25 })),
    )

async function spiking(net: Network, cells = 1): Promise<unknown> {
  const neuron = net.spatialNeuron(tree(), `${ACTIVE}\nI : amp (point current)`, {
    ...{ namespace: NAMESPACE, method: 'exponential_euler', cells },
    ...{ threshold: 'v > -20*mV', refractory: 'v > -30*mV' },
  })
  neuron.v.set(mV(-65))
  neuron.setStates({ m: 0.053, h: 0.596, n: 0.318 })
  neuron.at(0).I.set(nA(0.5))
  const spikes = net.spikeMonitor(neuron)
  const input = net.poissonGroup(50, parseQuantity('200*Hz'))
  const synapses = net.synapses(input, neuron.child('b'), { onPre: 'I_post += 1*pA' })
  synapses.connect({ p: 0.3 })
  const trace = net.stateMonitor(neuron, ['v', 'Ic'], { record: [0, 40] })
  await net.run(ms(12))
  expect(spikes.count).toBeGreaterThan(cells * 100)
  return [spikes.t.values, spikes.i, neuron.v.values(), neuron.I.in(pA), trace.matrix('Ic').values]
}

test.each([1, 4])(
  '%d cells have the same bits on any number of threads',
  async cells => {
    await expectSameOnThreads(net => spiking(net, cells))
  },
  60_000,
)

test.each([1, 3])(
  'in single precision %d cells are near those in double, with the same bits on both targets',
  async cells => {
    const run = async (options: NetworkOptions) => {
      const net = new Network({ seed: 1, ...options })
      const neuron = net.spatialNeuron(tree(), `${PASSIVE}\nI : amp (point current)`, { cells })
      neuron.v.set(mV(-70))
      neuron.at(0).I.set(nA(0.1))
      await net.run(ms(5))
      return Float64Array.from(neuron.v.values())
    }
    const single = await run({ precision: 'single' })
    expect(single).toEqual(await run({ precision: 'single', target: 'js' }))
    const double = await run({})
    expect(errorOf(single, double)).toBeGreaterThan(0)
    expect(errorOf(single, double)).toBeLessThan(2e-7)
    expect(double[0]).toBeGreaterThan(-0.065)
  },
)

test('sdirk2 takes sudden currents into fine compartments without a swing, and steps of any length', async () => {
  const net = new Network({ dt: ms(0.05) })
  const fine = cylinder({ diameter: um(1), length: um(200), n: 400 })
  const neuron = net.spatialNeuron(fine, `${PASSIVE}\nI : amp (point current)`, { cableMethod: 'sdirk2' })
  neuron.v.set(mV(-70))
  neuron.at(0).I.set(nA(0.1))
  const monitor = net.stateMonitor(neuron, 'v', { record: [0] })
  await net.run(ms(5))
  const rising = monitor.matrix('v').values
  rising.forEach((v, k) => {
    if (k > 0) expect(v).toBeGreaterThan(rising[k - 1] ?? NaN)
  })
  const coarse = new Network({ dt: ms(1000) })
  const other = coarse.spatialNeuron(fine, PASSIVE, { cableMethod: 'sdirk2' })
  other.v.set(mV(-70))
  other.v.at(0).set(mV(50))
  await coarse.run(ms(3000))
  expect(errorOf(Float64Array.from(other.v.values()), new Float64Array(400).fill(-0.07))).toBeLessThan(1e-8)
})

test.each([1, 3])(
  'sdirk2 has the same bits for %d cells on both targets and any number of threads',
  async cells => {
    const run = async (net: Network) => {
      const neuron = net.spatialNeuron(tree(), `${WITH_TIME}\nI : amp (point current)`, {
        cells,
        cableMethod: 'sdirk2',
      })
      neuron.v.set('-70*mV + 5*mV*cos(compartment + 2*cell)')
      await net.run(ms(3))
      return neuron.v.values()
    }
    expect(await run(new Network({ target: 'js' }))).toEqual(await run(new Network({ target: 'wasm' })))
    await expectSameOnThreads(run)
  },
  60_000,
)

test.each(['backward-euler', 'crank-nicolson', 'sdirk2'] as const)(
  'conductances along the cable are computed once per run, by %s',
  async cableMethod => {
    const net = new Network()
    net.spatialNeuron(cable(), PASSIVE, { cableMethod })
    await net.run(ms(1))
    const { kernels } = net.inspect()
    expect(kernels.match(/^# conductances inside /gm)).toHaveLength(1)
    expect(kernels.match(/^# potentials along the cable /gm)).toHaveLength(cableMethod === 'sdirk2' ? 2 : 1)
    expect(kernels).not.toMatch(/^# potentials along the cable .*\n(?:.+\n)*.*spatialneuron\.Ri/m)
  },
)
