// npm run docs: writes the pages about errors, and puts the files that documents include, and what programs print, into them.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { documents } from './documents.js'
import { ROOT } from './run-tool.js'
import { ensureBuild } from './up-to-date-build.js'

const status = await ensureBuild()
if (status === 0) await writeAll()
process.exitCode = status

async function writeAll(): Promise<void> {
  const written = await documents()
  const pages = join(ROOT, 'docs/errors')
  mkdirSync(pages, { recursive: true })
  for (const page of readdirSync(pages))
    if (!written.has(posix.join('docs/errors', page))) rmSync(join(pages, page))
  for (const [path, text] of written) {
    mkdirSync(dirname(join(ROOT, path)), { recursive: true })
    writeFileSync(join(ROOT, path), text)
  }
  console.log(`${String(written.size)} documents are up to date`)
}
