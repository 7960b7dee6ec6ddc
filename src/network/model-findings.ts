import type { CompiledModel } from '../compile/compile-model.js'
import { cutPeriods } from '../compile/cut-periods.js'
import { methodFindings } from '../compile/method-findings.js'
import type { ModelFinding } from '../compile/model-finding.js'
import { nameOrders } from '../compile/name-order.js'
import { namespaceFindings } from '../compile/namespace-use.js'
import type { NetworkModel } from '../compile/network-model.js'
import { otherTimeSteps } from '../compile/other-time-steps.js'
import { removableSingularities } from '../compile/removable-singularities.js'
import { unalignedTimedArrays } from '../compile/timed-array-grids.js'
import { unusedParameters } from '../compile/unused-parameters.js'
import { longSteps } from './long-steps.js'
import { looseErrorBounds } from './loose-error-bounds.js'
import type { Workspace } from './workspace.js'

/** All that is legal in a model that was made ready to run, and that its user should know. */
export const modelFindings = (
  workspace: Workspace,
  model: NetworkModel,
  compiled: CompiledModel,
): readonly ModelFinding[] => [
  ...namespaceFindings(model, workspace.namesInText),
  ...unusedParameters(model, workspace.namesInText),
  ...cutPeriods(workspace, model),
  ...unalignedTimedArrays(model),
  ...otherTimeSteps(model),
  ...removableSingularities(model),
  ...nameOrders(workspace, model, compiled),
  ...looseErrorBounds(workspace, model.objects, compiled.updates),
  ...longSteps(workspace, model.objects, compiled.updates),
  ...methodFindings(model, compiled),
]
