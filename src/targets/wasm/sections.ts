import { ByteSink } from './bytes.js'
import type { FunctionBody } from './function-body.js'
import { TYPE, type WasmType } from './instructions.js'

export interface Signature {
  readonly parameters: readonly WasmType[]
  readonly result: WasmType | undefined
}
export interface ImportedFunction {
  readonly module: string
  readonly name: string
  readonly signature: Signature
}
export interface ModuleFunction {
  readonly signature: Signature
  readonly body: FunctionBody
  /** Name under which the host can call it, if it can. */
  readonly exportedAs?: string
}

const SECTION = { type: 1, import: 2, function: 3, export: 7, code: 10 } as const
const KIND = { function: 0, memory: 2, global: 3 } as const
const HEADER = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00]

export interface Imports {
  readonly functions: readonly ImportedFunction[]
  /** Constant integers, imported from `env` under these names. */
  readonly globals: readonly string[]
  readonly isMemoryShared: boolean
}

/**
 * A binary module with one imported memory, `env.memory`, of any size. Functions are numbered as everywhere in the format: the imported
 * ones first, then `functions`, both in their order.
 */
export function encodeModule(
  { functions: imports, globals, isMemoryShared }: Imports,
  functions: readonly ModuleFunction[],
): Uint8Array<ArrayBuffer> {
  const types = new SignatureTable()
  const importTypes = imports.map(({ signature }) => types.indexOf(signature))
  const functionTypes = functions.map(({ signature }) => types.indexOf(signature))
  const exported = functions.flatMap(({ exportedAs }, position) =>
    exportedAs === undefined ? [] : [{ name: exportedAs, index: imports.length + position }],
  )
  const module = new ByteSink(4096)
  for (const byte of HEADER) module.byte(byte)
  section(module, SECTION.type, types.signatures, writeSignature)
  const memory = {
    module: 'env',
    name: 'memory',
    write: isMemoryShared ? writeSharedMemoryType : writeMemoryType,
  }
  section(
    module,
    SECTION.import,
    [
      memory,
      ...globals.map(name => ({ module: 'env', name, write: writeGlobalType })),
      ...imports.map(({ module: from, name }, position) => ({
        module: from,
        name,
        write: functionImport(importTypes[position] ?? 0),
      })),
    ],
    (sink, { module: from, name, write }) => {
      sink.name(from)
      sink.name(name)
      write(sink)
    },
  )
  section(module, SECTION.function, functionTypes, (sink, type) => {
    sink.unsigned(type)
  })
  section(module, SECTION.export, exported, (sink, { name, index }) => {
    sink.name(name)
    sink.byte(KIND.function)
    sink.unsigned(index)
  })
  section(module, SECTION.code, functions, (sink, { body }) => {
    body.writeTo(sink)
  })
  return module.toBytes()
}

/** A section: its number, its size in bytes, and a vector of entries. */
function section<Entry>(
  module: ByteSink,
  id: number,
  entries: readonly Entry[],
  write: (sink: ByteSink, entry: Entry) => void,
): void {
  const content = new ByteSink(1024)
  content.unsigned(entries.length)
  for (const entry of entries) write(content, entry)
  module.byte(id)
  module.unsigned(content.length)
  module.append(content)
}

function writeSignature(sink: ByteSink, { parameters, result }: Signature): void {
  sink.byte(0x60)
  sink.unsigned(parameters.length)
  for (const type of parameters) sink.byte(TYPE[type])
  sink.unsigned(result === undefined ? 0 : 1)
  if (result !== undefined) sink.byte(TYPE[result])
}

function writeMemoryType(sink: ByteSink): void {
  sink.byte(KIND.memory)
  // No maximum, at least 0 pages.
  sink.byte(0)
  sink.unsigned(0)
}

function writeSharedMemoryType(sink: ByteSink): void {
  sink.byte(KIND.memory)
  // A shared memory has a maximum: all of the 4 GiB that it can have.
  sink.byte(3)
  sink.unsigned(0)
  sink.unsigned(65536)
}

function writeGlobalType(sink: ByteSink): void {
  sink.byte(KIND.global)
  sink.byte(TYPE.i32)
  // It never changes.
  sink.byte(0)
}

const functionImport =
  (type: number) =>
  (sink: ByteSink): void => {
    sink.byte(KIND.function)
    sink.unsigned(type)
  }

class SignatureTable {
  readonly signatures: Signature[] = []
  readonly #indices = new Map<string, number>()

  indexOf(signature: Signature): number {
    const key = `${signature.parameters.join()}:${signature.result ?? ''}`
    let index = this.#indices.get(key)
    if (index === undefined) {
      index = this.signatures.length
      this.signatures.push(signature)
      this.#indices.set(key, index)
    }
    return index
  }
}
