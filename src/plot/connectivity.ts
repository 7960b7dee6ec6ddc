import { sparseEntries, type WiredSynapses } from './wired-synapses.js'
import { checkOptions } from '../units/options.js'
import type { Quantity } from '../units/quantity.js'
import type { UnitDefinition } from '../units/unit-definition.js'
import { binPoints } from './binned-counts.js'
import type { Cells } from './cells.js'
import { checkChoice } from './check-choice.js'
import { dotsPath } from './dots-path.js'
import { axisLabel, type Axis, type Mark, type MarkOptions } from './mark.js'
import { numbersIn, rangeOfNumbers } from './numbers-in.js'
import { readableUnit } from './readable-unit.js'

export interface ConnectivityOptions extends MarkOptions {
  /** A variable of the synapses, or `'delay'`, that colours tell; without it, cells tell how many synapses there are. */
  readonly variable?: string
  /** Unit of that variable; the one in which it reads best if left out. */
  readonly unit?: UnitDefinition
  /** What the horizontal axis shows. */
  readonly xLabel?: string
  /** A cell for each pair, a dot for each synapse, or cells of many pairs; by the number of neurons and synapses if left out. */
  readonly draw?: 'matrix' | 'dots' | 'density'
}

const OPTIONS = ['label', 'color', 'weight', 'variable', 'unit', 'xLabel', 'draw'] as const

/**
 * Which neurons are joined: sources to the right, targets upwards. Small networks are drawn as a matrix, larger ones with a dot for each synapse,
 * and very many synapses as the share of pairs that are joined, in cells of many pairs.
 *
 *     figure([connectivity(synapses), connectivity(synapses, { variable: 'w', unit: mV })])
 * Where several synapses fall into one cell, a variable is their mean.
 * @throws {RheobaseError} kind `name` for a variable that the synapses do not have
 */
export function connectivity(synapses: WiredSynapses, options: ConnectivityOptions = {}): Mark {
  checkOptions('connectivity', options, OPTIONS)
  const entries = sparseEntries(synapses, options.variable)
  const [sources, targets] = entries.shape
  const draw =
    checkChoice('`draw` of a picture of synapses', options.draw, ['matrix', 'dots', 'density']) ??
    (sources <= MOST_OF_MATRIX && targets <= MOST_OF_MATRIX
      ? 'matrix'
      : entries.i.length <= MOST_DOTS && entries.values === undefined
        ? 'dots'
        : 'density')
  const x: Axis = {
    label: options.xLabel ?? 'Source neuron',
    domain: [-0.5, Math.max(sources, 1) - 0.5],
    counts: true,
  }
  const y: Axis = {
    label: options.label ?? 'Target neuron',
    domain: [-0.5, Math.max(targets, 1) - 0.5],
    counts: true,
  }
  const { weight = Math.min(Math.max((4 * targets) / sources, 1), 4), color } = options
  if (draw === 'dots') {
    return {
      x,
      y,
      weight,
      strokes: [
        {
          kind: 'dots',
          width: entries.i.length > 5000 ? 1.2 : 2.4,
          ...(color === undefined ? {} : { color }),
          path: place =>
            dotsPath(
              k => place.x(entries.i[k] ?? NaN),
              k => place.y(entries.j[k] ?? NaN),
              entries.i.length,
            ),
        },
      ],
    }
  }
  const perCell = (count: number): number =>
    draw === 'matrix' ? 1 : Math.max(1, Math.ceil(count / MOST_OF_DENSITY))
  const [across, up] = [perCell(sources), perCell(targets)]
  const [columns, rows] = [Math.ceil(sources / across) || 1, Math.ceil(targets / up) || 1]
  const cells = {
    columns,
    rows,
    x: [-0.5, columns * across - 0.5],
    y: [-0.5, rows * up - 0.5],
  } as const
  const { values } = entries
  const coloured =
    values === undefined
      ? counted(cells, entries, across * up)
      : meanOf(cells, entries, values, options.variable ?? '', options.unit)
  // The last cells may reach beyond the last neuron.
  return {
    x: { ...x, domain: cells.x },
    y: { ...y, domain: cells.y },
    weight,
    strokes: [],
    cells: { ...cells, ...coloured },
  }
}

/** Neurons of each side up to which a cell for each pair can be seen. */
const MOST_OF_MATRIX = 300
/** Cells of each side where there are more. */
const MOST_OF_DENSITY = 160
const MOST_DOTS = 20_000

type Grid = Pick<Cells, 'columns' | 'rows' | 'x' | 'y'>
type Coloured = Pick<Cells, 'values' | 'range' | 'colors' | 'label'>

function counted(
  grid: Grid,
  { i, j }: { readonly i: Int32Array; readonly j: Int32Array },
  pairs: number,
): Coloured {
  const { counts } = binPoints(grid, i, j)
  const shares = counts.map(count => (count === 0 ? NaN : count / pairs))
  const most = rangeOfNumbers([shares])?.[1] ?? 1
  // One synapse for each pair needs no explanation.
  const label = pairs > 1 ? 'Synapses per pair' : most > 1 ? 'Synapses' : undefined
  return {
    values: shares,
    range: [0, label === undefined ? 1.5 * most : most],
    colors: 'density',
    ...(label === undefined ? {} : { label }),
  }
}

function meanOf(
  grid: Grid,
  { i, j }: { readonly i: Int32Array; readonly j: Int32Array },
  values: Quantity,
  variable: string,
  asked: UnitDefinition | undefined,
): Coloured {
  const unit = asked ?? readableUnit([values])
  const { counts, sums } = binPoints(grid, i, j, numbersIn(values, unit))
  const means = sums.map((sum, cell) => sum / (counts[cell] ?? 0))
  const [low, high] = rangeOfNumbers([means]) ?? [0, 1]
  const isMixed = low < 0 && high > 0
  const most = Math.max(Math.abs(low), Math.abs(high))
  return {
    values: means,
    range: isMixed ? [-most, most] : [low, high],
    colors: isMixed ? 'diverging' : 'sequential',
    label: axisLabel(variable, unit),
  }
}
