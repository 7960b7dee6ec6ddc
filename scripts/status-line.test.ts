import { expect, test } from 'vitest'
import { StatusLine, type Screen } from './status-line.js'

/** What a terminal of so many columns shows, line by line. */
function terminal(columns: number): { readonly screen: Screen; readonly lines: () => readonly string[] } {
  const lines = ['']
  return {
    screen: {
      isTTY: true,
      columns,
      write: text => {
        for (const part of text.split(/(\r\u001b\[K|\n)/)) {
          if (part === '\n') lines.push('')
          else lines[lines.length - 1] = part.startsWith('\r') ? '' : (lines.at(-1) ?? '') + part
        }
      },
    },
    lines: () => lines,
  }
}

test('the line says what is done and what is left, and what is printed stands above it', () => {
  const { screen, lines } = terminal(80)
  let now = 0
  const line = new StatusLine(screen, () => now)
  line.tell('examples: cuba.ts', 0)
  expect(lines()).toEqual(['examples: cuba.ts: 0 %'])
  now = 10_000
  line.tell('examples: pitch.ts', 0.25)
  expect(lines()).toEqual(['examples: pitch.ts: 25 %, about 30 s left'])
  line.above(() => screen.write('cuba.svg\n'))
  expect(lines()).toEqual(['cuba.svg', 'examples: pitch.ts: 25 %, about 30 s left'])
  line.end()
  expect(lines()).toEqual(['cuba.svg', ''])
})

test('it never needs two lines, and nothing is written where there is no terminal', () => {
  const { screen, lines } = terminal(12)
  new StatusLine(screen).tell('conformance', 0.5)
  expect(lines()).toEqual(['conformance'])
  const written: string[] = []
  const file = new StatusLine({ write: text => written.push(text) })
  file.tell('conformance', 0.5)
  file.above(() => written.push('printed'))
  file.end()
  expect(written).toEqual(['printed'])
})
