import type { Quantity } from '../units/quantity.js'
import type { InputFormat } from './input-format.js'
import type { Precision } from './precision.js'

/** What the command `rheobase run` hands to a script: everything that was said on the command line. */
export interface ScriptOptions {
  /** Values of `--set name=value`. */
  readonly values: Readonly<Record<string, Quantity>>
  readonly seed?: number
  readonly duration?: Quantity
  readonly target?: 'wasm' | 'js'
  readonly precision?: Precision
  readonly threads?: number
  /** The file of `--input` that the network is to hear or read; `'-'` is standard input. */
  readonly input?: string
  /** What the bytes of `input` mean, if `--input-format` says that they are samples without a header: for `openSound(input, inputFormat)`. */
  readonly inputFormat?: InputFormat
}
