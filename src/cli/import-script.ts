import { pathToFileURL } from 'node:url'

/**
 * The module of a script. One in TypeScript is read by the hooks of the loader, or, where those need a thread of their own, without them if it
 * can do without: starting that thread takes as long as simulating a small network.
 */
export async function importScript(file: string): Promise<unknown> {
  const url = pathToFileURL(file).href
  if (!/\.m?ts$/.test(file)) return import(url)
  const loader = await import('./typescript-loader.js')
  // Stacks with source maps have modules under the addresses that they were imported by.
  if (loader.hooksNeedThread && !process.sourceMapsEnabled) {
    const lone = loneModule(loader.stripTypes(file), url, loader.ownPackage)
    if (lone !== undefined) {
      loader.tellWorkers()
      return lone.load()
    }
  }
  loader.registerTypeScript()
  return import(url)
}

/** An import statement, after comments or other statements that have ended, up to its specifier. */
const IMPORT =
  /((?:[\s;]|\/\/.*|\/\*(?:[^*]|\*(?!\/))*\*\/)*import\b(?:[\w$\s{},*]*\bfrom)?\s*)(['"])([^'"\\\n]+)\2/y
/** What may be an import of another kind, or part of a text that says so. */
const OTHER_IMPORT = /\bimport\b|\bfrom\s*['"]/
/** Sweeps import models by their addresses, which can be files in TypeScript. */
const IMPORTS_BY_ITSELF = 'rheobase/sweep'

interface LoneModule {
  readonly code: string
  readonly load: () => Promise<unknown>
}

/**
 * JavaScript as a module by itself, under the address that it has in messages and stacks; nothing unless it begins with imports of this
 * package and of Node, and has no others and no `import.meta`.
 * @param addressOf where an entry of this package is
 */
export function loneModule(
  code: string,
  url: string,
  addressOf: (specifier: string) => string | undefined,
): LoneModule | undefined {
  const addresses = new Map<string, string>()
  let head = ''
  let end = 0
  for (const [all, before = '', quote = '', specifier = ''] of importsOf(code)) {
    const address = specifier.startsWith('node:') ? specifier : addressOf(specifier)
    if (address === undefined || specifier === IMPORTS_BY_ITSELF) return undefined
    addresses.set(address, specifier)
    head += `${before}${quote}${address}${quote}`
    end += all.length
  }
  const rest = code.slice(end)
  if (OTHER_IMPORT.test(rest)) return undefined
  const whole = `${head}${rest}\n//# sourceURL=${url}\n`
  return {
    code: whole,
    async load() {
      try {
        return (await import(`data:text/javascript,${encodeURIComponent(whole)}`)) as unknown
      } catch (error) {
        // A name that a module does not export: the message has the module as the script knows it.
        if (error instanceof SyntaxError)
          for (const [address, specifier] of addresses)
            error.message = error.message.replace(`'${address}'`, `'${specifier}'`)
        throw error
      }
    },
  }
}

function* importsOf(code: string): Generator<RegExpExecArray> {
  const pattern = new RegExp(IMPORT)
  for (let found = pattern.exec(code); found !== null; found = pattern.exec(code)) yield found
}
