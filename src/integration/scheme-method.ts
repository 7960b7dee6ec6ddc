import { drawNoise } from './draw-noise.js'
import { accepted } from './accepted.js'
import { localNames } from './local-names.js'
import { multiplicativeNoise } from './additive-noise.js'
import type { DifferentialSystem, IntegrationMethod, Refusal } from './method.js'
import { noiseRefusals } from './refusals.js'
import { quote } from './quote.js'
import type { Scheme } from './scheme.js'
import { SchemeExpansion } from './scheme-expansion.js'
import { splitNoise } from './split-noise.js'
import { writeBack } from './write-back.js'

/** The method that a scheme of the user is. Its order is not known. */
export function schemeMethod(scheme: Scheme): IntegrationMethod {
  return {
    name: scheme.name,
    order: NaN,
    refuse: system => refusals(scheme, system),
    update(system) {
      const local = localNames(system)
      const { equations, draws } = accepted(splitNoise(system, local), scheme.name)
      const noise = drawNoise(equations, local)
      const expansion = new SchemeExpansion(scheme, equations, noise, local)
      const values = expansion.newState()
      return [...noise.statements, ...draws, ...expansion.statements, ...writeBack(values)]
    },
  }
}

function refusals(
  { name, noise, driftAtNoisyPoint }: Scheme,
  system: DifferentialSystem,
): readonly Refusal[] {
  if (noise === 'none') return noiseRefusals(system, name)
  const split = splitNoise(system)
  if ('refusals' in split) return split.refusals
  if (noise === 'additive') {
    const found = multiplicativeNoise(split, system)
    if (found.length > 0) return found
  }
  const noises = new Set(split.equations.flatMap(({ factors }) => [...factors.keys()]))
  if (noises.size < 2 || driftAtNoisyPoint === undefined) return []
  return [
    {
      reason: `${name} takes ${quote(driftAtNoisyPoint)} at a point that depends on the noise, which has no meaning for several noise variables (${[...noises].join(', ')})`,
    },
  ]
}
