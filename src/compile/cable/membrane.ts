import type { Builder } from '../../kernels/builder.js'
import { floatArithmetic } from '../../kernels/functions/float-arithmetic.js'
import { approximate } from '../../kernels/approximate.js'
import type { Procedure, Value } from '../../kernels/value.js'
import { layeredContext, tableContext, type Binding, type CodeContext } from '../binding.js'
import { stepWords, timeOf } from '../clock-bindings.js'
import { convert } from '../convert.js'
import { contextOf, wholeOf } from '../evaluated.js'
import { lowerExpression, readName } from '../lower-expression.js'
import { Lowering } from '../lowering.js'
import { builtin } from '../refractoriness.js'
import { variableArray, type Storage } from '../storage.js'
import { cableArrays, type CableGroup } from './cable-arrays.js'
import { CABLE_STEPS, type CableStage } from './stages.js'

/** One compartment after the other, in double also in a network of single precision. */
function forEachCompartment(
  storage: Storage,
  group: CableGroup,
  body: (builder: Builder, element: Value, lowering: Lowering) => void,
): Procedure['body'] {
  const whole = wholeOf(group)
  const context = timed(contextOf(storage, whole, { writesShared: false, guarded: false }), storage, group)
  const key = storage.randomKey(group.stream, 'membrane current')
  return approximate(builder => {
    const step = stepWords(builder, storage, group.clock)
    builder.for(
      'i',
      builder.i32(0),
      builder.i32(group.size),
      element => {
        const draws = { key, element, float: 'f64', step, occurrence: 0 } as const
        body(builder, element, new Lowering(builder, context, { own: element }, draws, true))
      },
      { padded: true },
    )
  })
}

/** The same with the time in the step at which the method asks for currents. */
function timed(context: CodeContext, storage: Storage, { cable, clock }: CableGroup): CodeContext {
  const start = context.binding('t')
  const { time } = CABLE_STEPS[cable.method]
  if (time === 0 || start === undefined) return context
  const later: Binding = {
    ...start,
    read: ({ builder }) => floatArithmetic(builder).add(timeOf(builder, storage, clock), time * clock.dt),
  }
  return layeredContext([tableContext(new Map([['t', () => later]])), context])
}

/**
 * What each membrane holds, its capacity per step and its conductance, and the current into it at a potential of zero: the part of the
 * linear system that its neighbours do not enter.
 */
export function membraneCurrents(storage: Storage, group: CableGroup, stage: CableStage): Procedure {
  const { held, inflow, solved } = cableArrays(storage, group)
  return {
    name: `${group.name}_cable_${stage.name}currents`,
    comment: `conductances and currents of the membrane of ${group.name}`,
    parameters: [],
    body: forEachCompartment(storage, group, (builder, element, lowering) => {
      const { add, sub, mul, div } = floatArithmetic(builder)
      const { current } = group.cable
      const value = (expression: typeof current.driving): Value =>
        convert(builder, lowerExpression(lowering, expression), 'f64')
      const area = readName(lowering, 'area')
      const capacity = div(readName(lowering, 'Cm'), stage.share * group.clock.dt)
      const v = readName(lowering, 'v')
      const start = stage.ahead === 0 ? v : add(v, mul(stage.ahead, sub(builder.load(solved, element), v)))
      builder.store(held, element, mul(area, add(capacity, value(current.conductance))))
      builder.store(inflow, element, mul(area, add(mul(capacity, start), value(current.driving))))
    }),
  }
}

/** The potentials that were solved for become those of the compartments, and the capacitive current is what changed them. */
export function adoptPotentials(storage: Storage, group: CableGroup): Procedure {
  const { solved } = cableArrays(storage, group)
  const array = (name: string) => variableArray(storage, builtin(group, name), group.size)
  const [potential, capacitive] = [array('v'), array('Ic')]
  return {
    name: `${group.name}_cable_update`,
    comment: `potentials of ${group.name}`,
    parameters: [],
    body: forEachCompartment(storage, group, (builder, element, lowering) => {
      const { sub, mul, div } = floatArithmetic(builder)
      const before = readName(lowering, 'v')
      const there = builder.load(solved, element)
      const after = CABLE_STEPS[group.cable.method].end === 1 ? there : sub(mul(2, there), before)
      const perStep = div(readName(lowering, 'Cm'), group.clock.dt)
      // The potential first: if it is no number, it is what an error should name.
      builder.store(potential, element, convert(builder, after, potential.type))
      builder.store(capacitive, element, convert(builder, mul(perStep, sub(after, before)), capacitive.type))
    }),
  }
}
