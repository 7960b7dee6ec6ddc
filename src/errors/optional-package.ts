import { RheobaseError } from './rheobase-error.js'

/** What a package is wanted for. */
export interface PackageUse {
  /** Begins the message: `a PNG image`. */
  readonly what: string
  /** What else there is: `or write the picture as SVG`. */
  readonly otherwise: string
}

/**
 * A package that only some users need, so that it is not installed with this one. Its types may not be there either: whoever asks tells what of it is used.
 * @throws {RheobaseError} kind `state` if it is not there
 */
export async function optionalPackage(name: string, { what, otherwise }: PackageUse): Promise<unknown> {
  try {
    // By a name that bundlers do not follow: nobody needs the package to bundle the rest.
    return await import(name)
  } catch {
    throw new RheobaseError(
      'state',
      'package-missing',
      `${what} needs the optional package ${name}, which is not installed. Install it with\n\n  npm install ${name}\n\n${otherwise}`,
    )
  }
}
