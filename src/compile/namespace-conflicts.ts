import { isReservedFunction } from '../language/functions.js'
import { CONSTANTS } from '../language/names.js'
import type { External, Namespace } from '../model/namespace.js'
import { sameDimension } from '../units/dimension.js'
import { isReservedUnitName } from '../units/named-units.js'
import { printQuantity } from '../units/print-quantity.js'
import { Quantity } from '../units/quantity.js'
import type { ModelFinding } from './model-finding.js'
import type { ModelObject } from './network-model.js'

const SPECIAL: ReadonlySet<string> = new Set(['i', 'j', 'N', 't', 'dt', 't_in_timesteps'])

/** Names in the text of an object that namespaces give another meaning than the one that counts. */
export function namespaceConflicts(
  object: Extract<ModelObject, { namespaces: unknown }>,
  used: ReadonlySet<string>,
): readonly ModelFinding[] {
  return [...used].flatMap((name): ModelFinding[] => {
    if (object.variables.has(name)) return []
    const entries = object.namespaces.flatMap(namespace => {
      const external = namespace.entries.get(name)
      return external === undefined ? [] : [{ namespace, external }]
    })
    const [first, ...others] = entries
    if (first === undefined) return []
    const meaning = meaningOf(object, name)
    if (meaning !== undefined) {
      const { external, namespace } = first
      const isSize = name === 'N' && external.kind === 'constant' && external.value === object.size
      return isSize ? [] : [hiddenEntry(name, namespace, object.name, meaning)]
    }
    const other = others.find(({ external }) => !sameExternal(external, first.external))
    if (other === undefined) return []
    return [
      {
        level: 'warning',
        code: 'ambiguous-constant',
        text: `\`${name}\` of \`${object.name}\` is ${describe(first.external)} from the ${first.namespace.title}; the ${other.namespace.title} has ${describe(other.external)}`,
      },
    ]
  })
}

/** What a name means whatever namespaces say. */
function meaningOf(object: Extract<ModelObject, { namespaces: unknown }>, name: string): string | undefined {
  if ('equations' in object && object.equations.byName.has(name)) return 'a subexpression'
  if (SPECIAL.has(name)) return 'what every object has'
  if (CONSTANTS.has(name)) return 'a mathematical constant'
  if (isReservedUnitName(name)) return 'a unit'
  return isReservedFunction(name) ? 'a built-in function' : undefined
}

const hiddenEntry = (name: string, { title }: Namespace, owner: string, meaning: string): ModelFinding => ({
  level: 'warning',
  code: 'hidden-constant',
  text: `\`${name}\` in the ${title} is not what \`${owner}\` uses: there the name is ${meaning}`,
})

function sameExternal(a: External, b: External): boolean {
  if (a.kind === 'constant')
    return b.kind === 'constant' && Object.is(a.value, b.value) && sameDimension(a.dimension, b.dimension)
  if (b.kind === 'constant') return false
  const [one, other] = [a.implementation, b.implementation]
  switch (one.kind) {
    case 'expression':
      return other.kind === 'expression' && one.body === other.body
    case 'host':
      return other.kind === 'host' && one.call === other.call
    case 'timed-array':
      return (
        other.kind === 'timed-array' &&
        one.values === other.values &&
        one.dt === other.dt &&
        one.isLinear === other.isLinear
      )
    case 'timed-stream':
      return other.kind === 'timed-stream' && one.input === other.input
    default:
      return one satisfies never
  }
}

const describe = (external: External): string =>
  external.kind === 'function'
    ? 'a function'
    : printQuantity(new Quantity(external.value, external.dimension))
