import type * as z from 'zod/mini'
import { nearestNames } from '../errors/nearest-name.js'

type Issue = z.core.$ZodIssue

const MOST_LINES = 20

/** Mistakes of a model file in words, each with its path: `network.objects[2].refractory`. */
export function explainIssues(
  issues: readonly Issue[],
  json: unknown,
): { readonly lines: readonly string[]; readonly unknownFields: boolean } {
  const found = issues.flatMap(issue => flatten(issue, [], json))
  const lines = found.map(({ path, text }) => `  ${printPath(path) || '(top)'}: ${text}`)
  return {
    lines:
      lines.length <= MOST_LINES
        ? lines
        : [...lines.slice(0, MOST_LINES), `  … and ${String(lines.length - MOST_LINES)} more`],
    unknownFields: found.length > 0 && found.every(({ unknownField }) => unknownField),
  }
}

type Path = readonly PropertyKey[]
interface Found {
  readonly path: Path
  readonly text: string
  readonly unknownField: boolean
}

const printPath = (path: Path): string =>
  path
    .map(key =>
      typeof key === 'number'
        ? `[${String(key)}]`
        : /^[A-Za-z_$][\w$]*$/.test(String(key))
          ? `.${String(key)}`
          : `[${JSON.stringify(String(key))}]`,
    )
    .join('')
    .replace(/^\./, '')

function flatten(issue: Issue, above: Path, json: unknown): readonly Found[] {
  const path = [...above, ...issue.path]
  const given = valueAt(json, path)
  const one = (text: string): readonly Found[] => [{ path, text, unknownField: false }]
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map(key => ({
        path: [...path, key],
        text: unknownField(key, knownFields(issue)),
        unknownField: true,
      }))
    case 'invalid_union': {
      if (issue.errors.length === 0 && issue.discriminator !== undefined)
        return [{ ...unknownType(issue, path, json), unknownField: false }]
      const best = nearestBranch(issue.errors, given)
      if (best === undefined) return one(noBranch(issue.errors, given))
      return best.flatMap(inner => flatten(inner, path, json))
    }
    case 'invalid_type':
      return one(
        given === undefined
          ? `is missing; expected ${article(issue.expected)}`
          : `expected ${article(issue.expected)}, found ${kindOf(given)}`,
      )
    case 'invalid_value':
      return one(
        `expected ${issue.values.map(value => JSON.stringify(value)).join(' or ')}, found ${kindOf(given)}`,
      )
    case 'too_big':
      return one(`${kindOf(given)} is too large; at most ${String(issue.maximum)}`)
    case 'too_small':
      return one(`${kindOf(given)} is too small; at least ${String(issue.minimum)}`)
    case 'invalid_format':
      return one(
        `${kindOf(given ?? path.at(-1))} cannot be a name: use letters, digits and _, a letter first`,
      )
    case 'invalid_key':
    case 'invalid_element':
      return issue.issues.flatMap(inner => flatten(inner, path, json))
    default:
      return one(issue.message)
  }
}

/** The alternative that the value was meant to be: the one with its own fields that needs the fewest changes. */
function nearestBranch(
  branches: readonly (readonly Issue[])[],
  given: unknown,
): readonly Issue[] | undefined {
  const possible = branches.filter(
    issues => !issues.some(issue => issue.path.length === 0 && issue.code === 'invalid_type'),
  )
  const cost = (issues: readonly Issue[]): number =>
    issues.reduce(
      (sum, issue) =>
        sum +
        (issue.code === 'unrecognized_keys'
          ? issue.keys.length
          : issue.code === 'invalid_type' && valueAt(given, issue.path) === undefined
            ? 3
            : 1),
      0,
    )
  const [best] = possible.toSorted((a, b) => cost(a) - cost(b))
  return best
}

function noBranch(branches: readonly (readonly Issue[])[], given: unknown): string {
  const expected = branches.flatMap(issues =>
    issues.flatMap(issue =>
      issue.code === 'invalid_type' && issue.path.length === 0 ? [article(issue.expected)] : [],
    ),
  )
  const words = [...new Set(expected)].join(' or ') || 'something else'
  return given === undefined ? `is missing; expected ${words}` : `expected ${words}, found ${kindOf(given)}`
}

function unknownField(key: string, known: readonly string[]): string {
  const [near] = nearestNames(key, known)
  return (
    'there is no such field' +
    (near === undefined ? '' : `; did you mean "${near}"?`) +
    (known.length === 0 ? '' : ` The fields are: ${known.join(', ')}.`)
  )
}

function unknownType(
  issue: Issue,
  path: Path,
  json: unknown,
): { readonly path: Path; readonly text: string } {
  const given = valueAt(json, path)
  const known = schemaOptions(issue)
  if (given === undefined) return { path, text: `is missing; expected one of ${known.join(', ')}` }
  const near = typeof given === 'string' ? nearestNames(given, known)[0] : undefined
  return {
    path,
    text:
      `${kindOf(given)} is no type of object` +
      (near === undefined ? '' : `; did you mean "${near}"?`) +
      (known.length === 0 ? '' : ` The types are: ${known.join(', ')}.`),
  }
}

/** Notes the fields that an object can have in the message of its issue, from where `explainIssues` takes them. */
export function noteKnownFields(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code !== 'unrecognized_keys') return undefined
  const definition = issue.inst?._zod.def
  return definition !== undefined && 'shape' in definition && isObject(definition.shape)
    ? Object.keys(definition.shape).join('\n')
    : undefined
}
const knownFields = ({ message }: Issue): readonly string[] => message.split('\n')

function schemaOptions(issue: Issue): readonly string[] {
  const values =
    'options' in issue && Array.isArray(issue.options) ? (issue.options as readonly unknown[]) : []
  return values.filter(value => typeof value === 'string')
}

function valueAt(json: unknown, path: Path): unknown {
  let value = json
  for (const key of path) {
    if (!isObject(value) || !Object.hasOwn(value, key)) return undefined
    value = (value as Readonly<Record<PropertyKey, unknown>>)[key]
  }
  return value
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

const article = (expected: string): string =>
  expected === 'int'
    ? 'a whole number'
    : expected === 'array'
      ? 'a list'
      : /^[aeiou]/.test(expected)
        ? `an ${expected}`
        : expected === 'string'
          ? 'text'
          : expected === 'record'
            ? 'an object'
            : `a ${expected}`

function kindOf(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (value === null) return 'null'
  if (Array.isArray(value)) return `a list of ${String(value.length)}`
  if (typeof value === 'string') return `the text ${JSON.stringify(value.slice(0, 60))}`
  if (typeof value === 'object') return 'an object'
  return typeof value === 'number' || typeof value === 'boolean'
    ? `${typeof value} ${String(value)}`
    : `a ${typeof value}`
}
