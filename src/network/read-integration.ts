import { FAILED_STEPS, LAST_TIMESTEP, STEP_COUNT } from '../compile/adaptive-update.js'
import { nearestNames } from '../errors/nearest-name.js'
import { RheobaseError } from '../errors/rheobase-error.js'
import { integrationMethod } from '../integration/known-methods.js'
import type { EquationSystem } from '../language/equation-system.js'
import type { IntegrationModel, SchemeModel } from '../model/integration.js'
import { DEFAULT_STEP_CONTROL, type StepControl } from '../model/step-control.js'
import type { Variable } from '../model/variable.js'
import { dimensionless, sameDimension, second } from '../units/dimension.js'
import { describeDimension, printBriefly } from '../units/print-quantity.js'
import { Quantity } from '../units/quantity.js'
import { IntegrationScheme } from './integration-scheme.js'
import { checkCount, checkFlag, checkOptions, describeValue } from './options.js'

/**
 * How an adaptive method (`gsl_rk2`, `gsl_rk4`, `gsl_rkf45`, `gsl_rkck`, `gsl_rk8pd`) chooses its substeps within a time step, for each
 * neuron or synapse by itself. The names and defaults are those of Brian.
 *
 * @example
 * net.neuronGroup(10, 'dv/dt = -v**3/(10*ms) : 1', { method: 'gsl_rkf45', methodOptions: { absoluteErrorPerVariable: { v: 1e-9 } } })
 */
export interface MethodOptions {
  /** If false, each time step is one substep, and an error above the bound ends the run; true if left out. */
  readonly adaptableTimestep?: boolean | undefined
  /** Bound of the error of a substep in SI units for variables without an own one; 1e-6 if left out. */
  readonly absoluteError?: number | undefined
  /** The same for single variables, in their units: `{ v: mV(0.001) }`. */
  readonly absoluteErrorPerVariable?: Readonly<Record<string, Quantity | number>> | undefined
  /** Part of the magnitude of a variable that is added to its bound; 0 if left out. */
  readonly relativeError?: number | undefined
  /** Most substeps in a time step, 0 for any number; 100 if left out. */
  readonly maxSteps?: number | undefined
  /** Whether a time step begins with the last substep of its element, which is the variable `_last_timestep`; true if left out. */
  readonly useLastTimestep?: boolean | undefined
  /** Whether the substeps that were repeated in the last time step are counted in the variable `_failed_steps`. */
  readonly saveFailedSteps?: boolean | undefined
  /** Whether the substeps of the last time step are counted in the variable `_step_count`. */
  readonly saveStepCount?: boolean | undefined
}
const OPTIONS = [
  'adaptableTimestep',
  'absoluteError',
  'absoluteErrorPerVariable',
  'relativeError',
  'maxSteps',
  'useLastTimestep',
  'saveFailedSteps',
  'saveStepCount',
]

/** What the option `method` takes. */
export type MethodInput = string | IntegrationScheme | readonly (string | IntegrationScheme)[]

const DEFAULT_METHODS = ['exact', 'euler', 'heun']

/** Of an object whose equations have nothing to integrate. */
export const NOTHING_TO_INTEGRATE: IntegrationModel = {
  methods: [],
  isOpen: false,
  stepControl: DEFAULT_STEP_CONTROL,
}

/** The options `method` and `methodOptions`. @throws {RheobaseError} for methods and options that do not exist or do not fit together */
export function readIntegration(
  owner: string,
  equations: EquationSystem,
  { method, methodOptions }: { readonly method?: unknown; readonly methodOptions?: MethodOptions },
  otherwise: readonly string[] = DEFAULT_METHODS,
): IntegrationModel {
  const methods = method === undefined ? otherwise : readMethods(owner, method)
  const isAdaptive = methods.some(isAdaptiveMethod)
  if (methodOptions !== undefined && !isAdaptive) {
    throw new RheobaseError(
      'value',
      'no-method-options',
      `\`methodOptions\` of \`${owner}\` are for adaptive methods such as gsl_rkf45; ${methods.map(each => (typeof each === 'string' ? each : each.name)).join(', ')} ${methods.length === 1 ? 'has' : 'have'} no options`,
    )
  }
  return {
    methods,
    isOpen: method === undefined,
    stepControl:
      methodOptions === undefined ? DEFAULT_STEP_CONTROL : readStepControl(owner, equations, methodOptions),
  }
}

const isAdaptiveMethod = (method: string | SchemeModel): boolean =>
  typeof method === 'string' && integrationMethod(method).adaptive === true

function readMethods(owner: string, method: unknown): readonly (string | SchemeModel)[] {
  const list: readonly unknown[] = Array.isArray(method) ? method : [method]
  return list.map(name => {
    if (name instanceof IntegrationScheme) return name.model
    if (typeof name !== 'string')
      throw new RheobaseError(
        'type',
        'not-a-method',
        `the method of \`${owner}\` must be a name such as 'euler', an integrationScheme(…), or a list of them, not ${describeValue(name)}`,
      )
    integrationMethod(name)
    return name
  })
}

/** The variables in which an adaptive method keeps how it went. */
export function substepVariables(
  owner: string,
  { methods, stepControl }: IntegrationModel,
): readonly Variable[] {
  if (!methods.some(isAdaptiveMethod)) return []
  const common = { owner, shared: false, access: 'read-only', initial: 0, unlessRefractory: false } as const
  const float = (name: string, dimension = dimensionless): Variable => ({
    ...common,
    name,
    dimension,
    ...(dimension === dimensionless ? { type: 'integer' } : { type: 'float', isExact: true }),
  })
  return [
    float(LAST_TIMESTEP, second),
    ...(stepControl.saveFailedSteps ? [float(FAILED_STEPS)] : []),
    ...(stepControl.saveStepCount ? [float(STEP_COUNT)] : []),
  ]
}

function readStepControl(owner: string, equations: EquationSystem, options: MethodOptions): StepControl {
  checkOptions('methodOptions', options, OPTIONS)
  const flag = (name: keyof MethodOptions, otherwise: boolean): boolean =>
    checkFlag(name, options[name], otherwise)
  const { absoluteErrorPerVariable = {}, absoluteError, relativeError, maxSteps } = options
  return {
    adaptable: flag('adaptableTimestep', true),
    absoluteError: bound('absoluteError', absoluteError ?? DEFAULT_STEP_CONTROL.absoluteError, false),
    absoluteErrorOf: new Map(
      Object.entries(absoluteErrorPerVariable).map(([name, value]) => [
        name,
        boundOf(owner, equations, name, value),
      ]),
    ),
    relativeError: bound('relativeError', relativeError ?? 0, true),
    maxSteps: checkCount('`maxSteps`', maxSteps ?? DEFAULT_STEP_CONTROL.maxSteps, 0),
    useLastTimestep: flag('useLastTimestep', true),
    saveFailedSteps: flag('saveFailedSteps', false),
    saveStepCount: flag('saveStepCount', false),
  }
}

function boundOf(owner: string, equations: EquationSystem, name: string, value: unknown): number {
  const known = equations.differential.map(equation => equation.name)
  const equation = equations.differential.find(each => each.name === name)
  if (equation === undefined) {
    const [near] = nearestNames(name, known)
    throw new RheobaseError(
      'name',
      'unknown-variable',
      `\`absoluteErrorPerVariable\` names \`${name}\`, which is no variable of a differential equation of \`${owner}\`.${near === undefined ? '' : ` Did you mean \`${near}\`?`}\nThey are: ${known.join(', ')}.`,
    )
  }
  const quantity = typeof value === 'number' ? new Quantity(value, dimensionless) : value
  if (!(quantity instanceof Quantity))
    throw new RheobaseError(
      'type',
      'not-an-error-bound',
      `the error bound of \`${name}\` must be a number with its unit, not ${describeValue(value)}`,
    )
  if (!sameDimension(quantity.dimension, equation.dimension)) {
    throw new RheobaseError(
      'dimension',
      'dimension-mismatch',
      `the error bound of \`${name}\` is ${printBriefly(quantity)}\n  expected  ${describeDimension(equation.dimension)}\n  found     ${describeDimension(quantity.dimension)}`,
    )
  }
  return bound(`the error bound of \`${name}\``, quantity.value, false)
}

function bound(what: string, value: unknown, mayBeZero: boolean): number {
  if (typeof value !== 'number')
    throw new RheobaseError(
      'type',
      'not-an-error-bound',
      `\`${what}\` must be a plain number, in SI units, not ${describeValue(value)}`,
    )
  if (!Number.isFinite(value) || value < 0 || (value === 0 && !mayBeZero))
    throw new RheobaseError('value', 'impossible-error-bound', `\`${what}\` cannot be ${String(value)}`)
  return value
}
