import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ROOT } from './run-tool.js'

interface Row {
  readonly feature: string
  readonly state: string
  readonly evidence: string
}

/** The rows of the page's tables; a bar inside a cell is written `\|`. */
function rowsOf(page: string): Row[] {
  return page
    .split('\n')
    .filter(line => line.startsWith('|') && !/^\| (in Brian 2|---)/.test(line))
    .map(line => {
      const [, feature = '', , state = '', evidence = ''] = line.split(/(?<!\\)\|/).map(cell => cell.trim())
      return { feature, state, evidence }
    })
}

/** What is wrong with the evidence of a row: a test by its title and file, or a file that is a case by itself. */
function missing({ feature, state, evidence }: Row): string[] {
  if (!['done', 'better', 'differs', 'not done'].includes(state))
    return [`${feature}: "${state}" is not a state`]
  if (state === 'not done') return []
  const links = [...evidence.matchAll(/\[([^\]]+)\]\(\.\.\/([^)]+)\)/g)]
  if (links.length === 0) return [`${feature}: no test is named`]
  return links.flatMap(([, title = '', path = '']) => {
    if (!existsSync(join(ROOT, path))) return [`${feature}: there is no file ${path}`]
    if (path.endsWith('.json')) return []
    const text = readFileSync(join(ROOT, path), 'utf8')
    return text.includes(title.replaceAll('\\|', '|')) ? [] : [`${feature}: ${path} has no test "${title}"`]
  })
}

test('every row of docs/compatibility.md has a state, and a test that exists unless it is not done', () => {
  const page = readFileSync(join(ROOT, 'docs/compatibility.md'), 'utf8')
  expect(rowsOf(page).flatMap(missing)).toEqual([])
})

test('a row without a state, without a test or with a test that there is not is found', () => {
  const page = [
    '| in Brian 2 | here | state | test |',
    '| --- | --- | --- | --- |',
    '| one | here | perhaps | |',
    '| two | here | done | none |',
    '| three | here | done | [nothing of this name](../scripts/stages.ts) |',
    '| four | here | done | [four](../scripts/no-such-file.test.ts) |',
    '| five `a \\| b` | nowhere | not done | |',
  ].join('\n')
  expect(rowsOf(page).flatMap(missing)).toEqual([
    'one: "perhaps" is not a state',
    'two: no test is named',
    'three: scripts/stages.ts has no test "nothing of this name"',
    'four: there is no file scripts/no-such-file.test.ts',
  ])
})
