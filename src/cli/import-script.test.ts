import { expect, test } from 'vitest'
import { loneModule } from './import-script.js'

const URL_OF_SCRIPT = 'file:///models/model.ts'
/** As if this package were one small module. */
const PACKAGE = 'data:text/javascript,export%20const%20ms%20=%207'
const addressOf = (specifier: string): string | undefined =>
  specifier.startsWith('rheobase') ? PACKAGE : undefined
const lone = (code: string) => loneModule(code, URL_OF_SCRIPT, addressOf)

const HEAD = `/* A model. */
// With a comment: import nothing from 'nowhere'
import { ms, } from 'rheobase'; import * as plots from "rheobase/plot"
import { sep } from 'node:path'
import 'rheobase'
`

test('a script that imports only this package and modules of Node is a module by itself', async () => {
  const module = await lone(`${HEAD}export default () => [ms, plots.ms, typeof sep]`)?.load()
  expect((module as { default: () => unknown }).default()).toEqual([7, 7, 'string'])
})

test('stacks have its lines', async () => {
  const { fail } = (await lone(`${HEAD}export function fail() {\n  throw new Error('here') }`)?.load()) as {
    fail: () => void
  }
  let stack = ''
  try {
    fail()
  } catch (error) {
    stack = (error as Error).stack ?? ''
  }
  expect(stack).toContain(':7:9')
})

test('a name that is not exported is told of the module as the script knows it', async () => {
  const module = lone("import { nope } from 'rheobase'\nnope()")
  await expect(module?.load()).rejects.toThrow(/^The requested module 'rheobase' does not provide .*'nope'/)
})

test('text that looks like an import stays as it is', () => {
  const text = '/* a */ export const text = `/* b */\nimport { ms } from "rheobase"`'
  expect(lone(text)).toBeUndefined()
  expect(lone('export const word = "important"')?.code).toContain('export const word = "important"\n')
})

test.each([
  ['another file', "import { part } from './part.js'"],
  ['another package', "import { z } from 'zod'"],
  ['a file that is imported later', "const { part } = await import('./part.js')"],
  ['an import after code', "const a = 1\nimport { ms } from 'rheobase'"],
  ['what another file exports', "export { part } from './part.js'"],
  ['all that another file exports', "export * from './part.js'"],
  ['its own address', 'export const here = import.meta.url'],
  ['models by their addresses', "import { sweep } from 'rheobase/sweep'"],
  ['an interpreter', "#!/usr/bin/env node\nimport { ms } from 'rheobase'"],
])('a script that needs %s is left to the loader', (_, code) => {
  expect(lone(`${code}\nexport default () => 1`)).toBeUndefined()
})
