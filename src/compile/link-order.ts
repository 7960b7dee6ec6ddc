import type { CompiledModel } from './compile-model.js'
import type { ModelFinding } from './model-finding.js'
import type { NetworkModel } from './network-model.js'

/**
 * Links whose source is integrated in the slot and order of the group that reads it: whether the value is that before or that after the
 * step is decided by the names of the two, which a user should know.
 */
export function linkOrders(
  { objects }: NetworkModel,
  { schedule, updates }: Pick<CompiledModel, 'schedule' | 'updates'>,
): readonly ModelFinding[] {
  const placeOf = (name: string): number => schedule.findIndex(part => part.name === `${name}_stateupdater`)
  return objects.flatMap(group => {
    if (group.kind !== 'neuron-group') return []
    return [...group.links].flatMap(([linked, link]): ModelFinding[] => {
      const source = link?.source.group
      if (link === undefined || source?.kind !== 'neuron-group' || source.name === group.name) return []
      const isIntegrated = updates.get(source.name)?.statements.some(({ target }) => target === link.variable)
      const [own, other] = [placeOf(group.name), placeOf(source.name)]
      const [ownPart, otherPart] = [schedule[own], schedule[other]]
      if (isIntegrated !== true || ownPart === undefined || otherPart === undefined) return []
      if (ownPart.when !== otherPart.when || ownPart.order !== otherPart.order) return []
      return [
        {
          level: 'info',
          code: 'link-order',
          text:
            `\`${group.name}.${linked}\` reads \`${source.name}.${link.variable}\`, and both groups are integrated in slot ${ownPart.when}, order ${String(ownPart.order)}: ` +
            `by their names \`${group.name}\` comes ${own > other ? 'after' : 'before'}, and reads the value at the ${own > other ? 'end' : 'start'} of the step. Give one of them another order to decide it.`,
        },
      ]
    })
  })
}
