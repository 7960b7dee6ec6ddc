import type { ModelObject } from '../compile/network-model.js'
import type { Expression } from '../language/syntax-tree.js'
import type { RegularOperationModel } from '../model/recording.js'
import { streamOf } from '../network/stream-of.js'
import type { NetworkPart } from '../network/summary.js'
import type { PoissonInput } from '../network/poisson-input.js'
import { Quantity } from '../units/quantity.js'
import { second } from '../units/dimension.js'
import { parseExpression } from '../language/parse-expression.js'
import { countOf, elementsText } from './count-text.js'
import { listed, paragraph, type Block, type Inline } from './document.js'
import { scopeOf, usedNames } from './model-names.js'
import { indicesIn, sentenceOfIndex, sentenceOfIndices } from './write-indices.js'
import { typesetExpression, typesetStatement } from './typeset-expression.js'
import { typesetName } from './typeset-name.js'
import { typesetQuantity } from './typeset-number.js'
import { tableOfConstants } from './write-values.js'

/** Input and code of a group that runs besides its equations. */
export function writeOperation(model: RegularOperationModel, handle: unknown): readonly Block[] {
  const target = 'kind' in model.target ? model.target : model.target.group
  if (isPoissonInput(handle)) return writePoissonInput(target, handle)
  if (!('equations' in target)) return []
  const scope = scopeOf(target)
  const values = model.statements.map(({ value }) => value)
  const statements = model.statements.map((statement): readonly Inline[] => [
    { formula: typesetStatement(statement, scope) },
  ])
  const when: readonly Inline[] =
    model.givenTimes === undefined
      ? ['Every ', { formula: typesetQuantity(model.clock.dt, second) }]
      : [`At ${countOf(model.givenTimes.length, 'given time')}`]
  return [
    paragraph(
      ...when,
      `, in \`${target.name}\`: `,
      ...listed(statements),
      '. ',
      ...('pathways' in target
        ? sentenceOfIndices(indicesIn(values))
        : sentenceOfIndex(values, 'cable' in target ? 'compartment' : 'neuron')),
    ),
    ...tableOfConstants(usedNames(target, values)),
  ]
}

const isPoissonInput = (handle: unknown): handle is PoissonInput =>
  typeof handle === 'object' && handle !== null && 'weight' in handle && 'rate' in handle

type Target = RegularOperationModel['target']
type Group =
  Extract<Target, { readonly group: unknown }>['group'] | Extract<Target, { readonly kind: unknown }>

function writePoissonInput(target: Group, { n, rate, weight, variable }: PoissonInput): readonly Block[] {
  const scope = 'equations' in target ? scopeOf(target) : { defines: () => false }
  const value = (given: Quantity | number | string): Inline => {
    if (typeof given === 'number') return String(given)
    if (given instanceof Quantity) return { formula: typesetQuantity(given.value, given.dimension) }
    const expression = parsed(given)
    return expression === undefined ? given : { formula: typesetExpression(expression, scope) }
  }
  return [
    paragraph(
      `Each neuron of \`${target.name}\` receives the spikes of ${countOf(n, 'independent Poisson source')}, each at `,
      value(rate),
      '; a spike adds ',
      value(weight),
      ' to ',
      { formula: typesetName(variable) },
      '.',
    ),
  ]
}

const parsed = (text: string): Expression | undefined => parseExpression({ name: 'text', text }).expression

const isSpatial = ({ source }: Extract<ModelObject, { readonly kind: 'state-monitor' }>): boolean => {
  const group = 'kind' in source ? source : source.group
  return group.kind === 'neuron-group' && group.cable?.compartments === group.size
}

/** What was recorded, as a table; and that functions of the program took part. */
export function writeRecording(parts: readonly NetworkPart[]): readonly Block[] {
  const models = parts.map(({ model }) => model)
  const rows = parts.flatMap(({ handle, model }): readonly (readonly (readonly Inline[])[])[] => {
    const place = streamOf(handle)
    const written = place === undefined ? '' : `, written to ${place}`
    switch (model.kind) {
      case 'spike-monitor':
        return [
          [
            [`\`${model.name}\``],
            [
              `${model.event === 'spike' ? 'spikes' : `the event \`${model.event}\``} of \`${model.source.group.name}\`${model.record ? '' : ', counted'}${written}`,
            ],
          ],
        ]
      case 'state-monitor': {
        const source = 'kind' in model.source ? model.source.name : model.source.group.name
        const names = model.variables.map((name): readonly Inline[] => [{ formula: typesetName(name) }])
        return [
          [
            [`\`${model.name}\``],
            [
              ...listed(names),
              ` of \`${source}\`, ${isSpatial(model) ? 'compartment' : 'element'}${model.elements.length === 1 ? '' : 's'} ${elementsText(model.elements)}${model.keep === 'statistics' ? ', mean and variance' : ''}${written}`,
            ],
          ],
        ]
      }
      case 'population-rate-monitor':
        return [[[`\`${model.name}\``], [`the rate of \`${model.source.group.name}\`${written}`]]]
      default:
        return []
    }
  })
  const callbacks = models.filter(({ kind }) => kind === 'network-operation')
  return [
    ...(rows.length === 0
      ? []
      : [paragraph('What was recorded:'), { kind: 'table', head: ['Monitor', 'Records'], rows } as const]),
    ...(callbacks.length === 0
      ? []
      : [
          paragraph(
            `${callbacks.map(({ name }) => `\`${name}\``).join(', ')} ${callbacks.length === 1 ? 'is a function' : 'are functions'} of the program, called during the run.`,
          ),
        ]),
  ]
}
