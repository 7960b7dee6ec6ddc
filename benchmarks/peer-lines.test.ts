import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ROOT } from '../scripts/run-tool.js'
import { cobahh } from './cobahh.js'
import { limitEngine, readLimitLine } from './limit-engine.js'
import { PEERS } from './peers.js'
import { rallpack3, rallpack3Cells } from './rallpack3.js'
import { readRheobaseLine, rheobaseEngine } from './rheobase-engine.js'
import { readScriptLine, scriptEngine } from './script-engine.js'

const counted = { neurons: 4000, synapses: 319_563, spikes: 22_807, rateHz: 5.7, peakBytes: 6e7 }
const network = { rateSpread: 0, model: { script: 'models/toy.ts', values: { hetero: '1' } } }

test('reads the line of our command, in seconds', () => {
  const line = {
    ...{ ...counted, model: 'cuba.ts', seed: 1 },
    ...{ buildMilliseconds: 50, compileMilliseconds: 20, runMilliseconds: 73, wallMilliseconds: 250 },
  }
  expect(readRheobaseLine(line)).toEqual({
    ...counted,
    ...{ buildSeconds: 0.05, compileSeconds: 0.02, loopSeconds: 0.073 },
  })
  // What is updated in a step are the compartments of neurons with a form.
  expect(readRheobaseLine({ ...line, neurons: 1, compartments: 1000 }).neurons).toBe(1000)
  expect(readRheobaseLine({ ...line, compartments: 0 }).neurons).toBe(counted.neurons)
  expect(() => readRheobaseLine({ ...line, runMilliseconds: undefined })).toThrow('runMilliseconds')
})

test('reads the line of the script of a peer', () => {
  const line = {
    ...{ ...counted, benchmark: 'cuba', engine: 'brian2', size: 4000 },
    ...{ buildSeconds: 0.08, compileSeconds: 7.6, loopSeconds: [0.0716], wallSeconds: 9 },
  }
  expect(readScriptLine(line)).toEqual({
    ...counted,
    ...{ buildSeconds: 0.08, compileSeconds: 7.6, loopSeconds: 0.0716 },
  })
})

test('reads the line of a program in C', () => {
  const line = { ...counted, buildSeconds: 0.005, loopSeconds: 0.0157 }
  expect(readLimitLine(line)).toEqual(line)
  expect(() => readLimitLine({ ...line, spikes: 'many' })).toThrow('spikes')
})

test('starts the built command with the model, its values and the settings', async () => {
  const root = mkdtempSync(join(tmpdir(), 'rheobase-bench-'))
  try {
    mkdirSync(join(root, 'dist/cli'), { recursive: true })
    // The only thing that comes back of a failing command is its error output.
    writeFileSync(
      join(root, 'dist/cli/main.js'),
      `console.error(process.argv.slice(2).join(' ')); process.exitCode = 4`,
    )
    const run = rheobaseEngine(root).measure(network, 50, {
      ...{ seed: 2, threads: 2, precision: 'single', duration: 0.5 },
    })
    await expect(run).rejects.toThrow(
      'run models/toy.ts --json --seed 2 --duration 0.5 s --threads 2 --precision single --set hetero=1 --set size=50',
    )
  } finally {
    rmSync(root, { recursive: true })
  }
})

test.each([rallpack3, rallpack3Cells, cobahh])(
  'the command builds as many as $name says',
  async benchmark => {
    const settings = { seed: 1, threads: 1, precision: 'double', duration: 1e-3 } as const
    const { neurons } = await rheobaseEngine(ROOT).measure(benchmark, 20, settings)
    expect(neurons).toBe(benchmark.neurons?.(20) ?? 20)
  },
)

test('an engine that is not here says so', async () => {
  expect(await scriptEngine('.', 'no-such-python', PEERS.brian2).unavailable()).toContain(
    'no-such-python has no brian2 (Debian: apt-get install python3-brian',
  )
  expect(await rheobaseEngine('no-such-folder').unavailable()).toContain('was not built')
  expect(await limitEngine('.', { compiler: 'no-such-compiler' }).unavailable()).toContain(
    'there is no no-such-compiler',
  )
})

test('says what it can run', () => {
  const settings = { seed: 1, duration: 1, threads: 1, precision: 'double' } as const
  const [brian2, neuron] = [
    scriptEngine('.', 'python', PEERS.brian2),
    scriptEngine('.', 'python', PEERS.neuron),
  ]
  const both = {
    ...network,
    brian2: { script: 'toy.py' },
    neuron: { script: 'toy_neuron.py' },
    limit: 'toy.c',
  }
  expect([brian2.has(network, settings), brian2.has(both, settings)]).toEqual([false, true])
  expect(brian2.has(both, { ...settings, threads: 2, precision: 'single' })).toBe(true)
  expect(neuron.has(both, { ...settings, threads: 2 })).toBe(true)
  expect(neuron.has(both, { ...settings, precision: 'single' })).toBe(false)
  const limit = limitEngine('.')
  expect([limit.has(both, settings), limit.has(both, { ...settings, threads: 2 })]).toEqual([true, false])
})
