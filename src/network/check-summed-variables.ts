import { RheobaseError } from '../errors/rheobase-error.js'
import type { EquationSystem } from '../language/equation-system.js'
import { hasFlag } from '../language/parse-flags.js'
import { sameDimension } from '../units/dimension.js'
import { describeDimension } from '../units/print-quantity.js'
import { EquationGroupCore } from './equation-group-core.js'
import { SynapsesCore } from './synapses-core.js'
import type { SideView } from './synaptic-side.js'

/** A summed variable fills a parameter of the neurons, of the same dimension. @throws {RheobaseError} kind `value` or `dimension` if there is none */
export function checkSummedVariables(
  name: string,
  { subexpressions }: EquationSystem,
  source: SideView,
  target: SideView,
): void {
  for (const equation of subexpressions) {
    if (!hasFlag(equation, 'summed')) continue
    const [side, { core }] = equation.name.endsWith('_pre')
      ? (['_pre', source] as const)
      : (['_post', target] as const)
    const variable = equation.name.slice(0, -side.length)
    const filled = core.variables.get(variable)
    const equations =
      core instanceof EquationGroupCore || core instanceof SynapsesCore ? core.equations : undefined
    const isParameter = equations?.byName.get(variable)?.kind === 'parameter'
    if (filled === undefined || !isParameter) {
      throw new RheobaseError(
        'value',
        'summed-into-no-parameter',
        `\`${equation.name}\` of \`${name}\` is summed into \`${core.name}.${variable}\`, which is no parameter of that group`,
      )
    }
    if (!sameDimension(filled.dimension, equation.dimension)) {
      throw new RheobaseError(
        'dimension',
        'dimension-mismatch',
        `\`${equation.name}\` of \`${name}\` is summed into \`${core.name}.${variable}\`\n  expected  ${describeDimension(filled.dimension)}\n  found     ${describeDimension(equation.dimension)}`,
      )
    }
  }
}
