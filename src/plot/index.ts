// Pictures of what was simulated, name by name: `import { figure, raster } from 'rheobase/plot'`.
export { plot, type Plottable } from './plot.js'
export { figure, type FigureLine, type FigureOptions } from './figure.js'
export { row, type Row } from './row.js'
export { panel } from './titled-panel.js'
export { raster, type RasterOptions, type Spikes } from './raster.js'
export { populationRate, type PopulationRateOptions } from './population-rate.js'
export { trace, type Recording, type TraceOptions } from './trace.js'
export { curve, type CurveOptions } from './curve.js'
export { dendrogram, type DendrogramOptions } from './dendrogram.js'
export { projection, type ProjectionOptions } from './projection.js'
export { spaceTime, type SpaceTimeOptions } from './space-time.js'
export { spatialPage, type SpatialPageOptions } from './spatial-page.js'
export type { CompartmentColors } from './compartment-colors.js'
export { intervalHistogram, type IntervalHistogramOptions } from './interval-histogram.js'
export { rateCurve, type RateCurveOptions } from './rate-curve.js'
export { connectivity, type ConnectivityOptions } from './connectivity.js'
export { weights } from './weights.js'
export type { WiredSynapses } from './wired-synapses.js'
export { phasePlane, type PhasePlaneOptions } from './phase-plane.js'
export { heatMap, type GridValues, type HeatMapOptions } from './heat-map.js'
export { spectrogram, type TimeFrequencyOptions } from './spectrogram.js'
export { page, type PageOptions } from './page.js'
export type { Appearance, Color, Theme } from './appearance.js'
export type { Cells } from './cells.js'
export { histogram, type HistogramOptions } from './histogram.js'
export type {
  Axis,
  AxisName,
  AxisScale,
  Mark,
  MarkOptions,
  Place,
  Scale,
  Stroke,
  TimeOptions,
} from './mark.js'
