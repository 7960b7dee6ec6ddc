// How far must a membrane be depolarised to fire, and by which current? Nobody solves that: try a value, and go half as far up or down as the time
// before. The search is a loop of this program around runs from one stored state, for a hundred densities of sodium channels at once.
//
// Stimberg, Brette & Goodman 2019, "Brian 2, an intuitive and efficient neural simulator", eLife 8, e47314, figure 5. The membrane is that of
// Hodgkin & Huxley 1952, "A quantitative description of membrane current and its application to conduction and excitation in nerve",
// J. Physiol. 117, 500-544, with the rest near 0 mV.
//
//   rheobase run examples/case-studies/bisection.ts --plot bisection.svg
//   rheobase run examples/case-studies/bisection.ts --set repetitions=30 --set pulse=1ms --plot pulse.svg
import { Network, cm2, linspace, mS, mV, ms, quantities, quantity, script, uA } from 'rheobase'
import type { Quantity, ScriptInput } from 'rheobase'
import type { Row } from 'rheobase/plot'

// exprel(x) is (exp(x) - 1)/x, and 1 where that is 0/0.
const MEMBRANE = `
  dv/dt = (gl*(El - v) + gNa*m**3*h*(ENa - v) + gK*n**4*(EK - v) + I)/C : volt
  dm/dt = alpham*(1 - m) - betam*m : 1
  dn/dt = alphan*(1 - n) - betan*n : 1
  dh/dt = alphah*(1 - h) - betah*h : 1
  alpham = 1/exprel((25*mV - v)/(10*mV))/ms : Hz
  betam = 4*exp(-v/(18*mV))/ms : Hz
  alphah = 0.07*exp(-v/(20*mV))/ms : Hz
  betah = 1/(exp((30*mV - v)/(10*mV)) + 1)/ms : Hz
  alphan = 0.1/exprel((10*mV - v)/(10*mV))/ms : Hz
  betan = 0.125*exp(-v/(80*mV))/ms : Hz
  gNa : siemens/metre**2 (constant)
  I : amp/metre**2 (constant)
`
const CONSTANTS = quantities`
  El = 10.613*mV;  ENa = 115*mV;  EK = -12*mV
  gl = 0.3*msiemens/cm**2;  gK = 36*msiemens/cm**2;  C = 1*uF/cm**2
`
const [conductance, current] = [mS.per(cm2), uA.per(cm2)]
/** Of sodium channels. */
const DENSITIES = linspace(conductance(15), conductance(99.15), 100)

type Input = ScriptInput & { readonly densities?: Quantity<Float64Array> }

/** `--set` gives another number of `repetitions`, duration of the current `pulse`, and `dt`. */
export default script(({ values, settings, densities = DENSITIES }: Input) => {
  const { repetitions = quantity`10`, pulse = ms(50), dt = ms(0.01) } = values
  const network = new Network({ dt, seed: 1, namespace: CONSTANTS, ...settings })
  const options = { threshold: 'v > 50*mV', reset: '', method: 'rk4', name: 'neurons' } as const
  const neurons = network.neuronGroup(densities.length, MEMBRANE, options)
  neurons.gNa.set(densities)
  neurons.setStates({ m: '1/(1 + betam/alpham)', n: '1/(1 + betan/alphan)', h: '1/(1 + betah/alphah)' })
  const spikes = network.spikeMonitor(neurons, { record: false })
  network.store()

  /** Tries values for all neurons, `first` to begin with; gives them before the first repetition and after each. */
  async function search(first: number, trial: (tried: number[]) => Promise<void>): Promise<number[][]> {
    let tried = Array.from(neurons.v.values(), () => first)
    const estimates = [tried]
    for (let step = first; estimates.length <= repetitions.value; step /= 2) {
      network.restore()
      await trial(tried)
      const counts = spikes.countOfEach()
      tried = tried.map((value, k) => (counts[k] === 0 ? value + step : value - step))
      estimates.push(tried)
    }
    return estimates
  }
  const found: Record<'potentials' | 'currents', number[][]> = { potentials: [], currents: [] }
  return {
    ...{ network, neurons, found },
    run: async options => {
      found.potentials = await search(25, async tried => {
        neurons.v.set(mV(tried))
        await network.run(ms(20), options)
      })
      found.currents = await search(32, async tried => {
        neurons.I.set(current(tried))
        await network.run(pulse, options)
        neurons.I.set(current(0))
        await network.run(ms(50).minus(pulse), options)
      })
    },
    picture: async theme => {
      const { curve, figure, row } = await import('rheobase/plot')
      const searched = (label: string, estimates: number[][], unit: typeof current): Row => {
        const paths = [10, 50, 90].map(k => {
          const name = `${densities.at(k).in(conductance).toFixed(1)} mS/cm²`
          const path = unit(estimates.map(each => each[k] ?? NaN))
          return curve([...estimates.keys()], path, { xLabel: 'Repetition', label, unit, name })
        })
        const last = { xLabel: 'Sodium conductance', xUnit: conductance, label, unit }
        return row(paths, curve(densities, unit(estimates.at(-1) ?? []), last))
      }
      const ofPotential = searched('Threshold potential', found.potentials, mV)
      const ofCurrent = searched('Threshold current', found.currents, current)
      return figure([ofPotential, ofCurrent], { theme, title: 'What it takes to make an axon fire' })
    },
  }
})
