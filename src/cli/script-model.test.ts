import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ROOT } from '../../scripts/run-tool.js'
import { ensureBuild } from '../../scripts/up-to-date-build.js'

const folder = mkdtempSync(join(tmpdir(), 'rheobase-'))
const command = join(ROOT, 'dist/cli/main.js')
beforeAll(async () => {
  expect(await ensureBuild()).toBe(0)
}, 300_000)
afterAll(() => {
  rmSync(folder, { recursive: true })
})

function scriptThatGives(model: string): string {
  const file = join(folder, 'model.ts')
  writeFileSync(
    file,
    `
import { Network, ms, mV, type ScriptModel } from 'rheobase'
export default function (): ScriptModel {
  const network = new Network({ seed: 1 })
  const neuron = network.neuronGroup(1, 'dv/dt = -v/(10*ms) : volt')
  neuron.v.set(mV(1))
  return ${model}
}`,
  )
  return file
}

test('a script says how long its network runs and draws its own figure after the run', () => {
  const script = scriptThatGives(
    "{ network, duration: ms(25), picture: () => Promise.resolve('<svg>' + network.t.toString() + '</svg>') }",
  )
  const run = (...words: string[]): { durationSeconds: number } =>
    JSON.parse(
      execFileSync(process.execPath, [command, 'run', script, '--json', ...words], {
        cwd: folder,
        encoding: 'utf8',
      }),
    ) as {
      durationSeconds: number
    }
  expect(run('--plot', 'own.svg').durationSeconds).toBeCloseTo(0.025, 12)
  expect(readFileSync(join(folder, 'own.svg'), 'utf8')).toBe('<svg>25. ms</svg>')
  expect(run('--duration', '10ms').durationSeconds).toBeCloseTo(0.01, 12)
})

test('a script can run its network itself, in several runs, and its report holds the script instead of a model', () => {
  const script = scriptThatGives(
    '{ network, run: async options => { await network.run(ms(5), options); neuron.v.set(mV(2)); await network.run(ms(10), options) } } as never',
  )
  const run = (...words: string[]): string =>
    execFileSync(process.execPath, [command, ...words], { cwd: folder, encoding: 'utf8' })
  const record = JSON.parse(run('run', script, '--json')) as { durationSeconds: number }
  expect(record.durationSeconds).toBeCloseTo(0.015, 12)
  run('report', script, '--output', 'page.html', '--quiet')
  const page = readFileSync(join(folder, 'page.html'), 'utf8')
  expect(page).toContain('simulated in 2 runs, the last of which ended at 15\u00a0ms')
  expect(page).toContain('At the start')
  expect(page).toContain('2 runs of a program')
  expect(page).not.toContain('id="rheobase-model"')
  const refused = spawnSync(process.execPath, [command, 'run', script, '--duration', '1ms'], {
    encoding: 'utf8',
  })
  expect(refused.status).not.toBe(0)
  expect(refused.stderr).toContain('does not heed --duration')
})

test.each([
  ['a run that is no function', '{ network, run: 5 } as never', /`run` of its model must be a function/],
  [
    'a duration that is a number',
    '{ network, duration: 25 }',
    /duration of its model must be a time such as ms\(500\), not number 25/,
  ],
  [
    'a picture that is text',
    "{ network, picture: '<svg/>' }",
    /picture of its model must be a function, not the text/,
  ],
  ['something without a network', '{ duration: ms(25) }', /gives back no network/],
])('%s is refused', (_, model, message) => {
  const script = scriptThatGives(`(${model}) as never`)
  const { status, stderr } = spawnSync(process.execPath, [command, 'run', script], { encoding: 'utf8' })
  expect(stderr).toMatch(message)
  expect(status).toBe(1)
})

test('a script of `script` heeds the options of the command', () => {
  const file = join(folder, 'settings.ts')
  writeFileSync(
    file,
    `
import { Network, ms, script } from 'rheobase'
export default script(({ settings, values: { size } }) => {
  const network = new Network({ seed: 1, ...settings })
  network.neuronGroup(size?.value ?? 3, 'v : 1')
  return { network, duration: ms(30), picture: theme => '<svg>' + theme + '</svg>' }
})`,
  )
  const run = (...words: string[]): string =>
    execFileSync(process.execPath, [command, 'run', file, ...words], { cwd: folder, encoding: 'utf8' })
  const record = JSON.parse(
    run(
      '--json',
      '--seed',
      '8',
      '--target',
      'js',
      '--duration',
      '12ms',
      '--set',
      'size=5',
      '--plot',
      'a.svg',
    ),
  ) as Record<string, unknown>
  expect(record).toMatchObject({ seed: 8, target: 'js', neurons: 5 })
  expect(record.durationSeconds).toBeCloseTo(0.012, 12)
  expect(readFileSync(join(folder, 'a.svg'), 'utf8')).toBe('<svg>light</svg>')
  run('--quiet', '--plot', 'b.svg', '--theme', 'dark')
  expect(readFileSync(join(folder, 'b.svg'), 'utf8')).toBe('<svg>dark</svg>')
  expect((JSON.parse(run('--json')) as { durationSeconds: number }).durationSeconds).toBeCloseTo(0.03, 12)
  const refused = (...words: string[]): string =>
    spawnSync(process.execPath, [command, 'run', file, ...words], { cwd: folder, encoding: 'utf8' }).stderr
  expect(refused('--set', 'sise=5')).toContain('Did you mean `size`?')
  expect(refused('--input', 'sound.wav')).toContain('does not heed --input')
})
