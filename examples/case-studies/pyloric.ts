// Three neurons of a crab's stomach find their rhythm. AB/PD, LP and PY burst one after the other because slow regulation by calcium
// changes two conductances of each until it fires as often as it wants to; how the three begin is forgotten.
//
// Stimberg, Brette & Goodman 2019, "Brian 2, an intuitive and efficient neural simulator", eLife 8, e47314, figure 1b. The neurons are those of
// Hindmarsh & Rose 1984, "A model of neuronal bursting using three coupled first order differential equations", Proc. R. Soc. Lond. B 221, 87-102.
//
//   rheobase run examples/case-studies/pyloric.ts --plot pyloric.svg
//   rheobase run examples/case-studies/pyloric.ts --seed 9
import { Hz, Network, mV, ms, pF, nS, quantity, second, uS } from 'rheobase'
import type { NeuronGroup, ScriptModel, ScriptOptions, SpikeMonitor, StateMonitor } from 'rheobase'

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

interface Circuit {
  readonly network: Network
  readonly cells: NeuronGroup<typeof NEURON>
}

export function circuit({ seed = 4, target = 'wasm' }: Partial<ScriptOptions> = {}): Circuit {
  const namespace = { Delta_T: mV(17.5), v_T: mV(-40), v_r: mV(-68) }
  const conductances = { C: pF(60), S: quantity`2*nA/(17.5*mV)`, G: nS(28.5) }
  const network = new Network({ dt: ms(0.01), seed, target, namespace: { ...namespace, ...conductances } })
  const isUp = 'v > -20*mV'
  const cells = network.neuronGroup(CELLS.length, NEURON, {
    ...{ threshold: isUp, refractory: isUp, reset: 'Ca += 0.1', method: 'rk2', name: 'cells' },
  })
  connectCells(network, cells)
  cells.Ca_target.set([0.048, 0.0384, 0.06])
  cells.v.set('v_r')
  cells.w.set('-5*nA*rand()')
  cells.z.set('0.2*rand() - 0.1')
  return { network, cells }
}

interface Pyloric extends Circuit, Required<Omit<ScriptModel, 'duration'>> {
  readonly spikes: SpikeMonitor
  /** Potentials in the four seconds before and after the 49 in which the circuit adapts. */
  readonly initial: StateMonitor
  readonly adapted: StateMonitor
}

/** The script runs the network itself: what is recorded changes on the way. */
export default async function pyloric(options: ScriptOptions): Promise<Pyloric> {
  const { network, cells } = circuit(options)
  const spikes = network.spikeMonitor(cells)
  const [initial, adapted] = ['initial', 'adapted'].map(name =>
    network.stateMonitor(cells, 'v', { record: true, dt: ms(0.1), name }),
  ) as [StateMonitor, StateMonitor]
  initial.active = adapted.active = false
  await network.run(second(2.5))
  initial.active = true
  await network.run(second(4))
  initial.active = false
  await network.run(second(49))
  adapted.active = true
  await network.run(second(4))
  return { network, cells, spikes, initial, adapted, picture: () => drawRhythm(spikes, initial, adapted) }
}

async function drawRhythm(spikes: SpikeMonitor, ...windows: readonly StateMonitor[]): Promise<string> {
  const { curve, figure } = await import('rheobase/plot')
  const panels = windows.flatMap(window => {
    const { name, t } = window
    const axes = { xLabel: `Time, ${name}`, xUnit: second }
    const shown = spikes.select(
      `t >= ${String(t.at(0).value)}*second and t <= ${String(t.at(-1).value)}*second`,
    )
    return [
      CELLS.map((cell, k) =>
        curve(t, window.trace('v', k), { ...axes, unit: mV, label: 'Potential', name: cell }),
      ),
      curve(shown.t, shown.i, { ...axes, draw: 'dots', size: 4, label: 'Cell', weight: 0.5 }),
    ]
  })
  return figure(panels, { title: 'A pyloric network before and after it found its rhythm' })
}

/** 59.5 s of three cells: short enough to be run in full everywhere. */
export const run = ({ seed = 4 } = {}): Promise<Pyloric> => pyloric({ values: {}, seed })
