import { dimensionless } from '../units/dimension.js'
import { Quantity } from '../units/quantity.js'

/** Plain numbers are without unit. */
export const asQuantity = (values: Quantity | ArrayLike<number> | number): Quantity =>
  values instanceof Quantity
    ? values
    : new Quantity<number | Float64Array>(
        typeof values === 'number' ? values : Float64Array.from(values),
        dimensionless,
      )
