import * as z from 'zod/mini'

// The values of model files. Descriptions go into the published JSON schema, where editors show them.

/** A schema with words for the reader of a model file. */
export const described = <Schema extends z.ZodMiniType>(schema: Schema, text: string): Schema =>
  schema.check(z.describe(text))

/** A name: it becomes part of generated code, of paths and of results. */
export const identifier = z.string().check(z.regex(/^[A-Za-z][A-Za-z0-9_]*$/))

type OptionalText = z.ZodMiniOptional<z.ZodMiniString>
export const optionalText = (text: string): OptionalText => z.optional(described(z.string(), text))

/** A number that JSON may have no spelling for. */
const number = z.union([z.number(), z.enum(['NaN', 'Infinity', '-Infinity', '-0'])])

export const text = described(
  z.union([z.string(), z.array(z.string())]),
  'Text in the equation language: one string, or a list of lines.',
)
export const scalarQuantity = described(
  z.union([z.number(), z.string(), z.boolean()]),
  'A number (without dimension), true or false, or a quantity as text: "10*ms", "-60*mV".',
)
export const arrayQuantity = z
  .strictObject({
    values: described(
      z.union([
        z.number(),
        z.boolean(),
        z.array(z.union([number, z.boolean()])),
        z.array(z.array(z.number())),
      ]),
      'One number or a list of numbers, counted in the unit.',
    ),
    unit: described(z.string(), 'Unit of the values, such as "mV"; "1" for numbers without dimension.'),
  })
  .register(z.globalRegistry, { id: 'arrayQuantity' })
export const quantity = z.union([scalarQuantity, arrayQuantity])
export const time = (words: string): z.ZodMiniString =>
  described(z.string(), `${words}, as a quantity: "0.1*ms".`)
export const optionalTime = (words: string): OptionalText => z.optional(time(words))

export const indexList = z.array(z.int())
const range = z.strictObject({
  from: z.optional(described(z.int(), 'First element; negative numbers count from the end.')),
  to: z.optional(described(z.int(), 'The first element that is not in the range.')),
  step: z.optional(z.int()),
})
const lengthRange = z.strictObject({ from: z.string(), to: z.string() })
const axisIndex = z.union([z.int(), indexList, range])
const synapseIndex = z.strictObject({
  i: z.optional(described(axisIndex, 'Source neurons.')),
  j: z.optional(described(axisIndex, 'Target neurons.')),
  k: z.optional(described(axisIndex, 'Numbers among the synapses of a pair.')),
})
export const where = described(
  z.union([
    z.string(),
    z.int(),
    indexList,
    range,
    lengthRange,
    z.strictObject({ at: z.string() }),
    synapseIndex,
  ]),
  'Which elements: an index, a list, a range, a condition as text; of synapses { i, j, k }; of a section a piece of its length.',
)

export const groupReference = z
  .union([
    z.string(),
    z.strictObject({
      group: z.string(),
      from: z.union([z.int(), z.string()]),
      to: z.union([z.int(), z.string()]),
    }),
    z.strictObject({
      group: z.string(),
      neurons: described(indexList, 'The neurons of the part, ascending.'),
    }),
  ])
  .check(
    z.meta({
      id: 'groupReference',
      description: 'A group by name, or a part of one: { group, from, to } or { group, neurons }.',
    }),
  )

const functionDescription = z
  .union([
    z.strictObject({
      type: z.literal('timedArray'),
      values: described(
        z.union([z.array(number), z.array(z.array(number))]),
        'A value per time, or a row per time with a value per neuron: then it is called as f(t, i).',
      ),
      unit: z.string(),
      dt: time('How long each value holds'),
      interpolation: described(
        z.optional(z.literal('linear')),
        'Values lie on straight lines between those that are given.',
      ),
    }),
    z.strictObject({
      type: z.literal('expression'),
      arguments: described(z.array(z.string()), 'Names of the arguments, in order.'),
      argumentUnits: described(z.array(z.string()), 'Their units, in the same order; "1" for none.'),
      unit: described(z.string(), 'Unit of the result.'),
      body: described(z.string(), 'The value, as an expression of the arguments.'),
    }),
  ])
  .register(z.globalRegistry, { id: 'function' })

export const namespace = described(z.record(z.string(), scalarQuantity), 'Constants by name.')
export const functions = described(z.record(z.string(), functionDescription), 'Functions by name.')

export type GroupReference = z.infer<typeof groupReference>
export type QuantityDescription = z.infer<typeof quantity>
export type ArrayQuantity = z.infer<typeof arrayQuantity>
export type FunctionDescription = z.infer<typeof functionDescription>
export type WhereDescription = z.infer<typeof where>
