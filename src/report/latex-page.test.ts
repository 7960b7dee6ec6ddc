import { expect, test } from 'vitest'
import type { Block } from './document.js'
import { operator, row, symbol } from './formula.js'
import { latexPage } from './latex-page.js'

test('LaTeX keeps to the width of the page', () => {
  const page = (...methods: readonly Block[]): string =>
    latexPage({ title: 'a page', summary: [], methods, results: [], pictures: [], again: [] })
  const tableWith = (value: string): Block => ({
    kind: 'table',
    head: ['Variable', 'At the start', 'Name in the model'],
    rows: [[['ge'], [value], ['`ge`']]],
  })
  expect(page(tableWith('from −299.9 nS to 0.6388 µS, mean 199.3 nS'))).toContain(
    '\\begin{tabularx}{\\linewidth}{l>{\\raggedright\\arraybackslash}Xl}',
  )
  expect(page(tableWith('from −299.9 nS to 0.6388 µS'))).toContain('\\begin{tabular}{lll}')
  const equation = (...remark: readonly string[]): Block => ({
    kind: 'equations',
    equations: [{ formula: row(symbol('a'), operator('='), symbol('b')), remark }],
  })
  expect(page(equation('a in V'))).toContain('a = b \\qquad \\text{(a in V)}\n\\end{equation}')
  expect(page(equation('a in V; summed over all the synapses that lead to each of the neurons'))).toContain(
    '\\begin{multline}\na = b \\\\\n\\text{(a in V; summed over all the synapses that lead to each of the neurons)}\n\\end{multline}',
  )
})
