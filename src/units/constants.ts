import { charge, dimension, type Dimension } from './dimension.js'
import { Quantity } from './quantity.js'

/*
 * Physical constants as CODATA recommended them before 2019, which published models were computed with;
 * `constants2019` has those that follow from the definition of the SI units of 2019. None is known in
 * equations unless it is put into a namespace.
 * Sources: Mohr, Newell and Taylor 2016, Rev. Mod. Phys. 88, 035009 (CODATA 2014); Tiesinga et al. 2021, Rev.
 * Mod. Phys. 93, 025010 (CODATA 2018).
 */

const constant = (value: number, of: Dimension): Quantity<number> => new Quantity<number>(value, of)

const PER_AMOUNT = /* @__PURE__ */ dimension({ mol: -1 })
const ENTROPY = /* @__PURE__ */ dimension({ m: 2, kg: 1, s: -2, K: -1 })
const PERMITTIVITY = /* @__PURE__ */ dimension({ m: -3, kg: -1, s: 4, A: 2 })
const MASS = /* @__PURE__ */ dimension({ kg: 1 })
const CHARGE_PER_AMOUNT = /* @__PURE__ */ dimension({ s: 1, A: 1, mol: -1 })
const MOLAR_ENTROPY = /* @__PURE__ */ dimension({ m: 2, kg: 1, s: -2, K: -1, mol: -1 })
const PERMEABILITY = /* @__PURE__ */ dimension({ m: 1, kg: 1, s: -2, A: -2 })
const MOLAR_MASS = /* @__PURE__ */ dimension({ kg: 1, mol: -1 })
const TEMPERATURE = /* @__PURE__ */ dimension({ K: 1 })

/** In 1/mol. */
export const avogadroConstant = /* @__PURE__ */ constant(6.022140857e23, PER_AMOUNT)
/** In J/K. */
export const boltzmannConstant = /* @__PURE__ */ constant(1.38064852e-23, ENTROPY)
/** Permittivity of empty space, in F/m. */
export const electricConstant = /* @__PURE__ */ constant(8.854187817e-12, PERMITTIVITY)
/** In kg. */
export const electronMass = /* @__PURE__ */ constant(9.10938356e-31, MASS)
/** In C. */
export const elementaryCharge = /* @__PURE__ */ constant(1.6021766208e-19, charge)
/** In C/mol. */
export const faradayConstant = /* @__PURE__ */ constant(96485.33289, CHARGE_PER_AMOUNT)
/** In J/(mol K). */
export const gasConstant = /* @__PURE__ */ constant(8.3144598, MOLAR_ENTROPY)
/** Permeability of empty space, 4π·1e-7 N/A². */
export const magneticConstant = /* @__PURE__ */ constant(1.2566370614359173e-6, PERMEABILITY)
/** In kg/mol. */
export const molarMassConstant = /* @__PURE__ */ constant(0.001, MOLAR_MASS)
/** The absolute temperature of 0 °C, in K. */
export const zeroCelsius = /* @__PURE__ */ constant(273.15, TEMPERATURE)

/**
 * The constants by the definitions of 2019: those of Avogadro, Boltzmann, Faraday, the gas and the elementary
 * charge are exact.
 */
export const constants2019 = /* @__PURE__ */ Object.freeze({
  avogadroConstant: constant(6.02214076e23, PER_AMOUNT),
  boltzmannConstant: constant(1.380649e-23, ENTROPY),
  electricConstant: constant(8.8541878128e-12, PERMITTIVITY),
  electronMass: constant(9.1093837015e-31, MASS),
  elementaryCharge: constant(1.602176634e-19, charge),
  faradayConstant: constant(96485.33212331001, CHARGE_PER_AMOUNT),
  gasConstant: constant(8.31446261815324, MOLAR_ENTROPY),
  magneticConstant: constant(1.25663706212e-6, PERMEABILITY),
  molarMassConstant: constant(0.99999999965e-3, MOLAR_MASS),
  zeroCelsius: constant(273.15, TEMPERATURE),
})
