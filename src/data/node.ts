// Files that grow while a network runs, in Node: `rheobase/data/node`.
export { fileSink } from './file-sink.js'
