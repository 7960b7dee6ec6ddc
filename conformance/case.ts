import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ModelDescription, ProtocolStep, WhereDescription } from '../src/io/model-json.js'

/** A number as JSON can hold it. */
export type JsonNumber = number | boolean | 'NaN' | 'Infinity' | '-Infinity'

interface Values {
  readonly unit: string
  readonly type: 'float' | 'integer' | 'boolean'
  readonly shape: readonly number[]
  readonly values: readonly JsonNumber[]
  readonly rel?: number
  readonly abs?: number
}
export interface QuantityExpectation extends Values {
  readonly quantity: string
  readonly where?: WhereDescription
  readonly samples?: readonly number[]
  readonly inStepsOf?: string
  readonly at?: string
}
export interface EvaluateExpectation extends Values {
  readonly evaluate: string
  readonly expression: string
  readonly at?: string
}
export interface SpikesExpectation {
  readonly spikes: string
  readonly dt: string
  readonly i: readonly number[]
  readonly steps: readonly number[]
  readonly at?: string
}
export interface ConnectionsExpectation {
  readonly connections: string
  readonly pairs: readonly (readonly [number, number])[]
  readonly at?: string
}
export interface SmoothRateExpectation extends Omit<Values, 'type'> {
  readonly smoothRate: string
  readonly window: 'flat' | 'gaussian'
  readonly width: string
  readonly samples?: readonly number[]
  readonly at?: string
}
export interface ChosenMethodExpectation {
  readonly chosenMethod: string
  readonly method: string
}
export interface StatisticExpectation {
  readonly statistic: 'mean' | 'std' | 'sum' | 'count' | 'min' | 'max'
  readonly quantity: string
  readonly where?: WhereDescription
  readonly from?: number
  readonly unit: string
  readonly expected: number
  readonly standardError: number
  readonly at?: string
}
export interface ComparedQuantity {
  readonly quantity: string
  readonly where?: WhereDescription
  readonly samples?: readonly number[]
  readonly at?: string
}
export interface CompareExpectation {
  readonly compare: readonly [ComparedQuantity, ComparedQuantity]
  readonly relation: 'equal' | 'different'
  readonly rel?: number
  readonly abs?: number
}
export type Expectation =
  | QuantityExpectation
  | EvaluateExpectation
  | SpikesExpectation
  | ConnectionsExpectation
  | SmoothRateExpectation
  | ChosenMethodExpectation
  | StatisticExpectation
  | CompareExpectation

export interface ExpectedError {
  readonly at: string
  readonly step?: number
  readonly kind: string | readonly string[]
  readonly mentions: readonly string[]
}

export interface ConformanceCase extends ModelDescription {
  readonly name: string
  readonly about: string
  readonly features: readonly string[]
  readonly protocol: readonly ProtocolStep[]
  readonly expect?: readonly Expectation[]
  readonly expectError?: ExpectedError
}

/** Where the cases of the project are. */
export const CASES = join(dirname(fileURLToPath(import.meta.url)), 'cases')

/** The cases in a folder and its subfolders, or in a single file, sorted by path. */
export function readCases(
  path: string,
): { readonly area: string; readonly file: string; readonly test: ConformanceCase }[] {
  if (path.endsWith('.json')) return [readCase(path)]
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.json') && name !== 'case.schema.json')
    .sort()
    .map(name => readCase(join(path, name)))
}

function readCase(file: string) {
  // The schema of the cases is checked by a test of its own.
  return {
    area: basename(dirname(file)),
    file,
    test: JSON.parse(readFileSync(file, 'utf8')) as ConformanceCase,
  }
}
