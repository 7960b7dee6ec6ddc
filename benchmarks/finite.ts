// npm run bench:finite -- [turns]: what it costs to look at every value (checkFinite: 'step'). Runs with and without take turns in one process, on
// networks that differ in nothing else. Prints; never passes or fails on time.
import { ms, type Network, type ScriptOptions } from 'rheobase'
import { ensureBuild } from '../scripts/up-to-date-build.js'
import cobahh from './models/cobahh.js'
import cuba from './models/cuba.js'

const status = await ensureBuild()
if (status !== 0) process.exit(status)

const turns = Number(process.argv[2] ?? 15)
const MODELS = { cuba, cobahh } satisfies Record<string, (options: ScriptOptions) => Network>

/** Milliseconds of a run of 300 ms, compiled and warm. */
async function measured(net: Network, checkFinite: 'off' | 'step'): Promise<number> {
  const { runMilliseconds } = await net.run(ms(300), { checkFinite })
  return runMilliseconds
}
const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN

for (const [name, model] of Object.entries(MODELS)) {
  const make = (): Network => model({ values: {}, seed: 1 })
  const [off, step] = [make(), make()]
  await measured(off, 'off')
  await measured(step, 'step')
  const ratios: number[] = []
  const times: number[] = []
  for (let turn = 0; turn < turns; turn++) {
    const without = await measured(off, 'off')
    const withLook = await measured(step, 'step')
    ratios.push(withLook / without)
    times.push(without)
  }
  const sorted = [...ratios].sort((a, b) => a - b)
  console.log(
    `${name}: ${median(times).toFixed(0)} ms for 300 ms of network time without; with a look at every value ${median(ratios).toFixed(2)} times that ` +
      `(${(sorted[0] ?? NaN).toFixed(2)} to ${(sorted.at(-1) ?? NaN).toFixed(2)}, ${String(turns)} turns)`,
  )
}
