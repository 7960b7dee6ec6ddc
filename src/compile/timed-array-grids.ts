import { printQuantity } from '../units/print-quantity.js'
import { Quantity } from '../units/quantity.js'
import { second } from '../units/dimension.js'
import type { ModelFinding } from './model-finding.js'
import { namesIn } from './namespace-use.js'
import type { NetworkModel } from './network-model.js'

/** How far a ratio of two steps may be from a whole number, relative to it. */
const TOLERANCE = 1e-6

/** Whether one step is a whole multiple of another, at least the same. */
export function isMultiple(long: number, short: number): boolean {
  const ratio = long / short
  return ratio > 1 - TOLERANCE && Math.abs(ratio - Math.round(ratio)) <= TOLERANCE * ratio
}

/** Timed arrays whose values do not hold for whole steps of an object that uses them. */
export function unalignedTimedArrays({ objects }: NetworkModel): readonly ModelFinding[] {
  return objects.flatMap(object => {
    if (!('namespaces' in object)) return []
    const names = namesIn(object, objects)
    const { dt } = object.clock
    return object.namespaces.flatMap(({ entries }) =>
      [...entries].flatMap(([name, external]): ModelFinding[] => {
        if (external.kind !== 'function' || external.implementation.kind !== 'timed-array') return []
        const { implementation } = external
        if (
          !names.has(name) ||
          implementation.isLinear ||
          implementation.rows === 1 ||
          isMultiple(implementation.dt, dt)
        )
          return []
        const print = (seconds: number): string => printQuantity(new Quantity(seconds, second))
        return [
          {
            level: 'warning',
            code: 'timed-array-not-aligned',
            text:
              implementation.dt < dt
                ? `values of the timed array \`${name}\`, one in ${print(implementation.dt)}, are passed over: the step of \`${object.name}\` is ${print(dt)}`
                : `the values of the timed array \`${name}\` hold for ${print(implementation.dt)}, which is no multiple of the step of \`${object.name}\`, ${print(dt)}: some hold for a step more than others`,
          },
        ]
      }),
    )
  })
}
