import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { beforeAll, expect, test } from 'vitest'
import type * as Rheobase from '../src/index.js'
import type * as Plot from '../src/plot/index.js'
import { entries } from './bundle.js'
import { ROOT } from './run-tool.js'
import { ensureBuild } from './up-to-date-build.js'

beforeAll(async () => {
  expect(await ensureBuild()).toBe(0)
})

test('every entry of the package is there, with its types', () => {
  expect(entries()).toContain('./dist/index.js')
  for (const entry of entries()) {
    expect(existsSync(join(ROOT, entry)), entry).toBe(true)
    expect(existsSync(join(ROOT, entry.replace(/\.js$/, '.d.ts'))), entry).toBe(true)
  }
})

test('the files are few, and no one of them reads TypeScript but the loader', () => {
  const files = readdirSync(join(ROOT, 'dist'), { recursive: true, encoding: 'utf8' })
  const modules = files.filter(file => file.endsWith('.js'))
  expect(modules.length).toBeLessThan(80)
  const loading = modules.filter(file =>
    readFileSync(join(ROOT, 'dist', file), 'utf8').includes('registerHooks'),
  )
  expect(loading).toEqual([join('cli', 'typescript-loader.js')])
})

test('entries share what they are made of', async () => {
  const entry = async (path: string): Promise<unknown> => import(pathToFileURL(join(ROOT, 'dist', path)).href)
  const { Network, ms } = (await entry('index.js')) as typeof Rheobase
  const { plot } = (await entry('plot/index.js')) as typeof Plot
  const net = new Network({ seed: 1 })
  const group = net.neuronGroup(2, 'dv/dt = (2 - v)/(10*ms) : 1', { threshold: 'v > 1', reset: 'v = 0' })
  const spikes = net.spikeMonitor(group)
  await net.run(ms(50))
  expect(spikes.count).toBeGreaterThan(0)
  expect(plot(spikes)).toContain('<svg')
})
