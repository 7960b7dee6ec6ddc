import type { StepControl } from './step-control.js'

/** How the differential equations of an object are integrated. */
export interface IntegrationModel {
  /** Names of the methods to try, in order. */
  readonly methods: readonly string[]
  /** Whether the user left the method open. */
  readonly isOpen: boolean
  /** How an adaptive method chooses its substeps. */
  readonly stepControl: StepControl
}
