import { execFileSync } from 'node:child_process'
import type { Options } from './command-line.js'
import type { Engine } from './engine.js'
import type { Entrant } from './entrant.js'
import { limitEngine } from './limit-engine.js'
import { PEERS } from './peers.js'
import { rheobaseEngine } from './rheobase-engine.js'
import { scriptEngine } from './script-engine.js'

/**
 * Who takes part: ours, first with the settings that were named first, the peers with the same settings, and the limit.
 * @param missing told about engines that are not here
 * @throws {Error} if ours is not
 */
export async function gatherEntrants(
  root: string,
  { peers, limit, threads, precision, node, python }: Omit<Options, 'size'>,
  missing: (engine: Engine['name'], reason: string) => void,
): Promise<readonly [Entrant, ...Entrant[]]> {
  const ours = rheobaseEngine(root)
  const reason = await ours.unavailable()
  if (reason !== undefined) throw new Error(reason)
  const others: Engine[] = []
  for (const name of new Set(peers)) others.push(scriptEngine(root, python, PEERS[name]))
  if (limit) others.push(limitEngine(root))

  const settings = threads.flatMap(count => precision.map(each => ({ threads: count, precision: each })))
  const [first = { threads: 1, precision: 'double' as const }, ...rest] = settings
  const own = node.length === 0 ? {} : { node: process.versions.node }
  const entrants: Entrant[] = rest.map(setting => ({ engine: ours, ...setting, ...own }))
  for (const version of node) {
    const path = pathOfNode(version)
    entrants.push({ engine: rheobaseEngine(root, path.executable), ...first, node: path.version })
  }
  for (const engine of others) {
    const reason = await engine.unavailable()
    if (reason === undefined) entrants.push(...settings.map(setting => ({ engine, ...setting })))
    else missing(engine.name, reason)
  }
  return [{ engine: ours, ...first, ...own }, ...entrants]
}

/** npx is only asked where it keeps this version: its own time is none of ours. @throws {Error} if it cannot get it */
function pathOfNode(version: string): { readonly executable: string; readonly version: string } {
  const program =
    'console.log(JSON.stringify({ executable: process.execPath, version: process.versions.node }))'
  const output = execFileSync('npx', ['-y', '-p', `node@${version}`, 'node', '-e', program], {
    encoding: 'utf8',
    shell: process.platform === 'win32',
  })
  return JSON.parse(output) as { readonly executable: string; readonly version: string }
}
