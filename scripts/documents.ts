import { readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { errorPages } from './error-pages.js'
import { ROOT } from './run-tool.js'

/** All documents that are made by a script, or in part: their paths and what they should be. */
export function documents(): ReadonlyMap<string, string> {
  const written = new Map([...errorPages()].map(([page, text]) => [posix.join('docs/errors', page), text]))
  for (const page of ['README.md'])
    written.set(page, withIncludedFiles(readFileSync(join(ROOT, page), 'utf8')))
  return written
}

/**
 * Puts files of the project into the blocks of code that follow a comment with their path: `<!-- include examples/readme.ts -->`. What
 * a reader copies is then what a test runs.
 */
export function withIncludedFiles(page: string): string {
  return page.replace(
    /(<!-- include (\S+) -->\n```\w+\n)[^]*?\n```/g,
    (_, head: string, path: string) => `${head}${readFileSync(join(ROOT, path), 'utf8').trimEnd()}\n\`\`\``,
  )
}
