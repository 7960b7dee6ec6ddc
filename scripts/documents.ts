import { readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { withMeasured } from '../benchmarks/measured-tables.js'
import { readRecords } from '../benchmarks/records.js'
import { errorPages } from './error-pages.js'
import { functionPage } from './function-page.js'
import { MODEL_SCHEMA, modelSchemaText } from './model-schema.js'
import { runProgram } from './run-program.js'
import { ROOT } from './run-tool.js'
import { walk } from './walk.js'

/** Pages that people write, and into which a script puts files and printed output. */
export const PAGES_WITH_PARTS = [
  'README.md',
  'ARCHITECTURE.md',
  'docs/getting-started.md',
  'docs/coming-from-brian.md',
  'docs/connectivity.md',
  'docs/data.md',
  'docs/performance.md',
  'docs/morphologies.md',
  'docs/pictures.md',
  'docs/reports.md',
  'docs/scripts.md',
  'docs/spatial-neurons.md',
]

/** All documents that are made by a script, or in part: their paths and what they should be. */
export async function documents(): Promise<ReadonlyMap<string, string>> {
  const written = new Map(
    [...errorPages()].map(([page, text]) => [posix.join('docs/errors', page), text] as const),
  )
  written.set(MODEL_SCHEMA, await modelSchemaText())
  written.set('docs/functions.md', functionPage())
  const outputs = await walk()
  const records = readRecords(ROOT)
  for (const page of PAGES_WITH_PARTS) {
    const text = readFileSync(join(ROOT, page), 'utf8')
    written.set(page, await withParts(records === undefined ? text : withMeasured(text, records), outputs))
  }
  return written
}

/**
 * Fills the blocks of code that follow a comment: `<!-- include examples/readme.ts -->` with a file of the project, so that what a reader
 * copies is what a test runs; `<!-- output kernel -->` with an output of that name; `<!-- prints -->` with what the program of the last
 * block before it prints. Every program of a page is run, and must end without an error.
 */
export async function withParts(page: string, outputs: ReadonlyMap<string, string>): Promise<string> {
  const blocks = /(?:<!-- (include|output|prints) ?(\S*) -->\n+)?```(\w+)\n([^]*?)\n?```/g
  let result = ''
  let end = 0
  let printed: string | undefined
  for (const block of page.matchAll(blocks)) {
    const [whole, kind, name = '', language, text = ''] = block
    const part =
      kind === 'include'
        ? readFileSync(join(ROOT, name), 'utf8').trimEnd()
        : kind === 'output'
          ? known(name, outputs.get(name))
          : kind === 'prints'
            ? known('of a program', printed)
            : text
    if (language === 'ts' && part.startsWith('import ')) printed = await runProgram(part)
    const head = whole.slice(0, whole.indexOf('```'))
    result += `${page.slice(end, block.index)}${head}\`\`\`${language ?? ''}\n${part}\n\`\`\``
    end = block.index + whole.length
  }
  return result + page.slice(end)
}

function known(name: string, output: string | undefined): string {
  if (output !== undefined) return output
  throw new Error(`a document asks for the output "${name}", which there is not`)
}
