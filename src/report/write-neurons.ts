import type { Expression } from '../language/syntax-tree.js'
import { isPoissonGroup } from '../io/describe-group.js'
import type { NeuronGroupModel, SpikeGeneratorModel } from '../model/group.js'
import { second } from '../units/dimension.js'
import { countOf } from './count-text.js'
import { heading, listed, paragraph, type Block, type Inline } from './document.js'
import { scopeOf, usedNames } from './model-names.js'
import { methodText } from './method-text.js'
import type { Spread } from './start-values.js'
import { typesetExpression, typesetStatement, type NameScope } from './typeset-expression.js'
import { typesetName } from './typeset-name.js'
import { typesetQuantity } from './typeset-number.js'
import { sentenceOfNoise, typesetEquations } from './write-equations.js'
import { tableOfConstants, tableOfStart } from './write-values.js'

/** A group of neurons: equations, spikes, refractoriness, parameters, what they started from. */
export function writeNeurons(
  model: NeuronGroupModel,
  method: string | undefined,
  start: readonly Spread[],
  sums: ReadonlySet<string>,
): readonly Block[] {
  if (isPoissonGroup(model)) return writePoissonGroup(model, start)
  const scope = scopeOf(model)
  const equations = [...model.equations.byName.values()]
  const own = typesetEquations(equations, scope)
  const named = (name: string): readonly Inline[] => [{ formula: typesetName(name) }]
  const parameters = model.equations.parameters
    .map(({ name }) => name)
    .filter(name => !sums.has(name))
    .map(named)
  const elements = model.cable === undefined ? 'neuron' : 'compartment'
  return [
    heading(model.name, 3),
    paragraph(
      `The group \`${model.name}\` has ${countOf(model.size, elements)}${own.length === 0 ? '.' : ', described by'}`,
    ),
    ...(own.length === 0 ? [] : [{ kind: 'equations', equations: own } as const]),
    ...sentences([
      ...(parameters.length === 0
        ? []
        : [
            ...listed(parameters),
            parameters.length === 1
              ? ` is a parameter of each ${elements}. `
              : ` are parameters of each ${elements}. `,
          ]),
      ...(sums.size === 0
        ? []
        : [
            ...listed([...sums].map(named)),
            sums.size === 1
              ? ' is a sum over the synapses of a neuron. '
              : ' are sums over the synapses of a neuron. ',
          ]),
      ...sentenceOfNoise(equations),
      ...sentencesOfEvents(model, scope),
      ...methodText(method, model.clock.dt),
    ]),
    ...tableOfConstants(usedNames(model, expressionsOf(model))),
    ...tableOfStart(start.filter(({ name }) => !sums.has(name))),
  ]
}

const sentences = (content: readonly Inline[]): readonly Block[] =>
  content.length === 0 ? [] : [paragraph(...content)]

/** When neurons spike, what happens then, and how long they cannot spike again. */
function sentencesOfEvents(model: NeuronGroupModel, scope: NameScope): readonly Inline[] {
  const { events, refractory } = model
  const told = events.flatMap((event): readonly Inline[] => {
    const what =
      event.name === 'spike' ? 'A neuron spikes when ' : `The event \`${event.name}\` happens when `
    const code = event.code?.statements ?? []
    return [
      what,
      { formula: typesetExpression(event.condition, scope) },
      ...(code.length === 0
        ? ['. ']
        : [
            '; then ',
            ...listed(
              code.map((statement): readonly Inline[] => [{ formula: typesetStatement(statement, scope) }]),
            ),
            '. ',
          ]),
    ]
  })
  if (refractory === undefined || isFalse(refractory.expression)) return told
  const formula = typesetExpression(refractory.expression, scope)
  return isCondition(refractory.expression)
    ? [...told, 'After a spike it is refractory as long as ', { formula }, '. ']
    : [...told, 'After a spike it is refractory for ', { formula }, '. ']
}

const isCondition = ({ kind }: Expression): boolean =>
  kind === 'comparison' || kind === 'logical' || kind === 'boolean'
const isFalse = (expression: Expression): boolean => expression.kind === 'boolean' && !expression.value

const expressionsOf = ({ equations, events, refractory }: NeuronGroupModel): readonly Expression[] => [
  ...[...equations.byName.values()].flatMap(({ expression }) =>
    expression === undefined ? [] : [expression],
  ),
  ...events.flatMap(({ condition, code }) => [
    condition,
    ...(code?.statements ?? []).map(({ value }) => value),
  ]),
  ...(refractory === undefined ? [] : [refractory.expression]),
]

function writePoissonGroup(model: NeuronGroupModel, start: readonly Spread[]): readonly Block[] {
  const rates = model.equations.byName.get('rates')
  const given = start.find(({ name }) => name === 'rates')
  const scope = scopeOf(model)
  const rate: readonly Inline[] =
    rates?.expression !== undefined
      ? [' at the rate ', { formula: typesetExpression(rates.expression, scope) }]
      : given === undefined
        ? []
        : given.least === given.most
          ? [' at ', { formula: typesetQuantity(given.least, given.dimension) }]
          : [
              ' at rates from ',
              { formula: typesetQuantity(given.least, given.dimension) },
              ' to ',
              { formula: typesetQuantity(given.most, given.dimension) },
            ]
  return [
    heading(model.name, 3),
    paragraph(
      `The group \`${model.name}\` has ${countOf(model.size, 'neuron')} that spike`,
      ...rate,
      ', each as a Poisson process, independent of the others.',
    ),
    ...tableOfConstants(usedNames(model, expressionsOf(model))),
  ]
}

/** Neurons with given spikes. */
export function writeSpikeGenerator({
  name,
  size,
  spikes,
  periodInSteps,
  clock,
}: SpikeGeneratorModel): readonly Block[] {
  return [
    heading(name, 3),
    paragraph(
      `The group \`${name}\` has ${countOf(size, 'neuron')} that emit ${countOf(spikes, 'given spike')}`,
      ...(periodInSteps === 0
        ? ['.']
        : [', repeated every ', { formula: typesetQuantity(periodInSteps * clock.dt, second) }, '.']),
    ),
  ]
}
