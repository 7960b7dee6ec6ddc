import { createRequire } from 'node:module'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { cruise, type ICruiseOptions, type IFlattenedRuleSet } from 'dependency-cruiser'
import { afterEach, beforeEach, expect, test } from 'vitest'

const require = createRequire(import.meta.url)
const { forbidden } = require('../.dependency-cruiser.cjs') as IFlattenedRuleSet
let root = ''

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'rheobase-rules-'))
})

afterEach(() => {
  rmSync(root, { recursive: true })
})

/** Names of the rules that a project of these files breaks. */
async function broken(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  const options: ICruiseOptions = {
    baseDir: root,
    validate: true,
    ruleSet: { forbidden: forbidden ?? [] },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
  }
  const { output } = await cruise(['src'], options)
  if (typeof output === 'string') throw new Error(output)
  return [...new Set(output.summary.violations.map(({ rule }) => rule.name))].sort()
}

test('a stage imports itself and earlier ones', async () => {
  const files = {
    'src/index.ts': `export { a } from './units/a.js'`,
    'src/units/a.ts': `import { b } from './b.js'\nexport const a = b`,
    'src/units/b.ts': `export const b = 1`,
    'src/language/c.ts': `import { a } from '../units/a.js'\nexport const c = a`,
  }
  expect(await broken(files)).toEqual([])
})

test('a stage imports no later one, not even a type', async () => {
  const files = {
    'src/units/a.ts': `import type { C } from '../language/c.js'\nexport const a: C = 1`,
    'src/language/c.ts': `export type C = number`,
  }
  expect(await broken(files)).toEqual(['imports-of-units'])
})

test('an earlier stage that is not on the list is forbidden, too', async () => {
  const files = {
    'src/targets/a.ts': `import { c } from '../model/c.js'\nexport const a = c`,
    'src/model/c.ts': `export const c = 1`,
  }
  expect(await broken(files)).toEqual(['imports-of-targets'])
})

test('a test may look at later stages', async () => {
  const files = {
    'src/units/a.test.ts': `import { c } from '../language/c.js'\nimport 'node:fs'\nexport const a = c`,
    'src/language/c.ts': `export const c = 1`,
  }
  expect(await broken(files)).toEqual([])
})

test('the core imports no module of Node, whatever its spelling, and no package', async () => {
  const packages = { 'node_modules/zod/package.json': `{ "name": "zod" }`, 'node_modules/zod/index.js': '' }
  expect(await broken({ 'src/units/a.ts': `import 'node:fs'` })).toEqual(['core-imports-nothing-foreign'])
  expect(await broken({ 'src/units/a.ts': `import 'fs'` })).toEqual(['core-imports-nothing-foreign'])
  expect(await broken({ ...packages, 'src/units/a.ts': `import 'zod'` })).toEqual([
    'core-imports-nothing-foreign',
  ])
  expect(
    await broken({ ...packages, 'src/units/a.ts': '', 'src/cli/b.ts': `import 'zod'\nimport 'node:fs'` }),
  ).toEqual([])
})

test('the public surface does not reach the command', async () => {
  const files = { 'src/index.ts': `export { a } from './cli/a.js'`, 'src/cli/a.ts': `export const a = 1` }
  expect(await broken(files)).toEqual(['index-reaches-core-only'])
})

test('a cycle, a new folder and a missing file are reported', async () => {
  const cycle = {
    'src/units/a.ts': `import { b } from './b.js'\nexport const a = () => b`,
    'src/units/b.ts': `import { a } from './a.js'\nexport const b = () => a`,
  }
  expect(await broken(cycle)).toEqual(['no-cycles'])
  expect(await broken({ 'src/units/b.ts': '', 'src/drawer/a.ts': `import '../units/b.js'` })).toContain(
    'known-room',
  )
  expect(await broken({ 'src/units/a.ts': `import './gone.js'`, 'src/drawer/a.ts': '' })).toContain(
    'resolvable',
  )
})
