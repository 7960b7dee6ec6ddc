import type { Quantity } from '../units/quantity.js'

/** How samples are written: whole numbers (8 bits from 0 on, more bits with a sign) or floats, little end first. */
export type SampleEncoding = 'unsigned 8' | 'signed 16' | 'signed 24' | 'signed 32' | 'float 32' | 'float 64'

/** What bytes mean that are samples and nothing else. */
export interface InputFormat {
  readonly sampleRate: Quantity<number>
  readonly channels: number
  readonly encoding: SampleEncoding
}
