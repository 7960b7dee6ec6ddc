import { ms, type Quantity, type SpikeMonitor, type StateMonitor } from 'rheobase'

/** Times as numbers of steps, `dt` in milliseconds. */
export function inSteps(times: Quantity | undefined, dt = 0.1): number[] {
  const values = times?.in(ms) ?? []
  return Array.from(typeof values === 'number' ? [values] : values, time => Math.round(time / dt))
}

/** Steps of all recorded spikes, in order. */
export const spikeSteps = (spikes: SpikeMonitor, dt = 0.1): number[] => inSteps(spikes.t, dt)

/** Steps of the spikes of each neuron. */
export const spikeStepsOfEach = (spikes: SpikeMonitor, dt = 0.1): number[][] =>
  spikes.trains().map(train => inSteps(train, dt))

/** What was recorded of a variable, in SI units: all samples of the first element, then of the next. */
export const samples = (states: StateMonitor, variable: string): number[] => [
  ...states.matrix(variable).values,
]
