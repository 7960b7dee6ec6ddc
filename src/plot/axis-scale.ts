import { RheobaseError } from '../errors/rheobase-error.js'
import { checkChoice } from './check-choice.js'
import type { Axis, AxisScale } from './mark.js'
import { rangeOfNumbers } from './numbers-in.js'

/**
 * The part of an axis that shows these numbers, with the scale that is asked for. Numbers that are nan are left out of a picture, so they do not count.
 * @throws {RheobaseError} kind `value` for numbers on a logarithmic axis that are not above 0, or an unknown scale
 */
export function scaledAxis(
  what: string,
  scale: AxisScale | undefined,
  lists: readonly ArrayLike<number>[],
): Pick<Axis, 'domain' | 'log'> {
  if (checkChoice(`the scale of ${what}`, scale, ['linear', 'log']) !== 'log')
    return { domain: rangeOfNumbers(lists) ?? [0, 1] }
  const [least, most] = rangeOfNumbers(lists) ?? [1, 10]
  if (least > 0) return { domain: [least, most], log: true }
  const number = lists.reduce((sum, list) => sum + Array.from(list).filter(value => value <= 0).length, 0)
  throw new RheobaseError(
    'value',
    'not-positive',
    `a logarithmic axis shows numbers above 0, and ${String(number)} of those of ${what} ${number === 1 ? 'is' : 'are'} not, such as ${String(least)}. ` +
      "Leave them out (a nan is not drawn), or use the scale 'linear'",
  )
}
