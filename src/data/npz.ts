import { RheobaseError } from '../errors/rheobase-error.js'
import { Network } from '../network/network.js'
import { baseUnitText } from '../units/print-quantity.js'
import { checkRecord, describeValue } from '../units/options.js'
import { isDimensionless } from '../units/dimension.js'
import { Quantity } from '../units/quantity.js'
import { flagsOf, npy, type NumpyArray } from './npy.js'
import { monitorsOf, recordedArrays, type RecordedArray } from './recorded-arrays.js'
import { isTabular, type Tabular } from './table.js'
import { zip, type ArchivedFile } from './zip.js'

/** The array that tells the units of the others. */
const UNITS = 'units'

/** What an archive is made of, by name: arrays, and monitors or other objects with all that they hold. */
export type NumpyArchive = Readonly<Record<string, NumpyArray | Tabular>>

/**
 * Arrays with names as an archive of NumPy (`.npz`): of all monitors of a network, or of what is given by name.
 *
 *     writeFileSync('run.npz', npz(net))
 *     writeFileSync('run.npz', npz({ spikes, potential: trace.matrix('v'), tau: ms(10) }))
 *
 * What a monitor holds gets its name and a dot: `spikes.i`, `spikes.t`. Samples of a state monitor are [elements, samples], beside their times (`.t`) and
 * elements (`.i`). All numbers are in SI base units, and `units` is a table of those that are no plain numbers:
 * `dict(np.load('run.npz')['units'])` is `{'spikes.t': 'second', …}`.
 * @throws {RheobaseError} kind `type` for what is no array, `value` for a network without monitors, for impossible names, and for more than 4 GiB
 */
export function npz(source: Network | NumpyArchive): Uint8Array {
  const given =
    source instanceof Network
      ? Object.fromEntries(monitorsOf(source).map(monitor => [monitor.name, monitor]))
      : archiveOf(source)
  const files: ArchivedFile[] = []
  const units: string[] = []
  const add = (name: string, array: NumpyArray, unit: string): void => {
    files.push({ name: `${checkedName(name)}.npy`, bytes: npy(array) })
    if (unit !== '1') units.push(name, unit)
  }
  for (const [name, value] of Object.entries(given)) {
    if (isTabular(value))
      for (const array of recordedArrays(value)) add(`${name}.${array.name}`, numbersOf(array), array.unit)
    else
      add(
        name,
        value,
        value instanceof Quantity && !isDimensionless(value.dimension) ? baseUnitText(value.dimension) : '1',
      )
  }
  const taken = new Set<string>()
  for (const { name } of files) {
    if (taken.has(name))
      throw new RheobaseError(
        'value',
        'name-taken',
        `two arrays of the archive would be called ${name}: give one of them another name`,
      )
    taken.add(name)
  }
  if (units.length > 0 && !taken.has(`${UNITS}.npy`))
    files.push({ name: `${UNITS}.npy`, bytes: npy({ shape: [units.length / 2, 2], values: units }) })
  return zip(files)
}

function archiveOf(source: unknown): NumpyArchive {
  if (isTabular(source) || Array.isArray(source) || ArrayBuffer.isView(source))
    throw new RheobaseError(
      'type',
      'not-by-name',
      `the arrays of an archive have names: npz({ spikes }), not npz(spikes) with ${describeValue(source)}`,
    )
  return checkRecord('the arrays of an archive', source) as NumpyArchive
}

/** A name is a path in an archive, and some programs unpack it. */
function checkedName(name: string): string {
  const isPath = name.split(/[/\\]/).some(part => part === '' || part === '.' || part === '..')
  if (!isPath && !name.includes('\0')) return name
  throw new RheobaseError(
    'value',
    'impossible-name',
    `${JSON.stringify(name)} cannot be the name of an array: it would be a strange path in the archive`,
  )
}

function numbersOf({ type, shape, values }: RecordedArray): NumpyArray {
  return type === 'boolean' ? { shape, values: flagsOf(values) } : { shape, values }
}
