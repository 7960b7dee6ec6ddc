import type { CompiledModel } from '../compile/compile-model.js'
import { contextOf, wholeOf } from '../compile/evaluated.js'
import type { ModelFinding } from '../compile/model-finding.js'
import type { NetworkModel } from '../compile/network-model.js'
import { constantValue } from '../language/constant-value.js'
import { frequency, second } from '../units/dimension.js'
import { printQuantity } from '../units/print-quantity.js'
import { Quantity } from '../units/quantity.js'
import type { Workspace } from './workspace.js'

/** Elements that are looked at: enough to notice a wrong unit, few enough to cost nothing. */
const LOOKED_AT = 1024

/** Variables that decay, at their initial values, too fast for the time step of an explicit method. */
export function longSteps(
  workspace: Workspace,
  objects: NetworkModel['objects'],
  updates: CompiledModel['updates'],
): readonly ModelFinding[] {
  return objects.flatMap((object): ModelFinding[] => {
    const { method, rates } = updates.get(object.name) ?? {}
    if (rates === undefined || method === undefined || method.adaptive === true) return []
    const { name, stabilityLimit: limit = Infinity } = method
    if (object.kind !== 'neuron-group' && object.kind !== 'synapses') return []
    const dt = object.clock.dt
    const elements = spread(object.size)
    const whole = wholeOf(object)
    const context = contextOf(workspace, whole, { writesShared: false, guarded: false })
    return [...rates].flatMap(([variable, rate]): ModelFinding[] => {
      const constant = constantValue(rate, context)
      const found =
        constant === undefined ? workspace.valuesOf(whole, rate, elements) : Float64Array.of(constant)
      const fastest = Math.min(...found)
      if (!(-fastest * dt > limit && Number.isFinite(fastest))) return []
      const print = (value: number, dimension: typeof second): string =>
        printQuantity(new Quantity(value, dimension), { precision: 3 })
      const longest = limit / -fastest
      return [
        {
          level: 'warning',
          code: 'long-time-step',
          text: `\`${object.name}.${variable}\` decays by ${print(-fastest, frequency)}: ${name} with a time step of ${print(dt, second)} makes its errors grow instead. Take steps shorter than ${print(longest, second)}, or the method exponential_euler.`,
        },
      ]
    })
  })
}

/** Some of `size` elements, evenly spread. */
const spread = (size: number): Int32Array =>
  size <= LOOKED_AT
    ? Int32Array.from({ length: size }, (_, element) => element)
    : Int32Array.from({ length: LOOKED_AT }, (_, k) => Math.floor((k * size) / LOOKED_AT))
