import { createHash } from 'node:crypto'
import { RheobaseError } from '../src/errors/rheobase-error.js'
import { ModelSession } from '../src/io/model-session.js'
import type { NeuronGroup } from '../src/network/group-handle.js'
import { PopulationRateMonitor } from '../src/network/population-rate-monitor.js'
import { SpikeMonitor } from '../src/network/spike-monitor.js'
import { readModelDescription } from '../src/io/model-json.js'
import type { Synapses } from '../src/network/synapses.js'
import { sameDimension } from '../src/units/dimension.js'
import { parseQuantity } from '../src/units/parse-quantity.js'
import type {
  CompareExpectation,
  ConformanceCase,
  Expectation,
  ExpectedError,
  StatisticExpectation,
} from './case.js'
import { compareValues } from './compare.js'
import { list, measure, pickSamples, type Measured } from './measure.js'

export interface CaseResult {
  readonly name: string
  readonly target: 'js' | 'wasm'
  readonly passed: boolean
  readonly reason: string
  /** Largest relative difference between a value and its expectation. */
  readonly relativeError: number
  /** Digest of the bits of all values that were compared. */
  readonly digest: string
}

type Target = CaseResult['target']
/** Values that are compared later, by mark. */
type Noted = Map<string, Measured>

/** What becomes of the network of a case right before its first run; by default nothing. */
export type BeforeRun = (session: ModelSession) => ModelSession | Promise<ModelSession>

/** Builds a case, carries out its protocol and compares. It never throws. */
export async function runCase(
  test: ConformanceCase,
  target: Target,
  beforeRun: BeforeRun = session => session,
): Promise<CaseResult> {
  const run = new CaseRun(test, target, beforeRun)
  const reason = await run.reason()
  return {
    name: test.name,
    target,
    passed: reason === '',
    reason,
    relativeError: run.relativeError,
    digest: run.digest(),
  }
}

class CaseRun {
  relativeError = 0
  readonly #test: ConformanceCase
  readonly #target: Target
  readonly #noted: Noted = new Map()
  readonly #hash = createHash('sha256')

  readonly #beforeRun: BeforeRun

  constructor(test: ConformanceCase, target: Target, beforeRun: BeforeRun) {
    this.#beforeRun = beforeRun
    this.#test = test
    this.#target = target
  }
  digest(): string {
    return this.#hash.digest('hex').slice(0, 16)
  }

  /** Why the case fails, or an empty text. */
  async reason(): Promise<string> {
    const { expectError, expect = [] } = this.#test
    let place = { at: 'build', step: -1 }
    try {
      readModelDescription({ network: this.#test.network, protocol: this.#test.protocol })
      let session = new ModelSession(this.#test.network, {
        target: this.#target,
        seed: 1,
        onMessage: () => undefined,
      })
      for (const [step, action] of this.#test.protocol.entries()) {
        place = { at: Object.keys(action)[0] ?? '', step }
        if ('run' in action && session.network.t.value === 0) session = await this.#beforeRun(session)
        await session.step(action)
        if ('mark' in action) {
          const reason = this.#evaluate(session, expect, action.mark)
          if (reason !== '') return reason
        }
      }
      if (expectError !== undefined)
        return `no error came; expected ${[expectError.kind].flat().join(' or ')} at ${expectError.at}`
      return this.#evaluate(session, expect, undefined)
    } catch (error) {
      return expectError === undefined
        ? `unexpected error: ${describe(error)}`
        : this.#compareError(error, expectError, place)
    }
  }

  #compareError(error: unknown, expected: ExpectedError, { at, step }: { at: string; step: number }): string {
    if (!(error instanceof RheobaseError)) return `a foreign error came: ${describe(error)}`
    if (error.code === 'not-built') return describe(error)
    const kinds = [expected.kind].flat()
    this.#hash.update(error.kind)
    if (!kinds.includes(error.kind))
      return `an error of kind ${error.kind} came instead of ${kinds.join(' or ')}: ${describe(error)}`
    const latest = expected.step ?? -1
    if (step > latest) return `the error came too late, at ${at} ${String(step)}: ${describe(error)}`
    const missing = expected.mentions.filter(
      word => !error.message.toLowerCase().includes(word.toLowerCase()),
    )
    return missing.length === 0 ? '' : `the message does not mention ${missing.join(', ')}: ${error.message}`
  }

  #evaluate(session: ModelSession, expectations: readonly Expectation[], mark: string | undefined): string {
    for (const expectation of expectations) {
      if ('compare' in expectation) {
        for (const part of expectation.compare) {
          if (part.at === mark)
            this.#noted.set(
              noteKey(part),
              pickSamples(measure(session, part.quantity, part.where), part.samples),
            )
        }
        continue
      }
      if (('at' in expectation ? expectation.at : undefined) !== mark) continue
      const reason = this.#check(session, expectation)
      if (reason !== '') return `${title(expectation)}: ${reason}`
    }
    if (mark !== undefined) return ''
    for (const expectation of expectations) {
      if (!('compare' in expectation)) continue
      const reason = this.#compareNoted(expectation)
      if (reason !== '') return `${title(expectation)}: ${reason}`
    }
    return ''
  }

  #check(session: ModelSession, expectation: Exclude<Expectation, CompareExpectation>): string {
    if ('quantity' in expectation && !('statistic' in expectation)) {
      const { quantity, where, samples, inStepsOf } = expectation
      const measured = this.#note(pickSamples(measure(session, quantity, where), samples))
      if (inStepsOf === undefined) return this.#fits(compareValues(measured, expectation))
      const step = parseQuantity(inStepsOf)
      const steps = measured.values.map(time => Math.round(time / step.value))
      return this.#fits(
        compareValues(
          {
            ...measured,
            dimension: parseQuantity(expectation.unit).dimension,
            type: 'integer',
            values: steps,
          },
          expectation,
        ),
      )
    }
    if ('statistic' in expectation) return this.#statistic(session, expectation)
    if ('evaluate' in expectation) {
      const group = session.objects.get(expectation.evaluate) as NeuronGroup
      const measured = this.#note({ ...list(group.evaluate(expectation.expression)), type: expectation.type })
      return this.#fits(compareValues(measured, expectation))
    }
    if ('spikes' in expectation) {
      const monitor = session.objects.get(expectation.spikes)
      if (!(monitor instanceof SpikeMonitor)) return 'is no spike monitor'
      const dt = parseQuantity(expectation.dt).value
      const times = this.#note(list(monitor.t)).values
      const neurons = monitor.i
      const found = times
        .map((time, k) => [Math.round(time / dt), neurons[k] ?? -1] as const)
        .sort((a, b) => a[0] - b[0] || a[1] - b[1])
      const steps = found.map(([step]) => step).join()
      const order = found.map(([, neuron]) => neuron).join()
      return steps === expectation.steps.join() && order === expectation.i.join()
        ? ''
        : `spikes at steps [${steps.slice(0, 200)}] of [${order.slice(0, 200)}] instead of [${expectation.steps.join().slice(0, 200)}] of [${expectation.i.join().slice(0, 200)}]`
    }
    if ('connections' in expectation) {
      const synapses = session.objects.get(expectation.connections) as Synapses
      const targets = synapses.targets()
      const pairs = Array.from(synapses.sources(), (source, k) => [source, targets[k] ?? -1] as const).sort(
        (a, b) => a[0] - b[0] || a[1] - b[1],
      )
      this.#hash.update(pairs.join(';'))
      return pairs.join(';') === expectation.pairs.join(';')
        ? ''
        : `connections ${pairs.join(';').slice(0, 300)} instead of ${expectation.pairs.join(';').slice(0, 300)}`
    }
    if ('smoothRate' in expectation) {
      const monitor = session.objects.get(expectation.smoothRate)
      if (!(monitor instanceof PopulationRateMonitor)) return 'is no rate monitor'
      const rate = list(monitor.smoothRate(expectation.window, parseQuantity(expectation.width)))
      return this.#fits(compareValues(this.#note(pickSamples(rate, expectation.samples)), expectation))
    }
    const method = session.network.integrationMethod(session.objects.get(expectation.chosenMethod))
    this.#hash.update(method ?? '')
    return method === expectation.method
      ? ''
      : `${method ?? 'no method'} was chosen instead of ${expectation.method}`
  }

  #statistic(
    session: ModelSession,
    { statistic, quantity, where, from = 0, unit, expected, standardError }: StatisticExpectation,
  ): string {
    const measured = this.#note(measure(session, quantity, where))
    if (!sameDimension(measured.dimension, parseQuantity(unit).dimension)) return 'has another dimension'
    const value = STATISTICS[statistic](measured.values.slice(from))
    if (Math.abs(value - expected) <= 5 * standardError) return ''
    return `${statistic} is ${String(value)} instead of ${String(expected)} ± ${String(standardError)}`
  }

  #compareNoted({ compare: [first, second], relation, rel = 0, abs = 0 }: CompareExpectation): string {
    const a = this.#noted.get(noteKey(first))
    const b = this.#noted.get(noteKey(second))
    if (a === undefined || b === undefined) return 'a quantity was never measured: is its mark missing?'
    this.#note(a)
    this.#note(b)
    const same =
      a.values.length === b.values.length &&
      a.values.every((value, k) => {
        const other = b.values[k] ?? NaN
        return Object.is(value, other) || Math.abs(value - other) <= abs + rel * Math.abs(other)
      })
    return same === (relation === 'equal') ? '' : `the values are ${same ? 'equal' : 'different'}`
  }

  /** Adds the bits of the values to the digest; all not-a-numbers are one. */
  #note(measured: Measured): Measured {
    this.#hash.update(
      new Uint8Array(Float64Array.from(measured.values, value => (Number.isNaN(value) ? NaN : value)).buffer),
    )
    return measured
  }
  #fits({ reason, relativeError }: { reason?: string; relativeError: number }): string {
    this.relativeError = Math.max(this.relativeError, relativeError)
    return reason ?? ''
  }
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
const mean = (values: readonly number[]): number => sum(values) / values.length
const STATISTICS: Readonly<Record<StatisticExpectation['statistic'], (values: readonly number[]) => number>> =
  {
    mean,
    sum,
    std: values => {
      const centre = mean(values)
      return Math.sqrt(mean(values.map(value => (value - centre) ** 2)))
    },
    count: values => values.length,
    min: values => Math.min(...values),
    max: values => Math.max(...values),
  }

const noteKey = (part: CompareExpectation['compare'][number]): string =>
  JSON.stringify([part.quantity, part.where, part.samples, part.at])
const describe = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error)

function title(expectation: Expectation): string {
  const [key = '', value] = Object.entries(expectation)[0] ?? []
  return `${key} ${typeof value === 'string' ? value : ''}`.trim()
}
