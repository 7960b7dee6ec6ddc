import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { build, type Plugin } from 'esbuild'
import { ROOT } from './run-tool.js'

/** Modules that are loaded by their own address, as hooks of Node and by workers, and so stay files of their own. */
const APART = ['cli/typescript-loader']

/**
 * Writes the modules of the package: one file for each entry and for what several share, instead of hundreds. Reading those took longer than
 * building a network. Types are not looked at.
 */
export async function bundle(): Promise<void> {
  const shared = {
    absWorkingDir: ROOT,
    outdir: 'dist',
    outbase: 'src',
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    target: 'es2022',
    packages: 'external',
    sourcemap: true,
    // The sources are in the package.
    sourcesContent: false,
    logLevel: 'warning',
  } as const
  await build({
    ...shared,
    entryPoints: entries().map(sourceOf),
    external: ['node:*'],
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    plugins: [leftApart],
  })
  await build({ ...shared, entryPoints: APART.map(path => `src/${path}.ts`), external: ['node:*'] })
  await bundleSucrase()
}

/** What strips types, as one file beside the loader, with its licence. */
async function bundleSucrase(): Promise<void> {
  const folder = join(ROOT, 'node_modules/sucrase')
  await build({
    stdin: { contents: `export { transform } from 'sucrase'`, resolveDir: ROOT },
    outfile: join(ROOT, 'dist/cli/sucrase.cjs'),
    bundle: true,
    minify: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    mainFields: ['module', 'main'],
    banner: { js: `/*!\n${readFileSync(join(folder, 'LICENSE'), 'utf8')}*/` },
    logLevel: 'warning',
  })
}

/** The modules in `dist` that package.json names. */
export function entries(): readonly string[] {
  const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    readonly bin: Readonly<Record<string, string>>
    readonly exports: Readonly<Record<string, string | { readonly default: string }>>
  }
  const exported = Object.values(manifest.exports).map(entry =>
    typeof entry === 'string' ? entry : entry.default,
  )
  return [...exported, ...Object.values(manifest.bin)].filter(path => path.endsWith('.js'))
}

const sourceOf = (path: string): string => path.replace(/^\.\/dist\/(.*)\.js$/, 'src/$1.ts')

const leftApart: Plugin = {
  name: 'files apart',
  setup(bundling) {
    for (const path of APART) {
      const name = path.slice(path.lastIndexOf('/') + 1)
      // From the folder of an entry and from that of shared files alike.
      bundling.onResolve({ filter: new RegExp(`/${name}\\.js$`) }, () => ({
        path: `../${path}.js`,
        external: true,
      }))
    }
  },
}
