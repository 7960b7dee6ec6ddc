import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ROOT } from '../../scripts/run-tool.js'
import { ensureBuild } from '../../scripts/up-to-date-build.js'

// The command as a user starts it: the build, in a process of its own.
const folder = mkdtempSync(join(tmpdir(), 'rheobase-'))
beforeAll(async () => {
  expect(await ensureBuild()).toBe(0)
}, 300_000)
afterAll(() => {
  rmSync(folder, { recursive: true })
})

function rheobase(
  ...words: readonly string[]
): Promise<{ status: number | null; output: string; errors: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(ROOT, 'dist/cli/main.js'), ...words], { cwd: folder })
    let [output, errors] = ['', '']
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text))
    child.on('error', reject)
    child.on('close', status => {
      resolve({ status, output, errors })
    })
  })
}

function write(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

const SCRIPT = `
import { Network, ms, mV, type ScriptOptions } from 'rheobase'

export default function ({ values, seed = 1, target = 'wasm', precision = 'double' }: ScriptOptions): Network {
  const { tau = ms(10), size } = values
  const net = new Network({ seed, target, precision })
  const cells = net.neuronGroup(size?.value ?? 10, 'dv/dt = (20*mV - v)/tau : volt', {
    threshold: 'v > 15*mV', reset: 'v = 0*mV', method: 'exact', namespace: { tau },
  })
  cells.v.set('rand()*15*mV')
  net.spikeMonitor(cells)
  return net
}
`
const script = write('model.ts', SCRIPT)

test('runs an example and draws it', async () => {
  const { status, output, errors } = await rheobase(
    'run',
    join(ROOT, 'examples/cuba.ts'),
    '--set',
    'size=500',
    '--duration',
    '100ms',
    '--seed',
    '7',
    '--plot',
    'cuba.svg',
    '--json',
  )
  expect(errors).toBe('')
  expect(status).toBe(0)
  expect(JSON.parse(output)).toMatchObject({
    neurons: 500,
    seed: 7,
    target: 'wasm',
    durationSeconds: 0.1,
    figure: 'cuba.svg',
  })
  expect(readFileSync(join(folder, 'cuba.svg'), 'utf8')).toContain('Rate (Hz)')
})

test('who reads the output may stop before its end', async () => {
  const words = [join(ROOT, 'dist/cli/main.js'), 'run', script, '--inspect']
    .map(word => `'${word}'`)
    .join(' ')
  const child = spawn('sh', ['-c', `'${process.execPath}' ${words} | head -1`])
  let errors = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text))
  await new Promise(resolve => child.on('close', resolve))
  expect(errors).toBe('')
})

test('a script anywhere gets its values, and the same spikes on both targets', async () => {
  const run = async (...words: string[]): Promise<unknown> =>
    (JSON.parse((await rheobase('run', script, '--json', ...words)).output) as { spikes: number }).spikes
  const spikes = await run('--target', 'wasm')
  expect(await run('--target', 'js')).toBe(spikes)
  expect(Math.abs(Number(await run('--precision', 'single')) - Number(spikes))).toBeLessThan(3)
  expect(await run('--set', 'tau=20 ms')).toBeLessThan(Number(spikes))
})

test.each([
  [
    'a value that the script has not',
    ['--set', 'taum=1ms'],
    2,
    /no value `taum` to set\. Did you mean `tau`\? It has: tau, size/,
  ],
  ['a value of the wrong kind', ['--set', 'tau=1mV'], 1, /DimensionError/],
])('%s is refused', async (_title, words, expected, message) => {
  const { status, errors, output } = await rheobase('run', script, ...words)
  expect({ status, output }).toEqual({ status: expected, output: '' })
  expect(errors).toMatch(message)
  expect(errors).not.toMatch(/^\s+at .*dist/m)
})

test.each([
  ['nothing exported', 'export const x = 1', /no function as default export/],
  ['no network', 'export default () => 5', /gives back no network/],
  [
    'the seed ignored',
    "import { Network } from 'rheobase'\nexport default () => new Network({ seed: 1 })",
    /does not heed --seed/,
  ],
  ['a fault of its own', '\n\nexport default () => {\n  undefined.x\n}', /TypeError[^]*fault\.ts, line 4/],
])('a script with %s', async (title, text, message) => {
  const { status, errors } = await rheobase(
    'run',
    write(title === 'a fault of its own' ? 'fault.ts' : 'other.ts', text),
    '--seed',
    '2',
  )
  expect(errors).toMatch(message)
  expect(status).toBeGreaterThan(0)
})

test('a script can have several files, and know where it is', async () => {
  write('size.ts', 'export const size: number = 7')
  const several = write(
    'several.ts',
    `import { Network, type ScriptOptions } from 'rheobase'
import { size } from './size.js'
export default ({ seed = 1 }: ScriptOptions) => {
  const net = new Network({ seed })
  net.neuronGroup(size, 'x : 1', { name: import.meta.url.endsWith('/several.ts') ? 'here' : 'elsewhere' })
  return net
}`,
  )
  const { output, errors } = await rheobase('run', several, '--inspect', '--duration', '1ms')
  expect(errors).toBe('')
  expect(output).toMatch(/neurons +7\b/)
  expect(output).toContain('here')
  expect(output).not.toContain('elsewhere')
})

test('a script that runs its network itself is not run again', async () => {
  const self = write(
    'self.ts',
    SCRIPT.replace('function', 'async function')
      .replace(': Network {', ': Promise<Network> {')
      .replace('return net', 'await net.run(ms(30)); return net'),
  )
  const { output } = await rheobase('run', self, '--json')
  const record = JSON.parse(output) as { durationSeconds: number; runMilliseconds: number }
  expect(record.durationSeconds).toBeCloseTo(0.03, 12)
  expect(record.runMilliseconds).toBeGreaterThan(0)
  expect((await rheobase('run', self, '--duration', '50ms')).errors).toMatch(/does not heed --duration/)
})

test.each([
  ['one run', 'return net'],
  [
    'several runs of a script',
    'return { network: net, run: async (options: object) => { await net.run(ms(1), options); await net.run(ms(1e9), options); await net.run(ms(1e9), options) } } as never',
  ],
])('Ctrl-C ends %s after a step, and what there is by then is told and saved', async (_, end) => {
  const endless = write(
    'endless.ts',
    SCRIPT.replace('): Network {', ') {').replace(
      '  return net\n',
      `  net.networkOperation(() => { process.stderr.write('.') }, { dt: ms(100) })\n  ${end}\n`,
    ),
  )
  const child = spawn(
    process.execPath,
    [
      join(ROOT, 'dist/cli/main.js'),
      'run',
      endless,
      '--duration',
      '1e6s',
      '--json',
      '--save',
      'endless.npz',
    ].filter(word => end === 'return net' || !['--duration', '1e6s'].includes(word)),
    { cwd: folder },
  )
  let [output, errors] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text
    // It has begun to run.
    if (errors === text) child.kill('SIGINT')
  })
  const status = await new Promise(resolve => child.on('close', resolve))
  expect(errors).toContain('ending after this step')
  expect(status).toBe(130)
  const record = JSON.parse(output) as Readonly<Record<string, unknown>>
  expect(record).toMatchObject({ interrupted: true, saved: [{ file: 'endless.npz' }] })
  expect(record.durationSeconds).toBeGreaterThan(0)
  expect(record.durationSeconds).toBeLessThan(1e6)
  expect(record.runMilliseconds).toBeGreaterThan(0)
  expect(readFileSync(join(folder, 'endless.npz')).length).toBeGreaterThan(100)
})

test('a script that takes its input only with the rest of its options does not heed it', async () => {
  const rest = write(
    'rest.ts',
    SCRIPT.replace("target = 'wasm', precision = 'double' }", '...options }').replace(
      '{ seed, target, precision }',
      '{ seed, ...options }',
    ),
  )
  const { status, errors } = await rheobase('run', rest, '--input', 'sound.wav', '--target', 'js')
  expect(errors).toContain('the script does not heed --input')
  expect(status).toBe(2)
})
