/** White noise: `xi`, or `xi_…` to tell several apart. */
export const isNoise = (name: string): boolean => name === 'xi' || name.startsWith('xi_')
