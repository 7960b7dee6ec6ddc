import type { CompiledModel } from '../compile/compile-model.js'
import type { ModelFinding } from '../compile/model-finding.js'
import type { NetworkModel } from '../compile/network-model.js'
import { variableArray } from '../compile/storage.js'
import { isDimensionless } from '../units/dimension.js'
import { printQuantity } from '../units/print-quantity.js'
import { Quantity } from '../units/quantity.js'
import type { Workspace } from './workspace.js'

/** From this part of the largest value on, an error bound is hardly one. */
const LOOSE = 0.01

/** Bounds of adaptive methods that are left at a number in SI units though their variable is about as small. */
export function looseErrorBounds(
  workspace: Workspace,
  objects: NetworkModel['objects'],
  updates: CompiledModel['updates'],
): readonly ModelFinding[] {
  return objects.flatMap((object): ModelFinding[] => {
    const attempt = updates.get(object.name)?.attempt
    if (attempt === undefined || !('equations' in object)) return []
    const { absoluteError, absoluteErrorOf } = object.integration.stepControl
    return attempt.variables.flatMap(({ variable: name }): ModelFinding[] => {
      const variable = object.variables.get(name)
      if (variable === undefined || isDimensionless(variable.dimension) || absoluteErrorOf.has(name))
        return []
      const values = workspace.memory.view(variableArray(workspace, variable, object.size))
      let largest = 0
      for (const value of values) largest = Math.max(largest, Math.abs(value))
      if (!(largest > 0 && absoluteError > LOOSE * largest)) return []
      const print = (value: number): string => printQuantity(new Quantity(value, variable.dimension))
      return [
        {
          level: 'warning',
          code: 'loose-error-bound',
          text: `the error bound of \`${object.name}.${name}\` is ${print(absoluteError)}, its largest value ${print(largest)}: give it a bound of its own, methodOptions: { absoluteErrorPerVariable: { ${name}: … } }`,
        },
      ]
    })
  })
}
