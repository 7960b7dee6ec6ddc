import * as z from 'zod/mini'
import { described, quantity, text } from './format-values.js'

const point = z.array(z.union([z.number(), z.string()]))

export interface Section {
  readonly type: 'soma' | 'cylinder' | 'section' | 'points' | 'swc'
  readonly name?: string | undefined
  readonly children?: readonly Section[] | undefined
}
const shape = {
  type: described(z.enum(['soma', 'cylinder', 'section', 'points', 'swc']), 'What describes the section.'),
  name: z.optional(z.string()),
  n: z.optional(described(z.int(), 'Number of compartments.')),
  diameter: z.optional(quantity),
  length: z.optional(quantity),
  x: z.optional(quantity),
  y: z.optional(quantity),
  z: z.optional(quantity),
  points: z.optional(
    described(z.array(point), '[index, kind, x, y, z, diameter, parent] in micrometres, as in SWC files.'),
  ),
  text: z.optional(text),
  sphericalSoma: z.optional(z.boolean()),
}

/** A tree of sections. */
export const morphology: z.ZodMiniType<Section> = z.strictObject({
  ...shape,
  children: z.optional(
    described(z.array(z.lazy((): z.ZodMiniType<Section> => morphology)), 'Sections that hang on its end.'),
  ),
})
