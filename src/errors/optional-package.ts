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
 * @throws {RheobaseError} kind `state` if it is not there, or does not load
 */
export async function optionalPackage(name: string, { what, otherwise }: PackageUse): Promise<unknown> {
  try {
    // By a name that bundlers do not follow: nobody needs the package to bundle the rest.
    return await import(name)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    if (isAboutFinding(name, reason))
      throw new RheobaseError(
        'state',
        'package-missing',
        `${what} needs the optional package ${name}, which is not installed. Install it with\n\n  npm install ${name}\n\n${otherwise}`,
      )
    throw new RheobaseError(
      'state',
      'package-does-not-load',
      `${what} needs the optional package ${name}, which is installed but does not load: ${reason}\n\n` +
        `Install it anew, for this system and this version of Node, ${otherwise}`,
    )
  }
}

/** Node and browsers name the package that they do not find, in quotes; one that is there can fail to find another one. */
const isAboutFinding = (name: string, reason: string): boolean =>
  /find|resolve|specifier/i.test(reason) &&
  [`'${name}'`, `"${name}"`, `“${name}”`].some(quoted => reason.includes(quoted))
