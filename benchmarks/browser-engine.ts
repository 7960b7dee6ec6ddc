import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join, parse } from 'node:path'
import { performance } from 'node:perf_hooks'
import type { AddressInfo } from 'node:net'
import { build } from 'esbuild'
import type { Engine } from './engine.js'
import { readRheobaseLine } from './rheobase-engine.js'

/** Rheobase in a page of Chromium, which is started for each run with an empty profile. */
export function browserEngine(root: string, browser: string): Engine {
  let page: Promise<string> | undefined
  return {
    name: 'rheobase',
    unavailable: () =>
      Promise.resolve(versionOf(browser) === undefined ? `there is no ${browser}` : undefined),
    has: (_, { threads, precision }) => threads === 1 && precision === 'double',
    async measure({ model }, size, { seed, duration }) {
      page ??= bundle(root)
      const asked = { model: parse(model.script).name, seed, duration, size, ...model.values }
      const query = new URLSearchParams(Object.entries(asked).map(([name, value]) => [name, String(value)]))
      const start = performance.now()
      const figures = await visit(browser, await page, query)
      const wallSeconds = (performance.now() - start) / 1000
      // A page cannot know how much memory its process holds.
      return { ...readRheobaseLine({ ...figures, peakBytes: 0 }), wallSeconds }
    },
  }
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

async function bundle(root: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(root, 'benchmarks/browser-page.ts')],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    absWorkingDir: root,
  })
  return outputFiles[0]?.text ?? ''
}

/** Opens the page in a new browser and waits for what it sends. @throws {Error} if it sends an error, or the browser ends before */
function visit(browser: string, script: string, query: URLSearchParams): Promise<object> {
  const profile = mkdtempSync(join(tmpdir(), 'rheobase-browser-'))
  return new Promise<object>((resolve, reject) => {
    const server = createServer((request, response) => {
      const isFigures = request.method === 'POST'
      let body = ''
      request.setEncoding('utf8').on('data', (part: string) => (body += part))
      request.on('end', () => {
        // Shared memory is only there for pages that are isolated from others.
        response.setHeader('Cross-Origin-Opener-Policy', 'same-origin')
        response.setHeader('Cross-Origin-Embedder-Policy', 'require-corp')
        response.setHeader('Content-Type', request.url === '/page.js' ? 'text/javascript' : 'text/html')
        response.end(request.url === '/page.js' ? script : '<script type="module" src="/page.js"></script>')
        if (isFigures) finish(JSON.parse(body) as { readonly error?: string })
      })
    })
    const finish = (figures: { readonly error?: string }): void => {
      child?.kill()
      server.close()
      if (figures.error === undefined) resolve(figures)
      else reject(new Error(`${browser}: ${figures.error}`))
    }
    let child: ReturnType<typeof spawn> | undefined
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      const address = `http://127.0.0.1:${String(port)}/?${query.toString()}`
      child = spawn(
        browser,
        ['--headless=new', '--no-sandbox', '--no-first-run', `--user-data-dir=${profile}`, address],
        { stdio: 'ignore' },
      )
      child.on('error', reject)
      child.on('close', () => {
        server.close()
        reject(new Error(`${browser} ended without figures`))
        // Helpers of the browser may still write there; what is left in the folder for temporary files does no harm.
        rm(profile, { recursive: true, force: true, maxRetries: 20 }).catch(() => undefined)
      })
    })
  })
}
