import { escapeText } from '../plot/escape-text.js'
import { htmlDocument } from '../plot/html-document.js'
import { PAGE_STYLE, themedPicture } from '../plot/page.js'
import type { Block, Inline, ReportDocument } from './document.js'
import { embeddedModel, DOWNLOAD_SCRIPT } from './embedded-model.js'
import { plainQuantity, type Formula } from './formula.js'
import { mathml } from './mathml.js'

/** A report as one HTML page that needs no other file: formulas in MathML, pictures in SVG for both themes, the model inside. */
export async function htmlPage(report: ReportDocument): Promise<string> {
  const { title, summary, methods, results, pictures, again, model } = report
  const figures = pictures.map(
    ({ caption, draw }, k) =>
      `${themedPicture(draw).replace(/<\/figure>$/, '')}<figcaption><b>Figure ${String(k + 1)}.</b> ${inlines([caption])}</figcaption></figure>`,
  )
  return htmlDocument({
    title,
    style: `${PAGE_STYLE}\n${REPORT_STYLE}`,
    head: ['<meta name="generator" content="Rheobase">'],
    body: [
      '<main>',
      `<h1>${escapeText(title)}</h1>`,
      ...summary.map(block),
      '<h2>Model and methods</h2>',
      ...methods.map(block),
      '<h2>Results</h2>',
      ...results.map(block),
      ...figures,
      '<h2>Run it again</h2>',
      ...again.map(block),
      ...(model === undefined
        ? []
        : ['<p><button id="download" type="button">Download the model (JSON)</button></p>']),
      '</main>',
      ...(model === undefined ? [] : [await embeddedModel(model), `<script>${DOWNLOAD_SCRIPT}</script>`]),
    ],
  })
}

const REPORT_STYLE = `
h2 { font-size: 1.25rem; margin: 2.5rem 0 0.75rem; padding-top: 1rem; border-top: 1px solid var(--line) }
h3 { font-size: 1.05rem; margin: 1.75rem 0 0.5rem; font-family: ui-monospace, 'SF Mono', Menlo, Consolas, monospace }
p { margin: 0.5rem 0 }
code { font-family: ui-monospace, 'SF Mono', Menlo, Consolas, monospace; font-size: 0.9em }
pre { overflow-x: auto; padding: 0.75rem 1rem; background: color-mix(in srgb, var(--line) 45%, transparent); border-radius: 6px; font-size: 0.8rem; line-height: 1.45 }
details { margin: 0.75rem 0 }
summary { cursor: pointer }
.equations { margin: 0.75rem 0; overflow-x: auto }
.equations div { display: flex; align-items: center; justify-content: space-between; gap: 1.5rem; padding: 0.3rem 0 0.3rem 1.5rem }
.equations math { font-size: 1.1em }
math { font-family: 'STIX Two Math', 'Cambria Math', 'Latin Modern Math', 'TeX Gyre Termes Math', math }
.remark { color: var(--quiet); font-size: 0.85rem; text-align: right }
.table { overflow-x: auto }
table { border-collapse: collapse; margin: 0.75rem 0; font-size: 0.92rem; min-width: 60% }
th { text-align: left; font-weight: 600; color: var(--quiet) }
th, td { padding: 0.3rem 1.5rem 0.3rem 0; border-bottom: 1px solid var(--line); vertical-align: baseline }
figcaption { color: var(--quiet); font-size: 0.88rem; margin-top: 0.25rem }
button { font: inherit; color: var(--ground); background: var(--accent); border: 0; border-radius: 6px; padding: 0.45rem 0.9rem; cursor: pointer }
`.trim()

function block(content: Block): string {
  switch (content.kind) {
    case 'heading':
      return `<h${String(content.level)}>${escapeText(content.text)}</h${String(content.level)}>`
    case 'paragraph':
      return `<p>${inlines(content.content)}</p>`
    case 'equations':
      return `<div class="equations">${content.equations
        .map(
          ({ formula, remark }) =>
            `<div>${mathml(formula).replace('<math>', '<math displaystyle="true">')}${remark === undefined ? '' : `<span class="remark">${inlines(remark)}</span>`}</div>`,
        )
        .join('\n')}</div>`
    case 'table': {
      const head = content.head.map(cell => `<th>${escapeText(cell)}</th>`).join('')
      const rows = content.rows.map(
        cells => `<tr>${cells.map(cell => `<td>${inlines(cell)}</td>`).join('')}</tr>`,
      )
      return `<div class="table"><table>${content.head.length === 0 ? '' : `<thead><tr>${head}</tr></thead>`}<tbody>${rows.join('\n')}</tbody></table></div>`
    }
    case 'code':
      return `<details><summary>${escapeText(content.title)}</summary><pre><code>${escapeText(content.text)}</code></pre></details>`
    default:
      return content satisfies never
  }
}

/** Numbers in a line have the letters of the line. */
function quantityText(formula: Formula): string {
  const plain = formula.kind === 'symbol' ? undefined : plainQuantity(formula)
  return plain === undefined ? mathml(formula) : escapeText(plain)
}

/** No line ends between a formula and the sign that stands at it. */
const inlines = (content: readonly Inline[]): string =>
  content
    .map(part =>
      typeof part === 'string'
        ? escapeText(part).replace(/`([^`]*)`/g, '<code>$1</code>')
        : quantityText(part.formula),
    )
    .join('')
    .replaceAll('(<math>', '(\u2060<math>')
    .replace(/<\/math>(?=[),.;])/g, '</math>\u2060')
