import { RheobaseError } from '../errors/rheobase-error.js'
import type { Column } from '../network/columns.js'
import { Network } from '../network/network.js'
import { PopulationRateMonitor } from '../network/population-rate-monitor.js'
import { SpikeMonitor } from '../network/spike-monitor.js'
import { StateMonitor } from '../network/state-monitor.js'
import { checkOptions, checkText, checkTexts, describeValue } from '../units/options.js'
import { hdf5, type Hdf5Group } from './hdf5.js'
import {
  isoTime,
  mark,
  nwbUnit,
  randomId,
  spansOf,
  writeSeries,
  writeTable,
  writeText,
  writeTexts,
  type NwbColumn,
} from './nwb-objects.js'
import { isMonitor, monitorsOf, recordedArrays, type Monitor } from './recorded-arrays.js'
import { columnsOf } from './table.js'

/** The version of the schema that files are written by. */
const NWB_VERSION = '2.7.0'

/** What an NWB file says of the session that it holds. */
export interface NwbOptions {
  /** What was done; "a simulation with Rheobase" if left out. */
  readonly sessionDescription?: string
  /** A text that no other file has; a random one if left out. */
  readonly identifier?: string
  /** The date that time 0 stands for; now, if left out. */
  readonly sessionStartTime?: Date
  readonly experimenter?: string | readonly string[]
  readonly institution?: string
  readonly lab?: string
  readonly keywords?: readonly string[]
  readonly notes?: string
  /** The program that made the data. */
  readonly script?: { readonly name: string; readonly text: string }
  /** The module `h5wasm`, where it cannot be found by its name: in a page that was bundled. */
  readonly hdf5?: unknown
}

const OPTIONS = [
  'sessionDescription',
  'identifier',
  'sessionStartTime',
  'experimenter',
  'institution',
  'lab',
  'keywords',
  'notes',
  'script',
  'hdf5',
]

/**
 * What was recorded as a file of Neurodata Without Borders (NWB 2, https://www.nwb.org), which is HDF5: the optional package `h5wasm` writes it.
 *
 *     writeFileSync('run.nwb', await nwb(net, { sessionDescription: 'a balanced network', lab: 'ours' }))
 *
 * Spikes are in the table `units`, a row for each neuron of each spike monitor, whose name is in the column `monitor`. Samples and rates are series in
 * `acquisition`, called `traces.v` after monitor and variable, [samples, elements]. What only counts spikes, and statistics, are tables in `analysis`.
 * All numbers are in SI units.
 * @throws {RheobaseError} kind `state` without the package, `value` for a network without monitors, two monitors of one name and more than the memory of
 * the package holds, about 2 GiB, `type` for other things
 */
export async function nwb(
  source: Network | Monitor | readonly Monitor[],
  options: NwbOptions = {},
): Promise<Uint8Array> {
  checkOptions('nwb', options, OPTIONS)
  const monitors = readMonitors(source)
  const about = readOptions(options)
  return hdf5(options.hdf5, root => {
    writeSession(root, about)
    writeUnits(root, monitors)
    const acquisition = root.create_group('acquisition')
    const analysis = root.create_group('analysis')
    for (const monitor of monitors) {
      if (monitor instanceof StateMonitor || monitor instanceof PopulationRateMonitor)
        writeSamples(acquisition, monitor)
      else if (!keepsSpikes(monitor)) writeStatistics(analysis, monitor)
    }
  })
}

const keepsSpikes = (monitor: Monitor): monitor is SpikeMonitor =>
  monitor instanceof SpikeMonitor && monitor.keepsEvents

function readMonitors(source: unknown): readonly Monitor[] {
  if (source instanceof Network) return monitorsOf(source)
  const monitors: readonly unknown[] = Array.isArray(source) ? source : [source]
  const names = new Set<string>()
  return monitors.map(monitor => {
    if (!isMonitor(monitor))
      throw new RheobaseError(
        'type',
        'not-a-monitor',
        `an NWB file is made of a network or of monitors, not of ${describeValue(monitor)}`,
      )
    if (names.has(monitor.name))
      throw new RheobaseError(
        'value',
        'name-taken',
        `two of the monitors are called \`${monitor.name}\`, as their data would be in the file: give one of them another \`name\``,
      )
    names.add(monitor.name)
    return monitor
  })
}

interface Session {
  readonly description: string
  readonly identifier: string
  readonly start: string
  readonly created: string
  readonly texts: readonly (readonly [name: string, text: string])[]
  readonly lists: readonly (readonly [name: string, texts: readonly string[]])[]
  readonly script: NwbOptions['script']
}

function readOptions({
  sessionDescription,
  identifier,
  sessionStartTime,
  script,
  ...rest
}: NwbOptions): Session {
  const now = new Date()
  const { experimenter, keywords, institution, lab, notes } = rest
  if (script !== undefined) checkOptions('the script of an NWB file', script, ['name', 'text'])
  return {
    description: checkText('sessionDescription', sessionDescription ?? 'a simulation with Rheobase'),
    identifier: checkText('identifier', identifier ?? randomId()),
    start: isoTime('sessionStartTime', sessionStartTime ?? now),
    created: now.toISOString(),
    texts: Object.entries({ institution, lab, notes }).flatMap(([name, text]) =>
      text === undefined ? [] : [[name, checkText(name, text)] as const],
    ),
    lists: Object.entries({ experimenter, keywords }).flatMap(([name, texts]) =>
      texts === undefined ? [] : [[name, checkTexts(name, texts)] as const],
    ),
    script,
  }
}

function writeSession(root: Hdf5Group, session: Session): void {
  mark(root, 'core', 'NWBFile')
  root.create_attribute('nwb_version', NWB_VERSION)
  writeText(root, 'session_description', session.description)
  writeText(root, 'identifier', session.identifier)
  writeText(root, 'session_start_time', session.start)
  writeText(root, 'timestamps_reference_time', session.start)
  writeTexts(root, 'file_create_date', [session.created])
  root.create_group('processing')
  const stimulus = root.create_group('stimulus')
  stimulus.create_group('presentation')
  stimulus.create_group('templates')
  const general = root.create_group('general')
  for (const [name, text] of session.texts) writeText(general, name, text)
  for (const [name, texts] of session.lists) writeTexts(general, name, texts)
  if (session.script === undefined) return
  const script = writeText(general, 'source_script', checkText('the text of the script', session.script.text))
  script.create_attribute('file_name', checkText('the name of the script', session.script.name))
}

/** Spikes in the order of neurons, of one monitor after the other. */
function writeUnits(root: Hdf5Group, monitors: readonly Monitor[]): void {
  const recorded = monitors
    .filter(keepsSpikes)
    .map(monitor => ({ monitor, size: monitor.countOfEach().length }))
  if (recorded.length === 0) return
  const rows = recorded.reduce((sum, { size }) => sum + size, 0)
  const sorted = recorded.map(({ monitor, size }) => ({
    monitor,
    size,
    ...byNeuron(monitor.columns(), size),
  }))
  const times = sorted.map(({ columns }) => columns.find(({ name }) => name === 't')?.values ?? [])
  const ends = new Uint32Array(rows)
  let [row, before] = [0, 0]
  for (const each of sorted) {
    for (const end of each.ends) ends[row++] = before + end
    before += each.ends.at(-1) ?? 0
  }
  let first = 0
  const variables: NwbColumn[] = sorted.flatMap(({ monitor, size, columns, ends: own }) => {
    const start = first
    first += size
    return columns
      .filter(({ name }) => name !== 'i' && name !== 't')
      .map(({ name, unit, type, values }) => ({
        name: `${monitor.name}.${name}`,
        description: `${name} at each spike that ${monitor.name} recorded, in ${nwbUnit(unit)}`,
        values: { type, shape: [values.length], values },
        // Rows of other monitors have none.
        ends: Uint32Array.from({ length: rows }, (_, k) =>
          k < start ? 0 : (own[Math.min(k - start, size - 1)] ?? 0),
        ),
      }))
  })
  const all = Float64Array.from(times.flatMap(each => Array.from(each)))
  writeTable(root, 'units', ['core', 'Units'], 'neurons whose spikes were recorded', rows, [
    {
      name: 'monitor',
      description: 'name of the monitor that recorded the neuron',
      values: sorted.flatMap(({ monitor, size }) => Array<string>(size).fill(monitor.name)),
    },
    {
      name: 'neuron',
      description: 'number of the neuron in what the monitor records',
      values: {
        type: 'integer',
        shape: [rows],
        values: Int32Array.from(sorted.flatMap(({ size }) => Array.from({ length: size }, (_, k) => k))),
      },
    },
    {
      name: 'spike_times',
      description: 'times of the spikes, in seconds',
      values: { type: 'float', shape: [all.length], values: all },
      ends,
    },
    ...variables,
  ])
}

/** The rows of a table of spikes in the order of neurons, and where those of each neuron end. */
function byNeuron(
  columns: readonly Column[],
  size: number,
): { readonly columns: readonly Column[]; readonly ends: Uint32Array } {
  const neurons = columns.find(({ name }) => name === 'i')?.values ?? new Int32Array(0)
  const ends = new Uint32Array(size)
  for (const neuron of neurons) ends[neuron] = (ends[neuron] ?? 0) + 1
  for (let k = 1; k < size; k++) ends[k] = (ends[k] ?? 0) + (ends[k - 1] ?? 0)
  const next = Uint32Array.from(ends, (_, k) => (k === 0 ? 0 : (ends[k - 1] ?? 0)))
  const places = Uint32Array.from(neurons, neuron => {
    const place = next[neuron] ?? 0
    next[neuron] = place + 1
    return place
  })
  return {
    ends,
    columns: columns.map(column => {
      const values = column.values.slice()
      for (const [row, place] of places.entries()) values[place] = column.values[row] ?? NaN
      return { ...column, values }
    }),
  }
}

function writeSamples(group: Hdf5Group, monitor: StateMonitor | PopulationRateMonitor): void {
  const arrays = recordedArrays(monitor)
  const times = Float64Array.from(arrays.find(({ name }) => name === 't')?.values ?? [])
  const elements =
    monitor instanceof StateMonitor
      ? `elements, a column for each: ${spansOf(monitor.elements)}`
      : 'no comments'
  for (const { name, unit, type, shape, values } of arrays) {
    if (name === 't' || name === 'i') continue
    const [first = 0, samples] = shape
    writeSeries(group, {
      name: `${monitor.name}.${name}`,
      description: `${name}, recorded by ${monitor.name}`,
      comments: elements,
      unit,
      times,
      type,
      ...(samples === undefined
        ? { shape, values }
        : { shape: [samples, first], values: turned(values, first, samples) }),
    })
  }
}

/** The format wants time first. */
function turned(
  values: Float64Array | Int32Array,
  elements: number,
  samples: number,
): Float64Array | Int32Array {
  const result = values.slice()
  for (let element = 0; element < elements; element++)
    for (let sample = 0; sample < samples; sample++)
      result[sample * elements + element] = values[element * samples + sample] ?? NaN
  return result
}

function writeStatistics(group: Hdf5Group, monitor: Monitor): void {
  const columns = columnsOf(monitor)
  writeTable(
    group,
    monitor.name,
    ['hdmf-common', 'DynamicTable'],
    `a row for each element that ${monitor.name} looks at`,
    columns[0]?.values.length ?? 0,
    columns.map(({ name, unit, type, values }) => ({
      name,
      description: `${name === 'i' ? 'number of the element' : name}, in ${nwbUnit(unit)}`,
      values: { type, shape: [values.length], values },
    })),
  )
}
