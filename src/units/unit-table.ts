import {
  capacitance,
  charge,
  conductance,
  current,
  dimension,
  dimensionless,
  frequency,
  length,
  resistance,
  time,
  voltage,
  type Dimension,
} from './dimension.js'

/** A named unit without prefix. */
export interface BaseUnitRow {
  readonly name: string
  readonly symbol: string
  readonly dimension: Dimension
  /** Power of ten of SI base units. */
  readonly scale: number
  readonly takesPrefixes: boolean
  /** Whether names like `metre2` and `metre3` exist. */
  readonly takesPowers: boolean
}

const row = (name: string, symbol: string, dimension: Dimension, scale = 0): BaseUnitRow => ({
  name,
  symbol,
  dimension,
  scale,
  takesPrefixes: true,
  takesPowers: true,
})
const withoutPrefixes = (name: string, symbol: string, dimension: Dimension): BaseUnitRow => ({
  ...row(name, symbol, dimension),
  takesPrefixes: false,
})
const withoutPowers = (name: string, symbol: string, dimension: Dimension, scale: number): BaseUnitRow => ({
  ...row(name, symbol, dimension, scale),
  takesPowers: false,
})

const MASS = dimension({ kg: 1 })
const AMOUNT = dimension({ mol: 1 })
const LIGHT = dimension({ cd: 1 })
const DOSE = dimension({ m: 2, s: -2 })

/**
 * All units without prefix. Where several have one dimension and value, numbers print with the first
 * (`hertz`, not `becquerel`), so the order matters.
 */
// prettier-ignore
export const BASE_UNIT_ROWS: readonly BaseUnitRow[] = [
  row('metre', 'm', length), row('meter', 'm', length),
  withoutPrefixes('kilogram', 'kg', MASS), withoutPrefixes('kilogramme', 'kg', MASS),
  row('gram', 'g', MASS, -3), row('gramme', 'g', MASS, -3),
  row('second', 's', time),
  row('amp', 'A', current), row('ampere', 'A', current),
  withoutPrefixes('kelvin', 'K', dimension({ K: 1 })),
  row('mole', 'mol', AMOUNT), row('mol', 'mol', AMOUNT),
  row('candle', 'cd', LIGHT),
  row('molar', 'M', dimension({ m: -3, mol: 1 }), 3),
  row('radian', 'rad', dimensionless), row('steradian', 'sr', dimensionless),
  row('hertz', 'Hz', frequency), row('becquerel', 'Bq', frequency),
  row('newton', 'N', dimension({ m: 1, kg: 1, s: -2 })),
  row('pascal', 'Pa', dimension({ m: -1, kg: 1, s: -2 })),
  row('joule', 'J', dimension({ m: 2, kg: 1, s: -2 })),
  row('watt', 'W', dimension({ m: 2, kg: 1, s: -3 })),
  row('coulomb', 'C', charge),
  row('volt', 'V', voltage),
  row('farad', 'F', capacitance),
  row('ohm', 'ohm', resistance),
  row('siemens', 'S', conductance),
  row('weber', 'Wb', dimension({ m: 2, kg: 1, s: -2, A: -1 })),
  row('tesla', 'T', dimension({ kg: 1, s: -2, A: -1 })),
  row('henry', 'H', dimension({ m: 2, kg: 1, s: -2, A: -2 })),
  row('lumen', 'lm', LIGHT),
  row('lux', 'lx', dimension({ m: -2, cd: 1 })),
  row('gray', 'Gy', DOSE), row('sievert', 'Sv', DOSE),
  row('katal', 'kat', dimension({ s: -1, mol: 1 })),
  withoutPowers('liter', 'l', dimension({ m: 3 }), -3), withoutPowers('litre', 'l', dimension({ m: 3 }), -3),
]

/** Powers of ten of the prefixes; a prefix is spelled the same before names and before symbols. */
// prettier-ignore
export const PREFIXES: Readonly<Record<string, number>> = {
  y: -24, z: -21, a: -18, f: -15, p: -12, n: -9, u: -6, m: -3, c: -2, d: -1,
  da: 1, h: 2, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18, Z: 21, Y: 24,
}

/**
 * Prefixes that numbers never print with, and that leave a name free for variables: `damp` may be anything.
 */
export const MINOR_PREFIXES: readonly string[] = ['c', 'd', 'da', 'h']

/** The short names, each another spelling of a full one. */
// prettier-ignore
export const SHORT_NAMES: Readonly<Record<string, string>> = {
  mV: 'mvolt', mA: 'mamp', uA: 'uamp', nA: 'namp', pA: 'pamp', pF: 'pfarad', uF: 'ufarad', nF: 'nfarad',
  uV: 'uvolt', pS: 'psiemens', nS: 'nsiemens', uS: 'usiemens', mS: 'msiemens', ms: 'msecond', us: 'usecond',
  Hz: 'hertz', kHz: 'khertz', MHz: 'Mhertz',
  cm: 'cmetre', cm2: 'cmetre2', cm3: 'cmetre3', mm: 'mmetre', mm2: 'mmetre2', mm3: 'mmetre3',
  um: 'umetre', um2: 'umetre2', um3: 'umetre3', mM: 'mmolar', uM: 'umolar', nM: 'nmolar',
}

/**
 * Short names that text may use for variables all the same: `uV` and `pS`, the units of potentials outside of cells and of single channels, are none
 * in Brian, and `mS` is not in its list.
 */
export const FREE_SHORT_NAMES: readonly string[] = ['mS', 'uV', 'pS']
