import type { Diagnostic, Report } from '../language/diagnostics/diagnostic.js'
import { DiagnosticError } from '../language/diagnostics/diagnostic-error.js'
import { checkEquations } from '../language/check-equations.js'
import { checkStatements } from '../language/check-statements.js'
import type { RegularOperationModel } from '../model/recording.js'
import type { SynapsesModel } from '../model/synapses.js'
import { evaluationContext } from './evaluate-text.js'
import { checkGroup } from './check-group.js'
import type { NetworkModel } from './network-model.js'
import type { Storage } from './storage.js'
import { orderDependence } from './order-dependence.js'
import { isAdded, summedEquations, summedTarget } from './summed-variable.js'
import { synapsesContext } from './synapses-context.js'
import { RheobaseError } from '../errors/rheobase-error.js'
import { eventDrivenUpdate } from './choose-update.js'
import { checkMissingObjects } from './missing-objects.js'
import { haveCommonNeurons } from './neuron-place.js'

/**
 * Checks names, dimensions and types in all equations and code, and gives the warnings.
 * @throws {DiagnosticError} with every mistake, in the order of the objects
 */
export function checkModel(storage: Storage, { objects }: NetworkModel): readonly Diagnostic[] {
  checkMissingObjects(objects)
  const found: Diagnostic[] = []
  const warnings: Diagnostic[] = []
  const report: Report = finding => {
    found.push(finding)
  }
  for (const object of objects) {
    if (!object.active) continue
    if (object.kind === 'neuron-group') warnings.push(...checkGroup(storage, object, report))
    else if (object.kind === 'synapses') warnings.push(...checkSynapses(storage, object, report))
    else if (object.kind === 'regular-operation')
      warnings.push(...checkRegularOperation(storage, object, report))
  }
  if (found.length > 0) throw new DiagnosticError(found)
  checkSums(objects)
  for (const object of objects)
    if (object.kind === 'synapses' && object.active) eventDrivenUpdate(storage, object)
  return warnings
}

/** A variable of a neuron is the sum over one synapses object, as a second sum would replace the first; unless all of them are added. */
function checkSums(objects: NetworkModel['objects']): void {
  const sums = objects.flatMap(object =>
    object.kind === 'synapses' && object.active
      ? summedEquations(object).map(equation => ({
          synapses: object,
          equation,
          ...summedTarget(object, equation),
        }))
      : [],
  )
  for (const [number, sum] of sums.entries()) {
    const other = sums
      .slice(0, number)
      .find(
        ({ range, variable, equation }) =>
          range.group.name === sum.range.group.name &&
          variable === sum.variable &&
          !(isAdded(equation) && isAdded(sum.equation)) &&
          haveCommonNeurons(range, sum.range),
      )
    if (other === undefined) continue
    throw new RheobaseError(
      'value',
      'two-sums-into-one-variable',
      `both \`${other.synapses.name}\` (${other.equation.name}) and \`${sum.synapses.name}\` (${sum.equation.name}) sum into \`${sum.range.group.name}.${sum.variable}\`; ` +
        'if they add up, say so in both: (summed, added)',
    )
  }
}

function checkSynapses(storage: Storage, synapses: SynapsesModel, report: Report): readonly Diagnostic[] {
  const context = synapsesContext(storage, synapses, { writesShared: false })
  checkEquations(synapses.equations, context, report)
  return synapses.pathways.flatMap(pathway => {
    const code = synapsesContext(storage, synapses, { writesShared: false, pathway: pathway.name })
    const { warnings } = checkStatements(pathway.statements, code, { writesShared: false }, report)
    const dependence = orderDependence(synapses, pathway)
    return dependence === undefined ? warnings : [...warnings, dependence]
  })
}

function checkRegularOperation(
  storage: Storage,
  { target, statements }: RegularOperationModel,
  report: Report,
): readonly Diagnostic[] {
  return checkStatements(statements, evaluationContext(storage, target), { writesShared: true }, report)
    .warnings
}
