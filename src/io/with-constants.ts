import { nearestNames } from '../errors/nearest-name.js'
import { RheobaseError } from '../errors/rheobase-error.js'
import { dimensionless } from '../units/dimension.js'
import { checkRecord, describeValue } from '../units/options.js'
import { Quantity } from '../units/quantity.js'
import type { ModelDescription, NetworkDescription, ObjectDescription } from './model-json.js'

type Constants = NonNullable<NetworkDescription['namespace']>
/** Values for constants of a model, by name. */
export type ConstantValues = Readonly<Record<string, Quantity<number> | number>>

/** Names of all constants of a model, those of its objects included. */
export const constantsOf = ({ network }: ModelDescription): ReadonlySet<string> =>
  new Set(
    [network.namespace, ...network.objects.map(namespaceOf)].flatMap(constants =>
      Object.keys(constants ?? {}),
    ),
  )

/**
 * The model with other constants, wherever its namespaces define them.
 * @throws {RheobaseError} kind `name` if none does, `type` for what is no value
 */
export function withConstants(model: ModelDescription, values: ConstantValues): ModelDescription {
  checkRecord('the constants of a model', values)
  const known = constantsOf(model)
  const given = Object.entries(values).map(([name, value]) => [name, described(name, value, known)] as const)
  if (given.length === 0) return model
  const { network } = model
  const changed = (constants: Constants): Constants => ({
    ...constants,
    ...Object.fromEntries(given.filter(([name]) => Object.hasOwn(constants, name))),
  })
  return {
    ...model,
    network: {
      ...network,
      ...(network.namespace === undefined ? {} : { namespace: changed(network.namespace) }),
      objects: network.objects.map(object => {
        const constants = namespaceOf(object)
        return constants === undefined ? object : { ...object, namespace: changed(constants) }
      }),
    },
  }
}

function described(name: string, value: unknown, known: ReadonlySet<string>): Constants[string] {
  if (!known.has(name)) {
    const [near] = nearestNames(name, known)
    throw new RheobaseError(
      'name',
      'unknown-constant',
      `the model has no constant \`${name}\`.${near === undefined ? '' : ` Did you mean \`${near}\`?`} It has: ${[...known].join(', ') || 'none'}.`,
    )
  }
  if (typeof value === 'number') return new Quantity(value, dimensionless).toJSON()
  if (value instanceof Quantity && value.isScalar) return value.toJSON()
  throw new RheobaseError(
    'type',
    'not-a-constant',
    `the constant \`${name}\` of a model is a number or a quantity with one value, not ${describeValue(value)}`,
  )
}

const namespaceOf = (object: ObjectDescription): Constants | undefined =>
  'namespace' in object ? object.namespace : undefined
