import { RheobaseError } from '../errors/rheobase-error.js'
import type { StateVariable } from './state-variable.js'

/** Gives an object the property `owner.name` of a variable. Assigning to it is an error that says how values are set. */
export function defineVariable(
  handle: object,
  owner: string,
  name: string,
  variable: () => StateVariable,
): void {
  Object.defineProperty(handle, name, {
    enumerable: true,
    get: variable,
    set: () => {
      throw new RheobaseError(
        'type',
        'assignment-to-variable',
        `\`${owner}.${name}\` stands for the values of all elements and cannot be assigned to; write \`.${name}.set(…)\`, with a value, a list or text`,
      )
    },
  })
}
