// The pyloric rhythm with the currents of the real neurons: soma and axon, six currents in the one and three in the other. Regulation by the
// calcium current changes how much of it and of the potassium current there is, until all three cells burst. Nothing in it is random.
//
// Stimberg, Brette & Goodman 2019, "Brian 2, an intuitive and efficient neural simulator", eLife 8, e47314, figure 1c. The currents are those of
// Golowasch, Casey, Abbott & Marder 1999, "Network stability from activity-dependent regulation of neuronal conductances", Neural Comput. 11, 1079-1096.
//
//   rheobase run examples/case-studies/pyloric-detailed.ts --plot pyloric-detailed.svg
import { Network, mV, ms, nA, nS, quantities, script, second } from 'rheobase'
import { CELLS, connectCells } from './pyloric.js'

const NEURON = `
  dv/dt = (-I_fast - I_slow - I_L - I_Ca - I_K - I_A - I_proc - g_E*(v - v_a))/C_s : volt
  dv_a/dt = (-I_La - I_Na - I_Kd - g_E*(v_a - v))/C_a : volt
  I_L = g_Ls*(v - E_L) : amp
  I_Ca = g_Ca*m_Ca**3*h_Ca*(v - E_Ca) : amp
  I_K = g_K*m_K**4*(v - E_K) : amp
  I_A = g_A*m_A**3*h_A*(v - E_K) : amp
  I_proc = g_proc*m_proc*(v - E_proc) : amp
  I_La = g_La*(v_a - E_L) : amp
  I_Na = g_Na*m_Na**3*h_Na*(v_a - E_Na) : amp
  I_Kd = g_Kd*m_Kd**4*(v_a - E_K) : amp
  # What the calcium current lacks to its target moves two conductances, slowly.
  g_Ca = G_Ca/2*(1 + tanh(z)) : siemens
  g_K = G_K/2*(1 - tanh(z)) : siemens
  dz/dt = tanh((I_target + I_Ca)/nA)/(5*second) : 1
  # Gates of the soma
  dm_Ca/dt = (m_Ca_inf - m_Ca)/(30*ms - 5*ms/(1 + exp(0.2/mV*(-65*mV - v)))) : 1
  dh_Ca/dt = (h_Ca_inf - h_Ca)/(150*ms) : 1
  dm_K/dt = (m_K_inf - m_K)/(2*ms + 55*ms/(1 + exp(-0.125/mV*(-54*mV - v)))) : 1
  dm_A/dt = (m_A_inf - m_A)/(0.1*ms) : 1
  dh_A/dt = (h_A_inf - h_A)/(50*ms) : 1
  dm_proc/dt = (m_proc_inf - m_proc)/(6*ms) : 1
  m_Ca_inf = 1/(1 + exp(0.205/mV*(-61.2*mV - v))) : 1
  h_Ca_inf = 1/(1 + exp(-0.15/mV*(-75*mV - v))) : 1
  m_K_inf = 1/(1 + exp(0.1/mV*(-35*mV - v))) : 1
  m_A_inf = 1/(1 + exp(0.2/mV*(-60*mV - v))) : 1
  h_A_inf = 1/(1 + exp(-0.18/mV*(-68*mV - v))) : 1
  m_proc_inf = 1/(1 + exp(0.2/mV*(-55*mV - v))) : 1
  # Gates of the axon
  dm_Na/dt = (m_Na_inf - m_Na)/(0.025*ms) : 1
  dh_Na/dt = (h_Na_inf - h_Na)/(10*ms/(1 + exp(0.12/mV*(-77*mV - v_a)))) : 1
  dm_Kd/dt = (m_Kd_inf - m_Kd)/(12.2*ms + 10.5*ms/(1 + exp(-0.05/mV*(58*mV - v_a)))) : 1
  m_Na_inf = 1/(1 + exp(0.1/mV*(-42.5*mV - v_a))) : 1
  h_Na_inf = 1/(1 + exp(-0.13/mV*(-50*mV - v_a))) : 1
  m_Kd_inf = 1/(1 + exp(0.2/mV*(-41*mV - v_a))) : 1
  I_fast : amp
  I_slow : amp
  I_target : amp (constant)
  g_Ls : siemens (constant)
  g_A : siemens (constant)
  g_proc : siemens (constant)
`
const GATES = ['m_Ca', 'h_Ca', 'm_K', 'm_A', 'h_A', 'm_proc', 'm_Na', 'h_Na', 'm_Kd'] as const
const CONSTANTS = quantities`
  E_L = -68*mV;  E_Na = 20*mV;  E_K = -80*mV;  E_Ca = 120*mV;  E_proc = -10*mV
  C_s = 0.2*nF;  C_a = 0.02*nF;  g_E = 10*nS
  g_La = 7.5*nS;  g_Na = 300*nS;  g_Kd = 4*uS;  G_Ca = 0.2*uS;  G_K = 16*uS
`

export default script(({ settings }) => {
  const network = new Network({ dt: ms(0.01), seed: 1, namespace: CONSTANTS, ...settings })
  const isUp = 'm_Na > 0.5'
  const options = { threshold: isUp, refractory: isUp, method: 'rk2', name: 'cells' } as const
  const cells = network.neuronGroup(CELLS.length, NEURON, options)
  cells.setStates({ I_target: nA([0.4, 0.3, 0.5]), g_Ls: nS([30, 25, 15]) })
  cells.setStates({ g_A: nS([450, 100, 250]), g_proc: nS([6, 8, 0]), v: 'E_L', v_a: 'E_L' })
  for (const gate of GATES) cells[gate].set(`${gate}_inf`)
  connectCells(network, cells)
  const spikes = network.spikeMonitor(cells)
  const potentials = network.stateMonitor(cells, 'v', { record: true, dt: ms(0.2) })
  const regulation = network.stateMonitor(cells, 'z', { record: true, dt: ms(100) })
  return {
    ...{ network, cells, spikes, regulation, duration: second(30.5) },
    picture: async theme => {
      const { figure, panel, raster, row, trace } = await import('rheobase/plot')
      const whole = { names: CELLS, timeUnit: second }
      const atFirst = { ...whole, from: second(0.5), to: second(3.5) }
      const adapted = { ...whole, from: second(27.5), to: second(30.5) }
      const line = { unit: mV, label: 'Soma', weight: 1.5 }
      return figure(
        [
          row(
            panel('At first', trace(potentials, 'v', { ...atFirst, ...line })),
            panel('Adapted', trace(potentials, 'v', { ...adapted, ...line })),
          ),
          row(raster(spikes, atFirst), raster(spikes, adapted)),
          trace(regulation, 'z', { ...whole, label: 'Regulation' }),
        ],
        { title: 'Currents of crab neurons find their rhythm', theme },
      )
    },
  }
})
