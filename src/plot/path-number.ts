/** A tenth of a pixel is finer than the eye, and short. */
export const pathNumber = (value: number): string => String(Math.round(value * 10) / 10)
