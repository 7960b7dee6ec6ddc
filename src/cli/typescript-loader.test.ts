import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { load, resolve } from './typescript-loader.js'

const SOURCE = fileURLToPath(new URL('typescript-loader.ts', import.meta.url))
let root = ''
/** Runs a file of the folder in a process of its own, in which a built loader was registered. */
const run = (file: string): { readonly output: string; readonly error: string } => {
  const script = `
    const { registerTypeScript } = await import(${JSON.stringify(pathToFileURL(join(root, 'package/loader.js')).href)})
    registerTypeScript()
    registerTypeScript()
    await import(${JSON.stringify(pathToFileURL(join(root, file)).href)})`
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    encoding: 'utf8',
  })
  return { output: stdout.trim(), error: stderr }
}
const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'rheobase-loader-'))
  write('package/package.json', '{ "name": "rheobase", "type": "module", "exports": { ".": "./index.js" } }')
  write('package/index.js', `export const name = 'this package'`)
  const sucrase = fileURLToPath(import.meta.resolve('sucrase'))
  await build({
    entryPoints: [sucrase],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    outfile: join(root, 'package/node_modules/sucrase/index.js'),
  })
  await build({
    entryPoints: [SOURCE],
    platform: 'node',
    format: 'esm',
    outfile: join(root, 'package/loader.js'),
  })
})

afterAll(() => {
  rmSync(root, { recursive: true })
})

test('strips types, follows .js to .ts, and gives its own package to files that lie elsewhere', () => {
  write(
    'elsewhere/part.ts',
    'export interface Part { readonly size: number }\nexport const part: Part = { size: 3 }',
  )
  write('elsewhere/plain.js', 'export const plain = 4')
  write(
    'elsewhere/model.ts',
    `import { name } from 'rheobase'
     import { part, Part } from './part.js'
     import { plain } from './plain.js'
     class Holder { readonly #part?: Part = part; get size() { return this.#part!.size satisfies number } }
     console.log(name, new Holder().size, plain, (await import('./part.js')).part as unknown === part)`,
  )
  expect(run('elsewhere/model.ts')).toEqual({ output: 'this package 3 4 true', error: '' })
})

test('keeps line numbers', () => {
  write('elsewhere/wrong.ts', 'interface Some {\n  readonly size: number\n}\n\nthrow new Error("on line 5")')
  expect(run('elsewhere/wrong.ts').error).toMatch(/wrong\.ts:5\b/)
})

test('a slip in the syntax is told with file and place', () => {
  write('elsewhere/slip.ts', 'const a: number = 1\nconst b = = 2')
  expect(run('elsewhere/slip.ts').error).toMatch(/slip\.ts.*\(2:11\)/)
})

test('leaves other files and specifiers alone', () => {
  const asked: string[] = []
  const next = (name: string): string => {
    asked.push(name)
    return 'next'
  }
  expect(load('file:///a/b.js', {}, next)).toBe('next')
  expect(load('node:fs', {}, next)).toBe('next')
  expect(resolve('./gone.js', { parentURL: 'file:///a/b.ts' }, next)).toBe('next')
  expect(resolve('./gone.js', { parentURL: 'file:///a/b.js' }, next)).toBe('next')
  expect(resolve('rheobase-else', { parentURL: 'file:///a/b.ts' }, next)).toBe('next')
  expect(asked).toEqual(['file:///a/b.js', 'node:fs', './gone.js', './gone.js', 'rheobase-else'])
})
