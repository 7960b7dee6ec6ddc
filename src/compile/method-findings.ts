import type { CompiledModel } from './compile-model.js'
import type { ModelFinding } from './model-finding.js'
import type { NetworkModel } from './network-model.js'

/** Which integration methods were chosen where the user left them open, and what they lose with these equations. */
export function methodFindings(
  { objects }: NetworkModel,
  { updates }: Pick<CompiledModel, 'updates'>,
): readonly ModelFinding[] {
  return objects.flatMap((object): ModelFinding[] => {
    const { method, cautions = [] } = updates.get(object.name) ?? {}
    const losses = cautions.map(({ variable = '', reason }): ModelFinding => ({
      level: 'warning',
      code: 'method-loses-order',
      text: `d${variable}/dt of \`${object.name}\`: ${reason}`,
    }))
    if (object.kind !== 'neuron-group' || !object.integration.isOpen || method === undefined) return losses
    const text = `\`${object.name}\` leaves its integration method open; ${method.name} is used`
    return [...losses, { level: 'info', code: 'method-choice', text }]
  })
}
