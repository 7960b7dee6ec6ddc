import { execFileSync } from 'node:child_process'
import { versionOf } from '../scripts/visit-page.js'
import { browserEngine } from './browser-engine.js'
import { PRIORITY } from './cold-process.js'
import type { Options } from './command-line.js'
import type { Engine } from './engine.js'
import type { Entrant } from './entrant.js'
import { limitEngine } from './limit-engine.js'
import { PEERS } from './peers.js'
import { rheobaseEngine } from './rheobase-engine.js'
import { scriptEngine } from './script-engine.js'

/**
 * Who takes part: ours, first with the settings that were named first, then ours with other settings and on other hosts, the peers with
 * all settings, and the limit.
 * @param missing told about engines that are not here
 * @throws {Error} if ours is not
 */
export async function gatherEntrants(
  root: string,
  options: Pick<
    Options,
    'peers' | 'limit' | 'threads' | 'precision' | 'node' | 'browser' | 'python' | 'priority'
  >,
  missing: (name: string, reason: string) => void,
): Promise<readonly [Entrant, ...Entrant[]]> {
  const launcher = options.priority ? PRIORITY : []
  const ours = rheobaseEngine(root, { launcher })
  const reason = await ours.unavailable()
  if (reason !== undefined) throw new Error(reason)

  const settings = options.threads.flatMap(threads =>
    options.precision.map(precision => ({ threads, precision })),
  )
  const [setting = { threads: 1, precision: 'double' as const }, ...others] = settings
  const hosts = otherHosts(root, options, missing)
  const here = hosts.length === 0 ? {} : { host: `Node ${process.versions.node}` }
  const entrants: Entrant[] = [
    ...others.map(other => ({ engine: ours, ...other, ...here })),
    ...hosts.map(({ engine, host }) => ({ engine, ...setting, host })),
  ]
  const engines = options.peers.map(name => scriptEngine(root, options.python, PEERS[name], options.priority))
  if (options.limit) engines.push(limitEngine(root, { launcher }))
  for (const engine of engines) {
    const reason = await engine.unavailable()
    if (reason === undefined) entrants.push(...settings.map(each => ({ engine, ...each })))
    else missing(engine.name, reason)
  }
  return [{ engine: ours, ...setting, ...here }, ...entrants]
}

function otherHosts(
  root: string,
  { node, browser, priority }: Pick<Options, 'node' | 'browser' | 'priority'>,
  missing: (name: string, reason: string) => void,
): readonly { readonly engine: Engine; readonly host: string }[] {
  const hosts = node.map(version => {
    const { executable, version: whole } = findNode(version)
    return {
      engine: rheobaseEngine(root, { node: executable, launcher: priority ? PRIORITY : [] }),
      host: `Node ${whole}`,
    }
  })
  if (browser === undefined) return hosts
  const host = versionOf(browser)
  if (host !== undefined) return [...hosts, { engine: browserEngine(root, browser), host }]
  missing(browser, 'there is no such command (Debian: apt-get install chromium)')
  return hosts
}

/** npx is only asked where it keeps this version: its own time is none of ours. @throws {Error} if it cannot get it */
function findNode(version: string): { readonly executable: string; readonly version: string } {
  const program =
    'console.log(JSON.stringify({ executable: process.execPath, version: process.versions.node }))'
  const output = execFileSync('npx', ['-y', '-p', `node@${version}`, 'node', '-e', program], {
    encoding: 'utf8',
    shell: process.platform === 'win32',
  })
  return JSON.parse(output) as { readonly executable: string; readonly version: string }
}
