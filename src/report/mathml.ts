import { escapeText } from '../plot/escape-text.js'
import { isTall, type Formula } from './formula.js'

/**
 * A formula as MathML, which browsers draw by themselves.
 * Source: W3C "MathML Core", 2025.
 * @param display on a line of its own
 */
export const mathml = (formula: Formula, display = false): string =>
  `<math${display ? ' display="block"' : ''}>${element(formula)}</math>`

function element(formula: Formula): string {
  switch (formula.kind) {
    case 'symbol':
      return formula.upright === true
        ? `<mi mathvariant="normal">${escapeText(formula.text)}</mi>`
        : `<mi>${escapeText(formula.text)}</mi>`
    case 'number':
      return `<mn>${escapeText(formula.text)}</mn>`
    case 'operator':
      return `<mo${formula.prefix === true ? ' form="prefix"' : ''}>${escapeText(formula.text)}</mo>`
    case 'words':
      // Spaces at the ends of words would be dropped.
      return `<mtext>${escapeText(formula.text).replace(/^ | $/g, '\u00a0')}</mtext>`
    case 'space':
      return '<mspace width="0.17em"/>'
    case 'row':
      return `<mrow>${formula.items.map(element).join('')}</mrow>`
    case 'fraction':
      return `<mfrac>${element(formula.above)}${element(formula.below)}</mfrac>`
    case 'root':
      return `<msqrt>${element(formula.body)}</msqrt>`
    case 'scripts': {
      const { base, below, above } = formula
      if (below !== undefined && above !== undefined)
        return `<msubsup>${element(base)}${element(below)}${element(above)}</msubsup>`
      return below === undefined
        ? `<msup>${element(base)}${above === undefined ? '<mrow/>' : element(above)}</msup>`
        : `<msub>${element(base)}${element(below)}</msub>`
    }
    case 'fence': {
      // Signs that may stretch have wider sides, also where they need not.
      const stretchy = String(isTall(formula.body))
      const sign = (form: string, text: string): string =>
        `<mo form="${form}" stretchy="${stretchy}">${escapeText(text)}</mo>`
      return `<mrow>${sign('prefix', formula.open)}${element(formula.body)}${sign('postfix', formula.close)}</mrow>`
    }
    case 'lines': {
      const lines = formula.lines.map(
        line => `<mtr><mtd style="text-align:left">${element(line)}</mtd></mtr>`,
      )
      return `<mtable displaystyle="true">${lines.join('')}</mtable>`
    }
    case 'cases': {
      const rows = formula.rows.map(
        ([value, when]) =>
          `<mtr><mtd style="text-align:left">${element(value)}</mtd><mtd style="text-align:left">${element(when)}</mtd></mtr>`,
      )
      return `<mrow><mo form="prefix" stretchy="true">{</mo><mtable>${rows.join('')}</mtable></mrow>`
    }
    default:
      return formula satisfies never
  }
}
