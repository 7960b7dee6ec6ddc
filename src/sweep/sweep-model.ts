import type { Quantity } from '../units/quantity.js'

/** The parameters of a sweep: a list of values for each, with units. */
export type SweepParameters = Readonly<Record<string, Quantity | ArrayLike<number>>>

/** One point of a sweep, as a model gets it. */
export interface SweepPoint<Names extends string = string> {
  /** The value of each parameter. */
  readonly values: Readonly<Record<Names, Quantity<number>>>
  /** The seed of this point: for its network, so that it has random numbers of its own. It depends on nothing but the seed of the sweep and the position. */
  readonly seed: number
  /** Its place in the sweep, from 0 on. */
  readonly position: number
}

/**
 * Several points of a sweep that follow each other, for a model that simulates them as one network: element k of its groups is the point `first + k`. Such a
 * network takes `seed` for itself and `first` as the option `firstElement` of its groups; then a point draws the same random numbers whatever
 * points it is together with.
 */
export interface SweepPoints<Names extends string = string> {
  readonly size: number
  /** The position of the first one. */
  readonly first: number
  /** The values of each parameter, one for each point. */
  readonly values: Readonly<Record<Names, Quantity<Float64Array>>>
  /** The seed of the sweep. */
  readonly seed: number
}

/** What a model measures at a point: numbers by name, with units or without. */
export type MeasuredPoint = Readonly<Record<string, Quantity<number> | number>>
/** The same at several points: a number for each. */
export type MeasuredPoints = Readonly<Record<string, Quantity | ArrayLike<number>>>

/** A model of one point. */
export type PointModel<Names extends string, Measured extends MeasuredPoint = MeasuredPoint> = (
  point: SweepPoint<Names>,
) => Measured | Promise<Measured>
/** A model of several points at once. */
export type PointsModel<Names extends string, Measured extends MeasuredPoints = MeasuredPoints> = (
  points: SweepPoints<Names>,
) => Measured | Promise<Measured>
