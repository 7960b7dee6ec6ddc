import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { isUpToDate } from './up-to-date-build.js'

let root = ''

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'rheobase-build-'))
  for (const file of ['tsconfig.json', 'tsconfig.build.json', 'package.json', 'src/units/unit.ts'])
    write(file, 1000)
  for (const folder of ['src/units', 'src']) touch(folder, 1000)
})

afterEach(() => {
  rmSync(root, { recursive: true })
})

function write(path: string, seconds: number): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), '')
  touch(path, seconds)
}

const touch = (path: string, seconds: number): void => {
  utimesSync(join(root, path), seconds, seconds)
}

test('a build after the last change is up to date', () => {
  write('dist/.built', 2000)
  expect(isUpToDate(root)).toBe(true)
})

test('no build, or one that did not end well, is not', () => {
  expect(isUpToDate(root)).toBe(false)
  write('dist/index.js', 2000)
  expect(isUpToDate(root)).toBe(false)
})

test.each(['src/units/unit.ts', 'src/units', 'tsconfig.build.json', 'package.json'])(
  'a later change of %s makes it stale',
  path => {
    write('dist/.built', 2000)
    touch(path, 3000)
    expect(isUpToDate(root)).toBe(false)
  },
)
