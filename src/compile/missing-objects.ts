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

function neededBy(object: ModelObject): readonly string[] {
  switch (object.kind) {
    case 'neuron-group':
      return sourcesOf(object.links)
    case 'synapses':
      return [object.source.group.name, object.target.group.name, ...sourcesOf(object.links)]
    case 'spike-monitor':
    case 'population-rate-monitor':
      return [object.source.group.name]
    case 'state-monitor':
      return ['group' in object.source ? object.source.group.name : object.source.name]
    case 'regular-operation':
      return ['group' in object.target ? object.target.group.name : object.target.name]
    case 'spike-generator':
    case 'network-operation':
      return []
    default:
      return object satisfies never
  }
}

const sourcesOf = (links: Extract<ModelObject, { links: unknown }>['links']): readonly string[] =>
  [...links.values()].flatMap(link => (link === undefined ? [] : [link.source.group.name]))
