import type { Block, Inline, ReportDocument } from './document.js'
import { latexFormula } from './latex-formula.js'

/** Model, methods and results as a LaTeX document, from which sections can be taken over into a paper. */
export function latexPage({ title, summary, methods, results }: ReportDocument): string {
  return [
    '\\documentclass{article}',
    '\\usepackage[T1]{fontenc}',
    '\\usepackage[utf8]{inputenc}',
    '\\usepackage{amsmath,amssymb,booktabs,tabularx}',
    `\\title{${text(title)}}`,
    '\\date{}',
    '\\begin{document}',
    '\\maketitle',
    ...summary.map(block),
    '\\section{Model and methods}',
    ...methods.map(block),
    '\\section{Results}',
    ...results.map(block),
    '\\end{document}',
    '',
  ].join('\n\n')
}

function block(content: Block): string {
  switch (content.kind) {
    case 'heading':
      return `\\${content.level === 2 ? 'section' : 'subsection'}{${text(content.text)}}`
    case 'paragraph':
      return inlines(content.content)
    case 'equations':
      return content.equations
        .map(
          ({ formula, remark }) =>
            `\\begin{equation}\n${latexFormula(formula)}${remark === undefined ? '' : ` \\qquad \\text{(${inlines(remark)})}`}\n\\end{equation}`,
        )
        .join('\n')
    case 'table':
      return table(content.head, content.rows)
    case 'code':
      return `${text(content.title)}:\n\\begin{verbatim}\n${content.text.trimEnd()}\n\\end{verbatim}`
    default:
      return content satisfies never
  }
}

/** Letters that fit on a line of a page. */
const LINE = 72

/** A table; one that is wider than the page has its longest column broken into lines. */
function table(head: readonly string[], rows: readonly (readonly (readonly Inline[])[])[]): string {
  const widths = (rows[0] ?? head).map((_, column) =>
    Math.max(head[column]?.length ?? 0, ...rows.map(cells => lengthOf(cells[column] ?? []))),
  )
  const isWide = widths.reduce((sum, width) => sum + width, 0) > LINE
  const broken = isWide ? widths.indexOf(Math.max(...widths)) : -1
  const columns = widths.map((_, column) => (column === broken ? 'X' : 'l')).join('')
  const [begin, end] = isWide
    ? [`\\begin{tabularx}{\\linewidth}{${columns}}`, '\\end{tabularx}']
    : [`\\begin{tabular}{${columns}}`, '\\end{tabular}']
  return [
    `\\noindent${begin}`,
    '\\toprule',
    ...(head.length === 0 ? [] : [`${head.map(text).join(' & ')} \\\\`, '\\midrule']),
    ...rows.map(cells => `${cells.map(inlines).join(' & ')} \\\\`),
    '\\bottomrule',
    end,
  ].join('\n')
}

/** About as many letters as are printed. */
const lengthOf = (content: readonly Inline[]): number =>
  content.reduce(
    (sum, part) =>
      sum +
      (typeof part === 'string' ? part : latexFormula(part.formula).replace(/\\[a-z]+|[{}\s]/g, '')).length,
    0,
  )

const inlines = (content: readonly Inline[]): string =>
  content
    .map(part => (typeof part === 'string' ? text(part) : `$${latexFormula(part.formula)}$`))
    .join('')
    .trim()

// prettier-ignore
const LETTERS: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}', '{': '\\{', '}': '\\}', '&': '\\&', '%': '\\%', $: '\\$', '#': '\\#', _: '\\_',
  '~': '\\textasciitilde{}', '^': '\\textasciicircum{}', '–': '--', '±': '$\\pm$', '…': '\\dots{}', µ: '$\\mu$', '−': '$-$', '×': '$\\times$',
}

/** Text in which nothing is a command; names in backticks are typewritten. */
const text = (plain: string): string =>
  plain
    .replace(/[\\{}&%$#_~^–±…µ−×]/g, letter => LETTERS[letter] ?? letter)
    .replace(/`([^`]*)`/g, '\\texttt{$1}')
