import { nearestNames } from '../errors/nearest-name.js'
import { assignedExpression } from './lower-statements.js'
import { mentions } from '../language/mentions.js'
import type { Expression, Statement } from '../language/syntax-tree.js'
import type { Namespace } from '../model/namespace.js'
import { namespaceConflicts } from './namespace-conflicts.js'
import type { ModelFinding } from './model-finding.js'
import type { ModelObject, NetworkModel } from './network-model.js'

/** Entries of namespaces that no text names (a misspelling, more often than not), and entries that a variable of their object hides. */
export function namespaceFindings(
  { objects }: NetworkModel,
  alsoUsed: ReadonlySet<string>,
): readonly ModelFinding[] {
  const usedOf = new Map<Namespace, Set<string>>()
  const findings: ModelFinding[] = []
  for (const object of objects) {
    if (!('namespaces' in object)) continue
    const names = namesIn(object, objects)
    for (const namespace of object.namespaces) {
      const used = usedOf.get(namespace) ?? new Set()
      for (const name of [...names, ...object.variables.keys()]) used.add(name)
      usedOf.set(namespace, used)
    }
    findings.push(...hidden(object), ...namespaceConflicts(object, names))
  }
  for (const [{ title, entries }, used] of usedOf) {
    for (const name of entries.keys()) {
      if (used.has(name) || alsoUsed.has(name)) continue
      const [near] = nearestNames(
        name,
        [...used].filter(other => !entries.has(other)),
      )
      findings.push({
        level: 'info',
        code: 'unused-constant',
        text: `\`${name}\` in the ${title} is used nowhere.${near === undefined ? '' : ` Did you mean \`${near}\`?`}`,
      })
    }
  }
  return findings
}

function hidden({
  namespaces,
  variables,
  name,
}: Extract<ModelObject, { namespaces: unknown }>): ModelFinding[] {
  return namespaces.flatMap(({ title, entries }) =>
    [...entries.keys()]
      .filter(entry => variables.has(entry))
      .map((entry): ModelFinding => ({
        level: 'warning',
        code: 'hidden-constant',
        text: `\`${entry}\` in the ${title} has the name of a variable of \`${name}\`; there the variable is meant`,
      })),
  )
}

/** All names in the equations and code of an object, operations on it included. */
export function namesIn(object: ModelObject, objects: readonly ModelObject[]): ReadonlySet<string> {
  const names = new Set<string>()
  const expression = (tree: Expression): void => {
    for (const { name } of mentions(tree)) names.add(name)
  }
  const code = (statements: readonly Statement[]): void => {
    statements.forEach(statement => {
      expression(assignedExpression(statement))
    })
  }
  if (object.kind === 'neuron-group' || object.kind === 'synapses')
    for (const name of object.equations.identifiers()) names.add(name)
  if (object.kind === 'neuron-group') {
    for (const event of object.events) {
      expression(event.condition)
      code(event.code?.statements ?? [])
    }
    if (object.refractory !== undefined) expression(object.refractory.expression)
  }
  if (object.kind === 'synapses')
    object.pathways.forEach(({ statements }) => {
      code(statements)
    })
  for (const other of objects) {
    if (other.kind !== 'regular-operation') continue
    const target = 'group' in other.target ? other.target.group.name : other.target.name
    if (target === object.name) code(other.statements)
  }
  return names
}
