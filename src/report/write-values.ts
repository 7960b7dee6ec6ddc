import type { ExternalFunction } from '../model/namespace.js'
import { second } from '../units/dimension.js'
import type { Block, Inline } from './document.js'
import { counted } from './count-text.js'
import { fenced, joined, operator, row, type Formula } from './formula.js'
import type { UsedName } from './model-names.js'
import type { Spread, TimedSpreads } from './start-values.js'
import { typesetExpression } from './typeset-expression.js'
import { typesetName } from './typeset-name.js'
import { typesetQuantity } from './typeset-number.js'

/** Constants of an object as a table; nothing if it has none. */
export function tableOfConstants(used: readonly UsedName[]): readonly Block[] {
  const rows = used.map(({ name, external }): readonly (readonly Inline[])[] => [
    [{ formula: typesetName(name) }],
    external.kind === 'constant'
      ? [
          external.type === 'boolean'
            ? external.value === 0
              ? 'false'
              : 'true'
            : { formula: typesetQuantity(external.value, external.dimension) },
        ]
      : functionText(name, external),
    [`\`${name}\``],
  ])
  return rows.length === 0 ? [] : [{ kind: 'table', head: ['Parameter', 'Value', 'Name in the model'], rows }]
}

function functionText(name: string, { implementation }: ExternalFunction): readonly Inline[] {
  switch (implementation.kind) {
    case 'expression': {
      const { parameters, body } = implementation
      const defines = (each: string): boolean => parameters.includes(each)
      const left: Formula = row(typesetName(name), fenced(joined(parameters.map(typesetName), operator(','))))
      return [{ formula: row(left, operator('='), typesetExpression(body, { defines })) }]
    }
    case 'timed-array': {
      const { rows, columns, dt, isLinear } = implementation
      return [
        `a table over time, ${counted(rows)} values${columns === 0 ? '' : ` in ${counted(columns)} columns`}, `,
        { formula: typesetQuantity(dt, second) },
        ` apart${isLinear ? ', with straight lines between them' : ''}`,
      ]
    }
    case 'timed-stream':
      return [
        'values that came while the network ran, ',
        { formula: typesetQuantity(implementation.input.dt, second) },
        ' apart',
      ]
    case 'host':
      return ['a function of the program']
    default:
      return implementation satisfies never
  }
}

/** Values that variables had when the run began, or when it was over. */
export function tableOfStart({ title, spreads }: TimedSpreads): readonly Block[] {
  if (spreads.length === 0) return []
  return [
    {
      kind: 'table',
      head: ['Variable', title, 'Name in the model'],
      rows: spreads.map(spread => [
        [{ formula: typesetName(spread.name) }],
        spreadText(spread),
        [`\`${spread.name}\``],
      ]),
    },
  ]
}

/** One value, or from where to where they reach. */
export function spreadText({ least, most, mean, dimension }: Spread): readonly Inline[] {
  if (least === most) return [{ formula: typesetQuantity(least, dimension) }]
  // A mean that is nothing but the rounding of a sum is none.
  const largest = Math.max(Math.abs(least), Math.abs(most))
  const value = (number: number): Inline => ({
    formula: typesetQuantity(
      Math.abs(number) <= 1e-12 * largest ? 0 : Number(number.toPrecision(4)),
      dimension,
      largest,
    ),
  })
  return ['from ', value(least), ' to ', value(most), ', mean ', value(mean)]
}
