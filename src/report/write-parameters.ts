import type { EquationSystem } from '../language/equation-system.js'
import { hasFlag } from '../language/parse-flags.js'
import type { LinkModel } from '../model/group.js'
import { listed, type Inline } from './document.js'
import { typesetName } from './typeset-name.js'

const named = (name: string): readonly Inline[] => [{ formula: typesetName(name) }]

/** Which names of equations are parameters, of each element or of all. */
export function sentencesOfParameters(
  { parameters }: EquationSystem,
  element: string,
  sums: ReadonlySet<string> = new Set(),
): readonly Inline[] {
  const own = parameters.filter(
    each => !sums.has(each.name) && !hasFlag(each, 'point current') && !hasFlag(each, 'linked'),
  )
  const told = (isShared: boolean, one: string, several: string): readonly Inline[] => {
    const names = own.filter(each => hasFlag(each, 'shared') === isShared).map(({ name }) => named(name))
    return names.length === 0 ? [] : [...listed(names), names.length === 1 ? one : several]
  }
  return [
    ...told(false, ` is a parameter of each ${element}. `, ` are parameters of each ${element}. `),
    ...told(true, ' is a parameter with one value for all. ', ' are parameters with one value for all. '),
  ]
}

/** What linked names stand for. */
export const sentencesOfLinks = (links: ReadonlyMap<string, LinkModel | undefined>): readonly Inline[] =>
  [...links].flatMap(([name, link]) =>
    link === undefined
      ? []
      : [...named(name), ' stands for ', ...named(link.variable), ` of \`${link.source.group.name}\`. `],
  )
