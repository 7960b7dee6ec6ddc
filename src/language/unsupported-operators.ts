/** Operators of other languages: what to write instead, where there is something. */
const INSTEAD: ReadonlyMap<string, string | undefined> = new Map([
  ['^', '**'],
  ['&', 'and'],
  ['&&', 'and'],
  ['|', 'or'],
  ['||', 'or'],
  ['!', 'not'],
  ['<>', '!='],
  ['~', undefined],
  ['<<', undefined],
  ['>>', undefined],
  ['@', undefined],
  ['->', undefined],
  ['?', undefined],
])

export function unsupportedOperator(
  found: string,
): { found: string; instead: string | undefined } | undefined {
  return INSTEAD.has(found) ? { found, instead: INSTEAD.get(found) } : undefined
}
