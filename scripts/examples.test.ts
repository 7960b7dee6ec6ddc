import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ROOT } from './run-tool.js'

const folder = join(ROOT, 'examples')
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(file =>
  file.replaceAll('\\', '/'),
)
const scripts = files.filter(file => file.endsWith('.ts') && !file.endsWith('.test.ts')).sort()
const page = readFileSync(join(folder, 'README.md'), 'utf8')
const rows = [...page.matchAll(/^\| \[([\w-]+\.ts)\]\(([\w/-]+\.ts)\) \| (.+) \|$/gm)]

test('the index lists every example once, with what it shows', () => {
  expect(rows.map(([, , path]) => path).sort()).toEqual(scripts)
  for (const [, name, path, shows] of rows) {
    expect(path?.endsWith(name ?? '')).toBe(true)
    expect(shows?.length).toBeGreaterThan(20)
  }
})

test('every example has a test beside it', () => {
  for (const script of scripts) expect(files).toContain(script.replace(/\.ts$/, '.test.ts'))
})

test('every model of the literature names its source and how it is run', () => {
  for (const script of scripts.filter(path => path.includes('/'))) {
    const head = /^(?:\/\/.*\n)+/.exec(readFileSync(join(folder, script), 'utf8'))?.[0] ?? ''
    expect(head, script).toMatch(/\b(?:19|20)\d\d, "/)
    expect(head, script).toContain(`rheobase run examples/${script} `)
  }
})

test('tests name programs of peers that there are', () => {
  for (const file of files.filter(file => file.endsWith('.test.ts'))) {
    for (const [, peer] of readFileSync(join(folder, file), 'utf8').matchAll(/\.\.\/(peers\/\w+\.py)/g))
      expect(existsSync(join(folder, peer ?? '')), `${file}: ${peer ?? ''}`).toBe(true)
  }
})
