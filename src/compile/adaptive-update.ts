import { RheobaseError } from '../errors/rheobase-error.js'
import { SUBSTEP } from '../integration/adaptive.js'
import type { Attempt } from '../integration/method.js'
import { Builder } from '../kernels/builder.js'
import { clip, maximum } from '../kernels/functions/minimum.js'
import { power } from '../kernels/functions/power.js'
import type { Value } from '../kernels/value.js'
import type { NeuronGroupModel } from '../model/group.js'
import type { StepControl } from '../model/step-control.js'
import type { SynapsesModel } from '../model/synapses.js'
import type { Variable } from '../model/variable.js'
import { second } from '../units/dimension.js'
import { printQuantity } from '../units/print-quantity.js'
import { Quantity } from '../units/quantity.js'
import { raise, type Alarm } from './alarm.js'
import { timeOf } from './clock-bindings.js'
import { contextOf, placesOf, wholeOf } from './evaluated.js'
import { lowerExpression } from './lower-expression.js'
import { Lowering } from './lowering.js'
import type { PartWork } from './part.js'
import { updateRefractoriness } from './refractoriness.js'
import { variableArray, type Storage } from './storage.js'
import { convert } from './convert.js'

/** Names of the variables in which an adaptive method keeps how it went. */
export const LAST_TIMESTEP = '_last_timestep'
export const FAILED_STEPS = '_failed_steps'
export const STEP_COUNT = '_step_count'

/** Why an element could not be integrated. */
const REASONS = ['too many substeps', 'error too large', 'no progress'] as const

type Owner = NeuronGroupModel | SynapsesModel

export interface AdaptiveStep {
  readonly storage: Storage
  readonly owner: Owner
  readonly attempt: Attempt
  /** Order that the step control counts on. */
  readonly order: number
}

/**
 * A time step of an adaptive method, element by element. With E the largest error of a variable in units of its bound and q the order,
 * a substep with E > 1.1 is repeated with h max(0.2, 0.9 E^(-1/q)); after one with E < 0.5 the next is h min(5, max(1, 0.9 E^(-1/(q+1)))).
 * The rule is that of the step control of the GNU Scientific Library (Galassi et al., GSL Reference Manual, "Adaptive step-size control").
 */
export function adaptiveUpdate(step: AdaptiveStep): PartWork {
  const { storage, owner } = step
  const builder = new Builder()
  const context = contextOf(storage, wholeOf(owner), { writesShared: false, guarded: false })
  const substeps = new Substeps(step, builder)
  builder.for('i', builder.i32(0), builder.i32(owner.size), element => {
    const places = placesOf(builder, storage, wholeOf(owner), element)
    // In double, whatever the precision: the estimates are differences of what is nearly equal.
    const freshLowering = (): Lowering => new Lowering(builder, context, places).inDouble()
    if (owner.kind === 'neuron-group') updateRefractoriness(storage, owner, freshLowering())
    substeps.write(element, freshLowering)
  })
  return {
    kind: 'kernel',
    procedure: {
      name: `${owner.name}_stateupdater`,
      comment: `state update of ${owner.name}, in substeps`,
      parameters: [],
      body: builder.statements,
    },
    alarm: substeps.alarm,
  }
}

/** Writes the loop over the substeps of one element. */
class Substeps {
  readonly #storage: Storage
  readonly #owner: Owner
  readonly #attempt: Attempt
  readonly #order: number
  readonly #builder: Builder
  /** Time at the start of the step. */
  readonly #start: Value
  readonly #alarm: Alarm

  constructor({ storage, owner, attempt, order }: AdaptiveStep, builder: Builder) {
    this.#storage = storage
    this.#owner = owner
    this.#attempt = attempt
    this.#order = order
    this.#builder = builder
    this.#start = timeOf(builder, storage, owner.clock)
    this.#alarm = integrationAlarm(storage, owner, attempt)
  }

  get alarm(): Alarm {
    return this.#alarm
  }

  /** All substeps of a time step of one element. */
  write(element: Value, freshLowering: () => Lowering): void {
    const b = this.#builder
    const control = this.#owner.integration.stepControl
    const dt = b.f64(this.#owner.clock.dt)
    const state = this.#attempt.variables.map(({ variable }) => ({
      variable,
      local: b.local(variable, convert(b, b.load(this.#array(variable), element), 'f64')),
    }))
    const length = b.local('length', this.#firstLength(element, dt))
    const elapsed = b.local('elapsed', b.f64(0))
    const kept = b.local('kept', b.i32(0))
    const failed = b.local('failed', b.i32(0))
    const trouble = b.local('trouble', b.i32(0))
    b.while(
      () => b.op('bool.and', b.op('f64.lt', b.read(elapsed), dt), b.op('i32.eq', b.read(trouble), b.i32(0))),
      () => {
        const before = b.read(elapsed)
        const wanted = b.read(length)
        const left = b.op('f64.sub', dt, before)
        const isLast = b.op('f64.ge', wanted, left)
        const substep = b.op('f64.select', isLast, left, wanted)
        const lowering = freshLowering()
        for (const { variable, local } of state) lowering.locals.set(variable, b.read(local))
        lowering.locals.set('t', b.op('f64.add', this.#start, before))
        lowering.locals.set(SUBSTEP, substep)
        for (const { target, value } of this.#attempt.statements)
          lowering.locals.set(target, convert(b, lowerExpression(lowering, value), 'f64'))
        const results = this.#attempt.variables.map(({ variable, value, error }) => {
          const after = convert(b, lowerExpression(lowering, value), 'f64')
          const estimate = b.op('f64.abs', convert(b, lowerExpression(lowering, error), 'f64'))
          return { after, error: b.op('f64.div', estimate, this.#bound(variable, after)) }
        })
        const worst = results.map(({ error }) => error).reduce((a, c) => maximum(b, a, c))
        b.if(
          b.op('f64.gt', worst, b.f64(1.1)),
          () => {
            b.assign(failed, b.op('i32.add', b.read(failed), b.i32(1)))
            const factor = maximum(b, b.f64(0.2), this.#scaled(worst, -1 / this.#order))
            const shorter = b.op('f64.mul', substep, factor)
            b.assign(length, shorter)
            const stands = b.op(
              'f64.le',
              b.op('f64.add', b.op('f64.add', this.#start, before), shorter),
              b.op('f64.add', this.#start, before),
            )
            const reason = control.adaptable ? b.op('i32.select', stands, b.i32(3), b.i32(0)) : b.i32(2)
            b.assign(trouble, reason)
          },
          () => {
            state.forEach(({ local }, k) => {
              const after = results[k]?.after
              if (after !== undefined) b.assign(local, after)
            })
            b.assign(elapsed, b.op('f64.select', isLast, dt, b.op('f64.add', before, substep)))
            const count = b.op('i32.add', b.read(kept), b.i32(1))
            b.assign(kept, count)
            // The last substep was cut to the end of the time step: it tells nothing about how long one may be.
            b.assign(length, b.op('f64.select', isLast, wanted, substep))
            const grows = b.op('bool.and', b.op('f64.lt', worst, b.f64(0.5)), b.op('bool.not', isLast))
            b.if(grows, () => {
              const factor = clip(b, this.#scaled(worst, -1 / (this.#order + 1)), b.f64(1), b.f64(5))
              b.assign(length, b.op('f64.mul', substep, factor))
            })
            if (control.maxSteps > 0) {
              const isFull = b.op('i32.ge_s', count, b.i32(control.maxSteps))
              const open = b.op('bool.and', isFull, b.op('bool.not', isLast))
              b.assign(trouble, b.op('i32.select', open, b.i32(1), b.i32(0)))
            }
          },
        )
        b.if(b.op('i32.ne', b.read(trouble), b.i32(0)), () => {
          const ofWorst = results.reduceRight<Value>(
            (place, { error }, k) => b.op('i32.select', b.op('f64.eq', error, worst), b.i32(k), place),
            b.i32(0),
          )
          raise(b, this.#storage, this.#alarm, [
            b.op('f64.from_i32', element),
            b.op('f64.from_i32', b.read(trouble)),
            b.op('f64.from_i32', ofWorst),
            worst,
            b.op('f64.add', this.#start, before),
          ])
        })
      },
    )
    for (const { variable, local } of state) {
      const array = this.#array(variable)
      b.store(array, element, convert(b, b.read(local), array.type))
    }
    b.store(this.#array(LAST_TIMESTEP), element, b.read(length))
    if (control.saveFailedSteps) b.store(this.#array(FAILED_STEPS), element, b.read(failed))
    if (control.saveStepCount) b.store(this.#array(STEP_COUNT), element, b.read(kept))
  }

  #firstLength(element: Value, dt: Value): Value {
    const { adaptable, useLastTimestep } = this.#owner.integration.stepControl
    const b = this.#builder
    if (!adaptable || !useLastTimestep) return dt
    const last = b.load(this.#array(LAST_TIMESTEP), element)
    const isUsable = b.op('bool.and', b.op('f64.gt', last, b.f64(0)), b.op('f64.lt', last, dt))
    return b.op('f64.select', isUsable, last, dt)
  }

  #bound(variable: string, value: Value): Value {
    const b = this.#builder
    const { absoluteError, absoluteErrorOf, relativeError } = this.#owner.integration.stepControl
    const absolute = b.f64(absoluteErrorOf.get(variable) ?? absoluteError)
    return relativeError === 0
      ? absolute
      : b.op('f64.add', absolute, b.op('f64.mul', b.f64(relativeError), b.op('f64.abs', value)))
  }

  /** 0.9 E^exponent. */
  #scaled(error: Value, exponent: number): Value {
    const b = this.#builder
    return b.op('f64.mul', b.f64(0.9), power(b, error, b.f64(exponent)))
  }

  #array(name: string) {
    return variableArray(this.#storage, variableOf(this.#owner, name), this.#owner.size)
  }
}

function variableOf(owner: Owner, name: string): Variable {
  const variable = owner.variables.get(name)
  if (variable === undefined)
    throw new RheobaseError('internal', 'no-variable', `${owner.name} has no ${name}`)
  return variable
}

function integrationAlarm(storage: Storage, owner: Owner, { variables }: Attempt): Alarm {
  return {
    raised: storage.array(`${owner.name}.integration failed`, 'i32', 1),
    facts: storage.array(`${owner.name}.integration failure`, 'f64', 5),
    error: ([element = 0, reason = 1, place = 0, error = NaN, time = NaN]) => {
      const variable = variables[place]?.variable ?? ''
      return new RheobaseError(
        'integration',
        'integration-failed',
        `\`${owner.name}.${variable}\` of element ${String(element)} cannot be integrated at ${printQuantity(new Quantity(time, second))}: ` +
          explain(REASONS[reason - 1] ?? 'no progress', error, owner.integration.stepControl),
      )
    },
  }
}

function explain(reason: (typeof REASONS)[number], error: number, { maxSteps }: StepControl): string {
  const times = `${error.toPrecision(3)} times its bound`
  switch (reason) {
    case 'too many substeps':
      return `more than ${String(maxSteps)} substeps are needed in this time step. Raise \`maxSteps\`, allow a larger error, or use a smaller time step.`
    case 'error too large':
      return `with a single substep the error is ${times}. Let the method choose its substeps (\`adaptableTimestep: true\`), allow a larger error, or use a smaller time step.`
    case 'no progress':
      return `the error stays at ${times}, however short the substep. The solution may run away here.`
    default:
      return reason satisfies never
  }
}
