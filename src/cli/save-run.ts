import { closeSync, mkdirSync, openSync, statSync, writeFileSync, writeSync } from 'node:fs'
import { dirname, parse, join } from 'node:path'
import { arrow } from '../data/arrow.js'
import { csvParts } from '../data/csv.js'
import { npz } from '../data/npz.js'
import { nwb, type NwbOptions } from '../data/nwb.js'
import { monitorsOf, type Monitor } from '../data/recorded-arrays.js'
import type { Network } from '../network/network.js'
import type { SavedFile } from './run-record.js'
import { dataKindOf } from './run-settings.js'

/** Before a run that may be long. @throws {RheobaseError} kind `value` if nothing will be recorded */
export const checkRecords = (network: Network): unknown => monitorsOf(network)

/** Writes what the monitors of a network recorded, and says to which files: one for all, or one for each monitor if its kind holds a single table. */
export async function saveRun(
  network: Network,
  files: readonly string[],
  about: NwbOptions,
): Promise<readonly SavedFile[]> {
  const saved: SavedFile[] = []
  for (const file of files) {
    mkdirSync(dirname(file), { recursive: true })
    for (const written of await write(network, file, about))
      saved.push({ file: written, bytes: statSync(written).size })
  }
  return saved
}

async function write(network: Network, file: string, about: NwbOptions): Promise<readonly string[]> {
  switch (dataKindOf(file)) {
    case 'npz':
      writeFileSync(file, npz(network))
      return [file]
    case 'nwb':
      writeFileSync(file, await nwb(network, about))
      return [file]
    case 'arrow':
      return writeTables(network, file, (path, monitor) => {
        writeFileSync(path, arrow(monitor))
      })
    default:
      return writeTables(network, file, writeCsv)
  }
}

/** `run.csv`, or `run-spikes.csv` and `run-traces.csv` for several monitors. */
function writeTables(
  network: Network,
  file: string,
  write: (path: string, monitor: Monitor) => void,
): readonly string[] {
  const monitors = monitorsOf(network)
  const { dir, name, ext } = parse(file)
  return monitors.map(monitor => {
    const path = monitors.length === 1 ? file : join(dir, `${name}-${monitor.name}${ext}`)
    write(path, monitor)
    return path
  })
}

function writeCsv(path: string, monitor: Monitor): void {
  const file = openSync(path, 'w')
  try {
    for (const part of csvParts(monitor)) writeSync(file, part)
  } finally {
    closeSync(file)
  }
}
