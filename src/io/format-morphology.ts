import * as z from 'zod/mini'
import {
  arrayQuantity,
  described,
  optionalText,
  quantity,
  text,
  type ArrayQuantity,
  type QuantityDescription,
} from './format-values.js'

/** A point: its number, the type of its process, position and diameter in micrometres, the number of the point before it. */
export type PointDescription = readonly (number | string | null)[]

export interface SectionDescription {
  readonly type: 'soma' | 'cylinder' | 'section' | 'points' | 'swc'
  readonly name?: string | readonly string[] | undefined
  readonly kind?: string | undefined
  readonly n?: number | undefined
  readonly diameter?: QuantityDescription | undefined
  readonly length?: QuantityDescription | undefined
  readonly x?: QuantityDescription | undefined
  readonly y?: QuantityDescription | undefined
  readonly z?: QuantityDescription | undefined
  readonly coordinates?: ArrayQuantity | undefined
  readonly points?: readonly PointDescription[] | undefined
  readonly text?: string | readonly string[] | undefined
  readonly sphericalSoma?: boolean | undefined
  readonly on?: number | undefined
  readonly children?: readonly SectionDescription[] | undefined
}
const shape = {
  type: described(z.enum(['soma', 'cylinder', 'section', 'points', 'swc']), 'What describes the section.'),
  name: z.optional(
    described(
      z.union([z.string(), z.array(z.string())]),
      'Name of the section on the one that it hangs on, or several.',
    ),
  ),
  kind: optionalText('What the section is called in files: soma, axon, dend, apic, or any other word.'),
  n: z.optional(described(z.int(), 'Number of compartments.')),
  diameter: z.optional(quantity),
  length: z.optional(quantity),
  x: z.optional(quantity),
  y: z.optional(quantity),
  z: z.optional(quantity),
  coordinates: z.optional(
    described(
      arrayQuantity,
      'Where a section with lengths is drawn: x, y, z of the borders of its compartments, which do not change its lengths.',
    ),
  ),
  points: z.optional(
    described(
      z.array(z.array(z.union([z.number(), z.string(), z.null()]))),
      '[index, kind, x, y, z, diameter, parent] in micrometres, as in SWC files.',
    ),
  ),
  text: z.optional(text),
  sphericalSoma: z.optional(z.boolean()),
  on: z.optional(
    described(
      z.int(),
      'Of one of several children: the place, from 0, of an earlier one in the same list that it hangs on, instead of the section that has the list.',
    ),
  ),
}

/** A tree of sections. */
export const morphology: z.ZodMiniType<SectionDescription> = z.strictObject({
  ...shape,
  children: z.optional(
    described(
      z.array(z.lazy((): z.ZodMiniType<SectionDescription> => morphology)),
      'Sections that hang on its end.',
    ),
  ),
})
