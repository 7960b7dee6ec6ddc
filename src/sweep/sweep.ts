import { warnOnConsole, type Message } from '../errors/message.js'
import { RheobaseError } from '../errors/rheobase-error.js'
import { processors } from '../runtime/threads/start-worker.js'
import { tellWork } from '../runtime/work-in-progress.js'
import { checkCount, checkOptions, checkTexts, describeValue } from '../units/options.js'
import { FinishedPoints } from './finished-points.js'
import { measureBatch, type Batch, type BatchResult, type Calling } from './measure-points.js'
import { isNode, startNodeThread } from './node-thread.js'
import { startPageThread } from './page-thread.js'
import { readPoints, type Points } from './read-parameters.js'
import type {
  MeasuredPoint,
  MeasuredPoints,
  PointModel,
  PointsModel,
  SweepParameters,
} from './sweep-model.js'
import { SweepTable } from './sweep-table.js'
import type { SweepThread } from './sweep-thread.js'
import type { SweepTask } from './sweep-worker.js'
import { startHere } from './this-thread.js'
import { measureInThreads, type NoThreads } from './worker-pool.js'

/** How far a sweep is. */
export interface SweepProgress {
  /** Points that are finished, of all; those from a file and those that failed count. */
  readonly done: number
  readonly points: number
  readonly failed: number
  /** Wall-clock time in seconds: since the start, and about as much as is left. */
  readonly elapsed: number
  readonly left: number
}

interface CommonOptions<Parameters extends SweepParameters, Measure extends string> {
  /** The values of each parameter, with units: `{ I: pA([0, 10, 20]), tau: ms([5, 10]) }`. */
  readonly parameters: Parameters
  /** All combinations of the values, the last parameter changing first (`'grid'`, as if left out); or the first of all, the second of all, … (`'rows'`). */
  readonly combine?: 'grid' | 'rows'
  /** What to keep of what the model gives back; all of it if left out. */
  readonly measures?: readonly Measure[]
  /** Seed of all random numbers, 0 if left out: each point has its own from it. */
  readonly seed?: number
  /** Threads that share the points, with the same results: as many as there are processors, if left out. A model that is a function runs in this one. */
  readonly workers?: number
  readonly onProgress?: (progress: SweepProgress) => void
  /** Where messages go; warnings go to `console.warn` if left out. */
  readonly onMessage?: (message: Message) => void
  /** A file that keeps finished points, for Node: the same sweep goes on from there. Points that failed are tried again. */
  readonly resume?: string
  /** Ends the sweep: the promise is rejected with the reason of the signal. What is finished is in the file. */
  readonly signal?: AbortSignal
}

/** A sweep that asks its model about one point at a time. */
export interface SweepOptions<
  Parameters extends SweepParameters,
  Measured extends MeasuredPoint,
  Measure extends string,
> extends CommonOptions<Parameters, Measure> {
  /** A function of a point, or the address of a module that exports it as `model` or by default, which several threads can load: `new URL('./model.js', import.meta.url)`. */
  readonly model: PointModel<keyof Parameters & string, Measured> | URL
  readonly together?: undefined
}
/** A sweep whose model takes several points at once, as one network. */
export interface TogetherOptions<
  Parameters extends SweepParameters,
  Measured extends MeasuredPoints,
  Measure extends string,
> extends CommonOptions<Parameters, Measure> {
  /** The same for several points: what it gives back are lists with a number for each. */
  readonly model: PointsModel<keyof Parameters & string, Measured> | URL
  /** How many points at most the model gets at once. */
  readonly together: number
}

const OPTIONS = [
  'model',
  'parameters',
  'combine',
  'measures',
  'seed',
  'workers',
  'onProgress',
  'onMessage',
  'resume',
  'signal',
  'together',
]

/**
 * Runs a model at many points of its parameters and gives a table of what it measured there. The numbers do not depend on how many threads share
 * the points, nor on how many points are simulated together: each has random numbers of its own.
 *
 *     const table = await sweep({
 *       model: new URL('./neuron.js', import.meta.url),
 *       parameters: { I: pA([0, 10, 20]), tau: ms([5, 10, 20]) },
 *     })
 *     table.column('rate').in(Hz)
 *
 * A point at which the model fails is nan in the table and stands in `table.failures`; the others go on.
 * @throws {RheobaseError} for options that cannot be, a model that cannot be loaded, and a file of another sweep
 */
export function sweep<
  const Parameters extends SweepParameters,
  Measured extends MeasuredPoint,
  const Measure extends string = keyof Measured & string,
>(
  options: SweepOptions<Parameters, Measured, Measure>,
): Promise<SweepTable<(keyof Parameters & string) | Measure>>
export function sweep<
  const Parameters extends SweepParameters,
  Measured extends MeasuredPoints,
  const Measure extends string = keyof Measured & string,
>(
  options: TogetherOptions<Parameters, Measured, Measure>,
): Promise<SweepTable<(keyof Parameters & string) | Measure>>
export async function sweep(
  options:
    | SweepOptions<SweepParameters, MeasuredPoint, string>
    | TogetherOptions<SweepParameters, MeasuredPoints, string>,
): Promise<SweepTable> {
  checkOptions('sweep', options, OPTIONS)
  const { combine = 'grid', seed = 0, signal, onProgress, together, resume } = options
  if (!['grid', 'rows'].includes(combine))
    throw new RheobaseError(
      'value',
      'unknown-combination',
      `the points of a sweep are combined as 'grid' or 'rows', not ${describeValue(combine)}`,
    )
  const points = readPoints(options.parameters, combine)
  const names =
    options.measures === undefined ? undefined : checkTexts('the measures of a sweep', options.measures)
  checkCount('the seed of a sweep', seed, 0)
  const atOnce = together === undefined ? 1 : checkCount('the number of points together', together, 1)
  const model = checkedModel(options.model)
  const workers = checkedWorkers(options.workers, model instanceof URL)
  if (resume !== undefined && !isNode())
    throw new RheobaseError(
      'value',
      'needs-node',
      'finished points of a sweep are kept in a file, which only programs in Node have',
    )
  signal?.throwIfAborted()

  const calling = { seed, isTogether: together !== undefined, names }
  const table = new SweepTable(points)
  const finished =
    resume === undefined
      ? undefined
      : FinishedPoints.open(resume, textOf(model, points, calling), points.size)
  const isDone = new Uint8Array(points.size)
  const began = performance.now()
  let [done, failed] = [0, 0]
  const take = (result: BatchResult): void => {
    table.add(result)
    isDone.fill(1, result.first, result.first + result.size)
    done += result.size
    failed += result.failed.length
  }
  for (const result of finished?.found ?? []) take(result)
  const before = done
  // Every thread gets something to do.
  const most = Math.max(1, Math.min(atOnce, Math.ceil((points.size - done) / workers)))
  const batches = batchesOf(points, isDone, most)
  const next = (): Batch | undefined => batches.next().value
  const onResult = (result: BatchResult): void => {
    take(result)
    finished?.add(result)
    const elapsed = (performance.now() - began) / 1000
    const left = (elapsed / (done - before)) * (points.size - done)
    tellWork('sweeping', done / points.size)
    onProgress?.({ done, points: points.size, failed, elapsed, left })
  }
  tellWork('sweeping', before / points.size)
  const needed = Math.min(workers, Math.ceil((points.size - done) / most))
  if (model instanceof URL) {
    const task = { model: model.href, calling }
    const measure = (
      start: (task: SweepTask) => SweepThread,
      count: number,
    ): Promise<NoThreads | undefined> => measureInThreads(start, count, task, next, onResult, signal)
    const noThreads =
      needed > 1 ? await measure(isNode() ? startNodeThread : startPageThread, needed) : undefined
    if (noThreads !== undefined) (options.onMessage ?? warnOnConsole)(messageOf(noThreads))
    if (needed === 1 || noThreads !== undefined) await measure(startHere, 1)
  } else
    for (let batch = next(); batch !== undefined; batch = next()) {
      onResult(await measureBatch(model, batch, calling))
      signal?.throwIfAborted()
    }
  table.expect(names ?? [])
  return table
}

type Model = PointModel<string> | PointsModel<string> | URL

function checkedModel(model: unknown): Model {
  if (model instanceof URL || typeof model === 'function') return model as Model
  throw new RheobaseError(
    'type',
    'not-a-model-of-a-sweep',
    `the model of a sweep is a function, or the address of a module, new URL('./model.js', import.meta.url), not ${describeValue(model)}`,
  )
}

function checkedWorkers(workers: number | undefined, canTravel: boolean): number {
  if (workers === undefined) return canTravel ? processors() : 1
  const count = checkCount('the number of workers of a sweep', workers, 1)
  if (count === 1 || canTravel) return count
  throw new RheobaseError(
    'value',
    'model-cannot-travel',
    `a model that is a function runs in the thread that has it, and ${String(count)} workers were asked for: put it into a module of its own and give its address, new URL('./model.js', import.meta.url)`,
  )
}

const messageOf = (reason: NoThreads): Message =>
  reason === 'unserved'
    ? {
        level: 'warning',
        code: 'sweep-not-served',
        text: "the sweep runs in one thread: threads of a page, and of a program that is bundled, can use a model only if its module has the line export { serveSweep } from 'rheobase/sweep'",
      }
    : {
        level: 'warning',
        code: 'no-workers',
        text: 'the sweep runs in one thread: this page lets no workers start. If it has a Content-Security-Policy, worker-src blob: allows them.',
      }

/** Stretches of points that are not done yet. */
function* batchesOf(
  { parameters, size }: Points,
  isDone: Uint8Array,
  atOnce: number,
): Generator<Batch, undefined> {
  for (let first = 0; first < size;) {
    let end = first
    while (end < size && end < first + atOnce && isDone[end] === 0) end++
    if (end > first) {
      const stretch = (values: Float64Array): Float64Array => values.slice(first, end)
      yield {
        first,
        size: end - first,
        parameters: parameters.map(parameter => ({ ...parameter, values: stretch(parameter.values) })),
      }
    }
    first = Math.max(end, first + 1)
  }
  return undefined
}

/** What the results of a sweep depend on. */
function textOf(model: Model, { parameters }: Points, { seed, isTogether, names }: Calling): string {
  const { readFileSync } = process.getBuiltinModule('node:fs')
  const program =
    model instanceof URL
      ? model.protocol === 'file:'
        ? readFileSync(model, 'utf8')
        : model.href
      : String(model)
  const lists = parameters.map(({ name, dimension, values }) => [name, dimension, Array.from(values, String)])
  return JSON.stringify([program, seed, isTogether, names ?? null, lists])
}
