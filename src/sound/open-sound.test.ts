import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { ROOT } from '../../scripts/run-tool.js'
import { ensureBuild } from '../../scripts/up-to-date-build.js'
import { Hz } from '../index.js'
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

/** Runs the model that hears, and gives what it prints. A command before it is piped into it by a shell. */
function pitchOf(
  words: readonly string[],
  before = '',
): { status: number | null; record: { spikes: number }; errors: string } {
  const command = [
    process.execPath,
    join(ROOT, 'dist/cli/main.js'),
    'run',
    join(ROOT, 'examples/case-studies/pitch.ts'),
  ]
  const line = [...command, ...words, '--duration', '300ms', '--json'].map(word => `'${word}'`).join(' ')
  const { status, stdout, stderr } = spawnSync('sh', ['-c', before + line], { encoding: 'utf8' })
  return { status, record: JSON.parse(stdout || '{}') as { spikes: number }, errors: stderr }
}

test('with a format the bytes of a file are samples; a header is none, nor is nothing', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sound-'))
  const format = { sampleRate: Hz(1000), channels: 2, encoding: 'signed 16' } as const
  const opened = (name: string, bytes: Uint8Array): ReturnType<typeof openSound> => {
    writeFileSync(join(folder, name), bytes)
    return openSound(join(folder, name), format)
  }
  try {
    const source = await opened('four.raw', Uint8Array.of(0, 64, 0, 192, 0, 32, 0, 0, 9))
    const samples: number[] = []
    for await (const block of source.blocks()) samples.push(...block)
    expect(samples).toEqual([0.5, -0.5, 0.25, 0])
    await expect(opened('headed.raw', readFileSync(FLUTE))).rejects.toMatchObject({ code: 'has-a-header' })
    await expect(opened('empty.raw', new Uint8Array())).rejects.toMatchObject({ code: 'no-sound' })
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('what is piped into the command is heard as the file is, with a header and without one', async () => {
  expect(await ensureBuild()).toBe(0)
  const folder = mkdtempSync(join(tmpdir(), 'sound-'))
  try {
    // As a recorder writes it, which does not know how long it will record.
    const bytes = Uint8Array.from(readFileSync(FLUTE))
    const place = bytes.findIndex((_, k) => String.fromCharCode(...bytes.subarray(k, k + 4)) === 'data')
    bytes.fill(255, place + 4, place + 8)
    writeFileSync(join(folder, 'live.wav'), bytes)
    writeFileSync(join(folder, 'live.raw'), bytes.subarray(place + 8))
    const wanted = pitchOf(['--input', fileURLToPath(FLUTE)])
    expect(wanted.record.spikes).toBeGreaterThan(20)
    for (const [file, words] of [
      ['live.wav', ['--input', '-']],
      ['live.raw', ['--input', '-', '--input-format', 's16le,44.1kHz,2']],
      ['live.raw', ['--input', '-', '--input-format', 'S16_LE,44100Hz,2']],
    ] as const) {
      const live = pitchOf(words, `cat ${folder}/${file} | `)
      expect(live).toMatchObject({ status: 0, errors: '', record: { spikes: wanted.record.spikes } })
    }
    // Samples that are taken for others are other sounds: what the format says is heeded.
    const mono = pitchOf(['--input', '-', '--input-format', 's16le,44.1kHz'], `cat ${folder}/live.raw | `)
    expect(mono.record.spikes).not.toBe(wanted.record.spikes)
    const headless = pitchOf(['--input', '-'], `cat ${folder}/live.raw | `)
    expect(headless).toMatchObject({ status: 1 })
    expect(headless.errors).toContain('--input-format s16le,44.1kHz')
  } finally {
    rmSync(folder, { recursive: true })
  }
}, 300_000)
