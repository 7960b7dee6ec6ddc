import { RheobaseError } from '../errors/rheobase-error.js'
import { philoxWords } from '../kernels/host-functions.js'
import { Quantity } from '../units/quantity.js'
import { ONE, readMeasured, type Measured } from './measured.js'
import type { SweptParameter } from './read-parameters.js'
import type { PointModel, PointsModel } from './sweep-model.js'

/** Points that follow each other, as they are given to a model, in this thread or in another one. */
export interface Batch {
  readonly first: number
  readonly size: number
  readonly parameters: readonly SweptParameter[]
}

/** How a sweep calls its model. */
export interface Calling {
  readonly seed: number
  /** Whether the model takes several points at once. */
  readonly isTogether: boolean
  /** What is to be measured, if that was said. */
  readonly names: readonly string[] | undefined
}

export interface FailedPoint {
  readonly position: number
  readonly message: string
  readonly code: string
}

export interface BatchResult {
  readonly first: number
  readonly size: number
  /** Of the points that did not fail; stretches of points, each with its first position. */
  readonly measured: readonly { readonly first: number; readonly values: Measured }[]
  readonly failed: readonly FailedPoint[]
}

type Model = PointModel<string> | PointsModel<string>

/** Asks a model about points; if it fails for several at once, about each of them, so that the others are not lost. */
export async function measureBatch(model: Model, batch: Batch, calling: Calling): Promise<BatchResult> {
  const { first, size } = batch
  try {
    const values = await (calling.isTogether
      ? measureTogether(model, batch, calling)
      : measureOne(model, batch, calling))
    return { first, size, measured: [{ first, values }], failed: [] }
  } catch (error) {
    if (size === 1) return { first, size, measured: [], failed: [failure(first, error)] }
  }
  const each: BatchResult[] = []
  for (let k = 0; k < size; k++) each.push(await measureBatch(model, part(batch, k), calling))
  return {
    first,
    size,
    measured: each.flatMap(({ measured }) => measured),
    failed: each.flatMap(({ failed }) => failed),
  }
}

async function measureOne(
  model: Model,
  { first, parameters }: Batch,
  { seed, names }: Calling,
): Promise<Measured> {
  const values = Object.fromEntries(
    parameters.map(({ name, dimension, values }) => [
      name,
      new Quantity<number>(values[0] ?? NaN, dimension),
    ]),
  )
  const point = { values, position: first, seed: seedOfPoint(seed, first) }
  return readMeasured(await (model as PointModel<string>)(point), ONE, names)
}

async function measureTogether(
  model: Model,
  { first, size, parameters }: Batch,
  { seed, names }: Calling,
): Promise<Measured> {
  const values = Object.fromEntries(
    parameters.map(({ name, dimension, values }) => [
      name,
      new Quantity<Float64Array>(values.slice(), dimension),
    ]),
  )
  return readMeasured(await (model as PointsModel<string>)({ values, size, first, seed }), size, names)
}

const part = ({ first, parameters }: Batch, k: number): Batch => ({
  first: first + k,
  size: 1,
  parameters: parameters.map(parameter => ({ ...parameter, values: parameter.values.slice(k, k + 1) })),
})

/** A seed that follows from that of the sweep and the position of the point, and from nothing else. */
export function seedOfPoint(seed: number, position: number): number {
  const [high, low] = philoxWords(
    [position | 0, Math.floor(position / 2 ** 32), 0x5eed, 0],
    [seed | 0, Math.floor(seed / 2 ** 32) | 0],
  )
  return ((high >>> 0) % 2 ** 21) * 2 ** 32 + (low >>> 0)
}

const failure = (position: number, error: unknown): FailedPoint => ({
  position,
  message: error instanceof Error ? error.message : String(error),
  code: error instanceof RheobaseError ? error.code : 'error-of-model',
})
