// What was recorded, for other programs: `rheobase/data`.
export { arrow, arrowTable } from './arrow.js'
export { csv } from './csv.js'
export { npy, type NumpyArray, type ShapedArray } from './npy.js'
export { npz, type NumpyArchive } from './npz.js'
export { nwb, type NwbOptions } from './nwb.js'
export type { Monitor } from './recorded-arrays.js'
export type { Tabular } from './table.js'
