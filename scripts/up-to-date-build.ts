import { readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bundle } from './bundle.js'
import { ROOT, runTool } from './run-tool.js'

/** Written when a build has ended well: half a build, or one with errors, is none. */
const STAMP = 'dist/.built'
const CONFIGURATION = ['tsconfig.json', 'tsconfig.build.json', 'package.json']

/** Builds `dist` anew, without what older builds left there: modules, and their types. Gives the exit status of the compiler. */
export async function build(): Promise<number> {
  rmSync(join(ROOT, 'dist'), { recursive: true, force: true })
  const started = new Date()
  await bundle()
  const status = await runTool('tsc', '-p', 'tsconfig.build.json')
  if (status !== 0) return status
  writeFileSync(join(ROOT, STAMP), '')
  // A file that changed while the compiler ran may have been read before.
  utimesSync(join(ROOT, STAMP), started, started)
  return status
}

/** Builds if `dist` is missing or older than its sources. Gives an exit status: 0 if there is a good build now. */
export async function ensureBuild(): Promise<number> {
  if (isUpToDate(ROOT)) return 0
  console.error('building dist, which is missing or older than src')
  return build()
}

/** Whether the last good build in this folder is newer than everything it was made from. */
export function isUpToDate(root: string): boolean {
  const built = modified(join(root, STAMP))
  return (
    built !== undefined &&
    built >= newest(join(root, 'src')) &&
    CONFIGURATION.every(file => (modified(join(root, file)) ?? 0) <= built)
  )
}

const modified = (path: string): number | undefined => statSync(path, { throwIfNoEntry: false })?.mtimeMs

/** Latest change below a folder; a folder itself changes when a file in it comes or goes. */
function newest(folder: string): number {
  let latest = modified(folder) ?? Infinity
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    latest = Math.max(latest, entry.isDirectory() ? newest(path) : (modified(path) ?? Infinity))
  }
  return latest
}
