import { RheobaseError } from '../errors/rheobase-error.js'
import { describeValue } from '../units/options.js'

/** Letters and digits that, several in a row, are a path with one section each: `LLR`, `213`. */
type Step = 'L' | 'R' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9'
type OnlySteps<Name extends string> = Name extends Step
  ? true
  : Name extends `${Step}${infer Rest}`
    ? OnlySteps<Rest>
    : false

/** Whether a literal text names a child of the section itself, one that can be a property. */
export type IsChildName<Name extends string> = string extends Name
  ? false
  : Name extends '' | `${string}.${string}` | `${number}`
    ? false
    : Name extends Step
      ? true
      : OnlySteps<Name> extends true
        ? false
        : true

const NAME = /^(?:[A-Za-z_]\w*|[1-9]\d*)$/
const isShorthand = (name: string): boolean => /^[LR1-9]{2,}$/.test(name)

/**
 * The names on the way to a section: `dend.L` and `.dend.L` are two, `LLR` three.
 * @throws {RheobaseError} kind `type` for no text, kind `name` for text that cannot be a path
 */
export function readPath(path: unknown): readonly [string, ...string[]] {
  if (typeof path !== 'string') {
    throw new RheobaseError(
      'type',
      'not-a-section-name',
      `a section is named by text such as "axon", not by ${describeValue(path)}`,
    )
  }
  // Most are one name.
  if (NAME.test(path) && !isShorthand(path)) return [path]
  const names = path.replace(/^\./, '').split('.')
  const [first, ...rest] = names.flatMap(name => (isShorthand(name) ? Array.from(name) : [name]))
  if (first !== undefined && [first, ...rest].every(name => NAME.test(name))) {
    return [first, ...rest]
  }
  throw new RheobaseError(
    'name',
    'impossible-section-name',
    `\`${path}\` cannot be the name of a section: names have letters, digits and _, and a path has points between them, such as "dend.L"`,
  )
}
