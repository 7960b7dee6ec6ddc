import type { Block, Inline, ReportDocument } from './document.js'
import { latexFormula } from './latex-formula.js'

/** Model, methods and results as a LaTeX document, from which sections can be taken over into a paper. */
export function latexPage({ title, summary, methods, results }: ReportDocument): string {
  return [
    '\\documentclass{article}',
    '\\usepackage[T1]{fontenc}',
    '\\usepackage[utf8]{inputenc}',
    '\\usepackage{amsmath,amssymb,booktabs}',
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
    case 'table': {
      const columns = content.rows[0]?.length ?? content.head.length
      return [
        `\\begin{tabular}{${'l'.repeat(columns)}}`,
        '\\toprule',
        ...(content.head.length === 0 ? [] : [`${content.head.map(text).join(' & ')} \\\\`, '\\midrule']),
        ...content.rows.map(cells => `${cells.map(inlines).join(' & ')} \\\\`),
        '\\bottomrule',
        '\\end{tabular}',
      ].join('\n')
    }
    case 'code':
      return `${text(content.title)}:\n\\begin{verbatim}\n${content.text.trimEnd()}\n\\end{verbatim}`
    default:
      return content satisfies never
  }
}

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
