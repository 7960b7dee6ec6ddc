import type { CableMethod } from '../model/cable.js'
import type { NeuronGroupModel } from '../model/group.js'
import type { Morphology } from '../morphology/morphology.js'
import { walkSections } from '../morphology/walk-sections.js'
import { hasFlag } from '../language/parse-flags.js'
import type { SpatialForm } from '../network/spatial-form.js'
import { countOf, counted } from './count-text.js'
import { listed, paragraph, type Block, type Equation, type Inline } from './document.js'
import {
  fenced,
  fraction,
  numeral,
  operator,
  row,
  SPACE,
  superscript,
  symbol,
  type Formula,
} from './formula.js'
import { second } from '../units/dimension.js'
import type { Spread } from './start-values.js'
import { typesetName } from './typeset-name.js'
import { typesetNumber, typesetQuantity } from './typeset-number.js'
import { typesetUnit } from './typeset-unit.js'
import { spreadText } from './write-values.js'

/** Variables of every compartment that the text about the cable tells. */
export const CABLE_NAMES = ['Cm', 'Ri']

/** The form of the cells: how many sections and compartments, how long, how thick, how much membrane. */
export function writeForm(name: string, { morphology, compartments, cells }: SpatialForm): readonly Block[] {
  const sections = [...walkSections(morphology)].map(measured)
  const whole = together(sections)
  const tips = [...walkSections(morphology)].filter(({ children }) => children.length === 0).length
  const farthest = sections.reduce((most, { reach }) => Math.max(most, reach), 0)
  const cable = sections.filter(({ isSoma }) => !isSoma)
  const what =
    cells === 1
      ? `The neuron \`${name}\` has`
      : `\`${name}\` is a population of ${countOf(cells, 'neuron')} of one form, each with`
  return [
    paragraph(
      `${what} ${countOf(compartments, 'compartment')} in ${countOf(sections.length, 'section')}`,
      ...(tips > 1 ? [` with ${countOf(tips, 'tip')}`] : []),
      ': ',
      ...(cable.length === 0 ? [] : [inMicrometres(together(cable).length), ' of cable and ']),
      inSquareMicrometres(whole.area),
      ' of membrane',
      ...(farthest > 0 ? ['; the farthest point is ', inMicrometres(farthest), ' from the root'] : []),
      '.',
    ),
    tableOfSections(sections),
  ]
}

interface Measured {
  readonly name: string
  readonly type: string | undefined
  readonly isSoma: boolean
  readonly sections: number
  readonly compartments: number
  /** In metres and square metres. */
  readonly length: number
  readonly area: number
  readonly thinnest: number
  readonly thickest: number
  readonly reach: number
}

function measured(section: Morphology): Measured {
  const sum = (values: ArrayLike<number>): number =>
    Array.from(values).reduce((total, value) => total + value, 0)
  const diameters = Array.from(section.diameter.values)
  const half = section.kind === 'soma' ? 0 : (section.length.values.at(-1) ?? 0) / 2
  return {
    name: section.path === '' ? (section.type ?? 'root') : section.path,
    type: section.type,
    isSoma: section.kind === 'soma',
    sections: 1,
    compartments: section.n,
    length: sum(section.length.values),
    area: sum(section.area.values),
    thinnest: Math.min(...diameters),
    thickest: Math.max(...diameters),
    reach: (section.distance.values.at(-1) ?? 0) + half,
  }
}

function together(parts: readonly Measured[], name = ''): Measured {
  const sum = (of: (part: Measured) => number): number => parts.reduce((total, part) => total + of(part), 0)
  return {
    name,
    type: undefined,
    isSoma: parts.every(({ isSoma }) => isSoma),
    sections: sum(({ sections }) => sections),
    compartments: sum(({ compartments }) => compartments),
    length: sum(({ length }) => length),
    area: sum(({ area }) => area),
    thinnest: Math.min(...parts.map(({ thinnest }) => thinnest)),
    thickest: Math.max(...parts.map(({ thickest }) => thickest)),
    reach: Math.max(...parts.map(({ reach }) => reach)),
  }
}

/** More sections are told by their types. */
const MOST_SECTIONS = 12

function tableOfSections(sections: readonly Measured[]): Block {
  const isLong = sections.length > MOST_SECTIONS
  const types = [...new Set(sections.map(({ type }) => type))]
  const rows = isLong
    ? types.map(type =>
        together(
          sections.filter(each => each.type === type),
          type ?? (types.length === 1 ? 'all' : 'no type'),
        ),
      )
    : sections
  return {
    kind: 'table',
    head: [
      ...(isLong ? ['Type', 'Sections'] : ['Section']),
      ...['Compartments', 'Length', 'Diameter', 'Membrane'],
    ],
    rows: rows.map(each => [
      [isLong ? each.name : `\`${each.name}\``],
      ...(isLong ? [[counted(each.sections)]] : []),
      [counted(each.compartments)],
      [inMicrometres(each.length)],
      each.thinnest === each.thickest
        ? [inMicrometres(each.thickest)]
        : ['from ', inMicrometres(each.thinnest), ' to ', inMicrometres(each.thickest)],
      [inSquareMicrometres(each.area)],
    ]),
  }
}

/** Anatomy is in micrometres, however long it is. */
const inMicrometres = (metres: number): Inline => ({ formula: withUnit(metres * 1e6, 'um') })
const inSquareMicrometres = (area: number): Inline => ({ formula: withUnit(area * 1e12, 'um^2') })

const withUnit = (value: number, unit: string): Formula =>
  row(typesetNumber(Number(value.toPrecision(4))), SPACE, typesetUnit(unit))

const partial = (of: Formula, by: string): Formula =>
  fraction(row(symbol('∂'), of), row(symbol('∂'), symbol(by)))

/** What the potential of a cable follows, with a current into the membrane at each place. */
export function cableEquation({ equations }: Pick<SpatialForm, 'equations'>): Equation {
  const [v, x, d] = [symbol('v'), symbol('x'), symbol('d')]
  const squared = superscript(d, numeral('2'))
  const axial = row(
    fraction(numeral('1'), row(symbol('π'), SPACE, d)),
    fraction(symbol('∂'), row(symbol('∂'), x)),
    fenced(
      row(
        fraction(row(symbol('π'), SPACE, squared), row(numeral('4'), SPACE, typesetName('Ri'))),
        partial(v, 'x'),
      ),
    ),
  )
  const points = pointCurrents(equations).map(typesetName)
  const current = points.flatMap(name => [operator('+'), fraction(name, symbol('A'))])
  return {
    formula: row(
      typesetName('Cm'),
      partial(v, 't'),
      operator('='),
      axial,
      operator('+'),
      typesetName('Im'),
      ...current,
    ),
    remark: [{ formula: v }, ' in ', { formula: typesetUnit('V') }],
  }
}

/** Methods for the potential as papers call them. */
const CABLE_METHODS: Readonly<Record<CableMethod, string>> = {
  'backward-euler': 'backward Euler method',
  'crank-nicolson': 'Crank–Nicolson method',
  sdirk2: 'two-stage singly diagonally implicit Runge–Kutta method of second order',
}

const pointCurrents = ({ byName }: SpatialForm['equations']): readonly string[] =>
  [...byName.values()].filter(each => hasFlag(each, 'point current')).map(({ name }) => name)

/** What the letters of the cable equation mean, the values of its constants, and how it was solved. */
export function sentencesOfCable(
  { cable, clock, variables }: NeuronGroupModel,
  { equations }: SpatialForm,
  start: readonly Spread[],
): readonly Inline[] {
  const valueOf = (name: string): readonly Inline[] => {
    const given = start.find(each => each.name === name)
    const variable = variables.get(name)
    if (given !== undefined) return spreadText(given)
    return variable === undefined ? [] : [{ formula: typesetQuantity(variable.initial, variable.dimension) }]
  }
  const points = pointCurrents(equations).map((name): readonly Inline[] => [{ formula: typesetName(name) }])
  const formula = (of: Formula): Inline => ({ formula: of })
  return [
    'Here ',
    formula(symbol('x')),
    ' is the distance along a branch, ',
    formula(symbol('d')),
    ' its diameter, ',
    formula(typesetName('Cm')),
    ' the capacity of the membrane (',
    ...valueOf('Cm'),
    '), ',
    formula(typesetName('Ri')),
    ' the resistivity inside (',
    ...valueOf('Ri'),
    ') and ',
    formula(typesetName('Im')),
    ' the current per area that flows into the cell through the membrane. ',
    ...(points.length === 0
      ? []
      : [
          ...listed(points),
          points.length === 1 ? ' is a current' : ' are currents',
          ' into single compartments, ',
          formula(symbol('A')),
          ' the area of their membrane. ',
        ]),
    'Branches share their potential where they meet, and no current flows out of their ends. ',
    `The potential was integrated with the ${CABLE_METHODS[cable?.method ?? 'backward-euler']}, all compartments at once, in steps of `,
    formula(typesetQuantity(clock.dt, second)),
    '. ',
  ]
}
