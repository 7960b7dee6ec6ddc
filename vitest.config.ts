import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const source = (path: string): string => fileURLToPath(new URL(`src/${path}`, import.meta.url))
const FOLDERS = '{src,conformance,examples,benchmarks,scripts}'

export default defineConfig({
  resolve: {
    // Tests see the sources: no build is needed, and none can be stale.
    alias: [
      { find: /^rheobase$/, replacement: source('index.ts') },
      { find: /^rheobase\/(plot|sound|sweep|analysis|report)$/, replacement: source('$1/index.ts') },
      { find: /^rheobase\/png$/, replacement: source('plot/png.ts') },
      { find: /^rheobase\/models$/, replacement: source('io/index.ts') },
    ],
  },
  test: {
    include: [`${FOLDERS}/**/*.test.ts`],
    // Modules keep nothing between networks, so tests need no fresh ones: to load them for each file took a third of the time.
    isolate: false,
    maxWorkers: '100%',
    // Tests are never about time: the limit is only there to end what hangs.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    typecheck: {
      enabled: true,
      include: [`${FOLDERS}/**/*.test-d.ts`],
      tsconfig: 'tsconfig.json',
      // Errors outside of type tests are found, and shown better, by `npm run check`.
      ignoreSourceErrors: true,
    },
  },
})
