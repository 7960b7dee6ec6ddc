// npm run examples: runs all examples at full size and writes their pictures to figures/.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join, parse } from 'node:path'
import { pathToFileURL } from 'node:url'
import { second, type ScriptModel, type ScriptOptions, type ScriptProtocol } from 'rheobase'
import { ROOT } from './run-tool.js'
import { StatusLine } from './status-line.js'
import { ensureBuild } from './up-to-date-build.js'

type Built = ScriptModel & Partial<Pick<ScriptProtocol, 'run'>>

/** What an example exports: the function for the command, and another one if it is run otherwise; README.md's is a plain program and exports nothing. */
interface Example {
  readonly default?: (options: ScriptOptions) => Built | Promise<Built>
  readonly run?: (options: { readonly scale: number }) => Promise<Built>
}

async function runExample({ run, default: build }: Example): Promise<Built | undefined> {
  if (run !== undefined) return run({ scale: 1 })
  const model = await build?.({ values: {} })
  if (model === undefined) return undefined
  await (model.run?.() ?? model.network.run(model.duration ?? second(1)))
  return model
}

const status = await ensureBuild()
if (status === 0) await runAll()
process.exitCode = status

async function runAll(): Promise<void> {
  mkdirSync(join(ROOT, 'figures'), { recursive: true })
  const files = readdirSync(join(ROOT, 'examples'), { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .sort()
  const status = new StatusLine()
  for (const [k, file] of files.entries()) {
    status.tell(`examples, ${file}`, k / files.length)
    const started = performance.now()
    const example = (await import(pathToFileURL(join(ROOT, 'examples', file)).href)) as Example
    const model = await runExample(example)
    if (model?.picture === undefined) continue
    const figure = join('figures', `${parse(file).name}.svg`)
    writeFileSync(join(ROOT, figure), await model.picture())
    const seconds = ((performance.now() - started) / 1000).toFixed(2)
    status.above(() => {
      console.log(`${figure}  ${seconds} s`)
    })
  }
  status.end()
}
