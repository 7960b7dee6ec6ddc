import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { expect, test } from 'vitest'
import { documents, withParts } from './documents.js'
import { ROOT } from './run-tool.js'
import { errorsOf } from './thrown-errors.js'

const written = await documents()

test('what `npm run docs` makes is up to date', () => {
  const stale = [...written]
    .filter(
      ([path, text]) => !existsSync(join(ROOT, path)) || readFileSync(join(ROOT, path), 'utf8') !== text,
    )
    .map(([path]) => path)
  expect(stale, 'run `npm run docs`').toEqual([])
})

test('every error page has a mistake behind it', () => {
  const pages = readdirSync(join(ROOT, 'docs/errors')).map(page => posix.join('docs/errors', page))
  expect(pages.filter(page => !written.has(page))).toEqual([])
})

test('README.md shows the first model as the file that a test runs', () => {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8')
  expect(readme).toContain(`\n${readFileSync(join(ROOT, 'examples/readme.ts'), 'utf8').trimEnd()}\n`)
})

test('blocks behind a comment are filled, others stay', async () => {
  const outputs = new Map([['sum', '1 + 1\n2']])
  const page = [
    ...['<!-- output sum -->', '```text', 'old', '```', '', '```text', 'mine', '```'],
    ...['', '<!-- output sum -->', '```text', '```', ''],
  ].join('\n')
  const filled = await withParts(page, outputs)
  expect(filled.match(/```text\n1 \+ 1\n2\n```/g)).toHaveLength(2)
  expect(filled).toContain('```text\nmine\n```')
  expect(await withParts(filled, outputs)).toBe(filled)
  await expect(withParts(page, new Map())).rejects.toThrow('the output "sum", which there is not')
})

test('what a program of a page prints follows it, and a program that fails is noticed', async () => {
  const program = "import { ms } from 'rheobase'\nconsole.log(ms(20).toString(), 3)"
  const page = ['```ts', program, '```', '', '<!-- prints -->', '```text', '```'].join('\n')
  expect(await withParts(page, new Map())).toContain('```text\n20. ms 3\n```')
  await expect(withParts(page.replace('ms(20)', 'ms(20).no()'), new Map())).rejects.toThrow(
    'no is not a function',
  )
})

test('documents link to files that exist', () => {
  const pages = ['README.md', 'ARCHITECTURE.md', 'CHANGELOG.md', ...pagesUnder('docs')]
  const broken = pages.flatMap(page =>
    [...readFileSync(join(ROOT, page), 'utf8').matchAll(/\]\(([^)#\s]+)[^)]*\)/g)]
      .map(([, link]) => link ?? '')
      .filter(link => !/^[a-z]+:/.test(link) && !existsSync(join(ROOT, dirname(page), link)))
      .map(link => `${page}: ${link}`),
  )
  expect(broken).toEqual([])
})

test('paths of sources that documents name exist', () => {
  const rooms = readdirSync(join(ROOT, 'src')).filter(name => !name.endsWith('.ts'))
  const path = new RegExp(
    `\`((?:src|scripts|examples|conformance|benchmarks|${rooms.join('|')})/[\\w./-]*)\``,
    'g',
  )
  const pages = ['README.md', 'ARCHITECTURE.md', ...pagesUnder('docs')]
  const gone = pages.flatMap(page =>
    [...readFileSync(join(ROOT, page), 'utf8').matchAll(path)]
      .map(([, named]) => named ?? '')
      .filter(named => !existsSync(join(ROOT, named)) && !existsSync(join(ROOT, 'src', named)))
      .map(named => `${page}: ${named}`),
  )
  expect(gone).toEqual([])
})

test('errors are found however they are raised', () => {
  const text = `
    if (x) throw new RheobaseError('value', 'bad-value', \`\${what} is \${x}; it must be\` + ' less')
    throw new RheobaseError(isText ? 'type' : 'value', 'bad-thing', message)
    throw new DimensionError('bad-dimension', 'no time', sides)
    fail('syntax', 'bad-text', 'first line\\nsecond line')
    tell({ level: 'info', code: 'by-the-way', text: 'so it is' })
    const other = compare('value', 'Not A Code', 'text')`
  expect(errorsOf('a.ts', text)).toEqual([
    { kinds: ['value'], code: 'bad-value', messages: ['… is …; it must be less'] },
    { kinds: ['type', 'value'], code: 'bad-thing', messages: ['…'] },
    { kinds: ['dimension'], code: 'bad-dimension', messages: ['no time'] },
    { kinds: ['syntax'], code: 'bad-text', messages: ['first line'] },
    { kinds: ['info'], code: 'by-the-way', messages: ['so it is'] },
  ])
})

function pagesUnder(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter(path => path.endsWith('.md'))
    .map(path => posix.join(folder, path.replaceAll('\\', '/')))
}
