// Models as JSON: `rheobase/models`.
export { describeNetwork } from './describe-network.js'
export { modelFromJson, MEMORY_LIMIT_OF_FILES, type JsonModel, type JsonModelOptions } from './json-model.js'
export { FORMAT_VERSION, modelSchema, readModelDescription, type ModelDescription } from './model-json.js'
