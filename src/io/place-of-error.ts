import { RheobaseError } from '../errors/rheobase-error.js'

/** What an error said before its place was added, and the place so far. */
const places = new WeakMap<RheobaseError, { readonly message: string; readonly path: string }>()

/** Does some work for one place of a model file; an error of ours that it ends with says which place that was. */
export function inPlace<Result>(path: string, work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    throw withPlace(error, path)
  }
}

/** The error, with its place in the model file added to its message: outer parts of a path are added later. */
export function withPlace(error: unknown, path: string): unknown {
  if (!(error instanceof RheobaseError)) return error
  const known = places.get(error)
  const message = known?.message ?? error.message
  const full = known === undefined ? path : `${path}.${known.path}`
  places.set(error, { message, path: full })
  error.message = `${message}\n  in the model file: ${full}`
  return error
}
