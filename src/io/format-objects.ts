import * as z from 'zod/mini'
import { activeStep, setStep, stopStep } from './format-actions.js'
import {
  arrayQuantity,
  described,
  functions,
  identifier,
  groupReference,
  indexList,
  namespace,
  optionalText,
  optionalTime,
  quantity,
  text,
} from './format-values.js'
import { morphology } from './format-morphology.js'

const named = { name: described(identifier, 'Name of the object: letters, digits and _, a letter first.') }
const order = { order: z.optional(described(z.int(), 'Place within the slot; 0 if left out.')) }
const own = {
  namespace: z.optional(namespace),
  functions: z.optional(functions),
  stream: optionalText('What keys its random numbers; its name if left out.'),
  dt: optionalTime('Own time step'),
  ...order,
}
const placed = { when: optionalText('Slot of the time step.'), ...order }
const scheme = described(
  z.strictObject({
    name: z.string(),
    text,
    stochastic: z.optional(z.enum(['none', 'additive', 'multiplicative'])),
  }),
  'An explicit integration scheme.',
)
const method = z.optional(
  described(
    z.union([z.string(), scheme, z.array(z.union([z.string(), scheme]))]),
    'Integration method, or methods to try in order; exact, euler, heun if left out.',
  ),
)
const methodOptions = z.optional(
  described(
    z.strictObject({
      adaptableTimestep: z.optional(z.boolean()),
      absoluteError: z.optional(described(z.number(), 'Bound of the error of a substep, in SI units.')),
      absoluteErrorPerVariable: z.optional(z.record(identifier, z.union([z.string(), z.number()]))),
      relativeError: z.optional(z.number()),
      maxSteps: z.optional(z.int()),
      useLastTimestep: z.optional(z.boolean()),
      saveFailedSteps: z.optional(z.boolean()),
      saveStepCount: z.optional(z.boolean()),
    }),
    'How an adaptive method (gsl_rkf45, …) chooses its substeps.',
  ),
)
const spiking = {
  threshold: optionalText('Condition for a spike, tested in every step.'),
  reset: z.optional(described(text, 'Code for the neurons that spiked.')),
  refractory: z.optional(
    described(
      z.union([z.string(), z.boolean()]),
      'Time during which a neuron cannot spike again, or a condition; false for none.',
    ),
  ),
  events: z.optional(described(z.record(identifier, z.string()), 'Further events: name and condition.')),
  eventSchedule: z.optional(
    described(
      z.record(z.string(), z.strictObject(placed)),
      'Where in the step events are tested; "spike" is the threshold.',
    ),
  ),
}
const monitored = {
  variables: z.optional(described(z.array(z.string()), 'Variables that are kept at each event.')),
  record: z.optional(described(z.boolean(), 'false: events are only counted.')),
}
const pathways = described(
  z.union([text, z.record(identifier, text)]),
  'Code, or code per pathway by its name.',
)
const perPathway = <Schema extends z.ZodMiniType>(schema: Schema) =>
  z.union([schema, z.record(z.string(), schema)])
const source = { group: groupReference }
const size = { n: described(z.number(), 'Number of neurons.') }

const keep = z.optional(
  described(
    z.union([z.literal('statistics'), z.strictObject({ every: z.int() }), z.strictObject({ last: z.int() })]),
    'Instead of all samples every n-th one, the last n, or mean, variance and extremes.',
  ),
)

const neuronGroup = z.strictObject({
  type: z.literal('neuronGroup'),
  ...named,
  ...size,
  equations: text,
  method,
  methodOptions,
  ...spiking,
  ...own,
})
const poissonGroup = z.strictObject({
  type: z.literal('poissonGroup'),
  ...named,
  ...size,
  rates: described(quantity, 'One frequency, one per neuron, or an expression as text.'),
  ...own,
  when: placed.when,
})
const spikeGenerator = z.strictObject({
  type: z.literal('spikeGenerator'),
  ...named,
  ...size,
  indices: described(z.array(z.number()), 'Neuron of each spike.'),
  times: described(arrayQuantity, 'Time of each spike.'),
  period: optionalTime('After which the spikes are repeated'),
  dt: own.dt,
  ...placed,
})
const poissonInput = z.strictObject({
  type: z.literal('poissonInput'),
  ...named,
  ...source,
  variable: z.string(),
  n: z.int(),
  rate: described(z.string(), 'Of each source: a frequency, or text with the names of the group.'),
  weight: z.union([z.string(), z.number()]),
  stream: own.stream,
  ...placed,
})
const subgroup = z.strictObject({
  type: z.literal('subgroup'),
  ...named,
  group: z.string(),
  from: z.int(),
  to: z.int(),
})
const synapses = z.strictObject({
  type: z.literal('synapses'),
  ...named,
  source: groupReference,
  target: z.optional(groupReference),
  equations: z.optional(text),
  onPre: z.optional(pathways),
  onPost: z.optional(pathways),
  onEvent: z.optional(
    described(perPathway(z.string()), 'Event that drives the pathways; spike if left out.'),
  ),
  delay: z.optional(
    described(
      perPathway(z.union([z.string(), z.number()])),
      'One delay for all synapses of a pathway; left out: one per synapse.',
    ),
  ),
  changingDelays: z.optional(
    described(z.boolean(), 'Whether operations change delays during runs; code that does says so by itself.'),
  ),
  pathwayOrder: z.optional(z.record(z.string(), z.int())),
  multisynapticIndex: optionalText('Variable that numbers the synapses of each pair.'),
  method,
  methodOptions,
  ...own,
})
const spatialNeuron = z.strictObject({
  type: z.literal('spatialNeuron'),
  ...named,
  morphology,
  equations: text,
  method,
  methodOptions,
  Cm: z.optional(quantity),
  Ri: z.optional(quantity),
  cells: z.optional(described(z.int(), 'Number of cells of this form; 1 if left out.')),
  cableMethod: z.optional(
    described(
      z.enum(['backward-euler', 'crank-nicolson', 'sdirk2']),
      'How the potential is integrated; backward-euler if left out.',
    ),
  ),
  thresholdLocation: z.optional(z.union([z.int(), z.strictObject({ section: z.string(), at: z.string() })])),
  ...spiking,
  ...own,
})
const stateMonitor = z.strictObject({
  type: z.literal('stateMonitor'),
  ...named,
  ...source,
  variables: described(z.array(z.string()), 'Variables that are recorded.'),
  record: described(
    z.union([z.boolean(), z.int(), indexList]),
    'true for all elements, or the elements by number.',
  ),
  dt: optionalTime('Time between two samples'),
  times: z.optional(described(arrayQuantity, 'Records at these times only.')),
  keep,
  ...placed,
})
const spikeMonitor = z.strictObject({
  type: z.literal('spikeMonitor'),
  ...named,
  ...source,
  ...monitored,
  ...placed,
})
const eventMonitor = z.strictObject({
  type: z.literal('eventMonitor'),
  ...named,
  ...source,
  event: z.string(),
  ...monitored,
  ...placed,
})
const populationRateMonitor = z.strictObject({
  type: z.literal('populationRateMonitor'),
  ...named,
  ...source,
})
const runRegularly = z.strictObject({
  type: z.literal('runRegularly'),
  ...named,
  ...source,
  code: text,
  dt: optionalTime('Time between two calls'),
  times: z.optional(described(arrayQuantity, 'Runs at these times only.')),
  ...placed,
})
const runOnEvent = z.strictObject({
  type: z.literal('runOnEvent'),
  ...named,
  ...source,
  event: z.string(),
  code: text,
  ...placed,
})
const networkOperation = z.strictObject({
  type: z.literal('networkOperation'),
  ...named,
  do: described(z.array(z.union([setStep, activeStep, stopStep])), 'What is done in each call.'),
  dt: optionalTime('Time between two calls'),
  times: z.optional(described(arrayQuantity, 'Is called at these times only.')),
  ...placed,
})

export const object = z
  .discriminatedUnion('type', [
    neuronGroup,
    poissonGroup,
    spikeGenerator,
    poissonInput,
    subgroup,
    synapses,
    spatialNeuron,
    stateMonitor,
    spikeMonitor,
    eventMonitor,
    populationRateMonitor,
    runRegularly,
    runOnEvent,
    networkOperation,
  ])
  .register(z.globalRegistry, { id: 'object' })

export type ObjectDescription = z.infer<typeof object>
export type DescriptionOf<Type extends ObjectDescription['type']> = Extract<ObjectDescription, { type: Type }>
