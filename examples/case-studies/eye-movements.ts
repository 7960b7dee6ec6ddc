// Eyes that follow an object. Neurons with receptive fields see where it is in the visual field and drive two motor neurons; these pull
// the eye, which moves what they see. Sensors, muscles, the object and the neurons are equations of one model: the loop is closed.
//
// Stimberg, Brette & Goodman 2019, "Brian 2, an intuitive and efficient neural simulator", eLife 8, e47314, figure 3. The object may also be
// moved by this program while the network runs: with `jumps` it sits still and jumps away as often as that says.
//
//   rheobase run examples/case-studies/eye-movements.ts --plot eye-movements.svg
//   rheobase run examples/case-studies/eye-movements.ts --set jumps=1Hz --plot jumps.svg
import { Network, ms, quantities, script, second, type Quantity, type ScriptInput } from 'rheobase'

/** A spring that the muscles move the rest of, heavily damped. */
const EYE = `
  dx/dt = velocity : 1
  dvelocity/dt = alpha*(x0 - x) - beta*velocity : hertz
  dx0/dt = -x0/tau_muscle : 1
`
const WANDERING = `
  dx_object/dt = (noise - x_object)/tau_object : 1
  dnoise/dt = -noise/tau_object + tau_object**-0.5*xi : 1
`
/** Each cell looks at its own place of the visual field, relative to the eye. */
const RETINA = `
  dv/dt = (I - (1 + gs)*v)/taum : 1
  I = gain*exp(-((x_object - x_eye - x_neuron)/width)**2) : 1
  x_neuron : 1 (constant)
  x_object : 1 (linked)
  x_eye : 1 (linked)
  gs : 1
`
const CONSTANTS = quantities`
  taum = 20*ms;  gain = 4;  width = 0.1
  alpha = 1/(50*ms)**2;  beta = 1/(50*ms);  tau_muscle = 20*ms;  tau_object = 500*ms
`
/** An object that jumps from one side to the other, so many times a second. */
const jumping = (rate: Quantity) => (time: Quantity) =>
  Math.floor(time.times(rate).value) % 2 === 0 ? 0.5 : -0.5

interface EyeInput extends ScriptInput {
  /** Where the object is: equations of `x_object`, or a function that is asked for its place in every step. */
  readonly object?: string | ((time: Quantity) => number)
}

export default script(({ values: { jumps }, settings, object }: EyeInput) => {
  const stimulus = object ?? (jumps === undefined ? WANDERING : jumping(jumps))
  const network = new Network({ dt: ms(0.1), seed: 1, namespace: CONSTANTS, ...settings })
  const spiking = { threshold: 'v > 1', reset: 'v = 0', method: 'exact' } as const
  const motor = network.neuronGroup(2, 'dv/dt = -v/taum : 1', {
    ...spiking,
    refractory: ms(5),
    name: 'motor',
  })
  const retina = network.neuronGroup(20, RETINA, { ...spiking, name: 'retina' })
  // It moves after the neurons, which see it as it was at the start of the step.
  const world = EYE + (typeof stimulus === 'string' ? stimulus : 'x_object : 1')
  const eye = network.neuronGroup(1, world, { method: 'euler', order: 1, name: 'eye' })
  if (typeof stimulus === 'function')
    network.networkOperation(t => {
      eye.state('x_object').set(stimulus(t))
    })
  retina.link('x_object', eye, 'x_object')
  retina.link('x_eye', eye, 'x')
  retina.x_neuron.set('-1 + 2*i/(N - 1)')
  retina.v.set('rand()')
  const seen = network.synapses(retina, motor, { equations: 'w : 1 (constant)', onPre: 'v_post += w' })
  seen.connect({ condition: 'j == int(x_neuron_pre > 0)' })
  seen.w.set('abs(x_neuron_pre)')
  network.synapses(motor, eye, { onPre: 'x0_post += where(i == 0, -0.5, 0.5)' }).connect()

  const [retinaSpikes, motorSpikes] = [network.spikeMonitor(retina), network.spikeMonitor(motor)]
  const positions = network.stateMonitor(eye, ['x_object', 'x'], { record: true })
  return {
    network,
    duration: second(10),
    retina,
    retinaSpikes,
    motorSpikes,
    positions,
    picture: async theme => {
      const { figure, raster, trace } = await import('rheobase/plot')
      const shown = { timeUnit: second, to: network.t }
      const places = { label: 'Position', names: ['object', 'eye'], weight: 1.6 }
      return figure(
        [
          raster(retinaSpikes, { ...shown, label: 'Retina', size: 2.6, weight: 1.8 }),
          raster(motorSpikes, { ...shown, names: ['left', 'right'], weight: 0.4 }),
          trace(positions, ['x_object', 'x'], { ...shown, ...places }),
        ],
        { theme, title: 'Eyes that follow an object' },
      )
    },
  }
})
