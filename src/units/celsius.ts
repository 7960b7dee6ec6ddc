import { RheobaseError } from '../errors/rheobase-error.js'

const ADVICE =
  'celsius is not a unit to calculate with, because its zero is not at zero temperature: use kelvin for ' +
  'differences of temperature, and for an absolute temperature add zeroCelsius, as in ' +
  'kelvin(37).plus(zeroCelsius); in text write (37 + 273.15)*kelvin'

interface Celsius {
  (degrees: number): never
  readonly advice: string
  readonly value: never
  readonly dimension: never
  readonly symbol: never
  readonly scale: never
  times(): never
  per(): never
  power(): never
}

function refuse(): never {
  throw new RheobaseError('type', 'celsius', ADVICE)
}

/** Exists only to explain how temperatures are written: whatever is done with it is an error that says so. */
export const celsius: Celsius = /* @__PURE__ */ makeCelsius()

function makeCelsius(): Celsius {
  const refused = { get: refuse }
  const members = { value: refused, dimension: refused, symbol: refused, scale: refused }
  const calls = {
    advice: { value: ADVICE },
    times: { value: refuse },
    per: { value: refuse },
    power: { value: refuse },
  }
  const toPrimitive = { [Symbol.toPrimitive]: { value: refuse } }
  return Object.defineProperties((): never => refuse(), {
    ...members,
    ...calls,
    ...toPrimitive,
  }) as unknown as Celsius
}
