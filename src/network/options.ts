// Options are checked alike in every room; the checks need quantities and no network.
export {
  checkCount,
  checkFlag,
  checkNoMore,
  checkOptions,
  checkRecord,
  checkText,
  checkTexts,
  describeValue,
} from '../units/options.js'
