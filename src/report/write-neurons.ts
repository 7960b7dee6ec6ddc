import type { Equation, Expression } from '../language/syntax-tree.js'
import { isPoissonGroup } from '../io/describe-group.js'
import type { NeuronGroupModel, SpikeGeneratorModel } from '../model/group.js'
import type { SpatialForm } from '../network/spatial-form.js'
import { second } from '../units/dimension.js'
import { countOf } from './count-text.js'
import { heading, listed, paragraph, type Block, type Inline } from './document.js'
import { scopeOf, usedNames } from './model-names.js'
import { methodText } from './method-text.js'
import type { Spread, TimedSpreads } from './start-values.js'
import { typesetExpression, typesetStatement, type NameScope } from './typeset-expression.js'
import { typesetName } from './typeset-name.js'
import { typesetQuantity } from './typeset-number.js'
import { CABLE_NAMES, cableEquation, sentencesOfCable, writeForm } from './write-cable.js'
import { noisesIn, sentenceOfNoise, typesetEquations } from './write-equations.js'
import { sentenceOfIndex } from './write-indices.js'
import { sentencesOfFunctions } from './write-functions.js'
import { sentencesOfLinks, sentencesOfParameters } from './write-parameters.js'
import { tableOfConstants, tableOfStart } from './write-values.js'

/** What the model of a group does not say by itself. */
export interface GroupFacts {
  readonly method: string | undefined
  readonly start: TimedSpreads
  /** Its variables that synapses make. */
  readonly sums: ReadonlySet<string>
  readonly form: SpatialForm | undefined
}

/** A group of neurons: equations, spikes, refractoriness, parameters, what they started from. */
export function writeNeurons(
  model: NeuronGroupModel,
  { method, start, sums, form }: GroupFacts,
): readonly Block[] {
  if (isPoissonGroup(model)) return writePoissonGroup(model, start.spreads)
  const scope = scopeOf(model)
  const system = form?.equations ?? model.equations
  const equations = [...system.byName.values()]
  const own = [...(form === undefined ? [] : [cableEquation(form)]), ...typesetEquations(equations, scope)]
  const named = (name: string): readonly Inline[] => [{ formula: typesetName(name) }]
  const elements = form === undefined ? 'neuron' : 'compartment'
  const expressions = expressionsOf(model, equations)
  return [
    heading(model.name, 3),
    ...(form === undefined
      ? [
          paragraph(
            `The group \`${model.name}\` has ${countOf(model.size, elements)}${own.length === 0 ? '.' : ', described by'}`,
          ),
        ]
      : [
          ...writeForm(model.name, form),
          paragraph('The potential and the channels of a compartment follow'),
        ]),
    ...(own.length === 0 ? [] : [{ kind: 'equations', equations: own } as const]),
    ...(form === undefined ? [] : [paragraph(...sentencesOfCable(model, form, start.spreads))]),
    ...sentences([
      ...sentencesOfParameters(system, elements, sums),
      ...sentencesOfLinks(model.links),
      ...(sums.size === 0
        ? []
        : [
            ...listed([...sums].map(named)),
            sums.size === 1
              ? ` is a sum over the synapses of a ${elements}. `
              : ` are sums over the synapses of a ${elements}. `,
          ]),
      ...sentenceOfNoise(equations),
      ...sentencesOfEvents(model, scope, elements),
      ...sentenceOfIndex(expressions, elements),
      ...sentencesOfFunctions(expressions),
      ...methodText(method, model.clock.dt, noisesIn(equations).size > 0),
    ]),
    ...tableOfConstants(usedNames(model, expressions)),
    ...tableOfStart({
      ...start,
      spreads: start.spreads.filter(
        ({ name }) => !sums.has(name) && !(form !== undefined && CABLE_NAMES.includes(name)),
      ),
    }),
  ]
}

const sentences = (content: readonly Inline[]): readonly Block[] =>
  content.length === 0 ? [] : [paragraph(...content)]

/** When neurons spike, what happens then, and how long they cannot spike again. */
function sentencesOfEvents(model: NeuronGroupModel, scope: NameScope, elements: string): readonly Inline[] {
  const { events, refractory, cable } = model
  const told = events.flatMap((event): readonly Inline[] => {
    const what =
      event.name === 'spike' ? `A ${elements} spikes when ` : `The event \`${event.name}\` happens when `
    const place = event.place?.[0]
    const where =
      place === undefined || cable === undefined
        ? []
        : [` (compartment ${String(place / (model.size / cable.compartments))} alone is asked)`]
    const code = event.code?.statements ?? []
    return [
      what,
      { formula: typesetExpression(event.condition, scope) },
      ...where,
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

const expressionsOf = (
  { events, refractory }: NeuronGroupModel,
  equations: readonly Equation[],
): readonly Expression[] => [
  ...equations.flatMap(({ expression }) => (expression === undefined ? [] : [expression])),
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
      `The group \`${model.name}\` has ${countOf(model.size, 'neuron')} that ${model.size === 1 ? 'spikes' : 'spike'}`,
      ...rate,
      model.size === 1
        ? ', as a Poisson process.'
        : ', each as a Poisson process, independent of the others. ',
      ...sentenceOfIndex(rates?.expression === undefined ? [] : [rates.expression], 'neuron'),
    ),
    ...tableOfConstants(usedNames(model, expressionsOf(model, [...model.equations.byName.values()]))),
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
      `The group \`${name}\` has ${countOf(size, 'neuron')} that ${size === 1 ? 'emits' : 'emit'} ${countOf(spikes, 'given spike')}`,
      ...(periodInSteps === 0
        ? ['.']
        : [', repeated every ', { formula: typesetQuantity(periodInSteps * clock.dt, second) }, '.']),
    ),
  ]
}
