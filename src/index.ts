// The public surface, name by name. Nothing that this file reaches may import a `node:` module.
import * as constants from './units/constants.js'

export { Network } from './network/network.js'
export type { NetworkOptions } from './network/network-options.js'
export type { Precision } from './network/precision.js'
export type { Group, LinkOptions, NeuronGroup } from './network/group-handle.js'
export type { NeuronGroupOptions } from './network/make-neuron-group.js'
export type { SpatialNeuronOptions } from './network/make-spatial-neuron.js'
export type { CompartmentGroup, CompartmentNames, SpatialNeuron } from './network/spatial-neuron.js'
export type { MethodOptions } from './network/read-integration.js'
export {
  IntegrationScheme,
  integrationScheme,
  type IntegrationSchemeOptions,
} from './network/integration-scheme.js'
export type { PoissonGroupOptions } from './network/make-poisson-group.js'
export type { PoissonInput, PoissonInputOptions } from './network/poisson-input.js'
export type { SpikeGenerator, SpikeGeneratorOptions } from './network/spike-generator.js'
export type { SynapsesOptions } from './network/make-synapses.js'
export type { Synapses, SynapsesBase } from './network/synapses.js'
export type { PathwaysInput } from './network/read-pathways.js'
export type { ConnectOptions, SynapseRange } from './network/connect.js'
export type { Pathway } from './network/pathway.js'
export type { LiveValues, StateVariable, VariableValue } from './network/state-variable.js'
export type { MatrixOptions, SparseOptions, SynapticVariable } from './network/synaptic-variable.js'
export type {
  DenseMatrix,
  DenseWeights,
  SparseMatrix,
  SparseWeights,
  WeightMatrix,
} from './network/weight-matrix.js'
export type { EdgeList, EdgeOptions } from './network/edge-list.js'
export type { ConnectedValues } from './network/connected-values.js'
export type { NeuronList } from './network/connect-by-lists.js'
export type { NeuronSelector, PairSelector, SynapseSelector } from './network/pair-selector.js'
export type { ElementRange, ElementSelector } from './network/element-selection.js'
export type { StateNames } from './network/state-names.js'
export type { SpikeMonitor, SpikeMonitorOptions } from './network/spike-monitor.js'
export type { SelectedSpikes } from './network/selected-spikes.js'
export type { RowField, RowLayout, Rows, RowSink } from './runtime/row-sink.js'
export type { StateMonitor, StateMonitorOptions } from './network/state-monitor.js'
export type { StatisticsMonitor } from './network/statistics-monitor.js'
export type { Column, Columns } from './network/columns.js'
export type { StateOptions } from './network/states.js'
export type { Keep } from './network/keep.js'
export type {
  PopulationRateMonitor,
  PopulationRateMonitorOptions,
} from './network/population-rate-monitor.js'
export type { NetworkOperation, NetworkOperationOptions } from './network/network-operation.js'
export type { RegularOperation, RegularOptions } from './network/regular-operation.js'
export type { NamespaceInput } from './network/namespace.js'
export { Equations, equations, type EquationDescription } from './network/equations.js'
export type { Dependency } from './network/equation-dependencies.js'
export type { Substitutions } from './network/substitute-equations.js'
export { modelFunction, type ModelFunction, type ModelFunctionOptions } from './network/model-function.js'
export { timedArray, type TimedArray, type TimedArrayOptions } from './network/timed-array.js'
export {
  timedStream,
  type StreamedValues,
  type TimedStream,
  type TimedStreamOptions,
} from './network/timed-stream.js'
export type { RestoreOptions } from './network/snapshot.js'
export type { RestoreReport } from './network/snapshot-comparison.js'
export type { RunOptions, RunSummary } from './network/run-options.js'
export type { Progress, Report } from './network/progress.js'
export type { Inspection } from './network/inspect.js'
export type { Message } from './errors/message.js'
export { soma, type SomaOptions } from './morphology/soma.js'
export { cylinder, type CylinderOptions } from './morphology/cylinder.js'
export { section, type SectionOptions } from './morphology/section.js'
export { readSwc } from './morphology/read-swc.js'
export { fromPoints, type PointOptions } from './morphology/from-points.js'
export type { MorphologyPoint } from './morphology/points.js'
export type { Morphology } from './morphology/morphology.js'
export type { Compartments } from './morphology/compartments.js'
export type { LocatedCompartment } from './morphology/locate-compartment.js'
export type { CoordinateOptions } from './morphology/generate-coordinates.js'
export type { CompartmentSelection } from './morphology/select-compartments.js'
export type { SectionPosition } from './morphology/position-in-section.js'
export { RheobaseError, InternalError, type ErrorKind } from './errors/rheobase-error.js'
export { DiagnosticError } from './language/diagnostics/diagnostic-error.js'
export type { Diagnostic } from './language/diagnostics/diagnostic.js'
export type { InputFormat, SampleEncoding } from './network/input-format.js'
export type { ScriptOptions } from './network/script-options.js'
export type { ScriptModel, ScriptProtocol } from './network/script-model.js'
export { script, type Script, type ScriptInput } from './network/script.js'
export { Quantity } from './units/quantity.js'
export { DimensionError } from './units/dimension-error.js'
export { createUnit, withPrefix, isUnit, type Unit } from './units/unit.js'
export { units, type UnitName } from './units/all-units.js'
export { parseQuantity, quantity } from './units/parse-quantity.js'
export { quantities } from './units/quantities.js'
export { linspace } from './units/linspace.js'
// As quantities print themselves; what messages say is read as sentences.
export { displayQuantity as printQuantity } from './units/display-quantity.js'
export { celsius } from './units/celsius.js'
export { constants }
export {
  mV,
  uV,
  mA,
  uA,
  nA,
  pA,
  pF,
  uF,
  nF,
  pS,
  nS,
  uS,
  mS,
  ms,
  us,
  Hz,
  kHz,
  MHz,
  cm,
  cm2,
  cm3,
  mm,
  mm2,
  mm3,
  um,
  um2,
  um3,
  mM,
  uM,
  nM,
  metre,
  meter,
  kilogram,
  kilogramme,
  gram,
  gramme,
  second,
  amp,
  ampere,
  kelvin,
  mole,
  mol,
  candle,
  molar,
  radian,
  steradian,
  hertz,
  becquerel,
  newton,
  pascal,
  joule,
  watt,
  coulomb,
  volt,
  farad,
  ohm,
  siemens,
  weber,
  tesla,
  henry,
  lumen,
  lux,
  gray,
  sievert,
  katal,
  liter,
  litre,
  kohm,
  Mohm,
  Gohm,
  psiemens,
  uvolt,
  nmetre,
} from './units/units.js'
