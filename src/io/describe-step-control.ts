import type { EquationOwner } from '../model/group.js'
import type { StepControl } from '../model/step-control.js'
import { dimensionless } from '../units/dimension.js'
import { scalarText } from './describe-values.js'
import type { DescriptionOf } from './model-json.js'

/** The options of an adaptive method as a model file has them. */
export const describeStepControl = (
  { equations }: EquationOwner,
  { adaptable, absoluteErrorOf, ...others }: StepControl,
): DescriptionOf<'neuronGroup'>['methodOptions'] => ({
  adaptableTimestep: adaptable,
  ...others,
  ...(absoluteErrorOf.size === 0
    ? {}
    : {
        absoluteErrorPerVariable: Object.fromEntries(
          [...absoluteErrorOf].map(([name, bound]) => [
            name,
            scalarText(bound, equations.byName.get(name)?.dimension ?? dimensionless),
          ]),
        ),
      }),
})
