// One model at many points of its parameters: `import { sweep } from 'rheobase/sweep'`.
export { sweep, type SweepOptions, type SweepProgress, type TogetherOptions } from './sweep.js'
export { SweepTable, type SweepFailure } from './sweep-table.js'
export type {
  MeasuredPoint,
  MeasuredPoints,
  PointModel,
  PointsModel,
  SweepParameters,
  SweepPoint,
  SweepPoints,
} from './sweep-model.js'
export { serveSweep } from './sweep-worker.js'
