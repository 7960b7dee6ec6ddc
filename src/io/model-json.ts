import * as z from 'zod/mini'
import { RheobaseError } from '../errors/rheobase-error.js'

// The file format of models: plain JSON. A network is a list of objects; a protocol says what is done with it. Unknown keys are errors.

const text = z.union([z.string(), z.array(z.string())])
const scalarQuantity = z.union([z.number(), z.string(), z.boolean()])
const arrayQuantity = z.strictObject({
  values: z.union([
    z.number(),
    z.boolean(),
    z.array(z.union([z.number(), z.boolean()])),
    z.array(z.array(z.number())),
  ]),
  unit: z.string(),
})
const quantity = z.union([scalarQuantity, arrayQuantity])
const namespace = z.record(z.string(), scalarQuantity)
const indexList = z.array(z.int())
const range = z.strictObject({
  from: z.optional(z.int()),
  to: z.optional(z.int()),
  step: z.optional(z.int()),
})
const lengthRange = z.strictObject({ from: z.string(), to: z.string() })
const axisIndex = z.union([z.int(), indexList, range])
const synapseIndex = z.strictObject({
  i: z.optional(axisIndex),
  j: z.optional(axisIndex),
  k: z.optional(axisIndex),
})
const where = z.union([
  z.string(),
  z.int(),
  indexList,
  range,
  lengthRange,
  z.strictObject({ at: z.string() }),
  synapseIndex,
])
const groupReference = z.union([
  z.string(),
  z.strictObject({
    group: z.string(),
    from: z.union([z.int(), z.string()]),
    to: z.union([z.int(), z.string()]),
  }),
])
const eventSchedule = z.record(
  z.string(),
  z.strictObject({ when: z.optional(z.string()), order: z.optional(z.int()) }),
)
const pathways = z.union([text, z.record(z.string(), text)])

const functionDescription = z.union([
  z.strictObject({
    type: z.literal('timedArray'),
    values: z.union([z.array(z.number()), z.array(z.array(z.number()))]),
    unit: z.string(),
    dt: z.string(),
  }),
  z.strictObject({
    type: z.literal('expression'),
    arguments: z.array(z.string()),
    argumentUnits: z.array(z.string()),
    unit: z.string(),
    body: z.string(),
  }),
])

const name = { name: z.string() }
const clocked = { dt: z.optional(z.string()), order: z.optional(z.int()) }
const placed = { when: z.optional(z.string()), order: z.optional(z.int()) }
const spiking = {
  threshold: z.optional(z.string()),
  reset: z.optional(text),
  refractory: z.optional(z.union([z.string(), z.boolean()])),
  events: z.optional(z.record(z.string(), z.string())),
  eventSchedule: z.optional(eventSchedule),
}
const monitored = { variables: z.optional(z.array(z.string())), record: z.optional(z.boolean()) }

const setStep = z.strictObject({ set: z.string(), to: quantity, where: z.optional(where) })
const activeStep = z.strictObject({ active: z.string(), to: z.boolean() })

const object = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('neuronGroup'),
    ...name,
    n: z.number(),
    equations: text,
    method: z.optional(z.string()),
    ...spiking,
    namespace: z.optional(namespace),
    ...clocked,
  }),
  z.strictObject({
    type: z.literal('poissonGroup'),
    ...name,
    n: z.number(),
    rates: quantity,
    namespace: z.optional(namespace),
    ...clocked,
  }),
  z.strictObject({
    type: z.literal('spikeGenerator'),
    ...name,
    n: z.number(),
    indices: z.array(z.number()),
    times: arrayQuantity,
    period: z.optional(z.string()),
    ...clocked,
  }),
  z.strictObject({
    type: z.literal('poissonInput'),
    ...name,
    group: groupReference,
    variable: z.string(),
    n: z.int(),
    rate: z.string(),
    weight: z.union([z.string(), z.number()]),
    ...placed,
  }),
  z.strictObject({ type: z.literal('subgroup'), ...name, group: z.string(), from: z.int(), to: z.int() }),
  z.strictObject({
    type: z.literal('synapses'),
    ...name,
    source: groupReference,
    target: z.optional(groupReference),
    equations: z.optional(text),
    onPre: z.optional(pathways),
    onPost: z.optional(pathways),
    delay: z.optional(
      z.union([z.string(), z.number(), z.record(z.string(), z.union([z.string(), z.number()]))]),
    ),
    onEvent: z.optional(z.union([z.string(), z.record(z.string(), z.string())])),
    pathwayOrder: z.optional(z.record(z.string(), z.int())),
    multisynapticIndex: z.optional(z.string()),
    method: z.optional(z.string()),
    namespace: z.optional(namespace),
    ...clocked,
  }),
  z.looseObject({ type: z.literal('spatialNeuron'), ...name }),
  z.strictObject({
    type: z.literal('stateMonitor'),
    ...name,
    group: groupReference,
    variables: z.array(z.string()),
    record: z.union([z.boolean(), z.int(), indexList]),
    dt: z.optional(z.string()),
    ...placed,
  }),
  z.strictObject({
    type: z.literal('spikeMonitor'),
    ...name,
    group: groupReference,
    ...monitored,
    ...placed,
  }),
  z.strictObject({
    type: z.literal('eventMonitor'),
    ...name,
    group: groupReference,
    event: z.string(),
    ...monitored,
    ...placed,
  }),
  z.strictObject({ type: z.literal('populationRateMonitor'), ...name, group: groupReference }),
  z.strictObject({
    type: z.literal('runRegularly'),
    ...name,
    group: groupReference,
    code: text,
    dt: z.optional(z.string()),
    ...placed,
  }),
  z.strictObject({
    type: z.literal('runOnEvent'),
    ...name,
    group: groupReference,
    event: z.string(),
    code: text,
    ...placed,
  }),
  z.strictObject({
    type: z.literal('networkOperation'),
    ...name,
    do: z.array(z.union([setStep, activeStep, z.strictObject({ stop: z.string() })])),
    dt: z.optional(z.string()),
    ...placed,
  }),
])

const step = z.union([
  z.strictObject({
    connect: z.string(),
    i: z.optional(z.union([z.number(), z.array(z.number()), z.string()])),
    j: z.optional(z.union([z.number(), z.array(z.number()), z.string()])),
    condition: z.optional(z.union([z.string(), z.boolean()])),
    p: z.optional(z.union([z.number(), z.string()])),
    n: z.optional(z.union([z.int(), z.string()])),
    skipIfInvalid: z.optional(z.boolean()),
  }),
  setStep,
  z.strictObject({ link: z.string(), to: z.string(), index: z.optional(z.union([indexList, z.string()])) }),
  z.strictObject({
    setSpikes: z.string(),
    indices: z.array(z.number()),
    times: arrayQuantity,
    period: z.optional(z.string()),
  }),
  z.strictObject({ run: z.union([z.string(), z.number()]), namespace: z.optional(namespace) }),
  z.strictObject({ store: z.string() }),
  z.strictObject({ restore: z.string(), randomState: z.optional(z.boolean()) }),
  z.strictObject({ setDt: z.string(), of: z.optional(z.string()) }),
  activeStep,
  z.strictObject({ setOrder: z.string(), to: z.int() }),
  z.strictObject({ remove: z.string() }),
  z.strictObject({ seed: z.int() }),
  z.strictObject({ add: object }),
  z.strictObject({ mark: z.string() }),
])

const network = z.strictObject({
  dt: z.optional(z.string()),
  namespace: z.optional(namespace),
  functions: z.optional(z.record(z.string(), functionDescription)),
  schedule: z.optional(z.array(z.string())),
  seed: z.optional(z.int()),
  objects: z.array(object),
})

const model = z.looseObject({
  formatVersion: z.optional(z.literal(1)),
  name: z.optional(z.string()),
  about: z.optional(z.string()),
  network,
  protocol: z.optional(z.array(step)),
})

export type NetworkDescription = z.infer<typeof network>
export type ObjectDescription = z.infer<typeof object>
export type DescriptionOf<Type extends ObjectDescription['type']> = Extract<ObjectDescription, { type: Type }>
export type ProtocolStep = z.infer<typeof step>
export type GroupReference = z.infer<typeof groupReference>
export type QuantityDescription = z.infer<typeof quantity>
export type FunctionDescription = z.infer<typeof functionDescription>
export type WhereDescription = z.infer<typeof where>
/** A model as JSON: the network, and what to do with it. */
export interface ModelDescription {
  readonly formatVersion?: 1 | undefined
  readonly name?: string | undefined
  readonly network: NetworkDescription
  readonly protocol?: readonly ProtocolStep[] | undefined
}

/** Checks JSON against the format. @throws {RheobaseError} kind `value` with the path of each mistake */
export function readModelDescription(json: unknown): ModelDescription {
  const result = z.safeParse(model, json)
  if (result.success) return result.data
  const lines = result.error.issues
    .slice(0, 20)
    .map(({ path, message }) => `  ${path.map(String).join('.') || '(top)'}: ${message}`)
  throw new RheobaseError('value', 'not-a-model', `this is not a model description\n${lines.join('\n')}`)
}
