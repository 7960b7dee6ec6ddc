// npm run examples: runs all examples at full size and writes their pictures to figures/.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join, parse } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ROOT } from './run-tool.js'
import { ensureBuild } from './up-to-date-build.js'

/** What an example exports, next to the function for the command; the one of README.md is a plain program and exports nothing. */
interface Example {
  readonly run?: (options: {
    readonly scale: number
  }) => Promise<{ readonly picture: () => string | Promise<string> }>
}

const status = await ensureBuild()
if (status === 0) await runAll()
process.exitCode = status

async function runAll(): Promise<void> {
  mkdirSync(join(ROOT, 'figures'), { recursive: true })
  const files = readdirSync(join(ROOT, 'examples'), { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .sort()
  for (const file of files) {
    const started = performance.now()
    const { run } = (await import(pathToFileURL(join(ROOT, 'examples', file)).href)) as Example
    if (run === undefined) continue
    const { picture } = await run({ scale: 1 })
    const figure = join('figures', `${parse(file).name}.svg`)
    writeFileSync(join(ROOT, figure), await picture())
    console.log(`${figure}  ${((performance.now() - started) / 1000).toFixed(2)} s`)
  }
}
