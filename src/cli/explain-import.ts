import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { nearestNames } from '../errors/nearest-name.js'
import { RheobaseError } from '../errors/rheobase-error.js'
import { snippet } from '../language/diagnostics/snippet.js'
import { findImports, placeOfName, type Place } from './find-imports.js'

const require = createRequire(import.meta.url)
/** Exports that are listed where none is near. */
const FEW = 20

/**
 * What is wrong with an import of a script, or of a file that it imports: where it stands, and what it may have meant. Other errors stay as they are.
 */
export async function explainImport(error: unknown, script: string): Promise<unknown> {
  if (!(error instanceof Error)) return error
  const { message, stack = '' } = error
  const missing = /requested module '(.+?)' does not provide an export named '(.+?)'/.exec(message)
  if (missing !== null) {
    const [, module = '', name = ''] = missing
    // The first line of such a stack is the place of the import.
    const place = /^(file:\/\/\S+):\d+$/m.exec(stack)?.[1]
    return unknownExport(place === undefined ? script : fileURLToPath(place), module, name, error)
  }
  const [, wanted, importer] =
    /Cannot find (?:package|module) '(.+?)' imported from (.+)/.exec(message) ??
    /Package subpath '\.(.+?)' is not defined by "exports" in .+ imported from (.+)/.exec(message) ??
    []
  return wanted === undefined || importer === undefined ? error : unknownModule(importer, wanted, error)
}

async function unknownExport(file: string, module: string, name: string, error: Error): Promise<unknown> {
  const text = textOf(file)
  const found = findImports(text)
    .filter(({ specifier }) => specifier === module)
    .map(each => placeOfName(text, each, name))
    .filter(each => each !== undefined)
  const [place] = found
  if (place === undefined) return error
  const said =
    name === 'default'
      ? `\`${module}\` has no default export: say what you need of it, import { … } from '${module}'.`
      : `\`${module}\` exports nothing called \`${name}\`.${await nearExports(file, module, name)}`
  return new RheobaseError('name', 'unknown-export', withPlace(said, file, text, place))
}

/** The same name in another entry of this package, or the nearest one in the module. */
async function nearExports(file: string, module: string, name: string): Promise<string> {
  if (isOwn(module))
    for (const entry of ownEntries())
      if ((await exportsOf(file, entry)).includes(name)) return ` It is in '${entry}'.`
  const known = await exportsOf(file, module)
  const near = nearestNames(name, known)
  if (near.length > 0) return didYouMean(near.map(each => `\`${each}\``))
  return known.length > 0 && known.length <= FEW ? ` It exports: ${known.join(', ')}.` : ''
}

/** Names that a module exports; none if it cannot be loaded. */
async function exportsOf(file: string, module: string): Promise<readonly string[]> {
  try {
    return Object.keys((await import(addressOf(file, module))) as object)
  } catch {
    return []
  }
}

function addressOf(file: string, module: string): string {
  if (module.startsWith('node:')) return module
  if (isOwn(module)) return pathToFileURL(require.resolve(module)).href
  if (!module.startsWith('.')) return pathToFileURL(createRequire(file).resolve(module)).href
  const path = resolve(dirname(file), module)
  // As in TypeScript, a script finds model.ts under the name model.js.
  return pathToFileURL(existsSync(path) ? path : path.replace(/js$/, 'ts')).href
}

/** `wanted` is a path, the name of a package, or the path within one. */
function unknownModule(file: string, wanted: string, error: Error): unknown {
  const text = textOf(file)
  const found = findImports(text).find(
    ({ specifier }) =>
      resolve(dirname(file), specifier) === wanted ||
      specifier === wanted ||
      specifier.startsWith(`${wanted}/`) ||
      specifier.endsWith(wanted),
  )
  if (found === undefined) return error
  const { specifier } = found
  const said = specifier.startsWith('.')
    ? `there is no file \`${specifier}\` beside ${relative('', file)}.${didYouMean(nearFiles(file, specifier))}`
    : packageMissing(specifier)
  return new RheobaseError('name', 'unknown-module', withPlace(said, file, text, found.place))
}

function packageMissing(specifier: string): string {
  const entries = ownEntries()
  if (entries.includes(specifier))
    return `there is no package \`${specifier}\` here. A script in JavaScript finds what is installed beside it: npm install rheobase. One in TypeScript (.ts) finds the package of this command.`
  const near = didYouMean(nearestNames(specifier, entries).map(entry => `'${entry}'`))
  if (isOwn(specifier))
    return `rheobase has no part \`${specifier}\`.${near === '' ? ` It has: ${entries.join(', ')}.` : near}`
  return `there is no package \`${specifier}\` here.${near === '' ? ` npm install ${packageOf(specifier)} brings it.` : near}`
}

/** `@scope/name` of `@scope/name/part`. */
const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')

/** Files of that folder, as imports name them: the same but for the ending, or nearly the same. */
function nearFiles(file: string, specifier: string): readonly string[] {
  const folder = specifier.slice(0, specifier.lastIndexOf('/') + 1)
  const path = join(dirname(file), folder)
  if (!existsSync(path)) return []
  const files = readdirSync(path)
    .filter(name => /\.m?[jt]s$/.test(name) && !name.endsWith('.d.ts'))
    .map(name => `${folder}${name.replace(/ts$/, 'js')}`)
  const same = files.filter(name => name.replace(/\.m?js$/, '') === specifier.replace(/\.m?[jt]s$/, ''))
  return [...same, ...nearestNames(specifier, files)].map(name => `'${name}'`)
}

const isOwn = (module: string): boolean => /^rheobase(?:\/|$)/.test(module)

/** What scripts can import of this package: `rheobase`, `rheobase/plot`, … */
function ownEntries(): readonly string[] {
  const { exports } = require('rheobase/package.json') as { readonly exports: object }
  return Object.keys(exports)
    .filter(entry => !entry.endsWith('.json'))
    .map(entry => `rheobase${entry.slice(1)}`)
}

const didYouMean = (names: readonly string[]): string =>
  names.length === 0 ? '' : ` Did you mean ${names.join(' or ')}?`

const textOf = (file: string): string => (existsSync(file) ? readFileSync(file, 'utf8') : '')

function withPlace(said: string, file: string, text: string, [start, end]: Place): string {
  const source = { name: relative('', file), text }
  return [said, '', ...snippet({ source, start, end }, [], undefined)].join('\n')
}
