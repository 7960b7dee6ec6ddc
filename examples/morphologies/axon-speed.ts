// How fast an axon conducts: the squid's, as Hodgkin and Huxley computed it by hand, and others from 1 um to 1 mm. Without myelin speed grows with the
// square root of the diameter.
//
// Hodgkin & Huxley 1952, "A quantitative description of membrane current and its application to conduction and excitation in nerve",
// J. Physiol. 117, 500-544.
//
//   rheobase run examples/morphologies/axon-speed.ts --plot axon-speed.svg
import { Network, cylinder, mV, meter, mm, ms, nA, quantity, second, um } from 'rheobase'
import type { ScriptModel, ScriptOptions, SpatialNeuron, StateMonitor } from 'rheobase'

// exprel(x) is (exp(x) - 1)/x, and 1 where that is 0/0. The gates are `phi` times as fast as at 6.3 degrees Celsius.
const EQUATIONS = `
  Im = gl*(El - v) + gNa*m**3*h*(ENa - v) + gK*n**4*(EK - v) : amp/meter**2
  dm/dt = alpha_m*(1 - m) - beta_m*m : 1
  dh/dt = alpha_h*(1 - h) - beta_h*h : 1
  dn/dt = alpha_n*(1 - n) - beta_n*n : 1
  alpha_m = phi/exprel((25*mV - v)/(10*mV))/ms : Hz
  beta_m = phi*4*exp(-v/(18*mV))/ms : Hz
  alpha_h = phi*0.07*exp(-v/(20*mV))/ms : Hz
  beta_h = phi/(exp((30*mV - v)/(10*mV)) + 1)/ms : Hz
  alpha_n = phi*0.1/exprel((10*mV - v)/(10*mV))/ms : Hz
  beta_n = phi*0.125*exp(-v/(80*mV))/ms : Hz
  I : amp (point current)
`
/** The axon of the paper: 18.5 degrees Celsius, rest at 0 mV. */
const CONSTANTS = {
  ...{ gl: quantity`0.3*msiemens/cm**2`, gNa: quantity`120*msiemens/cm**2`, gK: quantity`36*msiemens/cm**2` },
  ...{ El: mV(10.613), ENa: mV(115), EK: mV(-12), phi: 3 ** ((18.5 - 6.3) / 10) },
}
/** In um; the one of the paper is the third from the end. */
export const DIAMETERS = [1, 4, 16, 64, 238, 476, 714, 1000]

type Axon = SpatialNeuron<typeof EQUATIONS>

/** An axon as long as five wave lengths or so, in compartments of 0.25 mm for the squid's and in proportion for others. */
function axonOf(network: Network, diameter: number, n: number): Axon {
  const length = um(60_000 * Math.sqrt(diameter / 476))
  const axon = network.spatialNeuron(cylinder({ diameter: um(diameter), length, n }), EQUATIONS, {
    ...{ Cm: quantity`1*uF/cm**2`, Ri: quantity`35.4*ohm*cm` },
    ...{ threshold: 'v > 50*mV', refractory: 'v > 20*mV' },
    ...{ method: 'exponential_euler', cableMethod: 'sdirk2', namespace: CONSTANTS },
  })
  axon.setStates({
    m: 'alpha_m/(alpha_m + beta_m)',
    h: 'alpha_h/(alpha_h + beta_h)',
    n: 'alpha_n/(alpha_n + beta_n)',
  })
  return axon
}

/** Speeds in m/s, each between a third and two thirds of an axon of `n` compartments. */
export async function speeds(
  diameters: readonly number[],
  { n = 240, seed = 1, target = 'wasm' }: { n?: number; seed?: number; target?: 'wasm' | 'js' } = {},
): Promise<{ network: Network; axons: readonly Axon[]; traces: StateMonitor; speeds: readonly number[] }> {
  const network = new Network({ dt: ms(0.002), seed, target })
  const axons = diameters.map(diameter => axonOf(network, diameter, n))
  const spikes = axons.map(axon => network.spikeMonitor(axon))
  const [traced = axons[0]] = [axons[Math.max(diameters.indexOf(476), 0)]]
  if (traced === undefined) throw new RangeError('no diameter')
  const traces = network.stateMonitor(traced, 'v', { record: true, dt: ms(0.02) })
  // What makes one of them fire makes all of them, in proportion to what an endless cable takes.
  axons.forEach((axon, k) => {
    axon.at(0).I.set(nA(20_000 * ((diameters[k] ?? NaN) / 476) ** 1.5))
  })
  await network.run(ms(0.5))
  for (const axon of axons) axon.at(0).I.set(nA(0))
  await network.run(ms(3.5))
  const found = axons.map((axon, k) => {
    const [from, to] = [Math.round(n / 3), Math.round((2 * n) / 3)]
    const times = spikes[k]?.trains() ?? []
    const distance = axon.distance.quantity().in(meter)
    const at = (place: number): number => times[place]?.in(second)[0] ?? NaN
    return ((distance[to] ?? NaN) - (distance[from] ?? NaN)) / (at(to) - at(from))
  })
  return { network, axons, traces, speeds: found }
}

interface AxonSpeed extends Required<Omit<ScriptModel, 'duration'>> {
  /** In m/s. */
  readonly speeds: readonly number[]
}

/** The script runs the network itself. */
export default async function axonSpeed({ seed, target }: ScriptOptions): Promise<AxonSpeed> {
  const result = await speeds(DIAMETERS, {
    ...(seed === undefined ? {} : { seed }),
    ...(target === undefined ? {} : { target }),
  })
  return {
    ...{ network: result.network, speeds: result.speeds },
    picture: async theme => {
      const { curve, figure, spaceTime } = await import('rheobase/plot')
      const speed = meter.per(second)
      const squid = DIAMETERS.indexOf(476)
      const axes = { xLabel: 'Diameter', xUnit: um, unit: speed, label: 'Speed', weight: 2 }
      const smooth = Array.from({ length: 200 }, (_, k) => 5 * (k + 1))
      const law = smooth.map(each => (result.speeds[squid] ?? NaN) * Math.sqrt(each / 476))
      const places = result.axons[squid]?.distance.quantity() ?? um([])
      return figure(
        [
          spaceTime(result.traces, 'v', places, { unit: mV, label: 'Place', distanceUnit: mm }),
          [
            curve(um(smooth), speed(law), { ...axes, name: 'square root of the diameter' }),
            curve(um(DIAMETERS), speed(result.speeds), { ...axes, draw: 'dots', name: 'computed' }),
          ],
        ],
        { theme, title: 'Conduction along an axon' },
      )
    },
  }
}

/** 4 ms of eight axons. */
export const run = (): Promise<AxonSpeed> => axonSpeed({ values: {} })
