import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { ROOT } from '../../scripts/run-tool.js'
import { ensureBuild } from '../../scripts/up-to-date-build.js'
import { openSound } from './open-sound.js'

const FLUTE = new URL('../../examples/data/scale_flute.wav', import.meta.url)

test('a file is read in pieces, to its end', async () => {
  const source = await openSound(FLUTE)
  expect(source.channels).toBe(2)
  expect(source.duration?.value).toBeCloseTo(198_596 / 44_100, 9)
  let [samples, blocks] = [0, 0]
  for await (const block of source.blocks()) {
    samples += block.length
    blocks++
  }
  expect(samples).toBe(2 * 198_596)
  expect(blocks).toBeGreaterThan(10)
})

test('what is no file, and what is no sound, is told', async () => {
  await expect(openSound('nowhere.wav')).rejects.toMatchObject({ code: 'no-sound', kind: 'value' })
  await expect(openSound(new URL(import.meta.url))).rejects.toMatchObject({ code: 'not-a-wav' })
  await expect(openSound(3 as never)).rejects.toMatchObject({ code: 'not-a-file' })
})

test('a recorder that is piped into the command is heard as the file is', async () => {
  expect(await ensureBuild()).toBe(0)
  const call = (input: string, bytes?: Uint8Array): Record<string, unknown> => {
    const words = ['--input', input, '--duration', '300ms', '--json']
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [join(ROOT, 'dist/cli/main.js'), 'run', join(ROOT, 'examples/case-studies/pitch.ts'), ...words],
      { ...(bytes === undefined ? {} : { input: bytes }), encoding: 'utf8' },
    )
    expect(stderr).toBe('')
    return JSON.parse(stdout) as Record<string, unknown>
  }
  // As a recorder writes it, which does not know how long it will record.
  const bytes = Uint8Array.from(readFileSync(FLUTE))
  const place = bytes.findIndex((_, k) => String.fromCharCode(...bytes.subarray(k, k + 4)) === 'data')
  bytes.fill(255, place + 4, place + 8)
  const live = call('-', bytes)
  expect(live.spikes).toBe(call(fileURLToPath(FLUTE)).spikes)
  expect(live.spikes).toBeGreaterThan(20)
}, 300_000)
