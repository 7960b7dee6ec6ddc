import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Benchmark } from './benchmark.js'
import { brian2Engine, readBrian2Line } from './brian2-engine.js'
import { readRheobaseLine, rheobaseEngine } from './rheobase-engine.js'

test('reads the line of our command, in seconds', () => {
  const line = {
    ...{
      model: 'cuba.ts',
      neurons: 4000,
      synapses: 319_563,
      spikes: 22_807,
      rateHz: 5.7,
      peakBytes: 6e7,
      seed: 1,
    },
    ...{ buildMilliseconds: 50, compileMilliseconds: 20, runMilliseconds: 73, wallMilliseconds: 250 },
  }
  expect(readRheobaseLine(line)).toEqual({
    ...{ neurons: 4000, synapses: 319_563, rateHz: 5.7, peakBytes: 6e7 },
    ...{ buildSeconds: 0.05, compileSeconds: 0.02, loopSeconds: 0.073 },
  })
  expect(() => readRheobaseLine({ ...line, runMilliseconds: undefined })).toThrow('runMilliseconds')
})

test('reads the line of a script of Brian 2', () => {
  const line = {
    ...{
      benchmark: 'cuba',
      engine: 'brian2',
      size: 4000,
      synapses: 319_563,
      rateHz: 5.7,
      peakBytes: 12_623_872,
    },
    ...{
      buildSeconds: 0.08,
      compileSeconds: 7.6,
      loopSeconds: [0.0716],
      binarySeconds: [0.095],
      wallSeconds: 9,
    },
  }
  expect(readBrian2Line(line)).toEqual({
    ...{ neurons: 4000, synapses: 319_563, rateHz: 5.7, peakBytes: 12_623_872 },
    ...{ buildSeconds: 0.08, compileSeconds: 7.6, loopSeconds: 0.0716 },
  })
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
    const model = { script: 'models/toy.ts', values: { hetero: '1' } }
    const benchmark: Benchmark = { name: 'toy', question: '', sizes: [], model }
    const run = rheobaseEngine(root).measure(benchmark, 50, { seed: 2, threads: 1, duration: 0.5 })
    await expect(run).rejects.toThrow(
      'run models/toy.ts --json --seed 2 --duration 0.5 s --set hetero=1 --set size=50',
    )
  } finally {
    rmSync(root, { recursive: true })
  }
})

test('a simulator that is not here says so', async () => {
  expect(await brian2Engine('.', 'no-such-python').unavailable()).toContain('no-such-python has no Brian 2')
  expect(await rheobaseEngine('no-such-folder').unavailable()).toContain('was not built')
})
