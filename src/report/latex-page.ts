import type { Block, Equation, Inline, ReportDocument } from './document.js'
import { latexFormula } from './latex-formula.js'

/** Model, methods and results as a LaTeX document, from which sections can be taken over into a paper. */
export function latexPage({ title, summary, methods, results }: ReportDocument): string {
  return [
    '\\documentclass{article}',
    '\\usepackage[T1]{fontenc}',
    '\\usepackage[utf8]{inputenc}',
    '\\usepackage{amsmath,amssymb,booktabs,tabularx}',
    // Formulas and names in a line break badly: rather wide spaces than a line that leaves the page.
    '\\setlength{\\emergencystretch}{3em}',
    '\\let\\unbroken\\_\n\\renewcommand{\\_}{\\unbroken\\allowbreak}',
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
      return content.equations.map(equation).join('\n')
    case 'table':
      return table(content.head, content.rows)
    case 'code':
      return `${text(content.title)}:\n\\begin{verbatim}\n${content.text.trimEnd()}\n\\end{verbatim}`
    default:
      return content satisfies never
  }
}

/** A numbered formula; what is said of it stands below it if both together are wider than the page. */
function equation({ formula, remark }: Equation): string {
  const shown = latexFormula(formula)
  if (remark === undefined) return `\\begin{equation}\n${shown}\n\\end{equation}`
  const said = `\\text{(${inlines(remark)})}`
  const isWide = lettersOf(shown).length + lengthOf(remark) + AROUND_REMARK > LINE
  return isWide
    ? `\\begin{multline}\n${shown} \\\\\n${said}\n\\end{multline}`
    : `\\begin{equation}\n${shown} \\qquad ${said}\n\\end{equation}`
}

/** Letters that fit on a line of a page, and how many the space around a column takes. */
const LINE = 66
const AROUND_COLUMN = 2.4
/** What stands between a formula, its remark and its number takes as much. */
const AROUND_REMARK = 12

/** A table; one that is wider than the page has its longest column broken into lines. */
function table(head: readonly string[], rows: readonly (readonly (readonly Inline[])[])[]): string {
  const widths = (rows[0] ?? head).map((_, column) =>
    Math.max(head[column]?.length ?? 0, ...rows.map(cells => lengthOf(cells[column] ?? []))),
  )
  const isWide = widths.reduce((sum, width) => sum + width + AROUND_COLUMN, 0) > LINE
  const broken = isWide ? widths.indexOf(Math.max(...widths)) : -1
  const columns = widths
    .map((_, column) => (column === broken ? '>{\\raggedright\\arraybackslash}X' : 'l'))
    .join('')
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
    (sum, part) => sum + (typeof part === 'string' ? part : lettersOf(latexFormula(part.formula))).length,
    0,
  )
/** A formula with one letter for each that it prints, more or less: commands that print none are left out. */
const lettersOf = (formula: string): string =>
  formula
    .replace(/\\(?:mathrm|frac|left|right|text|operatorname|sqrt)\b|[{}\s^_]/g, '')
    .replace(/\\(?:[a-zA-Z]+|,)/g, 'x')

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
