// Runs a TypeScript file of this project without a build: node scripts/run-typescript.js FILE [arguments]
// The loader is itself TypeScript (src/cli/typescript-loader.ts): it is stripped here, kept in a cache, and does the rest.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { transform } from 'sucrase'

const root = fileURLToPath(new URL('..', import.meta.url))
const [file, ...rest] = process.argv.slice(2)
if (file === undefined) {
  console.error('usage: node scripts/run-typescript.js FILE [arguments]')
  process.exit(2)
}

const source = readFileSync(resolve(root, 'src/cli/typescript-loader.ts'), 'utf8')
const { code } = transform(source, { transforms: ['typescript'], disableESTransforms: true })
// Inside of the package, so that the loader finds sucrase and, by the name of the package, the build.
const loader = resolve(root, '.cache/typescript-loader.js')
if (!existsSync(loader) || readFileSync(loader, 'utf8') !== code) {
  // Written aside and renamed: another process never reads half a file.
  const draft = `${loader}.${process.pid}`
  mkdirSync(resolve(root, '.cache'), { recursive: true })
  writeFileSync(draft, code)
  renameSync(draft, loader)
}

const { registerTypeScript } = await import(pathToFileURL(loader).href)
registerTypeScript()
process.argv.splice(1, process.argv.length - 1, resolve(file), ...rest)
await import(pathToFileURL(resolve(file)).href)
