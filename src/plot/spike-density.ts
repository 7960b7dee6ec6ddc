import { binPoints } from './binned-counts.js'
import type { Axis, AxisName, Mark } from './mark.js'

/** Cells of a picture of many spikes: as fine as still has some spikes in a cell. */
const [MOST_COLUMNS, MOST_ROWS] = [320, 120]

/** How often neurons spike, as colours: the rate in cells of some neurons and a short time. */
export function spikeDensity(
  x: Axis,
  times: Float64Array,
  neurons: Int32Array,
  size: number,
  {
    label,
    names,
    weight,
    secondsPerUnit,
  }: {
    readonly label: string
    readonly names: readonly AxisName[] | undefined
    readonly weight: number
    readonly secondsPerUnit: number
  },
): Mark {
  const perRow = neuronsOfRow(size)
  const rows = Math.max(1, Math.ceil(size / perRow))
  // The last row may reach beyond the last neuron.
  const y = [-0.5, rows * perRow - 0.5] as const
  const grid = { x: x.domain, y, columns: MOST_COLUMNS, rows }
  const { counts } = binPoints(grid, times, neurons)
  const seconds = ((x.domain[1] - x.domain[0]) / MOST_COLUMNS) * secondsPerUnit
  const rates = counts.map((count, cell) => {
    const row = Math.floor(cell / MOST_COLUMNS)
    return count / (Math.min(perRow, size - row * perRow) * seconds)
  })
  return {
    x,
    y: { label, domain: y, counts: true, ...(names === undefined ? {} : { names }) },
    weight,
    strokes: [],
    cells: {
      ...grid,
      values: rates.map(rate => (rate === 0 ? NaN : rate)),
      range: [0, mostOf(rates)],
      colors: 'density',
      label: 'Rate (Hz)',
    },
  }
}

/** The same number of neurons in each row; in the last one at least two thirds of it, so that chance does not show there most. */
function neuronsOfRow(size: number): number {
  const least = Math.max(1, Math.ceil(size / MOST_ROWS))
  for (let perRow = least; perRow < 2 * least; perRow++) {
    const rest = size % perRow
    if (rest === 0 || 3 * rest >= 2 * perRow) return perRow
  }
  return least
}

/** The rate that all but one in a thousand cells stay below: a single burst does not make everything else pale. */
function mostOf(rates: Float64Array): number {
  const sorted = rates.toSorted()
  return sorted[Math.floor((sorted.length - 1) * 0.999)] || (sorted.at(-1) ?? 1) || 1
}
