import * as z from 'zod/mini'
import { activeStep, setStep } from './format-actions.js'
import { object } from './format-objects.js'
import { arrayQuantity, described, indexList, namespace, optionalTime } from './format-values.js'

const partners = z.union([z.number(), z.array(z.number()), z.string()])

export const step = z
  .union([
    z.strictObject({
      connect: described(z.string(), 'Synapses, of which some are made here.'),
      i: z.optional(described(partners, 'Source neurons, or generator text for the targets given in j.')),
      j: z.optional(described(partners, 'Target neurons, or generator text: "k for k in range(i)".')),
      condition: z.optional(
        described(z.union([z.string(), z.boolean()]), 'Every pair for which this holds.'),
      ),
      p: z.optional(described(z.union([z.number(), z.string()]), 'Probability of each pair.')),
      n: z.optional(described(z.union([z.int(), z.string()]), 'Number of synapses for each pair.')),
      total: z.optional(
        described(z.int(), 'Number of pairs in all, of those of the condition if there is one.'),
      ),
      skipIfInvalid: z.optional(z.boolean()),
    }),
    setStep,
    z.strictObject({
      link: described(z.string(), 'A linked variable: "G.x".'),
      to: described(z.string(), 'The variable that it stands for: "H.y".'),
      index: z.optional(z.union([indexList, z.string()])),
    }),
    z.strictObject({
      setSpikes: described(z.string(), 'A spike generator, whose spikes are replaced.'),
      indices: z.array(z.number()),
      times: arrayQuantity,
      period: optionalTime('After which the spikes are repeated'),
    }),
    z.strictObject({
      run: described(z.union([z.string(), z.number()]), 'Duration of a run: "100*ms".'),
      namespace: z.optional(namespace),
    }),
    z.strictObject({ store: described(z.string(), 'Name under which the state is saved.') }),
    z.strictObject({
      restore: described(z.string(), 'Name of a saved state, to which the network goes back.'),
      randomState: z.optional(z.boolean()),
    }),
    z.strictObject({
      setDt: described(z.string(), 'New time step.'),
      of: z.optional(described(z.string(), 'Object with its own clock; left out: the network.')),
    }),
    activeStep,
    z.strictObject({
      setOrder: described(z.string(), 'An object or a pathway: "S.pre".'),
      to: described(z.int(), 'Its new place within the slot.'),
    }),
    z.strictObject({ remove: described(z.string(), 'An object that leaves the network.') }),
    z.strictObject({ seed: described(z.int(), 'New seed of the random numbers.') }),
    z.strictObject({ add: object }),
    z.strictObject({ mark: described(z.string(), 'A name for this point of the protocol.') }),
  ])
  .register(z.globalRegistry, { id: 'step' })

export type ProtocolStep = z.infer<typeof step>
