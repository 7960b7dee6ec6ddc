import * as z from 'zod/mini'
import { RheobaseError } from '../errors/rheobase-error.js'
import { explainIssues, noteKnownFields } from './explain-issues.js'
import { object } from './format-objects.js'
import { step, type ProtocolStep } from './format-steps.js'
import { described, functions, namespace, optionalTime } from './format-values.js'
import { checkPlainJson } from './plain-json.js'

export type { DescriptionOf, ObjectDescription } from './format-objects.js'
export type { ProtocolStep } from './format-steps.js'
export type {
  ArrayQuantity,
  FunctionDescription,
  GroupReference,
  QuantityDescription,
  WhereDescription,
} from './format-values.js'

// The file format of models: plain JSON. A network is a list of objects; a protocol says what is done with it. Unknown keys are errors.

/** The version of the format, which counts changes that old readers would misunderstand. */
export const FORMAT_VERSION = 1

const network = z
  .strictObject({
    dt: optionalTime('Time step of all objects that have none of their own; 0.1 ms if left out'),
    namespace: z.optional(namespace),
    functions: z.optional(functions),
    schedule: z.optional(described(z.array(z.string()), 'Slots of a time step, in order.')),
    seed: z.optional(described(z.int(), 'Seed of the random numbers; drawn if left out.')),
    precision: z.optional(
      described(z.enum(['double', 'single']), 'Digits of float variables; double if left out.'),
    ),
    objects: described(z.array(object), 'Objects in order; later ones refer to earlier ones.'),
  })
  .register(z.globalRegistry, { id: 'network' })

const ofCases = z.optional(described(z.unknown(), 'Of conformance cases; not looked at in a model.'))
const model = z
  .strictObject({
    $schema: z.optional(z.string()),
    formatVersion: z.optional(described(z.literal(FORMAT_VERSION), 'Version of this format.')),
    name: z.optional(z.string()),
    about: z.optional(described(z.string(), 'What the model is, in a sentence.')),
    network,
    protocol: z.optional(described(z.array(step), 'What is done with the network, step by step.')),
    features: ofCases,
    expect: ofCases,
    expectError: ofCases,
  })
  .check(
    z.meta({
      title: 'Rheobase model',
      description: 'A network of spiking neurons, and what is done with it.',
    }),
  )

export type NetworkDescription = z.infer<typeof network>
/** A model as JSON: the network, and what to do with it. */
export interface ModelDescription {
  readonly $schema?: string | undefined
  readonly formatVersion?: 1 | undefined
  readonly name?: string | undefined
  readonly about?: string | undefined
  readonly network: NetworkDescription
  readonly protocol?: readonly ProtocolStep[] | undefined
}

/**
 * Checks JSON against the format.
 * @throws {RheobaseError} kind `value`, or `name` for fields that do not exist, with the path of each mistake: `network.groups[2].order`
 */
export function readModelDescription(json: unknown): ModelDescription {
  checkPlainJson(json)
  const result = z.safeParse(model, json, { error: noteKnownFields })
  if (result.success) return result.data
  const { unknownFields, lines } = explainIssues(result.error.issues, json)
  throw new RheobaseError(
    unknownFields ? 'name' : 'value',
    'not-a-model',
    `this is not a model description\n${lines.join('\n')}`,
  )
}

/** The format as a JSON schema, for editors and other programs. */
export function modelSchema(): object {
  return {
    ...z.toJSONSchema(model, { io: 'input' }),
    $id: `https://rheobase.dev/schema/model-${String(FORMAT_VERSION)}.json`,
  }
}
