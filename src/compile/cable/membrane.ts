import { Builder } from '../../kernels/builder.js'
import { floatArithmetic } from '../../kernels/functions/float-arithmetic.js'
import { multiplyByReciprocals } from '../../kernels/multiply-by-reciprocals.js'
import type { Procedure, Value } from '../../kernels/value.js'
import { stepWords } from '../clock-bindings.js'
import { convert } from '../convert.js'
import { contextOf, wholeOf } from '../evaluated.js'
import { lowerExpression, readName } from '../lower-expression.js'
import { Lowering } from '../lowering.js'
import { builtin } from '../refractoriness.js'
import { variableArray, type Storage } from '../storage.js'
import { cableArrays, type CableGroup } from './cable-arrays.js'

/** The step that the linear system is made for: half of it, for the potential in the middle, where that is asked. */
const stepOf = ({ cable, clock }: CableGroup): number =>
  cable.method === 'crank-nicolson' ? clock.dt / 2 : clock.dt

/** One compartment after the other, in double also in a network of single precision. */
function forEachCompartment(
  storage: Storage,
  group: CableGroup,
  body: (builder: Builder, element: Value, lowering: Lowering) => void,
): Procedure['body'] {
  const builder = new Builder()
  const whole = wholeOf(group)
  const context = contextOf(storage, whole, { writesShared: false, guarded: false })
  const key = storage.randomKey(group.stream, 'membrane current')
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
  return multiplyByReciprocals(builder.statements)
}

/**
 * What each membrane holds, its capacity per step and its conductance, and the current into it at a potential of zero: the part of the
 * linear system that its neighbours do not enter.
 */
export function membraneCurrents(storage: Storage, group: CableGroup): Procedure {
  const { held, inflow } = cableArrays(storage, group)
  return {
    name: `${group.name}_cable_currents`,
    comment: `conductances and currents of the membrane of ${group.name}`,
    parameters: [],
    body: forEachCompartment(storage, group, (builder, element, lowering) => {
      const { add, mul, div } = floatArithmetic(builder)
      const { current } = group.cable
      const value = (expression: typeof current.driving): Value =>
        convert(builder, lowerExpression(lowering, expression), 'f64')
      const area = readName(lowering, 'area')
      const capacity = div(readName(lowering, 'Cm'), stepOf(group))
      const v = readName(lowering, 'v')
      builder.store(held, element, mul(area, add(capacity, value(current.conductance))))
      builder.store(inflow, element, mul(area, add(mul(capacity, v), value(current.driving))))
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
      const after = group.cable.method === 'crank-nicolson' ? sub(mul(2, there), before) : there
      const perStep = div(readName(lowering, 'Cm'), group.clock.dt)
      // The potential first: if it is no number, it is what an error should name.
      builder.store(potential, element, convert(builder, after, potential.type))
      builder.store(capacitive, element, convert(builder, mul(perStep, sub(after, before)), capacitive.type))
    }),
  }
}
