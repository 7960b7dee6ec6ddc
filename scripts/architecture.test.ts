import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ROOT } from './run-tool.js'
import { STAGES } from './stages.js'

const names = STAGES.map(stage => stage.name)

test('a stage imports only earlier ones', () => {
  for (const [place, stage] of STAGES.entries()) {
    expect(names.slice(0, place), `what ${stage.name} may import`).toEqual(
      expect.arrayContaining([...stage.mayImport]),
    )
  }
})

test('what runs in a browser imports only what runs there', () => {
  for (const stage of STAGES.filter(({ core }) => core)) {
    const imported = STAGES.filter(({ name }) => stage.mayImport.includes(name))
    expect(
      imported.every(({ core }) => core),
      stage.name,
    ).toBe(true)
  }
})

test('every folder of src is a stage', () => {
  const folders = readdirSync(join(ROOT, 'src'), { withFileTypes: true }).filter(entry => entry.isDirectory())
  expect(names).toEqual(expect.arrayContaining(folders.map(folder => folder.name)))
})

/** Rooms in the first cells of the table: `targets/wasm/`, `targets/js/` in one cell are the room targets. */
function roomsOfPage(page: string): readonly string[] {
  const firstCells = [...page.matchAll(/^\|\s*`([a-z]+)\/[^|]*\|/gm)].map(([, name]) => name ?? '')
  return [...new Set(firstCells)].filter(name => name !== 'playground')
}

test('the table of ARCHITECTURE.md lists the same rooms in the same order', () => {
  const path = join(ROOT, 'ARCHITECTURE.md')
  expect(existsSync(path), 'ARCHITECTURE.md has a table of rooms: | `units/` | what lives there | … |').toBe(
    true,
  )
  expect(roomsOfPage(readFileSync(path, 'utf8'))).toEqual(names)
})
