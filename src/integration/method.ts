import type { Span } from '../language/source.js'
import type { Call, Expression } from '../language/syntax-tree.js'

export interface DifferentialEquation {
  readonly variable: string
  /** Right side of `dVARIABLE/dt` with all subexpressions written out. */
  readonly derivative: Expression
}

/** The differential equations of one object, and what must be known about the names in them. */
export interface DifferentialSystem {
  readonly equations: readonly DifferentialEquation[]
  /**
   * A call that does not change during a step though it mentions `t`: a timed array on the grid of the clock.
   */
  readonly constantOverStep: (call: Call) => boolean
  /** A function whose result is not determined by its arguments (`rand`, …). */
  readonly stateful: (name: string) => boolean
  /**
   * A name that holds integers or booleans; `i`, `j`, `N` and `t_in_timesteps` need no mention. Left out: all
   * others are floats.
   */
  readonly integer?: (name: string) => boolean
}

/** Why a method does not fit: one entry for each offending piece of the equations. */
export interface Refusal {
  readonly variable?: string
  readonly reason: string
  readonly span?: Span
}

/**
 * Statement in the equation language. Targets are state variables, or locals, which start with `_`. All state
 * variables are written at the end, after everything was read: `_v` is the new value of `v`. `dt` is the
 * step. The noise `xi` has in every step the increment `_dW_xi = sqrt(dt)*randn()`, drawn once.
 */
export interface UpdateStatement {
  readonly target: string
  readonly value: Expression
}

interface Method {
  /** As it is written in the option `method`. */
  readonly name: string
  /**
   * Order of the global error for deterministic equations; infinite where the step is exact up to rounding.
   */
  readonly order: number
  /** Empty if the method can integrate the system. */
  refuse(system: DifferentialSystem): readonly Refusal[]
}

/** Turns differential equations into the statements of one time step. */
export interface IntegrationMethod extends Method {
  readonly adaptive?: false
  /** Where the method solves dx/dt = A x, A < 0, with growing errors: from this |A| dt on. Absent where it never does, or is not known. */
  readonly stabilityLimit?: number
  /** Order of the mean error of paths under the noise that the method accepts; absent if it accepts none. */
  readonly strongOrder?: number
  /** What the user should know though the method fits, for example that an order is lost. */
  caution?(system: DifferentialSystem): readonly Refusal[]
  /** The update of a system that the method does not refuse. */
  update(system: DifferentialSystem): readonly UpdateStatement[]
}

/**
 * Divides a time step into substeps, each as long as an estimate of its error allows, for every element by itself.
 */
export interface AdaptiveMethod extends Method {
  readonly adaptive: true
  /** Order that the step control counts on; the value may be of a higher one. */
  readonly controlOrder: number
  /** One substep of a system that the method does not refuse; `frozen` variables stand still where the name `active` is false. */
  attempt(system: DifferentialSystem, frozen: ReadonlySet<string>, active: string): Attempt
}

/**
 * One substep of the length `_h` from the time `t`, to be kept if the errors are small enough. Nothing is written: the statements give
 * values to locals, and all expressions may use them.
 */
export interface Attempt {
  readonly statements: readonly UpdateStatement[]
  readonly variables: readonly {
    readonly variable: string
    /** At the end of the substep. */
    readonly value: Expression
    /** Estimate of the error of the value, with any sign. */
    readonly error: Expression
  }[]
}
