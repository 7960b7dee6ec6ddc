import { displayBriefly, displayQuantity, type Measured, type PrintOptions } from './display-quantity.js'

export { baseUnitText, describeDimension } from './describe-dimension.js'

/** A quantity as it stands in a sentence: `20 us`, where the numbers of an array and of a console have a point, `20. us`. */
export const printQuantity = (quantity: Measured, options?: PrintOptions): string =>
  withoutBarePoints(displayQuantity(quantity, options))

/** The same; arrays of more than five elements show two at either end. */
export const printBriefly = (quantity: Measured): string => withoutBarePoints(displayBriefly(quantity))

/** A point that no decimal follows. */
const withoutBarePoints = (text: string): string => text.replace(/(?<=\d)\.(?=e|[\s\]]|$)/g, '')
