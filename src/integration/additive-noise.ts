import type { Expression } from '../language/syntax-tree.js'
import { namesIn } from '../symbolic/occurs.js'
import { substitute } from '../symbolic/substitute.js'
import type { DifferentialSystem, Refusal } from './method.js'
import { quote } from './quote.js'
import { timeDependence } from './refusals.js'
import type { NoisySystem } from './split-noise.js'

/**
 * Noise is additive if its factors contain neither differential variables nor the time. Names each factor
 * that is not so.
 */
export function multiplicativeNoise(
  { equations, draws }: NoisySystem,
  system: DifferentialSystem,
): readonly Refusal[] {
  const variables = new Set(system.equations.map(({ variable }) => variable))
  const written = new Map<string, Expression>()
  for (const { target, value } of draws) written.set(target, substitute(value, written))
  return equations.flatMap(({ variable, factors }) =>
    [...factors].flatMap(([noise, factor]) => {
      const whole = substitute(factor, written)
      const own = [...namesIn(whole)].find(name => variables.has(name))
      const time = timeDependence(whole, system)
      if (own === undefined && time === undefined) return []
      const cause =
        own !== undefined ? `\`${own}\`` : `the time, through ${time === undefined ? 't' : quote(time)}`
      const reason = `the noise \`${noise}\` is multiplicative: its factor depends on ${cause}; use heun or milstein, or euler_ito for the interpretation of Itô`
      return [{ variable, reason, span: (time ?? factor).span }]
    }),
  )
}
