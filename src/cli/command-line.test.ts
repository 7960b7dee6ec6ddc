import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { runCommandLine } from './command-line.js'

const folder = mkdtempSync(join(tmpdir(), 'rheobase-'))
afterAll(() => {
  rmSync(folder, { recursive: true })
})

function write(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

async function call(
  ...words: readonly string[]
): Promise<{ status: number; output: string; errors: string }> {
  let [output, errors] = ['', '']
  const status = await runCommandLine(words, {
    write: text => (output += text),
    writeError: text => (errors += text),
    isInteractive: false,
  })
  return { status, output, errors }
}

const MODEL = {
  network: {
    dt: '0.1*ms',
    seed: 3,
    namespace: { tau: '10*ms', drive: '20*mV' },
    objects: [
      {
        type: 'neuronGroup',
        name: 'cells',
        n: 10,
        equations: 'dv/dt = (drive - v)/tau : volt',
        threshold: 'v > theta',
        reset: 'v = 0*mV',
        method: 'exact',
        namespace: { theta: '15*mV' },
      },
      { type: 'spikeMonitor', name: 'spikes', group: 'cells' },
    ],
  },
  protocol: [{ set: 'cells.v', to: 'rand()*15*mV' }, { run: '50*ms' }, { run: '50*ms' }],
}
const model = write('model.json', JSON.stringify(MODEL))

/** The line of JSON of a run that went well. */
async function record(...words: readonly string[]): Promise<Readonly<Record<string, unknown>>> {
  const { status, output, errors } = await call('run', ...words, '--json')
  expect(errors).toBe('')
  expect(status).toBe(0)
  expect(output.trimEnd().split('\n')).toHaveLength(1)
  return JSON.parse(output) as Record<string, unknown>
}

test('a JSON model carries out its protocol', async () => {
  const found = await record(model)
  // Each neuron needs tau ln 4 = 13.9 ms from the reset to the threshold.
  expect(found).toMatchObject({ neurons: 10, synapses: 0, seed: 3, target: 'wasm', durationSeconds: 0.1 })
  expect(found.spikes).toBeGreaterThanOrEqual(70)
  expect(found.spikes).toBeLessThanOrEqual(80)
  expect(found.rateHz).toBeCloseTo(Number(found.spikes), 9)
  for (const time of [
    'buildMilliseconds',
    'compileMilliseconds',
    'runMilliseconds',
    'wallMilliseconds',
    'peakBytes',
  ]) {
    expect(found[time]).toBeGreaterThan(0)
  }
  expect(found.waitMilliseconds).toBe(0)
})

test('the target makes no difference to the spikes, a parameter does', async () => {
  const [wasm, js, slower] = [
    await record(model),
    await record(model, '--target', 'js'),
    await record(model, '--set', 'tau=20ms'),
  ]
  expect(js).toMatchObject({ target: 'js', spikes: wasm.spikes })
  expect(Number(slower.spikes)).toBeLessThan(Number(wasm.spikes) * 0.6)
})

test('the precision is that of the command line, or of the model', async () => {
  expect(await record(model)).toMatchObject({ precision: 'double' })
  expect(await record(model, '--precision', 'single')).toMatchObject({ precision: 'single' })
  const single = write(
    'single.json',
    JSON.stringify({ ...MODEL, network: { ...MODEL.network, precision: 'single' } }),
  )
  expect(await record(single)).toMatchObject({ precision: 'single' })
  expect(await record(single, '--precision', 'double')).toMatchObject({ precision: 'double' })
})

test('--set reaches the namespaces of objects, too', async () => {
  const found = await record(model, '--set', 'theta=30mV')
  expect(found.spikes).toBe(0)
})

test('without a run in its protocol a model runs for the duration', async () => {
  const idle = write('idle.json', JSON.stringify({ network: MODEL.network }))
  expect(await record(idle, '--duration', '20ms')).toMatchObject({ durationSeconds: 0.02 })
})

test('prints a table, and nothing with --quiet', async () => {
  const { output } = await call('run', model)
  expect(output).toMatch(/neurons +10\n/)
  expect(output).toMatch(/simulated +100 ms \(seed 3, wasm\)/)
  expect(await call('run', model, '--quiet')).toEqual({ status: 0, output: '', errors: '' })
})

test('--plot draws spikes and rate, of the largest group if nothing is monitored', async () => {
  const figure = join(folder, 'new/figure.svg')
  const [cells] = MODEL.network.objects
  const unwatched = write(
    'unwatched.json',
    JSON.stringify({ ...MODEL, network: { ...MODEL.network, objects: [cells] } }),
  )
  for (const file of [model, unwatched]) {
    const { status, output } = await call('run', file, '--plot', figure)
    expect(status).toBe(0)
    expect(output).toContain('figure.svg')
    expect(readFileSync(figure, 'utf8')).toMatch(/^<svg[^]*Neuron[^]*Time \(ms\)[^]*Rate \(Hz\)/)
    rmSync(figure)
  }
})

test('--plot makes a page, too, and knows no other kind of file', async () => {
  const html = join(folder, 'figure.html')
  expect((await call('run', model, '--plot', html)).status).toBe(0)
  const text = readFileSync(html, 'utf8')
  expect(text).toMatch(/^<!doctype html>[^]*class="light"[^]*<svg[^]*class="dark"/)
  const { status, errors } = await call('run', model, '--plot', 'figure.pdf')
  expect(status).toBe(2)
  expect(errors).toContain('figure.svg, figure.png or figure.html')
})

test('--save writes all that was recorded, a file for each monitor where that holds one table', async () => {
  const [cells, spikes] = MODEL.network.objects
  const two = write(
    'two.json',
    JSON.stringify({
      ...MODEL,
      network: {
        ...MODEL.network,
        objects: [
          cells,
          spikes,
          { type: 'stateMonitor', name: 'traces', group: 'cells', variables: ['v'], record: [0, 3] },
        ],
      },
    }),
  )
  const at = (name: string): string => join(folder, 'data', name)
  const names = ['run.csv', 'run.npz', 'run.arrow', 'run.nwb']
  const found = await record(two, ...names.flatMap(name => ['--save', at(name)]))
  const saved = found.saved as readonly { readonly file: string; readonly bytes: number }[]
  expect(saved.map(({ file }) => file)).toEqual(
    ['run-spikes.csv', 'run-traces.csv', 'run.npz', 'run-spikes.arrow', 'run-traces.arrow', 'run.nwb'].map(
      at,
    ),
  )
  for (const { file, bytes } of saved) expect(readFileSync(file)).toHaveLength(bytes)
  expect(readFileSync(at('run-spikes.csv'), 'utf8').trimEnd().split('\n')).toHaveLength(
    Number(found.spikes) + 1,
  )
  expect(readFileSync(at('run-traces.csv'), 'utf8')).toMatch(/^t \(second\),i,v \(volt\)\n0,0,/)
  const { output } = await call('run', model, '--save', at('one.csv'))
  expect(output).toMatch(/saved +.*one\.csv, \d+ bytes\n/)
})

test('--save says before the run that nothing is recorded', async () => {
  const [cells] = MODEL.network.objects
  const idle = write(
    'no-monitor.json',
    JSON.stringify({ ...MODEL, network: { ...MODEL.network, objects: [cells] } }),
  )
  const { status, errors } = await call('run', idle, '--save', join(folder, 'none.csv'))
  expect(status).toBe(1)
  expect(errors).toContain('the network has no monitor that keeps')
})

test('--plot says when there is nothing to draw', async () => {
  const silent = write(
    'silent.json',
    JSON.stringify({
      network: { objects: [{ type: 'neuronGroup', name: 'cells', n: 1, equations: 'v : 1' }] },
    }),
  )
  const { status, errors } = await call(
    'run',
    silent,
    '--duration',
    '1ms',
    '--plot',
    join(folder, 'none.svg'),
  )
  expect(status).toBe(1)
  expect(errors).toContain('there is nothing to draw')
})

test('--inspect shows what became of the equations, --profile how long its kernels take', async () => {
  const { output } = await call('run', model, '--inspect', '--profile')
  expect(output).toContain('Schedule of a step')
  expect(output).toContain('cells: exact')
  expect(output).toMatch(/ms \(\d+ %\)\n$/)
})

test('a mistake in the model is told on the error output, without a stack, with status 1', async () => {
  const [cells] = MODEL.network.objects
  const broken = write(
    'broken.json',
    JSON.stringify({
      ...MODEL,
      network: { ...MODEL.network, objects: [{ ...cells, threshold: 'v > tehta' }] },
    }),
  )
  const { status, output, errors } = await call('run', broken)
  expect({ status, output }).toEqual({ status: 1, output: '' })
  expect(errors).toContain('tehta')
  expect(errors).toContain('theta')
  expect(errors).not.toMatch(/^\s+at /m)
  expect((await call('run', broken, '--stack')).errors).toMatch(/^\s+at /m)
})

test.each([
  [['run'], /missing required argument/],
  [['run', 'nowhere.ts'], /there is no file nowhere\.ts/],
  [['run', folder], /is a folder: name a script, a model or a report in it/],
  [['run', join(folder, 'modl.json')], /there is no file .*modl\.json\. Did you mean .*model\.json\?/],
  [['run', join(folder, 'model')], /Did you mean .*model\.json\?/],
  [['report', model, '-o', 'x.pdf'], /rheobase report --help tells how it is used/],
  [['run', write('model.txt', '')], /takes a script/],
  [
    ['run', model, '--set', 'thata=1mV'],
    /no value `thata` to set. Did you mean `theta`\? It has: tau, drive, theta\./,
  ],
  [['run', model, '--duration', '1s'], /the protocol of this model says how long it runs/],
  [['run', model, '--sed', '1'], /unknown option '--sed'[^]*--se/],
  [['run', model, '--target', 'gpu'], /wasm or js/],
  [['run', model, '--precision', 'half'], /--precision takes double or single, not "half"/],
  [['rnu', model], /unknown command 'rnu'[^]*run/],
  [[], /Usage/],
])('wrong usage, %j, has status 2', async (words, message) => {
  const { status, errors, output } = await call(...words)
  expect(output).toBe('')
  expect(errors).toMatch(message)
  expect(status).toBe(2)
})

test('a model without anything in it is told', async () => {
  const empty = write('empty.json', '{ "network": { "objects": [] } }')
  const { status, errors } = await call('run', empty, '--duration', '1ms')
  expect(errors).toBe('the network is empty: there is nothing to simulate but time\n')
  expect(status).toBe(0)
})

test.each([
  ['broken.json', '{ "network": ', /not JSON/],
  ['other.json', '{ "nodes": [] }', /not a model description/],
])('%s is no model', async (name, text, message) => {
  const { status, errors } = await call('run', write(name, text))
  expect(errors).toMatch(message)
  expect(status).toBe(1)
})

test('help shows what to type, and the version is that of the package', async () => {
  const help = await call('run', '--help')
  expect(help.status).toBe(0)
  expect(help.output).toContain('rheobase run examples/cuba.ts --plot cuba.svg')
  const version = await call('--version')
  expect(version.status).toBe(0)
  expect(version.output).toMatch(/^\d+\.\d+\.\d+\n$/)
})

test('report writes a page that runs again, and text for papers', async () => {
  const page = join(folder, 'new/report.html')
  const { status, output, errors } = await call('report', model, '-o', page, '--set', 'tau=12ms')
  expect([status, errors]).toEqual([0, ''])
  expect(output).toContain('report.html')
  expect(readFileSync(page, 'utf8')).toContain('<h1>model</h1>')
  // The page holds the model as it was run: with the other value and the seed.
  const facts = ['spikes', 'seed', 'durationSeconds'] as const
  const [again, first] = [await record(page), await record(model, '--set', 'tau=12ms')]
  expect(facts.map(fact => again[fact])).toEqual(facts.map(fact => first[fact]))
  expect(first.spikes).not.toBe((await record(model)).spikes)

  const latex = join(folder, 'methods.tex')
  expect(await call('report', model, '-o', latex, '--title', 'Ten cells', '--quiet')).toMatchObject({
    output: '',
  })
  expect(readFileSync(latex, 'utf8')).toContain('\\title{Ten cells}')
  const printed = await call('report', model, '--format', 'markdown', '-o', '-')
  expect(printed.output).toMatch(/^# model\n[^]*\n\| resets \|/)
  expect(existsSync('-')).toBe(false)
})

test('report knows what it cannot write or read', async () => {
  for (const words of [
    ['report', model, '-o', 'report.docx'],
    ['report', model, '--format', 'word'],
    ['report', model, '--plot', 'x.svg'],
    ['run', write('empty.html', '<p>no model</p>')],
  ]) {
    const { status, errors } = await call(...words)
    expect(status).toBe(2)
    expect(errors).not.toBe('')
  }
})
