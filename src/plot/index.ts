// Pictures of what was simulated, name by name: `import { figure, raster } from 'rheobase/plot'`.
export { figure, type FigureOptions } from './figure.js'
export { raster, type RasterOptions, type Spikes } from './raster.js'
export { populationRate, type PopulationRateOptions } from './population-rate.js'
export { trace, type Recording, type TraceOptions } from './trace.js'
export { curve, type CurveOptions } from './curve.js'
export { histogram, type HistogramOptions } from './histogram.js'
export type { Axis, Mark, MarkOptions, Place, Scale, Stroke, TimeOptions } from './mark.js'
