const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text as it stands in HTML, SVG and MathML, also inside of quotes. */
export const escapeText = (text: string): string =>
  text.replace(/[&<>"']/g, letter => ENTITIES[letter] ?? letter)
