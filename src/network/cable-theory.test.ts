import { expect, test } from 'vitest'
import { cylinder } from '../morphology/cylinder.js'
import type { Morphology } from '../morphology/morphology.js'
import { parseQuantity } from '../units/parse-quantity.js'
import { mV, ms, nA, um } from '../units/units.js'
import { Network } from './network.js'
import type { SpatialNeuronOptions } from './make-spatial-neuron.js'
import type { SpatialNeuron } from './spatial-neuron.js'

/** A passive membrane; everything in SI units. */
interface Passive {
  readonly Rm: number
  readonly Ra: number
  readonly Cm: number
  readonly E: number
}

function passive(
  net: Network,
  form: Morphology,
  { Rm, Ra, Cm, E }: Passive,
  options: SpatialNeuronOptions = {},
) {
  const neuron = net.spatialNeuron(
    form,
    `Im = (E - v)/Rm : amp/meter**2
     I : amp (point current)`,
    {
      ...{
        Cm: parseQuantity(`${String(Cm)}*farad/meter**2`),
        Ri: parseQuantity(`${String(Ra)}*ohm*meter`),
        ...options,
      },
      namespace: { E: parseQuantity(`${String(E)}*volt`), Rm: parseQuantity(`${String(Rm)}*ohm*meter**2`) },
    },
  )
  neuron.v.set(`${String(E)}*volt`)
  return neuron
}

/**
 * Potential above rest at a place x of a cable with sealed ends, a time t after a current of 1 A was switched on at x = 0: the steady state, less
 * the modes that have not died out.
 */
function stepResponse(
  length: number,
  diameter: number,
  { Rm, Ra, Cm }: Passive,
  x: number,
  t: number,
): number {
  const lambda = Math.sqrt((diameter * Rm) / (4 * Ra))
  const infinite = (2 / Math.PI) * Math.sqrt(Rm * Ra) * diameter ** -1.5
  const steady = (infinite * Math.cosh((length - x) / lambda)) / Math.sinh(length / lambda)
  const whole = Rm / (Math.PI * diameter * length)
  let missing = Math.exp(-t / (Rm * Cm))
  for (let n = 1; n < 5000; n++) {
    const rate = 1 + ((n * Math.PI * lambda) / length) ** 2
    const mode = (2 * Math.cos((n * Math.PI * x) / length) * Math.exp((-rate * t) / (Rm * Cm))) / rate
    missing += mode
    if (rate * t > 60 * Rm * Cm) break
  }
  return steady - whole * missing
}

test('a finite cable comes to its steady state, everywhere within 1 uV', async () => {
  const net = new Network({ dt: ms(0.01) })
  const membrane = { Rm: 1, Ra: 1.5, Cm: 0.01, E: -0.07 }
  const [length, diameter] = [300e-6, 1e-6]
  const neuron = passive(net, cylinder({ diameter: um(1), length: um(300), n: 200 }), membrane)
  neuron.at(0).I.set(nA(0.02))
  await net.run(ms(100))
  const lambda = Math.sqrt(diameter / (4 * membrane.Ra))
  const infinite = ((2 / Math.PI) * Math.sqrt(membrane.Ra)) / diameter ** 1.5
  const distances = neuron.distance.values()
  neuron.v.values().forEach((v, k) => {
    const theory =
      -0.07 +
      (0.02e-9 * infinite * Math.cosh((length - (distances[k] ?? NaN)) / lambda)) / Math.sinh(length / lambda)
    expect(Math.abs(v - theory)).toBeLessThan(1e-6)
  })
})

test('a charge on a long cable spreads as theory says', async () => {
  const net = new Network({ dt: ms(0.01) })
  const membrane = { Rm: 1, Ra: 1, Cm: 0.01, E: 0 }
  const diameter = 2e-6
  const neuron = passive(net, cylinder({ diameter: um(2), length: um(9000), n: 901 }), membrane, {
    cableMethod: 'sdirk2',
  })
  const lambda = Math.sqrt(diameter / 4)
  const charge = 1e-13
  const element = 9000e-6 / 901
  const perLength = Math.PI * diameter * membrane.Cm
  neuron.v.at(450).set(mV((1e3 * charge) / (perLength * element)))
  const places = [450, 480, 520, 580]
  const monitor = net.stateMonitor(neuron, 'v', { record: places, dt: ms(0.5) })
  await net.run(ms(8))
  const tau = membrane.Rm * membrane.Cm
  const times = monitor.t.in(ms)
  const { values } = monitor.matrix('v')
  for (const [row, place] of places.entries()) {
    const found = Array.from(times, (_, k) => 1e3 * (values[row * times.length + k] ?? NaN))
    const theory = times.map(each => {
      const t = each / 1000
      const x = ((place - 450) * element) / lambda
      const spread = Math.exp(-t / tau - (x * x * tau) / (4 * t)) / Math.sqrt((4 * Math.PI * t) / tau)
      return (1e3 * charge * spread) / (perLength * lambda)
    })
    const largest = Math.max(...theory.slice(2))
    found.slice(2).forEach((v, k) => {
      expect(Math.abs(v - (theory[k + 2] ?? NaN)) / largest).toBeLessThan(0.003)
    })
  }
})

test('branches that fit together by the power 3/2 are one cylinder', async () => {
  const membrane = { Rm: 2, Ra: 1, Cm: 0.01, E: -0.07 }
  const run = async (form: Morphology): Promise<Float64Array> => {
    const net = new Network({ dt: ms(0.05) })
    const neuron = passive(net, form, membrane)
    neuron.at(0).I.set(nA(0.1))
    await net.run(ms(30))
    return Float64Array.from(neuron.v.values())
  }
  const thin = 4 / 2 ** (2 / 3)
  const daughter = () => cylinder({ diameter: um(thin), length: um(300 * Math.sqrt(thin / 4)), n: 30 })
  const tree = await run(
    cylinder({ diameter: um(4), length: um(200), n: 20 })
      .set('L', daughter())
      .set('R', daughter()),
  )
  const single = await run(cylinder({ diameter: um(4), length: um(500), n: 50 }))
  single.forEach((v, k) => {
    expect(tree[k]).toBeCloseTo(v, 12)
    if (k >= 20) expect(tree[k + 30]).toBeCloseTo(v, 12)
  })
  expect(single[0]).toBeGreaterThan(-0.06)
})

/** Errors at compartments of a neuron, relative to how far the potential goes. */
async function errors(
  net: Network,
  neuron: SpatialNeuron,
  places: readonly number[],
  theory: (place: number, t: number) => number,
): Promise<{ readonly rms: number; readonly largest: number }[]> {
  const monitor = net.stateMonitor(neuron, 'v', { record: [...places] })
  await net.run(ms(250))
  const { values, shape } = monitor.matrix('v')
  const samples = shape[1]
  const times = monitor.t.in(ms)
  return places.map((place, row) => {
    const exact = Array.from(times, t => theory(place, t / 1000))
    const amplitude = Math.max(...exact) - Math.min(...exact)
    const off = exact.map((v, k) => Math.abs((values[row * samples + k] ?? NaN) - v) / amplitude)
    return {
      rms: Math.sqrt(off.reduce((sum, each) => sum + each * each, 0) / off.length),
      largest: Math.max(...off),
    }
  })
}

const RALLPACK = { Rm: 4, Ra: 1, Cm: 0.01, E: -0.065 }

test.each([
  ['backward-euler', 0.001, 0.005],
  ['crank-nicolson', 0.0005, 0.01],
  ['sdirk2', 0.0001, 0.0025],
] as const)('Rallpack 1, a passive cable of 1000 compartments, by %s', async (cableMethod, rms, largest) => {
  const net = new Network({ dt: ms(0.05) })
  const neuron = passive(net, cylinder({ diameter: um(1), length: um(1000), n: 1000 }), RALLPACK, {
    cableMethod,
  })
  neuron.at(0).I.set(nA(0.1))
  const found = await errors(
    net,
    neuron,
    [0, 999],
    (place, t) =>
      -0.065 + (t === 0 ? 0 : 1e-10 * stepResponse(1e-3, 1e-6, RALLPACK, (place + 0.5) * 1e-6, t)),
  )
  for (const error of found) {
    expect(error.rms).toBeLessThan(rms)
    expect(error.largest).toBeLessThan(largest)
  }
})

/** A tree in which every branch has two, thinner by the power 3/2 and shorter so that each is as long for currents. */
function binaryTree(depth: number, diameter: number, length: number): Morphology {
  const branch = cylinder({ diameter: um(diameter), length: um(length) })
  if (depth === 1) return branch
  for (const name of ['L', 'R'])
    branch.set(name, binaryTree(depth - 1, diameter / 2 ** (2 / 3), length / 2 ** (1 / 3)))
  return branch
}

test('Rallpack 2, a passive tree of 1023 branches', async () => {
  const net = new Network({ dt: ms(0.05) })
  const neuron = passive(net, binaryTree(10, 16, 32), RALLPACK)
  expect(neuron.size).toBe(1023)
  neuron.at(0).I.set(nA(0.1))
  const found = await errors(net, neuron, [0, 1022], (place, t) => {
    const x = place === 0 ? 16e-6 : 9.5 * 32e-6
    return -0.065 + (t === 0 ? 0 : 1e-10 * stepResponse(320e-6, 16e-6, RALLPACK, x, t))
  })
  for (const error of found) {
    expect(error.rms).toBeLessThan(0.0025)
    expect(error.largest).toBeLessThan(0.005)
  }
})
