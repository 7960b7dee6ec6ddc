// Neurons that touch: a chain of passive membranes lets a potential through to the next, and weaker to the one after; two neurons that spike
// pull each other into step.
//
// The chain is that of cable theory (Rall 1969, "Time constants and electrotonic length of membrane cylinders and neurons", Biophysical
// Journal 9, 1483-1508) cut into pieces. The pair is that of Lewis & Rinzel 2003, "Dynamics of spiking neurons connected by both
// inhibitory and electrical coupling", J. Comput. Neurosci. 14, 283-309: a spike is a delta function that the junction passes on.
//
//   rheobase run examples/synapses/gap-junctions.ts --set coupling=0.1 --plot gap-junctions.svg
import {
  Network,
  ms,
  mV,
  type Quantity,
  type ScriptModel,
  type ScriptOptions,
  type SpikeMonitor,
  type StateMonitor,
} from 'rheobase'

// All conductances are relative to that of the leak; the current through junctions is a sum over them.
const PASSIVE = `
  dv/dt = (I - v + junctions)/tau : volt
  junctions : volt
  I : volt (constant)
`
const SPIKING = `
  dv/dt = (I - v + junctions)/tau : volt
  junctions : volt
  I : volt (constant)
`
const JUNCTION = 'junctions_post = coupling*(v_pre - v_post) : volt (summed)'
const TAU = ms(10)
export const COUPLING = 0.5
export const CELLS = 41
const MIDDLE = (CELLS - 1) / 2
const DURATION = ms(300)
