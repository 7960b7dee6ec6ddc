import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ROOT } from '../../scripts/run-tool.js'
import { ensureBuild } from '../../scripts/up-to-date-build.js'

// Workers load the package as it is built: so these run in processes of their own, from a script as a user has it.
const folder = mkdtempSync(join(tmpdir(), 'sweep-'))
beforeAll(async () => {
  expect(await ensureBuild()).toBe(0)
}, 300_000)
afterAll(() => {
  rmSync(folder, { recursive: true })
})

const MODEL = `
import { Hz, Network, ms, type Quantity } from 'rheobase'
import type { SweepPoints } from 'rheobase/sweep'

export async function model({ size, first, seed, values }: SweepPoints<'I' | 'tau'>): Promise<{ rate: Quantity; v: Quantity }> {
  const net = new Network({ seed })
  const neurons = net.neuronGroup(size, 'dv/dt = (I - v)/tau + 0.4*xi/sqrt(tau) : 1\\nI : 1\\ntau : second', {
    threshold: 'v > 1', reset: 'v = 0', method: 'euler', firstElement: first,
  })
  neurons.setStates({ I: values.I, tau: values.tau, v: 'rand()' })
  const spikes = net.spikeMonitor(neurons, { record: false })
  if (first <= 7 && first + size > 7) throw new Error('not the seventh')
  await net.run(ms(200))
  return { rate: Hz(Array.from(spikes.countOfEach(), count => 5 * count)), v: neurons.v.quantity() }
}
`
const script = (options: string): string => `
import { Network, ms } from 'rheobase'
import { sweep } from 'rheobase/sweep'
${MODEL.replace(/^import.*\n/gm, '')}
import { Hz, type Quantity } from 'rheobase'
import type { SweepPoints } from 'rheobase/sweep'

export default async function (): Promise<Network> {
  for (const workers of [1, 2, 3]) {
    const table = await sweep({
      model: new URL(import.meta.url),
      parameters: { I: [0.5, 1, 1.5, 2], tau: ms([5, 10, 20]) },
      ${options}
      workers,
    })
    console.log(JSON.stringify([
      Array.from(table.column('rate' as never).values),
      Array.from(table.column('v' as never).values),
      table.failures.map(({ position, message }) => [position, message]),
    ]))
  }
  return new Network()
}
`

function run(name: string, text: string): Promise<{ output: string; errors: string }> {
  const path = join(folder, name)
  writeFileSync(path, text)
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(ROOT, 'dist/cli/main.js'), 'run', path, '--quiet'])
    let [output, errors] = ['', '']
    child.stdout.setEncoding('utf8').on('data', (part: string) => (output += part))
    child.stderr.setEncoding('utf8').on('data', (part: string) => (errors += part))
    child.on('error', reject)
    child.on('close', () => {
      resolve({ output, errors })
    })
  })
}

test('1, 2 and 3 workers give the same bits, with one point at a time or several', async () => {
  const lines: string[] = []
  for (const atOnce of [1, 5]) {
    const { output, errors } = await run(
      `together-${String(atOnce)}.ts`,
      script(`seed: 3, together: ${String(atOnce)},`),
    )
    expect(errors).toBe('')
    lines.push(...output.trim().split('\n'))
  }
  expect(lines).toHaveLength(6)
  expect(new Set(lines).size).toBe(1)
  const [rates, v, failures] = JSON.parse(lines[0] ?? '') as [number[], (number | null)[], unknown]
  expect(Math.max(...rates)).toBeGreaterThan(20)
  expect(v[7]).toBe(null)
  expect(failures).toEqual([[7, 'not the seventh']])
})

test('a model that cannot be loaded ends the sweep with its reason', async () => {
  const broken = script('together: 2,').replace(
    'export async function model',
    "throw new Error('broken on purpose')\nasync function other",
  )
  writeFileSync(join(folder, 'broken.ts'), broken)
  const { errors } = await run(
    'calls-broken.ts',
    script('together: 2,')
      .replace('new URL(import.meta.url)', "new URL('./broken.ts', import.meta.url)")
      .replace('[1, 2, 3]', '[2]'),
  )
  expect(errors).toContain('the model of the sweep cannot be loaded: broken on purpose')
})
