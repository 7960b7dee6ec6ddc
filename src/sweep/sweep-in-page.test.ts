import { build } from 'esbuild'
import { expect } from 'vitest'
import { CHROMIUM, testInChromium } from '../../scripts/chromium.test-support.js'
import { ROOT } from '../../scripts/run-tool.js'
import { visitPage } from '../../scripts/visit-page.js'
import { ms, Network } from '../index.js'
import { sweep, type SweepPoints } from './index.js'

const MODEL = `
import { ms, Network } from 'rheobase'
export async function model({ size, first, seed, values }) {
  if (first <= 7 && first + size > 7) throw new Error('not the seventh')
  const net = new Network({ seed })
  const neurons = net.neuronGroup(size, 'dv/dt = (I - v)/tau + 0.4*xi/sqrt(tau) : 1\\nI : 1\\ntau : second', {
    threshold: 'v > 1', reset: 'v = 0', method: 'euler', firstElement: first,
  })
  neurons.setStates({ I: values.I, tau: values.tau, v: 'rand()' })
  await net.run(ms(50))
  const inPage = typeof document === 'undefined' ? 0 : 1
  return { v: neurons.v.quantity(), inPage: new Float64Array(size).fill(inPage) }
}`
const SERVED = `${MODEL}
export { serveSweep } from 'rheobase/sweep'`

/** A page that sweeps with several numbers of workers and of points together, and sends its tables. */
const PAGE = `
import { ms } from 'rheobase'
import { sweep } from 'rheobase/sweep'
const tables = []
try {
  for (const together of [1, 5]) for (const workers of [1, 2, 3]) {
    const messages = []
    const table = await sweep({
      model: new URL('./model.js', import.meta.url),
      parameters: { I: [0.5, 1, 1.5, 2], tau: ms([5, 10, 20]) },
      seed: 3, together, workers, onMessage: ({ code }) => messages.push(code),
    })
    const column = name => Array.from(table.column(name).values, String)
    const failures = table.failures.map(({ position, message }) => [position, message])
    tables.push({ workers, messages, v: column('v'), inPage: column('inPage'), failures })
  }
  await fetch('/', { method: 'POST', body: JSON.stringify({ tables }) })
} catch (error) {
  await fetch('/', { method: 'POST', body: JSON.stringify({ error: String(error.stack) }) })
}`

interface Table {
  readonly workers: number
  readonly messages: readonly string[]
  readonly v: readonly string[]
  readonly inPage: readonly string[]
  readonly failures: readonly (readonly [number, string])[]
}

/** The scripts of the page: bundled together, the package in a file that both load; or apart, each with a copy of it. */
async function bundle(
  contents: Readonly<Record<string, string>>,
  isTogether: boolean,
): Promise<Record<string, string>> {
  const bundleOf = async (names: readonly string[]): Promise<[string, string][]> => {
    const { outputFiles } = await build({
      entryPoints: names.map(name => ({ in: `given:${name}`, out: name })),
      plugins: [
        {
          name: 'given texts',
          setup(bundling) {
            bundling.onResolve({ filter: /^given:/ }, ({ path }) => ({
              path: path.slice(6),
              namespace: 'given',
            }))
            bundling.onLoad({ filter: /./, namespace: 'given' }, ({ path }) => ({
              contents: contents[path] ?? '',
              resolveDir: ROOT,
            }))
          },
        },
      ],
      alias: { rheobase: `${ROOT}src/index.ts`, 'rheobase/sweep': `${ROOT}src/sweep/index.ts` },
      outdir: '/',
      bundle: true,
      splitting: true,
      platform: 'browser',
      format: 'esm',
      target: 'es2022',
      write: false,
    })
    return outputFiles.map(({ path, text }) => [path, text])
  }
  const names = Object.keys(contents)
  const groups = isTogether ? [names] : names.map(name => [name])
  return Object.fromEntries((await Promise.all(groups.map(bundleOf))).flat())
}

async function tablesOf(
  model: string,
  isTogether: boolean,
  headers: Readonly<Record<string, string>> = {},
): Promise<readonly Table[]> {
  const files = await bundle({ page: PAGE, model }, isTogether)
  const { tables } = (await visitPage({ browser: CHROMIUM, files, headers })) as {
    readonly tables: readonly Table[]
  }
  expect(tables).toHaveLength(6)
  return tables
}

/** The same sweep in this process. */
async function inNode(): Promise<readonly string[]> {
  const model = async ({ size, first, seed, values }: SweepPoints<'I' | 'tau'>) => {
    const net = new Network({ seed })
    const neurons = net.neuronGroup(size, 'dv/dt = (I - v)/tau + 0.4*xi/sqrt(tau) : 1\nI : 1\ntau : second', {
      ...{ threshold: 'v > 1', reset: 'v = 0', method: 'euler', firstElement: first },
    })
    neurons.setStates({ I: values.I, tau: values.tau, v: 'rand()' })
    await net.run(ms(50))
    return { v: neurons.v.quantity() }
  }
  const parameters = { I: [0.5, 1, 1.5, 2], tau: ms([5, 10, 20]) }
  const table = await sweep({ model, parameters, seed: 3, together: 12 })
  return Array.from(table.column('v').values, String).with(7, 'NaN')
}

const failures = [[7, 'not the seventh']]

testInChromium('workers of a page measure, with the bits of Node, however many there are', async () => {
  const v = await inNode()
  expect(new Set(v).size).toBe(12)
  for (const isTogether of [true, false])
    for (const table of await tablesOf(SERVED, isTogether)) {
      expect(table).toMatchObject({ messages: [], v, failures })
      const measured = table.inPage.filter(each => each !== 'NaN')
      expect(new Set(measured)).toEqual(new Set([table.workers === 1 ? '1' : '0']))
    }
})

testInChromium(
  'where there can be no workers a sweep goes on in the thread of the page, and says so',
  async () => {
    const v = await inNode()
    const policy = { 'Content-Security-Policy': "worker-src 'self'" }
    for (const [tables, code] of [
      [await tablesOf(SERVED, false, policy), 'no-workers'],
      [await tablesOf(MODEL, true), 'sweep-not-served'],
    ] as const)
      for (const table of tables) {
        expect(table).toMatchObject({ v, failures, messages: table.workers === 1 ? [] : [code] })
        expect(new Set(table.inPage)).toEqual(new Set(['1', 'NaN']))
      }
  },
)
