import { escapeText } from './escape-text.js'

export interface HtmlDocument {
  readonly title: string
  readonly style: string
  /** Lines of the head beside those that every page has. */
  readonly head?: readonly string[]
  readonly body: readonly string[]
}

/** The text of a page that needs no other file. */
export function htmlDocument({ title, style, head = [], body }: HtmlDocument): string {
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    ...head,
    `<title>${escapeText(title)}</title>`,
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    ...body,
    '</body>',
    '</html>',
    '',
  ].join('\n')
}
