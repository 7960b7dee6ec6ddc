import type { Block, Inline, ReportDocument } from './document.js'
import { plainQuantity, type Formula } from './formula.js'
import { latexFormula } from './latex-formula.js'

/** Model, methods and results as Markdown, with formulas in LaTeX between dollars. */
export function markdownPage({ title, summary, methods, results }: ReportDocument): string {
  return [
    `# ${title}`,
    ...summary.map(block),
    '## Model and methods',
    ...methods.map(block),
    '## Results',
    ...results.map(block),
    '',
  ].join('\n\n')
}

function block(content: Block): string {
  switch (content.kind) {
    case 'heading':
      return `${'#'.repeat(content.level)} ${content.text}`
    case 'paragraph':
      return inlines(content.content)
    case 'equations':
      return content.equations
        .map(
          ({ formula, remark }) =>
            `$$${latexFormula(formula)}$$${remark === undefined ? '' : `\n(${inlines(remark)})`}`,
        )
        .join('\n\n')
    case 'table':
      return [
        `| ${(content.head.length === 0 ? (content.rows[0] ?? []).map(() => ' ') : content.head).join(' | ')} |`,
        `| ${(content.rows[0] ?? content.head).map(() => '---').join(' | ')} |`,
        ...content.rows.map(
          cells => `| ${cells.map(cell => inlines(cell).replaceAll('|', '\\|')).join(' | ')} |`,
        ),
      ].join('\n')
    case 'code':
      return `${content.title}:\n\n\`\`\`${content.language}\n${content.text.trimEnd()}\n\`\`\``
    default:
      return content satisfies never
  }
}

function inlineFormula(formula: Formula): string {
  const plain = formula.kind === 'symbol' ? undefined : plainQuantity(formula)
  return plain ?? `$${latexFormula(formula)}$`
}

const inlines = (content: readonly Inline[]): string =>
  content
    .map(part => (typeof part === 'string' ? part : inlineFormula(part.formula)))
    .join('')
    .trim()
