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

/**
 * SDIRK2 is the diagonally implicit Runge-Kutta method of second order with two equal stages that takes stiff differences to zero in a step, as backward
 * Euler does (Alexander 1977, SIAM J. Numer. Anal. 14, 1006-1021). Written with potentials instead of slopes, both stages are steps of backward Euler.
 */
const SHARE = 1 - Math.SQRT1_2

export const STAGES: Readonly<Record<CableMethod, readonly CableStage[]>> = {
  'backward-euler': [{ name: '', share: 1, ahead: 0 }],
  sdirk2: [
    { name: '', share: SHARE, ahead: 0 },
    { name: 'second_', share: SHARE, ahead: (1 - SHARE) / SHARE },
  ],
}
