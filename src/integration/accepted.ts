import { InternalError } from '../errors/rheobase-error.js'
import type { Refusal } from './method.js'

/** What a method was asked to update must have passed its `refuse`. */
export function accepted<T extends object>(
  result: T | { readonly refusals: readonly Refusal[] },
  method: string,
): T {
  if ('refusals' in result)
    throw new InternalError(`${method} was asked to integrate equations that it refuses`)
  return result
}
