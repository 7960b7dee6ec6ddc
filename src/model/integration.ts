import type { StepControl } from './step-control.js'

/** An explicit integration scheme of the user. */
export interface SchemeModel {
  readonly name: string
  readonly text: string
  readonly stochastic: 'none' | 'additive' | 'multiplicative'
}

/** How the differential equations of an object are integrated. */
export interface IntegrationModel {
  /** The methods to try, in order: names, or schemes of the user. */
  readonly methods: readonly (string | SchemeModel)[]
  /** Whether the user left the method open. */
  readonly isOpen: boolean
  /** How an adaptive method chooses its substeps. */
  readonly stepControl: StepControl
}
