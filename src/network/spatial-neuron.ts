import { printQuantity } from '../units/print-quantity.js'
import { RheobaseError } from '../errors/rheobase-error.js'
import type { Morphology } from '../morphology/morphology.js'
import type { SectionPosition } from '../morphology/position-in-section.js'
import { compartmentAt, compartmentsBetween } from '../morphology/position-in-section.js'
import { Quantity } from '../units/quantity.js'
import { consecutive, selectElements } from './element-selection.js'
import { makeHandle, type NeuronGroup } from './group-handle.js'
import { listPart } from './group-part.js'
import type { GroupCore } from './group-core.js'
import type { GroupView } from './group-views.js'
import { elementsOf, type SpatialForm } from './spatial-form.js'
import { checkNoMore, describeValue } from './options.js'
import type { StateVariable } from './state-variable.js'

/**
 * Variables that the compartments of every spatial neuron have; `x`, `y` and `z` if some section of the morphology has coordinates, `cell` and
 * `compartment` (numbers) in a population.
 */
export type CompartmentNames =
  | 'v'
  | 'Im'
  | 'Ic'
  | 'Cm'
  | 'Ri'
  | 'length'
  | 'diameter'
  | 'area'
  | 'volume'
  | 'distance'
  | 'r_length_1'
  | 'r_length_2'
  | 'time_constant'
  | 'space_constant'
  | 'x'
  | 'y'
  | 'z'
  | 'compartment'

/** Some compartments of a spatial neuron: a part of a group. */
export type CompartmentGroup<Equations extends string = string> = NeuronGroup<Equations> & {
  readonly [Name in CompartmentNames]: StateVariable
}

/**
 * A neuron with a form, or the part of one that hangs on a section, that section included: a group whose elements are its compartments. It is
 * addressed as the morphology is.
 *
 *     neuron.child('dend.L').gNa.set(…)        // the section and all below it
 *     neuron.child('dend').main.gNa.set(…)     // the section alone
 *     neuron.child('axon').at(um(30))          // a compartment, 30 um along the section
 *     neuron.at(0)                             // a compartment by its number
 */
export type SpatialNeuron<Equations extends string = string> = CompartmentGroup<Equations> & {
  /** What hangs on a section, by its name, number or path. @throws {RheobaseError} kind `name` if there is no such section */
  child(path: string): SpatialNeuron<Equations>
  /** The compartments of the first section, without those below it. */
  readonly main: SpatialNeuron<Equations>
  /**
   * One compartment: by its number in this part (a negative one counts from the end), or by a distance from the start of the first section.
   * @throws {RheobaseError} kind `index` outside
   */
  at(position: SectionPosition): CompartmentGroup<Equations>
  /**
   * Compartments in a row: from one number in this part up to, not including, another, or from one distance along the first section to another.
   * @throws {RheobaseError} kind `index` if there are none, kind `type` for a number and a distance
   */
  slice(from?: SectionPosition, to?: SectionPosition): CompartmentGroup<Equations>
  /** Of a population, one cell, or what this part has of it. @throws {RheobaseError} kind `index` if there is no such cell */
  cell(number: number): SpatialNeuron<Equations>
  toString(): string
}

/** What a part of a spatial neuron is about: a section of its morphology, alone or with all below it. */
interface SectionView {
  readonly core: GroupCore
  readonly form: SpatialForm
  readonly section: Morphology
  /** In these cells; in all if left out. */
  readonly cells?: Int32Array | undefined
  /** Numbers of its compartments, which follow each other. */
  readonly first: number
  readonly count: number
}

/** The handle of a spatial neuron. */
export function makeSpatialHandle(core: GroupCore, form: SpatialForm): SpatialNeuron {
  const { morphology, compartments } = form
  const whole = { core, form, section: morphology, first: 0, count: compartments }
  return sectionHandle(whole, { core, ...core.whole })
}

const sectionHandle = (part: SectionView, view: GroupView): SpatialNeuron =>
  // What a section adds to a group is defined right here.
  makeHandle(view, {
    child: (path: string) => makePart(partOf(part, part.section.child(path), false)),
    get main() {
      return makePart(partOf(part, part.section, true))
    },
    at: (position: SectionPosition, ...more: readonly unknown[]) => {
      checkNoMore(
        `at(position) of \`${part.core.name}\``,
        more,
        '; slice(from, to) takes several compartments',
      )
      return makeHandle(compartmentView(part, position))
    },
    slice: (from?: SectionPosition, to?: SectionPosition, ...more: readonly unknown[]) => {
      checkNoMore(
        `slice(from, to) of \`${part.core.name}\``,
        more,
        '; select({ from, to, step }) takes steps',
      )
      return makeHandle(stretchView(part, from, to))
    },
    toString: () => `${view.name} (${describeCells(part)})`,
    cell: (number: number) => makePart(cellOf(part, number)),
  }) as SpatialNeuron

function describeCells({ form, cells, count }: SectionView): string {
  const compartments = `${String(count)} ${count === 1 ? 'compartment' : 'compartments'}`
  const number = cells?.length ?? form.cells
  return number === 1 ? compartments : `${String(number)} cells of ${compartments}`
}

/** `N`, or `N.dend.L` for what hangs on a section. */
const placeName = ({ core, section }: SectionView): string =>
  `\`${[core.name, section.path].filter(name => name !== '').join('.')}\``

const makePart = (part: SectionView): SpatialNeuron =>
  sectionHandle(part, viewOfStretch(part, part.first, part.count))

function partOf(part: SectionView, section: Morphology, isAlone: boolean): SectionView {
  const [first = 0] = section.indices
  return { ...part, section, first, count: isAlone ? section.n : section.totalCompartments }
}

function cellOf(part: SectionView, number: number): SectionView {
  const { core, form, cells = consecutive(0, form.cells) } = part
  const place = number < 0 ? number + cells.length : number
  const cell = cells[place]
  if (cell !== undefined) return { ...part, cells: Int32Array.of(cell) }
  const has =
    cells.length === 1
      ? 'one cell, number 0'
      : `${String(cells.length)} cells, 0 to ${String(cells.length - 1)}`
  throw new RheobaseError(
    'index',
    'index-out-of-range',
    `\`${core.name}\` has no cell ${String(number)}: it has ${has}`,
  )
}

function viewOfStretch({ core, form, cells }: SectionView, first: number, count: number): GroupView {
  return listPart(core, elementsOf(form, { compartments: consecutive(first, count), cells }))
}

function compartmentView(part: SectionView, position: SectionPosition): GroupView {
  if (position instanceof Quantity)
    return viewOfStretch(part, part.first + compartmentAt(part.section.shape, position), 1)
  if (typeof (position as unknown) !== 'number')
    throw new RheobaseError(
      'type',
      'not-a-position',
      `a position in \`${part.core.name}\` is the number of a compartment or a length such as um(30), not ${describeValue(position)}; child(…) finds a section by its name`,
    )
  const [compartment = 0] = selectElements(placeName(part), position, part.count, 'compartment')
  return viewOfStretch(part, part.first + compartment, 1)
}

function stretchView(
  part: SectionView,
  from: SectionPosition | undefined,
  to: SectionPosition | undefined,
): GroupView {
  const [start, stop] = bordersOf(part, from, to)
  if (start < stop) return viewOfStretch(part, part.first + start, stop - start)
  throw new RheobaseError(
    'index',
    'empty-part',
    `the part ${describe(from)} to ${describe(to)} of \`${part.core.name}\` has no compartments`,
  )
}

function bordersOf(
  { section, count }: SectionView,
  from: SectionPosition | undefined,
  to: SectionPosition | undefined,
): readonly [number, number] {
  if (from instanceof Quantity || to instanceof Quantity) {
    const between = compartmentsBetween(section.shape, from, to)
    return [between.from, between.to]
  }
  const chosen = selectElements(
    'a spatial neuron',
    { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) },
    count,
    'compartment',
  )
  const [first = 0] = chosen
  return [first, first + chosen.length]
}

const describe = (position: SectionPosition | undefined): string =>
  position === undefined
    ? 'the end'
    : typeof position === 'number'
      ? String(position)
      : printQuantity(position)
