import { RheobaseError } from '../errors/rheobase-error.js'
import type { ModelObject } from './network-model.js'

/** @throws {RheobaseError} kind `value` if an object needs another one that is not in the network */
export function checkMissingObjects(objects: readonly ModelObject[]): void {
  const present = new Set(objects.map(({ name }) => name))
  for (const object of objects) {
    const missing = neededBy(object).find(name => !present.has(name))
    if (missing === undefined) continue
    throw new RheobaseError(
      'value',
      'missing-object',
      `\`${object.name}\` needs \`${missing}\`, which was taken out of the network: take out both, or leave it in and switch it off with active = false. Then it does nothing, and its values stay as they are.`,
    )
  }
}

/** Names of the objects without which one cannot be. */
const neededBy = (object: ModelObject): readonly string[] => [...ownersOf(object), ...linkedBy(object)]

/** Names of the objects that one belongs to: what it joins, records, or is code of. */
export function ownersOf(object: ModelObject): readonly string[] {
  switch (object.kind) {
    case 'synapses':
      return [object.source.group.name, object.target.group.name]
    case 'spike-monitor':
    case 'population-rate-monitor':
      return [object.source.group.name]
    case 'state-monitor':
      return ['group' in object.source ? object.source.group.name : object.source.name]
    case 'regular-operation':
      return ['group' in object.target ? object.target.group.name : object.target.name]
    case 'neuron-group':
    case 'spike-generator':
    case 'network-operation':
      return []
    default:
      return object satisfies never
  }
}

const linkedBy = (object: ModelObject): readonly string[] =>
  'links' in object
    ? [...object.links.values()].flatMap(link => (link === undefined ? [] : [link.source.group.name]))
    : []
