import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface Visit {
  /** The program of the browser. */
  readonly browser: string
  /** The scripts that the server has, by their paths; the page runs `/page.js`, which sends an object as JSON: `fetch('/', { method: 'POST', body })`. */
  readonly files: Readonly<Record<string, string | Uint8Array>>
  readonly query?: URLSearchParams
  /** Of everything that the server gives. */
  readonly headers?: Readonly<Record<string, string>>
  /** Options of the browser. */
  readonly options?: readonly string[]
  /** Awaited before the first script is given: a browser that starts keeps the machine busy for a while. */
  readonly ready?: () => Promise<unknown>
}

/** `Chromium 156.0`; nothing if it is not there. */
export function versionOf(browser: string): string | undefined {
  try {
    return /^\S+ \d+(\.\d+)?/.exec(
      execFileSync(browser, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
    )?.[0]
  } catch {
    return undefined
  }
}

/**
 * Opens a page in a new browser, with an empty profile, and waits for what it sends.
 * @throws {Error} if it sends an error, or the browser ends before
 */
export function visitPage(visit: Visit): Promise<object> {
  const profile = mkdtempSync(join(tmpdir(), 'rheobase-browser-'))
  let waited: Promise<unknown> | undefined
  const ready = (): Promise<unknown> => (waited ??= visit.ready?.() ?? Promise.resolve())
  return new Promise<object>((resolve, reject) => {
    const server = createServer((request, response) => {
      const isSent = request.method === 'POST'
      let body = ''
      request.setEncoding('utf8').on('data', (part: string) => (body += part))
      const answer = async (): Promise<void> => {
        for (const [name, value] of Object.entries(visit.headers ?? {})) response.setHeader(name, value)
        const { pathname } = new URL(request.url ?? '/', 'http://localhost')
        const script = visit.files[pathname]
        response.setHeader('Content-Type', script === undefined ? 'text/html' : 'text/javascript')
        if (script === undefined && pathname !== '/') response.statusCode = 404
        if (script !== undefined) await ready()
        response.end(script ?? '<script type="module" src="/page.js"></script>')
        if (isSent) finish(JSON.parse(body) as { readonly error?: string })
      }
      request.on('end', () => {
        answer().catch(reject)
      })
    })
    const finish = (sent: { readonly error?: string }): void => {
      child?.kill()
      server.close()
      if (sent.error === undefined) resolve(sent)
      else reject(new Error(`${visit.browser}: ${sent.error}`))
    }
    let child: ReturnType<typeof spawn> | undefined
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      const address = `http://127.0.0.1:${String(port)}/?${visit.query?.toString() ?? ''}`
      const options = ['--headless=new', '--no-sandbox', '--no-first-run', `--user-data-dir=${profile}`]
      child = spawn(visit.browser, [...options, ...(visit.options ?? []), address], { stdio: 'ignore' })
      child.on('error', reject)
      child.on('close', () => {
        server.close()
        reject(new Error(`${visit.browser} ended without sending anything`))
        // Helpers of the browser may still write there; what is left in the folder for temporary files does no harm.
        rm(profile, { recursive: true, force: true, maxRetries: 20 }).catch(() => undefined)
      })
    })
  })
}
