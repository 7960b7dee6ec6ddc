import { nearestNames } from '../errors/nearest-name.js'
import { RheobaseError } from '../errors/rheobase-error.js'
import { describeValue } from '../units/options.js'

/** One of a few words, or nothing. @throws {RheobaseError} kind `value` for another one, with the nearest */
export function checkChoice<const Choice extends string>(
  where: string,
  value: unknown,
  choices: readonly Choice[],
): Choice | undefined {
  if (value === undefined) return undefined
  const found = choices.find(choice => choice === value)
  if (found !== undefined) return found
  const [near] = typeof value === 'string' ? nearestNames(value, choices) : []
  throw new RheobaseError(
    'value',
    'unknown-choice',
    `${where} is one of ${choices.map(choice => `'${choice}'`).join(', ')}, not ${describeValue(value)}.` +
      (near === undefined ? '' : ` Did you mean '${near}'?`),
  )
}
