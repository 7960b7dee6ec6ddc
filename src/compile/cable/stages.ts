import type { CableMethod } from '../../model/cable.js'

/** One solution of the linear system of a step. */
export interface CableStage {
  /** What its kernels are called beside those of the first one. */
  readonly name: string
  /** The share of the time step that it is one step of backward Euler over. */
  readonly share: number
  /** Where that starts, from the potential of the step before in the direction of the solution of the first stage: 1 is that solution. */
  readonly ahead: number
}

/** What a step of a method is made of. */
export interface CableSteps {
  readonly stages: readonly CableStage[]
  /** Where the step ends, from the potential of the step before in the direction of the last solution: 1 is that solution. */
  readonly end: 1 | 2
  /**
   * Where in the step currents are read that depend on time. By a method of second order in its middle: channels, which take turns with the
   * potential, are there as well.
   */
  readonly time: 0 | 0.5
}

/**
 * Crank-Nicolson is half a step of backward Euler, gone as far again in the same direction (Hines 1984, Int. J. Biomed. Comput. 15, 69-76). SDIRK2
 * is the diagonally implicit Runge-Kutta method of second order with two equal stages that takes stiff differences to zero in a step, as backward
 * Euler does (Alexander 1977, SIAM J. Numer. Anal. 14, 1006-1021). Written with potentials instead of slopes, both stages are steps of backward Euler.
 */
const SHARE = 1 - Math.SQRT1_2

export const CABLE_STEPS: Readonly<Record<CableMethod, CableSteps>> = {
  'backward-euler': { stages: [{ name: '', share: 1, ahead: 0 }], end: 1, time: 0 },
  'crank-nicolson': { stages: [{ name: '', share: 1 / 2, ahead: 0 }], end: 2, time: 0.5 },
  sdirk2: {
    stages: [
      { name: '', share: SHARE, ahead: 0 },
      { name: 'second_', share: SHARE, ahead: (1 - SHARE) / SHARE },
    ],
    end: 1,
    time: 0.5,
  },
}
