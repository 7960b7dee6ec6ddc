import type { Formula } from './formula.js'

/** A piece of a line: text, or a formula in it. */
export type Inline = string | { readonly formula: Formula }

/** A formula on a line of its own, with what is said of it beside it. */
export interface Equation {
  readonly formula: Formula
  readonly remark?: readonly Inline[]
}

/** What a report is made of, whatever it is written as. */
export type Block =
  | { readonly kind: 'heading'; readonly text: string; readonly level: 2 | 3 }
  | { readonly kind: 'paragraph'; readonly content: readonly Inline[] }
  | { readonly kind: 'equations'; readonly equations: readonly Equation[] }
  | {
      readonly kind: 'table'
      readonly head: readonly string[]
      readonly rows: readonly (readonly (readonly Inline[])[])[]
    }
  /** A long text that is folded up where the form allows it. */
  | { readonly kind: 'code'; readonly title: string; readonly language: string; readonly text: string }

/** A picture of a report: for each theme the text of an SVG. */
export interface Picture {
  readonly caption: string
  readonly draw: (theme: 'light' | 'dark') => string
}

/** A whole report. */
export interface ReportDocument {
  readonly title: string
  /** What it is about, before everything else. */
  readonly summary: readonly Block[]
  /** The model and how it was simulated: what belongs into the methods of a paper. */
  readonly methods: readonly Block[]
  /** What came of it. */
  readonly results: readonly Block[]
  readonly pictures: readonly Picture[]
  /** What is needed to run it again. */
  readonly again: readonly Block[]
  /** The model as text that `rheobase run` reads, if it has one. */
  readonly model?: string
}

export const paragraph = (...content: readonly Inline[]): Block => ({ kind: 'paragraph', content })
export const heading = (text: string, level: 2 | 3 = 2): Block => ({ kind: 'heading', text, level })

/** A list as it is read: `a`, `a and b`, `a, b and c`. */
export function listed(items: readonly (readonly Inline[])[]): readonly Inline[] {
  return items.flatMap((item, k): readonly Inline[] => {
    if (k === 0) return item
    return [k === items.length - 1 ? ' and ' : ', ', ...item]
  })
}
