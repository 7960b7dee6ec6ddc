import { isWholeGroup } from '../compile/neuron-place.js'
import type { Expression } from '../language/syntax-tree.js'
import type { PathwayModel, SynapsesModel, SynapticSide } from '../model/synapses.js'
import { synapsesCoreOf, type SynapsesBase } from '../network/synapses.js'
import { counted, countOf, elementsText } from './count-text.js'
import { heading, listed, paragraph, type Block, type Inline } from './document.js'
import { methodText } from './method-text.js'
import { scopeOf, usedNames } from './model-names.js'
import { sentencesOfLinks, sentencesOfParameters } from './write-parameters.js'
import {
  expressionsOfConnections,
  indicesOfConnections,
  sentencesOfConnections,
} from './write-connections.js'
import { indicesIn, sentenceOfIndices, type Index } from './write-indices.js'
import { sentencesOfFunctions } from './write-functions.js'
import type { Spread, TimedSpreads } from './start-values.js'
import { typesetStatement } from './typeset-expression.js'
import { noisesIn, sentenceOfNoise, typesetEquations } from './write-equations.js'
import { spreadText, tableOfConstants, tableOfStart } from './write-values.js'

/** Synapses: who is joined, equations, what spikes do, delays, parameters, what they started from. */
export function writeSynapses(
  model: SynapsesModel,
  synapses: SynapsesBase,
  method: string | undefined,
  start: TimedSpreads,
  delays: ReadonlyMap<string, Spread>,
): readonly Block[] {
  const scope = scopeOf(model)
  const equations = [...model.equations.byName.values()]
  const typeset = typesetEquations(equations, scope)
  const rules = synapsesCoreOf(synapses)?.rules ?? []
  const expressions = expressionsOf(model)
  const connections = sentencesOfConnections(rules, synapses.size, scope)
  const explained: ReadonlySet<Index> = connections.length === 0 ? new Set() : indicesOfConnections(rules)
  const others = new Set([...indicesIn(expressions)].filter(index => !explained.has(index)))
  const sentences = [
    ...sentencesOfParameters(model.equations, 'synapse'),
    ...sentencesOfLinks(model.links),
    ...sentenceOfNoise(equations),
    ...model.pathways.flatMap(pathway =>
      sentenceOfPathway(model, pathway, delays.get(`${model.name}.${pathway.name}`)),
    ),
    ...sentenceOfIndices(others),
    ...sentencesOfFunctions(expressions),
    ...methodText(method, model.clock.dt, noisesIn(equations).size > 0),
  ]
  return [
    heading(model.name, 3),
    paragraph(
      `The synapses \`${model.name}\` lead from ${sideText(model.source)} to ${sideText(model.target)}: `,
      numberText(synapses),
      ' ',
      ...connections,
      ...sentenceOfIndices(explained),
      typeset.length === 0 ? '' : 'Each synapse has',
    ),
    ...(typeset.length === 0 ? [] : [{ kind: 'equations', equations: typeset } as const]),
    ...(sentences.length === 0 ? [] : [paragraph(...sentences)]),
    ...tableOfConstants(usedNames(model, [...expressions, ...expressionsOfConnections(rules)])),
    ...tableOfStart(start),
  ]
}

function sideText(side: SynapticSide): string {
  const { group, start, stop, listed: list } = side
  if (group.kind === 'synapses') return `the synapses \`${group.name}\``
  if (isWholeGroup(side)) return `\`${group.name}\``
  const elements = list?.neurons ?? Array.from({ length: stop - start }, (_, k) => start + k)
  return `neurons ${elementsText(elements)} of \`${group.name}\``
}

function numberText(synapses: SynapsesBase): string {
  const incoming = synapses.incoming()
  const size = synapses.size
  if (size === 0) return 'there are none.'
  const mean = size / incoming.length
  const deviation = Math.sqrt(incoming.reduce((sum, count) => sum + (count - mean) ** 2, 0) / incoming.length)
  const printed = (value: number): string =>
    value >= 1000 ? counted(Math.round(value)) : String(Number(value.toPrecision(3)))
  const perTarget =
    deviation === 0
      ? `${printed(mean)} to each target`
      : `${printed(mean)} ± ${printed(deviation)} (mean and standard deviation) to each target`
  return `${countOf(size, 'synapse')}, ${perTarget}.`
}

function sentenceOfPathway(
  model: SynapsesModel,
  { name, side, event, statements, active }: PathwayModel,
  delay: Spread | undefined,
): readonly Inline[] {
  if (statements.length === 0 || !active) return []
  const scope = scopeOf(model)
  const whose = side === 'pre' ? 'source' : 'target'
  const cause =
    event === 'spike'
      ? `When the ${whose} neuron spikes`
      : `When the event \`${event}\` happens in the ${whose} neuron`
  const several = model.pathways.length > 1 && name !== 'pre' && name !== 'post' ? ` (\`${name}\`)` : ''
  return [
    `${cause}${several}, `,
    ...listed(
      statements.map((statement): readonly Inline[] => [{ formula: typesetStatement(statement, scope) }]),
    ),
    ...(delay === undefined
      ? []
      : [delay.least === delay.most ? ' after a delay of ' : ' after delays ', ...spreadText(delay)]),
    '. ',
  ]
}

const expressionsOf = ({ equations, pathways }: SynapsesModel): readonly Expression[] => [
  ...[...equations.byName.values()].flatMap(({ expression }) =>
    expression === undefined ? [] : [expression],
  ),
  ...pathways.flatMap(({ statements }) => statements.map(({ value }) => value)),
]
