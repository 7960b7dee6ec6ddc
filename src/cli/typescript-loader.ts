import { existsSync, readFileSync } from 'node:fs'
import Module, { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type * as Sucrase from 'sucrase'

/** What both kinds of hooks of Node pass: those in a thread of their own and those in the importing thread. */
type Next<Context, Result> = (name: string, context: Context) => Result
interface Loaded {
  readonly format: 'module'
  readonly source: string
  readonly shortCircuit: true
}
interface Hooks {
  readonly resolve: typeof resolve
  readonly load: typeof load
}

const require = createRequire(import.meta.url)
/** Sucrase as one file of the built package: its fifty files took longer to read than a network to build. */
const BUNDLED = new URL('./sucrase.cjs', import.meta.url)
/** Hooks in the importing thread (Node 22.15) start faster; Node 20 knows only those in a thread of their own. */
const { registerHooks } = Module as typeof Module & { readonly registerHooks?: (hooks: Hooks) => unknown }
export const hooksNeedThread = registerHooks === undefined
let registered = false

/**
 * From now on `import()` of this process reads TypeScript: `.ts` and `.mts` files are modules whose types are stripped (nothing is
 * checked), and `./model.js` in them finds `model.ts`, as the TypeScript compiler has it. `rheobase` is the package that this
 * file belongs to, wherever the importing file lies. Works from Node 20.6 on; calling it again does nothing.
 */
export function registerTypeScript(): void {
  if (registered) return
  registered = true
  tellWorkers()
  if (registerHooks === undefined) Module.register(import.meta.url)
  else registerHooks({ resolve, load })
}

/** Workers of this process begin without the loader, and find it there. */
export function tellWorkers(): void {
  Object.assign(globalThis, { [Symbol.for('rheobase typescript loader')]: import.meta.url })
}

/** Hook of Node: where a specifier leads. @internal */
export function resolve<Context extends { readonly parentURL?: string | undefined }, Result>(
  specifier: string,
  context: Context,
  next: Next<Context, Result>,
): Result {
  return next(ownPackage(specifier) ?? typeScriptBeside(specifier, context.parentURL) ?? specifier, context)
}

/** Hook of Node: the source of a module. @internal */
export function load<Context, Result>(
  url: string,
  context: Context,
  next: Next<Context, Result>,
): Result | Loaded {
  if (!isTypeScript(url)) return next(url, context)
  return { format: 'module', source: stripTypes(fileURLToPath(url)), shortCircuit: true }
}

const isTypeScript = (url: string): boolean => /^file:[^?#]*\.m?ts(?:[?#]|$)/.test(url)

/** The file of `rheobase` or `rheobase/plot` in this package; nothing if it was not built or has no such entry. */
export function ownPackage(specifier: string): string | undefined {
  if (!/^rheobase(?:\/|$)/.test(specifier)) return undefined
  try {
    return pathToFileURL(require.resolve(specifier)).href
  } catch {
    return undefined
  }
}

/** `./model.js`, imported by a TypeScript file, is `./model.ts` if only that exists. */
function typeScriptBeside(specifier: string, parent: string | undefined): string | undefined {
  if (parent === undefined || !isTypeScript(parent) || !/^\.{1,2}\/.*\.m?js$/.test(specifier))
    return undefined
  const written = new URL(specifier, parent)
  const source = new URL(written.href.replace(/js$/, 'ts'))
  return !existsSync(written) && existsSync(source) ? source.href : undefined
}

/** The JavaScript of a file in TypeScript, line by line. */
export function stripTypes(file: string): string {
  // Loaded on first use: a thread that only registers the hooks does not need it.
  const { transform } = require(existsSync(BUNDLED) ? fileURLToPath(BUNDLED) : 'sucrase') as typeof Sucrase
  const { code } = transform(readFileSync(file, 'utf8'), {
    transforms: ['typescript'],
    disableESTransforms: true,
    filePath: file,
  })
  return code
}
