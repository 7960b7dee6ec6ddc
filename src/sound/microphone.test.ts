import { readFileSync } from 'node:fs'
import { build } from 'esbuild'
import { expect } from 'vitest'
import { CHROMIUM, testInChromium } from '../../scripts/chromium.test-support.js'
import { ROOT } from '../../scripts/run-tool.js'
import { visitPage } from '../../scripts/visit-page.js'

/** The block of the document that begins with the name of a file. */
function fileInDocument(name: string): string {
  const document = readFileSync(`${ROOT}docs/live-input.md`, 'utf8')
  const [, text] = new RegExp(`\`\`\`\\w+\\n// ${name}\\n(.*?)\`\`\``, 's').exec(document) ?? []
  if (text === undefined) throw new Error(`docs/live-input.md has no file ${name}`)
  return text
}

const PAGE = `
import { Network, second } from 'rheobase'
import { soundInput } from 'rheobase/sound'
${fileInDocument('microphone.ts')}
const send = sent => fetch('/', { method: 'POST', body: JSON.stringify(sent) })
try {
  const source = await microphone()
  const net = new Network({ dt: source.sampleRate.toPower(-1), seed: 1, namespace: { sound: soundInput(source) } })
  const ear = net.neuronGroup(1, 'loudness = abs(sound(t)) : 1')
  const heard = net.stateMonitor(ear, 'loudness', { record: true })
  const began = performance.now()
  const { waitMilliseconds } = await net.run(second(1.5))
  const wallMilliseconds = performance.now() - began
  const loudness = heard.trace('loudness', 0).values
  await send({ samples: loudness.length, rate: source.sampleRate.value, loudest: loudness.reduce((a, b) => Math.max(a, b)), wallMilliseconds, waitMilliseconds })
} catch (error) {
  await send({ error: String(error.stack) })
}`

// The browser plays beeps to itself, one each second, instead of a microphone.
testInChromium('the microphone of the document is heard in a page, live', async () => {
  const { outputFiles } = await build({
    stdin: { contents: PAGE, resolveDir: ROOT, loader: 'ts' },
    alias: { rheobase: `${ROOT}src/index.ts`, 'rheobase/sound': `${ROOT}src/sound/index.ts` },
    ...{ bundle: true, platform: 'browser', format: 'esm', target: 'es2022', write: false },
  })
  const sent = await visitPage({
    browser: CHROMIUM,
    files: { '/page.js': outputFiles[0]?.text ?? '', '/post-input.js': fileInDocument('post-input.js') },
    options: [
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      '--autoplay-policy=no-user-gesture-required',
    ],
  })
  const { samples, rate, loudest, wallMilliseconds } = sent as Record<string, number>
  expect(samples).toBe(1.5 * (rate ?? 0))
  // Not before it has come: what a file would have had at once takes as long as it sounds.
  expect(wallMilliseconds).toBeGreaterThan(1000)
  expect(loudest).toBeGreaterThan(0.01)
})
