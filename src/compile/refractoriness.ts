import { InternalError } from '../errors/rheobase-error.js'
import type { Builder } from '../kernels/builder.js'
import type { Value } from '../kernels/value.js'
import type { NeuronGroupModel } from '../model/group.js'
import type { Variable } from '../model/variable.js'
import { drawnElement } from './drawn-element.js'
import { counterWords, timeOf } from './clock-bindings.js'
import { lowerExpression } from './lower-expression.js'
import { Lowering } from './lowering.js'
import type { RefractoryArrays } from './refractory-list.js'
import { variableArray, type Storage } from './storage.js'

/**
 * Whole steps in a duration, cut down, where a thousandth of a step short of a whole number counts as whole. As a float64: the time
 * since a spike that never happened is longer than 2^31 short steps.
 */
export function wholeSteps(builder: Builder, duration: Value, dt: number): Value {
  const nudged = builder.op('f64.add', duration, builder.f64(1e-3 * dt))
  return builder.op('f64.floor', builder.op('f64.div', nudged, builder.f64(dt)))
}

/** The same for a number. */
export const stepsIn = (duration: number, dt: number): number => Math.floor((duration + 1e-3 * dt) / dt)

/** Recomputes `not_refractory` of an element at the beginning of its state update, from its period or its condition. */
export function updateRefractoriness(storage: Storage, group: NeuronGroupModel, lowering: Lowering): void {
  if (group.refractory === undefined) return
  const { builder } = lowering
  const element = lowering.place('own')
  const notRefractory = variableArray(storage, builtin(group, 'not_refractory'), group.size)
  const { expression } = group.refractory
  const given = lowerExpression(lowering, expression)
  if (given.type === 'bool') {
    const before = builder.load(notRefractory, element)
    builder.store(notRefractory, element, builder.op('bool.or', before, builder.op('bool.not', given)))
    return
  }
  const lastSpike = builder.load(variableArray(storage, builtin(group, 'lastspike'), group.size), element)
  const period = lowerExpression(drawnWith(lowering, storage, group, lastSpike), expression)
  const since = builder.op('f64.sub', timeOf(builder, storage, group.clock), lastSpike)
  const released = builder.op(
    'f64.ge',
    wholeSteps(builder, since, group.clock.dt),
    wholeSteps(builder, period, group.clock.dt),
  )
  builder.store(notRefractory, element, released)
}

/**
 * A random period is one draw for each spike: its counter is the step of the spike, so that it comes out the same in every step until
 * the next one and nothing has to be stored.
 */
function drawnWith(
  lowering: Lowering,
  storage: Storage,
  { stream, clock, firstElement }: NeuronGroupModel,
  lastSpike: Value,
): Lowering {
  const { builder } = lowering
  const steps = builder.op('f64.div', lastSpike, builder.f64(clock.dt))
  const step = builder.op('f64.floor', builder.op('f64.add', steps, builder.f64(0.5)))
  return new Lowering(
    builder,
    lowering.context,
    { own: lowering.place('own') },
    {
      key: storage.randomKey(stream, 'refractory period'),
      element: drawnElement(
        builder,
        firstElement === undefined ? {} : { firstElement },
        lowering.place('own'),
      ),
      float: 'f64',
      step: counterWords(builder, step),
      occurrence: 0,
    },
    true,
  )
}

/** For a neuron that spikes: it is refractory from now on, and this is the time of its last spike. */
export function startRefractoriness(
  storage: Storage,
  group: NeuronGroupModel,
  builder: Builder,
  element: Value,
  time: Value,
): void {
  builder.store(variableArray(storage, builtin(group, 'lastspike'), group.size), element, time)
  builder.store(
    variableArray(storage, builtin(group, 'not_refractory'), group.size),
    element,
    builder.bool(false),
  )
}

/** Where the refractoriness of a group is stored. */
export const refractoryArrays = (storage: Storage, group: NeuronGroupModel): readonly RefractoryArrays[] =>
  group.refractory === undefined
    ? []
    : [
        {
          notRefractory: variableArray(storage, builtin(group, 'not_refractory'), group.size),
          lastSpike: variableArray(storage, builtin(group, 'lastspike'), group.size),
        },
      ]

export function builtin(group: NeuronGroupModel, name: string): Variable {
  const variable = group.variables.get(name)
  if (variable === undefined) throw new InternalError(`${group.name} has no variable ${name}`)
  return variable
}
