/** A formula as it is laid out, before it is written in MathML or LaTeX. Symbols are Unicode. */
export type Formula =
  /** A name: one letter leans, words stand upright. */
  | { readonly kind: 'symbol'; readonly text: string; readonly upright?: boolean }
  | { readonly kind: 'number'; readonly text: string }
  /** A sign between two operands, or before one. */
  | { readonly kind: 'operator'; readonly text: string; readonly prefix?: boolean }
  /** Words between formulas. */
  | { readonly kind: 'words'; readonly text: string }
  /** A narrow space: between factors, and before a unit. */
  | { readonly kind: 'space' }
  | { readonly kind: 'row'; readonly items: readonly Formula[] }
  | { readonly kind: 'fraction'; readonly above: Formula; readonly below: Formula }
  | { readonly kind: 'scripts'; readonly base: Formula; readonly below?: Formula; readonly above?: Formula }
  | { readonly kind: 'root'; readonly body: Formula }
  | { readonly kind: 'fence'; readonly open: string; readonly body: Formula; readonly close: string }
  /** A formula that is too long for one line. */
  | { readonly kind: 'lines'; readonly lines: readonly Formula[] }
  | { readonly kind: 'cases'; readonly rows: readonly (readonly [value: Formula, when: Formula])[] }

export const symbol = (text: string): Formula => ({ kind: 'symbol', text })
export const upright = (text: string): Formula => ({ kind: 'symbol', text, upright: true })
export const numeral = (text: string): Formula => ({ kind: 'number', text })
export const operator = (text: string): Formula => ({ kind: 'operator', text })
export const prefix = (text: string): Formula => ({ kind: 'operator', text, prefix: true })
export const words = (text: string): Formula => ({ kind: 'words', text })
export const SPACE: Formula = { kind: 'space' }
export const row = (...items: readonly Formula[]): Formula => ({ kind: 'row', items })
export const fraction = (above: Formula, below: Formula): Formula => ({ kind: 'fraction', above, below })
export const subscript = (base: Formula, below: Formula): Formula => ({ kind: 'scripts', base, below })
export const superscript = (base: Formula, above: Formula): Formula => ({ kind: 'scripts', base, above })
export const fenced = (body: Formula, open = '(', close = ')'): Formula => ({
  kind: 'fence',
  open,
  body,
  close,
})

/** Whether it is higher than a line, so that what stands around it grows with it. */
export function isTall(formula: Formula): boolean {
  switch (formula.kind) {
    case 'fraction':
    case 'lines':
    case 'cases':
      return true
    case 'row':
      return formula.items.some(isTall)
    case 'scripts':
      return isTall(formula.base) || (formula.above !== undefined && isTall(formula.above))
    case 'fence':
    case 'root':
      return isTall(formula.body)
    default:
      return false
  }
}

/** A number, with or without a unit, as plain text; nothing for other formulas. */
export function plainQuantity(formula: Formula): string | undefined {
  switch (formula.kind) {
    case 'number':
      return formula.text
    case 'space':
      return '\u00a0'
    case 'symbol':
      return formula.upright === true ? formula.text : undefined
    case 'row': {
      const parts = formula.items.map(plainQuantity)
      const [first] = formula.items
      return first?.kind === 'number' && !parts.includes(undefined) ? parts.join('') : undefined
    }
    default:
      return undefined
  }
}

/** Formulas with a sign between each two. */
export function joined(items: readonly Formula[], between: Formula): Formula {
  return row(...items.flatMap((item, k) => (k === 0 ? [item] : [between, item])))
}
