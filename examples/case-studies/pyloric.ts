// Three neurons of a crab's stomach find their rhythm. AB/PD, LP and PY burst one after the other because slow regulation by calcium
// changes two conductances of each until it fires as often as it wants to; how the three begin is forgotten.
//
// Stimberg, Brette & Goodman 2019, "Brian 2, an intuitive and efficient neural simulator", eLife 8, e47314, figure 1b. The neurons are those of
// Hindmarsh & Rose 1984, "A model of neuronal bursting using three coupled first order differential equations", Proc. R. Soc. Lond. B 221, 87-102.
//
//   rheobase run examples/case-studies/pyloric.ts --plot pyloric.svg
//   rheobase run examples/case-studies/pyloric.ts --seed 9
import { Hz, Network, mV, ms, quantities, script, second, uS, type NeuronGroup } from 'rheobase'

const NEURON = `
  u = (v - v_T)/Delta_T : 1
  dv/dt = (Delta_T*g*(3*u**2 - u**3) + w - x - I_fast - I_slow)/C : volt
  dw/dt = (1.2*nA - 2.5*nA*u**2 - w)/(2*ms) : amp
  dx/dt = (s*(v - v_r) - x)/(2*second) : amp
  # Every spike lets calcium in. What is too much or too little of it moves the conductances, slowly.
  dCa/dt = -Ca/(150*ms) : 1
  dz/dt = tanh(Ca - Ca_target)/(5*second) : 1
  s = S*(1 - tanh(z)) : siemens
  g = G*(1 + tanh(z)) : siemens
  I_fast : amp
  I_slow : amp
  Ca_target : 1 (constant)
`
const CONSTANTS = quantities`
  Delta_T = 17.5*mV;  v_T = -40*mV;  v_r = -68*mV
  C = 60*pF;  S = 2*nA/Delta_T;  G = 28.5*nS
`
export const CELLS = ['AB/PD', 'LP', 'PY'] as const
/** Transmitter is set free as the potential rises, without any spike: by fast synapses at once, by slow ones for a while. */
const FAST = `
  g_fast : siemens (constant)
  I_fast_post = g_fast*(v_post + 75*mV)/(1 + exp(0.2/mV*(-50*mV - v_pre))) : amp (summed)
`
const SLOW = `
  g_slow : siemens (constant)
  k_2 : hertz (constant)
  dm_slow/dt = (1 - m_slow)/ms/(1 + exp(1/mV*(-55*mV - v_pre))) - k_2*m_slow : 1 (clock-driven)
  I_slow_post = g_slow*m_slow*(v_post + 75*mV) : amp (summed)
`
/** From each cell (a row) to each (a column). */
// prettier-ignore
const [G_FAST, G_SLOW] = [
  uS([0, 0.015, 0.005,   0.01, 0, 0.02,   0, 0.005, 0]),
  uS([0, 0.025, 0.015,   0, 0, 0,         0, 0, 0]),
]

/** Joins three cells that have `v`, `I_fast` and `I_slow`. */
export function connectCells(network: Network, cells: NeuronGroup): void {
  const fast = network.synapses(cells, cells, { equations: FAST, name: 'synapses_fast' })
  const slow = network.synapses(cells, cells, { equations: SLOW, method: 'exact', name: 'synapses_slow' })
  fast.connect({ matrix: { shape: [3, 3], values: G_FAST }, variable: 'g_fast' })
  slow.connect({ matrix: { shape: [3, 3], values: G_SLOW }, variable: 'g_slow' })
  slow.k_2.set(Hz([30, 8]))
}

/** The figure shows four seconds in which the circuit begins, and the last four, when it has adapted. */
export default script(({ settings }) => {
  const network = new Network({ dt: ms(0.01), seed: 4, namespace: CONSTANTS, ...settings })
  const cells = network.neuronGroup(CELLS.length, NEURON, {
    threshold: 'v > -20*mV',
    refractory: 'v > -20*mV',
    reset: 'Ca += 0.1',
    method: 'rk2',
    name: 'cells',
  })
  cells.Ca_target.set([0.048, 0.0384, 0.06])
  cells.setStates({ v: 'v_r', w: '-5*nA*rand()', z: '0.2*rand() - 0.1' })
  connectCells(network, cells)
  const spikes = network.spikeMonitor(cells)
  const potentials = network.stateMonitor(cells, 'v', { record: true, dt: ms(0.5) })
  return {
    network,
    cells,
    spikes,
    potentials,
    duration: second(59.5),
    picture: async theme => {
      const { figure, panel, raster, row, trace } = await import('rheobase/plot')
      const atFirst = { names: CELLS, timeUnit: second, from: second(2.5), to: second(6.5) }
      const adapted = { ...atFirst, from: second(55.5), to: second(59.5) }
      const line = { unit: mV, label: 'Potential', weight: 1.5 }
      return figure(
        [
          row(
            panel('At first', trace(potentials, 'v', { ...atFirst, ...line })),
            panel('Adapted', trace(potentials, 'v', { ...adapted, ...line })),
          ),
          row(raster(spikes, atFirst), raster(spikes, adapted)),
        ],
        { title: 'A pyloric network finds its rhythm', theme },
      )
    },
  }
})
