import type { RunRecord, SavedFile } from './run-record.js'

/** The record of a run as a small table for people. */
export function printRecord(record: RunRecord): string {
  const {
    neurons,
    synapses,
    spikes,
    rateHz,
    durationSeconds,
    interrupted = false,
    seed,
    target,
    precision,
    threads,
    figure,
    saved,
  } = record
  const together = threads === 1 ? '' : `, ${String(threads)} threads`
  const rows: (readonly [string, string])[] = [
    ['model', record.model],
    ['neurons', grouped(neurons) + printCompartments(record)],
    ...(synapses === 0 ? [] : [['synapses', grouped(synapses)] as const]),
    [
      'simulated',
      `${printTime(durationSeconds)}${interrupted ? ', then interrupted' : ''} (seed ${String(seed)}, ${target}${precision === 'single' ? ', single precision' : ''}${together})`,
    ],
    [
      'spikes',
      spikes === null
        ? 'not counted: no spike monitor'
        : `${grouped(spikes)}${rateHz === null ? '' : `, ${printRate(rateHz)} per neuron`}`,
    ],
    ['build', printDuration(record.buildMilliseconds)],
    ['compile', printDuration(record.compileMilliseconds)],
    ['run', printDuration(record.runMilliseconds) + printMargin(record)],
    ['in all', `${printDuration(record.wallMilliseconds)}, ${printBytes(record.peakBytes)}`],
    ...(figure === undefined ? [] : [['figure', figure] as const]),
    ...(saved ?? []).map((each, k) => [k === 0 ? 'saved' : '', printSaved(each)] as const),
  ]
  return printColumns(rows)
}

/** Time of each kernel, longest first. */
export function printProfile(
  profile: readonly { readonly kernel: string; readonly milliseconds: number }[],
): string {
  const total = profile.reduce((sum, { milliseconds }) => sum + milliseconds, 0)
  return printColumns(
    profile.map(({ kernel, milliseconds }) => [
      kernel,
      `${printDuration(milliseconds)} (${String(Math.round((100 * milliseconds) / (total || 1)))} %)`,
    ]),
  )
}

function printColumns(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(0, ...rows.map(([name]) => name.length)) + 2
  return rows.map(([name, value]) => `  ${name.padEnd(width)}${value}\n`).join('')
}

/** Behind the number of neurons: `1 with 1,000 compartments`. */
const printCompartments = ({ compartments }: RunRecord): string =>
  compartments === 0
    ? ''
    : ` with ${grouped(compartments)} ${compartments === 1 ? 'compartment' : 'compartments'}`

/** With live input: whether it was waited for, and how long a second of it takes. */
function printMargin({ waitMilliseconds, runMilliseconds, durationSeconds }: RunRecord): string {
  if (waitMilliseconds === 0 || durationSeconds === 0) return ''
  const share = (runMilliseconds - waitMilliseconds) / 1000 / durationSeconds
  return `, ${printDuration(waitMilliseconds)} of it waiting for input: real time takes ${String(Math.round(100 * share))} % of a processor`
}

const printSaved = ({ file, bytes }: SavedFile): string => `${file}, ${printSize(bytes)}`

/** `812 bytes`, `12.3 kB`, `1.25 GB` */
function printSize(bytes: number): string {
  if (bytes < 1000) return `${String(bytes)} bytes`
  const unit = bytes < 1e6 ? 'kB' : bytes < 1e9 ? 'MB' : 'GB'
  return `${String(Number((bytes / { kB: 1e3, MB: 1e6, GB: 1e9 }[unit]).toPrecision(3)))} ${unit}`
}

/** `320,113` */
const grouped = (count: number): string => String(count).replace(/\B(?=(?:\d{3})+$)/g, ',')

const printRate = (hertz: number): string => `${String(Number(hertz.toPrecision(3)))} Hz`

/** Simulated time, as exact as it was given. */
const printTime = (seconds: number): string =>
  seconds >= 1 || seconds === 0
    ? `${String(Number(seconds.toPrecision(9)))} s`
    : `${String(Number((seconds * 1000).toPrecision(9)))} ms`

const printDuration = (milliseconds: number): string =>
  milliseconds < 1000 ? `${milliseconds.toFixed(0)} ms` : `${(milliseconds / 1000).toFixed(2)} s`

const printBytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(0)} MiB at most`
