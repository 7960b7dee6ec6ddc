import { build } from 'esbuild'
import { expect } from 'vitest'
import { CHROMIUM, testInChromium } from '../../scripts/chromium.test-support.js'
import { ROOT } from '../../scripts/run-tool.js'
import { visitPage } from '../../scripts/visit-page.js'
import { ms } from '../units/units.js'
import { Network } from './network.js'

const EQUATIONS = 'dv/dt = (1.2 - v)/(10*ms) + 0.1*xi*(10*ms)**-0.5 : 1 (unless refractory)'
const SPIKING = { threshold: 'v > 1', reset: 'v = 0', refractory: ms(2), method: 'euler' } as const

/** A page that runs a network on one, two and three threads, and sends what it has seen. */
const PAGE = `
import { ms, Network } from 'rheobase'
try {
  const seen = []
  for (const threads of [1, 2, 3]) {
    const messages = []
    const net = new Network({ seed: 1, threads, onMessage: ({ text }) => messages.push(text) })
    const neurons = net.neuronGroup(300, ${JSON.stringify(EQUATIONS)}, {
      threshold: 'v > 1', reset: 'v = 0', refractory: ms(2), method: 'euler',
    })
    neurons.state('v').set('rand()')
    const synapses = net.synapses(neurons, neurons, { onPre: 'v += 0.01' })
    synapses.connect({ p: 0.1 })
    await net.run(ms(30))
    seen.push({ threads: net.threads, messages, v: Array.from(neurons.state('v').values(), String) })
    net.dispose()
  }
  await fetch('/', { method: 'POST', body: JSON.stringify({ seen }) })
} catch (error) {
  await fetch('/', { method: 'POST', body: JSON.stringify({ error: String(error.stack) }) })
}`

const ISOLATED = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
}

interface Seen {
  readonly threads: number
  readonly messages: readonly string[]
  readonly v: readonly string[]
}

async function seenInPage(headers: Readonly<Record<string, string>>): Promise<readonly Seen[]> {
  const { outputFiles } = await build({
    stdin: { contents: PAGE, resolveDir: ROOT },
    alias: { rheobase: `${ROOT}src/index.ts` },
    ...{ bundle: true, platform: 'browser', format: 'esm', target: 'es2022', write: false },
  })
  const files = { '/page.js': outputFiles[0]?.text ?? '' }
  const { seen } = (await visitPage({ browser: CHROMIUM, files, headers })) as {
    readonly seen: readonly Seen[]
  }
  expect(seen).toHaveLength(3)
  return seen
}

async function inNode(): Promise<readonly string[]> {
  const net = new Network({ seed: 1, threads: 1 })
  const neurons = net.neuronGroup(300, EQUATIONS, SPIKING)
  neurons.state('v').set('rand()')
  const synapses = net.synapses(neurons, neurons, { onPre: 'v += 0.01' })
  synapses.connect({ p: 0.1 })
  await net.run(ms(30))
  return Array.from(neurons.state('v').values(), String)
}

testInChromium('threads of an isolated page give the bits of Node', async () => {
  const v = await inNode()
  expect(new Set(v).size).toBeGreaterThan(200)
  const seen = await seenInPage(ISOLATED)
  expect(seen).toEqual([1, 2, 3].map(threads => ({ threads, messages: [], v })))
})

testInChromium('where a page can have no threads, a network runs on one and says why', async () => {
  const v = await inNode()
  for (const [headers, reason] of [
    [{}, 'the page is not isolated from other origins'],
    [{ ...ISOLATED, 'Content-Security-Policy': "worker-src 'none'" }, 'no other could be started'],
  ] as const)
    for (const [place, seen] of (await seenInPage(headers)).entries()) {
      expect(seen).toMatchObject({ threads: 1, v })
      expect(seen.messages).toEqual(place === 0 ? [] : [expect.stringContaining(reason)])
    }
})
