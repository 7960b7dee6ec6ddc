import { printBriefly } from '../units/print-quantity.js'
import type { InputFormat } from '../network/input-format.js'
import type { Precision } from '../network/precision.js'
import { nearestNames } from '../errors/nearest-name.js'
import { sameDimension, second } from '../units/dimension.js'
import type { Quantity } from '../units/quantity.js'
import { MOST_THREADS } from '../network/threads.js'
import type { Theme } from '../plot/appearance.js'
import { readInputFormat } from './input-format.js'
import { readQuantity } from './read-quantity.js'
import { UsageError } from './usage-error.js'

/** How a model is built and simulated, whatever is done with it. */
export interface ModelSettings {
  readonly values: Readonly<Record<string, Quantity>>
  readonly seed?: number
  readonly duration?: Quantity
  readonly target?: 'wasm' | 'js'
  readonly precision?: Precision
  readonly threads?: number
  /** A file for the script to read; `-` is standard input. */
  readonly input?: string
  /** What its bytes mean, if they are samples without a header. */
  readonly inputFormat?: InputFormat
}

/** What `rheobase run` was told on the command line. */
export interface RunSettings extends ModelSettings {
  /** File of a figure to draw. */
  readonly plot?: string
  /** Its ground. */
  readonly theme?: Theme
  /** Files that what was recorded is written to. */
  readonly save?: readonly string[]
  readonly json: boolean
  readonly inspect: boolean
  readonly profile: boolean
  readonly quiet: boolean
}

/** The options as commander has them: text. */
export interface ModelOptionTexts {
  readonly set?: readonly string[]
  readonly seed?: string
  readonly duration?: string
  readonly target?: string
  readonly precision?: string
  readonly threads?: string
  readonly input?: string
  readonly inputFormat?: string
}
export interface RunOptionTexts extends ModelOptionTexts {
  readonly plot?: string
  readonly theme?: string
  readonly save?: readonly string[]
  readonly json?: boolean
  readonly inspect?: boolean
  readonly profile?: boolean
  readonly quiet?: boolean
}

/** @throws {UsageError} for the first option that cannot be understood */
export function readRunSettings(texts: RunOptionTexts): RunSettings {
  const { plot, theme, save, json = false, inspect = false, profile = false, quiet = false } = texts
  return {
    ...readModelSettings(texts),
    ...(plot === undefined ? {} : { plot: readFigureFile(plot) }),
    ...(theme === undefined ? {} : { theme: readTheme(theme, plot) }),
    ...(save === undefined ? {} : { save: save.map(readDataFile) }),
    json,
    inspect,
    profile,
    quiet,
  }
}

/** @throws {UsageError} for the first option that cannot be understood */
export function readModelSettings(texts: ModelOptionTexts): ModelSettings {
  const { seed, duration, target, precision, threads, input, inputFormat } = texts
  if (inputFormat !== undefined && input === undefined)
    throw new UsageError('--input-format says what the bytes of --input mean, which is not given')
  return {
    values: readValues(texts.set ?? []),
    ...(seed === undefined ? {} : { seed: readSeed(seed) }),
    ...(duration === undefined ? {} : { duration: readDuration(duration) }),
    ...(target === undefined ? {} : { target: readTarget(target) }),
    ...(precision === undefined ? {} : { precision: readPrecision(precision) }),
    ...(threads === undefined ? {} : { threads: readThreads(threads) }),
    ...(input === undefined ? {} : { input }),
    ...(inputFormat === undefined ? {} : { inputFormat: readInputFormat(inputFormat) }),
  }
}

function readValues(texts: readonly string[]): Readonly<Record<string, Quantity>> {
  const values: Record<string, Quantity> = {}
  for (const text of texts) {
    const [, name, value] = /^\s*([A-Za-z_]\w*)\s*=(.*)$/s.exec(text) ?? []
    if (name === undefined || value === undefined) {
      throw new UsageError(`--set takes name=value, such as --set we=1.5mV, not "${text}"`)
    }
    if (Object.hasOwn(values, name)) throw new UsageError(`--set gives \`${name}\` twice`)
    values[name] = readQuantity(`--set ${name}`, value.trim())
  }
  return values
}

function readSeed(text: string): number {
  const seed = Number(text)
  if (/^\d+$/.test(text) && Number.isSafeInteger(seed)) return seed
  throw new UsageError(
    `--seed takes a whole number from 0 to ${String(Number.MAX_SAFE_INTEGER)}, not "${text}"`,
  )
}

function readDuration(text: string): Quantity {
  const duration = readQuantity('--duration', text)
  if (sameDimension(duration.dimension, second) && duration.isScalar && duration.value >= 0) return duration
  throw new UsageError(`--duration takes a time, such as 500ms or "2 s", not ${printBriefly(duration)}`)
}

function readThreads(text: string): number {
  const threads = /^\d{1,3}$/.test(text) ? Number(text) : 0
  if (threads >= 1 && threads <= MOST_THREADS) return threads
  throw new UsageError(`--threads takes a whole number from 1 to ${String(MOST_THREADS)}, not "${text}"`)
}

function readTarget(text: string): 'wasm' | 'js' {
  if (text === 'wasm' || text === 'js') return text
  throw new UsageError(`--target takes wasm or js, not "${text}"`)
}

function readPrecision(text: string): Precision {
  if (text === 'double' || text === 'single') return text
  throw new UsageError(`--precision takes double or single, not "${text}"`)
}

function readFigureFile(text: string): string {
  if (/\.(?:svg|png|html)$/i.test(text)) return text
  throw new UsageError(
    `--plot takes the name of a picture, such as figure.svg, figure.png or figure.html, not "${text}"`,
  )
}

function readTheme(text: string, plot: string | undefined): Theme {
  if (text !== 'light' && text !== 'dark') throw new UsageError(`--theme takes light or dark, not "${text}"`)
  if (plot === undefined) throw new UsageError('--theme is for the picture of --plot, and none was asked for')
  if (!/\.html$/i.test(plot)) return text
  throw new UsageError(
    '--theme is for a picture, figure.svg or figure.png: a page has both themes and shows the one that its reader prefers',
  )
}

/** Kinds of files for what was recorded, by their endings. */
export const DATA_KINDS = ['csv', 'npz', 'arrow', 'nwb'] as const
export type DataKind = (typeof DATA_KINDS)[number]

export const dataKindOf = (file: string): DataKind | undefined =>
  DATA_KINDS.find(kind => file.toLowerCase().endsWith(`.${kind}`))

function readDataFile(text: string): string {
  if (dataKindOf(text) !== undefined) return text
  const ending = /\.([^./\\]*)$/.exec(text)?.[1]
  const [nearest] = ending === undefined ? [] : nearestNames(ending, DATA_KINDS)
  const hint = nearest === undefined ? '' : ` Did you mean .${nearest}?`
  throw new UsageError(
    `--save takes the name of a file that ends in ${DATA_KINDS.map(kind => `.${kind}`).join(', ')}, not "${text}".${hint}`,
  )
}
