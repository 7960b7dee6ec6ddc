// npm start: runs the first example and draws it, after a build if one is due.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT, runNode } from './run-tool.js'
import { ensureBuild } from './up-to-date-build.js'

const status = await ensureBuild()
mkdirSync(join(ROOT, 'figures'), { recursive: true })
process.exitCode =
  status === 0
    ? await runNode(
        'dist/cli/main.js',
        'run',
        'examples/cuba.ts',
        '--plot',
        'figures/cuba.svg',
        ...process.argv.slice(2),
      )
    : status
