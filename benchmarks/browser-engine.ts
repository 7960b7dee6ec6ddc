import { join, parse } from 'node:path'
import { performance } from 'node:perf_hooks'
import { build } from 'esbuild'
import { versionOf, visitPage } from '../scripts/visit-page.js'
import type { Engine } from './engine.js'
import { readRheobaseLine } from './rheobase-engine.js'
import { waitUntilIdle } from './wait-until-idle.js'

/** After so long a browser is measured although it is not at rest yet. */
const LONGEST_START_SECONDS = 10

/** Rheobase in a page of Chromium, which is started for each run with an empty profile, and measured when it has come to rest. */
export function browserEngine(root: string, browser: string): Engine {
  let page: Promise<string> | undefined
  return {
    name: 'rheobase',
    unavailable: () =>
      Promise.resolve(versionOf(browser) === undefined ? `there is no ${browser}` : undefined),
    has: (_, { threads, precision }) => threads === 1 && precision === 'double',
    async measure({ model }, size, { seed, duration }) {
      page ??= bundle(root)
      const asked = { model: parse(model.script).name, seed, duration, size, ...model.values }
      const query = new URLSearchParams(Object.entries(asked).map(([name, value]) => [name, String(value)]))
      // Shared memory is only there for pages that are isolated from others.
      const headers = {
        'Cross-Origin-Opener-Policy': 'same-origin',
        'Cross-Origin-Embedder-Policy': 'require-corp',
      }
      let start = 0
      const figures = await visitPage({
        ...{ browser, files: { '/page.js': await page }, query, headers },
        ready: async () => {
          await waitUntilIdle(LONGEST_START_SECONDS)
          start = performance.now()
        },
      })
      const wallSeconds = (performance.now() - start) / 1000
      // A page cannot know how much memory its process holds.
      return { ...readRheobaseLine({ ...figures, peakBytes: 0 }), wallSeconds }
    },
  }
}

async function bundle(root: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(root, 'benchmarks/browser-page.ts')],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    absWorkingDir: root,
  })
  return outputFiles[0]?.text ?? ''
}
