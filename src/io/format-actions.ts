import * as z from 'zod/mini'
import { described, quantity, where } from './format-values.js'

// Steps that network operations have in common with protocols.

export const setStep = z.strictObject({
  set: described(z.string(), 'Path of a variable: "G.v", "S.delay", "S.post.delay".'),
  to: described(quantity, 'The new value; text is evaluated for each element.'),
  where: z.optional(where),
})
export const activeStep = z.strictObject({
  active: described(z.string(), 'An object, or a pathway of synapses: "S.post".'),
  to: described(z.boolean(), 'Whether it takes part in runs.'),
})
export const stopStep = z.strictObject({
  stop: described(z.string(), 'Time at or after which the run stops, as a quantity.'),
})
