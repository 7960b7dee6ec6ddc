import { format } from 'prettier'
import { modelSchema } from '../src/io/model-json.js'

/** The JSON schema of model files as it is published: `schema/model.schema.json`. */
export const MODEL_SCHEMA = 'schema/model.schema.json'

export const modelSchemaText = (): Promise<string> =>
  format(JSON.stringify(modelSchema()), { parser: 'json', printWidth: 110 })
