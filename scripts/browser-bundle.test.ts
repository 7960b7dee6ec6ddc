import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { expect, test } from 'vitest'
import { ROOT } from './run-tool.js'

test('the public surface bundles for a browser, from its own files alone', async () => {
  const { outputFiles, metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: [join(ROOT, 'src/index.ts')],
    bundle: true,
    platform: 'browser',
    // What is not ours stays an import, and so can be seen.
    packages: 'external',
    format: 'esm',
    target: 'es2022',
    minify: true,
    write: false,
    metafile: true,
    logLevel: 'silent',
  })
  const imports = Object.values(metafile.outputs).flatMap(output => output.imports.map(({ path }) => path))
  expect(imports).toEqual([])
  expect(Object.keys(metafile.inputs).filter(path => !path.startsWith('src/'))).toEqual([])

  const [bundle] = outputFiles
  const bytes = bundle?.contents ?? new Uint8Array()
  const kilobytes = (count: number): string => `${(count / 1000).toFixed(1)} kB`
  console.info(
    `core bundle: ${kilobytes(bytes.length)} minified, ${kilobytes(gzipSync(bytes).length)} gzipped`,
  )
  expect(bytes.length).toBeGreaterThan(1000)
  expect(bytes.length).toBeLessThan(1_000_000)
})

test.each(['sound', 'sweep'])('rheobase/%s bundles for a browser without modules of Node', async entry => {
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: [join(ROOT, `src/${entry}/index.ts`)],
    bundle: true,
    platform: 'browser',
    packages: 'external',
    format: 'esm',
    target: 'es2022',
    write: false,
    metafile: true,
    logLevel: 'silent',
  })
  const imports = Object.values(metafile.outputs).flatMap(output => output.imports.map(({ path }) => path))
  expect(imports).toEqual([])
})
