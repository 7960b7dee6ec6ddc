/** A stretch of a text: offsets, the end excluded. */
export type Place = readonly [start: number, end: number]

/** An import, or an export of what another module has. */
export interface FoundImport {
  /** What the module is called. */
  readonly specifier: string
  /** Where that stands in the text. */
  readonly place: Place
  /** Where it says what is imported. */
  readonly names: Place
}

const IMPORT =
  /\b(?:import|export)\b(?<names>(?:(?!\b(?:import|export)\b)[^'"`;])*?)(?:\bfrom\b)?\s*\(?\s*(?<quote>['"])(?<specifier>[^'"\n]+)\k<quote>/dg

/**
 * The imports of a module by their look, without reading the language: good enough to say where one stands that the engine has refused, and not to
 * find out what a module imports.
 */
export const findImports = (text: string): readonly FoundImport[] =>
  [...text.matchAll(IMPORT)].flatMap(({ groups, indices }) => {
    const { specifier: place, names } = indices?.groups ?? {}
    if (groups?.specifier === undefined || place === undefined || names === undefined) return []
    return [{ specifier: groups.specifier, place, names }]
  })

/** Where an import names something of its module; a name of its own is `default` there. */
export function placeOfName(
  text: string,
  { names: [start, end] }: FoundImport,
  name: string,
): Place | undefined {
  const said = text.slice(start, end)
  const forms =
    name === 'default'
      ? [/^\s*(?<name>[\w$]+)/d, /\b(?<name>default)\b/d]
      : [new RegExp(`(?<![\\w$]|\\bas\\s+)(?<name>${name.replaceAll('$', '\\$')})(?![\\w$])`, 'd')]
  for (const form of forms) {
    const place = form.exec(said)?.indices?.groups?.name
    if (place !== undefined) return [start + place[0], start + place[1]]
  }
  return undefined
}
