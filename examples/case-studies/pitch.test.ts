import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { Hz, quantity, second, type SpikeMonitor } from 'rheobase'
import pitch from './pitch.js'

const RATE = 44_100
/** Windows in the four notes. */
const NOTES = [
  { pitch: 131.2, from: 0.2, to: 1.0 },
  { pitch: 165.6, from: 1.2, to: 2.0 },
  { pitch: 196.8, from: 2.2, to: 3.0 },
  { pitch: 262.4, from: 3.2, to: 4.0 },
] as const

/** Spikes of each detector in a window. */
function countsIn(heard: SpikeMonitor, from: number, to: number): number[] {
  const counts = Array.from({ length: 300 }, () => 0)
  const times = heard.t.in(second)
  heard.i.forEach((detector, k) => {
    const time = times[k] ?? NaN
    if (time >= from && time < to) counts[detector] = (counts[detector] ?? 0) + 1
  })
  return counts
}
const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)
const near = (found: number | undefined, wanted: number, tolerance: number): void => {
  expect(Math.abs((found ?? NaN) - wanted), `${String(found)}, not ${String(wanted)}`).toBeLessThanOrEqual(
    tolerance,
  )
}
/** The paper's part of a sound that is 3 ms longer. */
const duration = second(4.5)

test('without noise the ear hears what it hears in Brian 2', async () => {
  // Brian 2.5.1, sigma = 0 and v += 0.6.
  const { run, ear, heard } = await pitch({ duration, values: { sigma: quantity`0`, w: quantity`0.6` } })
  await run()
  const steps = Array.from(ear.t.in(second), time => Math.round(time * RATE))
  near(steps.length, 657, 2)
  expect(steps.slice(0, 25)).toEqual([
    1505, 2134, 2533, 3135, 3504, 3862, 4215, 4799, 5151, 5494, 5834, 6171, 6507, 6843, 7180, 7517, 7855,
    8192, 8532, 8871, 9208, 9548, 9886, 10223, 10562,
  ])
  expect(steps.slice(-3)).toEqual([195513, 196543, 197632])

  near(heard.count, 12_789, 30)
  const counts = countsIn(heard, 0, 5)
  for (const [detector, spikes] of [
    [26, 294],
    [27, 289],
    [53, 236],
    [97, 221],
    [119, 146],
    [135, 136],
  ] as const)
    near(counts[detector], spikes, 3)
  expect(sum(counts.slice(171))).toBe(0)
  const wanted = [
    { spikes: 1441, highest: 105, at: [26, 27, 28, 93, 94, 95, 96, 97, 98, 99] },
    { spikes: 2849, highest: 132, at: [9, 49, 119, 120, 121, 122] },
    { spikes: 3167, highest: 120, at: [130, 131, 132, 133, 134, 135, 136, 137, 138] },
    { spikes: 3296, highest: 128, at: [54, 55, 56, 57] },
  ]
  NOTES.forEach(({ from, to }, note) => {
    const ofNote = countsIn(heard, from, to)
    const { spikes = NaN, highest = NaN, at = [] } = wanted[note] ?? {}
    near(sum(ofNote), spikes, 12)
    expect(Math.max(...ofNote)).toBe(highest)
    expect(ofNote.flatMap((count, detector) => (count === highest ? [detector] : []))).toEqual(at)
  })
})

test('with noise the strongest detector has the pitch of the note, or half or a third of it', async () => {
  const { run, heard, detectors, picture } = await pitch({ duration, seed: 5 })
  await run()
  // 2748.6 in ten copies of Brian 2, with a standard error of 11.6.
  near(heard.count, 2748.6, 3 * 11.6 * Math.sqrt(10) * Math.sqrt(1.1))
  const frequencies = detectors.freq.values()
  for (const { pitch, from, to } of NOTES) {
    const counts = countsIn(heard, from, to)
    const strongest = frequencies[counts.indexOf(Math.max(...counts))] ?? NaN
    const semitones = [1, 2, 3].map(part => Math.abs(12 * Math.log2((strongest * part) / pitch)))
    expect(Math.min(...semitones)).toBeLessThan(1)
  }
  const svg = await picture()
  for (const words of ['Sound', 'Frequency (Hz)', 'Heard (Hz)', 'Time (s)']) expect(svg).toContain(words)
})

const folder = mkdtempSync(join(tmpdir(), 'rheobase-'))
afterAll(() => {
  rmSync(folder, { recursive: true })
})

/** A second of harmonics that begins and ends softly, as the samples of a file without a header. */
function toneFile(rate: number, fundamental: number, harmonics: readonly number[]): string {
  const samples = Int16Array.from({ length: rate }, (_, k) => {
    const t = k / rate
    const wave = harmonics.reduce((sum, h) => sum + Math.cos(2 * Math.PI * fundamental * h * t + 0.3 * h), 0)
    const envelope = Math.min(1, t / 0.03, (1 - t) / 0.03)
    return Math.round(0.06 * (wave / harmonics.length) * envelope * 32767)
  })
  const file = join(folder, `${String(fundamental)}.raw`)
  writeFileSync(file, samples)
  return file
}

// Brian 2.5.1, ../peers/case_studies.py
test.each([
  {
    name: 'without its fundamental',
    tone: [44_100, 150, [3, 4, 5, 6]],
    ear: 145,
    first: [1155, 1449, 1743, 2038, 2332, 2626, 2920, 3214],
    heard: 2717,
    strongest: [105, 106, 107, 108, 109, 110, 111, 112, 113],
  },
  {
    name: 'at another sample rate',
    tone: [48_000, 185, [1, 2, 3]],
    ear: 179,
    first: [1026, 1283, 1541, 1801, 2062, 2322, 2582, 2842],
    heard: 4183,
    strongest: [125, 126, 127, 128, 129, 130, 131],
  },
] as const)('a tone $name is heard as in Brian 2, and at its pitch', async ({ tone, ...wanted }) => {
  const [rate, fundamental, harmonics] = tone
  const file = {
    input: toneFile(rate, fundamental, harmonics),
    inputFormat: { sampleRate: Hz(rate), channels: 1, encoding: 'signed 16' },
  } as const
  const { run, ear, heard } = await pitch({
    ...file,
    duration: second(1),
    values: { sigma: quantity`0`, w: quantity`0.6` },
  })
  await run()
  const steps = Array.from(ear.t.in(second), time => Math.round(time * rate))
  near(steps.length, wanted.ear, 1)
  expect(steps.slice(0, 8)).toEqual(wanted.first)
  near(heard.count, wanted.heard, 10)
  const counts = heard.countOfEach()
  const most = Math.max(...counts)
  expect(Array.from(counts.keys()).filter(detector => counts[detector] === most)).toEqual(wanted.strongest)

  const noisy = await pitch({ ...file, duration: second(1), seed: 11 })
  await noisy.run()
  const [each, frequencies] = [noisy.heard.countOfEach(), noisy.detectors.freq.values()]
  const best = frequencies[each.indexOf(Math.max(...each))] ?? NaN
  const semitones = [1, 2, 3].map(part => Math.abs(12 * Math.log2((best * part) / fundamental)))
  expect(Math.min(...semitones)).toBeLessThan(1)
})
