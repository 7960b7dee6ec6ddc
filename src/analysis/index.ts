// What `rheobase/analysis` exports, name by name.
export { type SpikeTimes } from './read-times.js'
export { intervals } from './intervals.js'
export { coefficientOfVariation, localVariation } from './coefficient-of-variation.js'
export { spikeCounts, type Bins } from './spike-counts.js'
export { binnedRate, instantaneousRate, meanRate, type RateOverTime } from './firing-rate.js'
export { fanoFactor, fanoFactorOfTrain } from './fano-factor.js'
export { autoCorrelogram, crossCorrelogram, type Correlogram, type Lags } from './correlogram.js'
export { vanRossumDistance, victorPurpuraDistance } from './spike-train-distance.js'
