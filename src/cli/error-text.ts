import { relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { RheobaseError } from '../errors/rheobase-error.js'

/**
 * An error for the reader of a terminal: what is wrong, and in which line of the user's script it arose. The stack of calls, most of
 * them ours, only on request.
 */
export function errorText(error: unknown, script: string | undefined, withStack: boolean): string {
  if (!(error instanceof Error)) return `the script threw ${String(error)}\n`
  if (withStack) return `${error.stack ?? String(error)}\n`
  const title =
    error instanceof RheobaseError
      ? `${error.name} [${error.code}]: ${error.message}`
      : `${error.name}: ${error.message}`
  const place = script === undefined ? undefined : placeInScript(error.stack ?? '', script)
  return place === undefined ? `${title}\n` : `${title}\n\n  ${place}\n`
}

/** `examples/cuba.ts, line 14`: the innermost call that stands in the script. */
function placeInScript(stack: string, script: string): string | undefined {
  const url = pathToFileURL(script).href
  const frame = stack.split('\n').find(line => line.includes(url) || line.includes(script))
  const line = frame === undefined ? undefined : /:(\d+):\d+\)?$/.exec(frame)?.[1]
  return line === undefined ? undefined : `${relative('', fileURLToPath(url))}, line ${line}`
}
