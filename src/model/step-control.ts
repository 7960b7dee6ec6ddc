/** How an adaptive integration method chooses its substeps within a time step. */
export interface StepControl {
  /** If not, each time step is one substep, and too large an error ends the run. */
  readonly adaptable: boolean
  /** Bound of the error of a substep, in SI units. */
  readonly absoluteError: number
  /** The same for single variables, by their names. */
  readonly absoluteErrorOf: ReadonlyMap<string, number>
  /** Part of the magnitude of a variable that is added to its bound. */
  readonly relativeError: number
  /** Most substeps in a time step; 0 if any number is allowed. */
  readonly maxSteps: number
  /** Whether a time step begins with the last substep of its element, or with the whole step. */
  readonly useLastTimestep: boolean
  readonly saveFailedSteps: boolean
  readonly saveStepCount: boolean
}

export const DEFAULT_STEP_CONTROL: StepControl = {
  adaptable: true,
  absoluteError: 1e-6,
  absoluteErrorOf: new Map(),
  relativeError: 0,
  maxSteps: 100,
  useLastTimestep: true,
  saveFailedSteps: false,
  saveStepCount: false,
}
