import { generatorArrays } from '../compile/emit-spikes.js'
import { RheobaseError } from '../errors/rheobase-error.js'
import type { Quantity } from '../units/quantity.js'
import { SpikeGeneratorCore, type GivenSpikes } from './spike-generator-core.js'
import { makeHandle, type NeuronGroup } from './group-handle.js'
import type { NetworkScope } from './network-scope.js'
import { checkCount, checkOptions, describeValue } from './options.js'
import { readSeconds, readTimes } from './read-time.js'

/** Options of `net.spikeGenerator`. */
export interface SpikeGeneratorOptions {
  /** Repeats the spikes after this time, which must be longer than the last of them. */
  readonly period?: Quantity
  readonly dt?: Quantity
  readonly when?: string
  readonly order?: number
  readonly name?: string
}

/** Neurons that emit given spikes; `setSpikes` replaces them between runs. */
export type SpikeGenerator = NeuronGroup<''> & {
  /** Replaces all spikes. Times are absolute; spikes before the present time are dropped with a warning. */
  setSpikes(indices: ArrayLike<number>, times: Quantity, period?: Quantity): void
}

const OPTIONS = ['period', 'dt', 'when', 'order', 'name']

export function makeSpikeGenerator(
  scope: NetworkScope,
  size: number,
  indices: ArrayLike<number>,
  times: Quantity,
  options: SpikeGeneratorOptions,
): SpikeGenerator {
  checkOptions('spikeGenerator', options, OPTIONS)
  const count = checkCount('the number of neurons of a spike generator', size, 1)
  const name = scope.claimName('spikegeneratorgroup', options.name)
  const clock = scope.clockFor(name, options.dt)
  let spikes = checkedSpikes(name, count, indices, times, options.period)
  /** Whether all spikes were exchanged, so that the place of the next one in memory is that of others. */
  let replaced = false
  const core: SpikeGeneratorCore = new SpikeGeneratorCore(
    scope,
    {
      name,
      size: count,
      clock,
      variables: new Map(),
      stream: name,
      namespaces: [],
      order: options.order ?? 0,
      when: options.when ?? 'thresholds',
      given: () => spikes,
    },
    () => ({ count: spikes.times.length, periodInSteps: periodInSteps(name, spikes.period, clock.dt) }),
    () => {
      const missed = fill(scope, core, spikes)
      if (missed > 0 && !replaced) tellDropped(missed)
      replaced = false
    },
    given => {
      spikes = given
      replaced = false
    },
  )
  scope.add(core)
  const tellDropped = (spikes: number): void => {
    scope.message(
      'warning',
      'ignored-spikes',
      `${String(spikes)} spikes of \`${name}\` are earlier than the present time and are dropped`,
    )
  }
  const setSpikes: SpikeGenerator['setSpikes'] = (newIndices, newTimes, period) => {
    scope.checkWritable()
    spikes = checkedSpikes(name, count, newIndices, newTimes, period)
    const late =
      spikes.period > 0 ? 0 : spikes.times.filter(time => stepOf(time, clock.dt) < clock.step).length
    if (late > 0) tellDropped(late)
    replaced = true
    scope.changed()
  }
  return makeHandle({ core, ...core.whole }, { setSpikes }) as SpikeGenerator
}

/** A time up to a thousandth of a step below a grid point counts for it; otherwise it is cut down. */
const stepOf = (time: number, dt: number): number => Math.trunc((time + 1e-3 * dt) / dt)

function checkedSpikes(
  name: string,
  size: number,
  indices: ArrayLike<number>,
  times: unknown,
  period: Quantity | undefined,
): GivenSpikes {
  const list = readTimes(`the spike times of \`${name}\``, times)
  if (!Array.isArray(indices) && !ArrayBuffer.isView(indices))
    throw new RheobaseError(
      'type',
      'not-a-list',
      `the neuron indices of \`${name}\` are a list, not ${describeValue(indices)}`,
    )
  if (indices.length !== list.length) {
    throw new RheobaseError(
      'value',
      'number-of-values',
      `\`${name}\` was given ${String(indices.length)} indices for ${String(list.length)} spike times`,
    )
  }
  for (const index of Array.from(indices)) {
    if (!Number.isInteger(index))
      throw new RheobaseError(
        'type',
        'index-not-whole',
        `a neuron index of \`${name}\` must be a whole number, not ${describeValue(index)}`,
      )
    if (index < 0 || index >= size) {
      throw new RheobaseError(
        'value',
        'index-out-of-range',
        `the index ${String(index)} does not exist in \`${name}\`: it has ${String(size)} neurons, 0 to ${String(size - 1)}`,
      )
    }
  }
  const repeat = period === undefined ? 0 : readSeconds(`the period of \`${name}\``, period)
  if (repeat < 0)
    throw new RheobaseError('value', 'impossible-period', `the period of \`${name}\` cannot be negative`)
  return { indices: Int32Array.from(indices), times: list, period: repeat }
}

function periodInSteps(name: string, period: number, dt: number): number {
  if (period === 0) return 0
  const steps = Math.round(period / dt)
  if (steps < 1)
    throw new RheobaseError(
      'value',
      'impossible-period',
      `the period of \`${name}\` is shorter than its time step`,
    )
  if (Math.abs(steps * dt - period) > 1e-9 * period) {
    throw new RheobaseError(
      'value',
      'impossible-period',
      `the period of \`${name}\`, ${String(period)} s, is not a multiple of its time step, ${String(dt)} s`,
    )
  }
  return steps
}

/**
 * Writes the spikes, sorted by step and neuron, and the place of the next one, into the memory of the network.
 * @returns how many were passed over since the last run, in which the generator was off or not there; with a period none
 */
function fill(
  scope: NetworkScope,
  core: SpikeGeneratorCore,
  { indices, times, period }: GivenSpikes,
): number {
  const { clock, name } = core
  const model = core.model()
  const sorted = Array.from(times, (time, position) => ({
    step: stepOf(time, clock.dt),
    neuron: indices[position] ?? 0,
    time,
  })).sort((a, b) => a.step - b.step || a.neuron - b.neuron || a.time - b.time)
  sorted.forEach((spike, position) => {
    const before = sorted[position - 1]
    if (before?.step === spike.step && before.neuron === spike.neuron) {
      throw new RheobaseError(
        'value',
        'two-spikes-in-a-step',
        `neuron ${String(spike.neuron)} of \`${name}\` would spike more than once during a time step of ${String(clock.dt)} s: at ${String(before.time)} s and ${String(spike.time)} s`,
      )
    }
  })
  const last = sorted.at(-1)
  if (period > 0 && last !== undefined && last.step >= model.periodInSteps) {
    throw new RheobaseError(
      'value',
      'impossible-period',
      `the period of \`${name}\` must be longer than the time of its last spike`,
    )
  }
  const { memory } = scope.workspace
  const arrays = generatorArrays(scope.workspace, model)
  memory.view(arrays.steps).set(sorted.map(({ step }) => step))
  memory.view(arrays.neurons).set(sorted.map(({ neuron }) => neuron))
  const now = model.periodInSteps > 0 ? clock.step % model.periodInSteps : clock.step
  const before = memory.scalar(arrays.position)
  const next = sorted.filter(({ step }) => step < now).length
  memory.setScalar(arrays.position, next)
  return period > 0 ? 0 : Math.max(0, next - before)
}
