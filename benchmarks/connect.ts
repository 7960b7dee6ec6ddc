// npm run bench:connect -- [processes]: how long connecting takes. Prints; never passes or fails on time.
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { ensureBuild } from '../scripts/up-to-date-build.js'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

/** A process of its own: the first connection is made before the engine has compiled anything, the others after. */
const PROGRAM = `
  import { Network, mV } from 'rheobase'
  const milliseconds = (neurons, rule) => {
    const net = new Network({ seed: 1 })
    const group = net.neuronGroup(neurons, 'dv/dt = -v/(10*ms) : volt')
    const synapses = net.synapses(group, group, { equations: 'w : volt' })
    const start = performance.now()
    const { from, to } = synapses.connect(rule)
    return [performance.now() - start, to - from]
  }
  const first = milliseconds(4000, { p: 0.02 })
  const repeated = Array.from({ length: 9 }, () => milliseconds(4000, { p: 0.02 }))
  const large = Array.from({ length: 3 }, () => milliseconds(31623, { p: 0.01 }))
  const range = [milliseconds(100000, { j: 'k for k in range(i - 50, i + 50)', skipIfInvalid: true })]
  const outDegree = [milliseconds(100000, { j: 'k for k in sample(N_post, size=100)' })]
  console.log(JSON.stringify({ first: [first], repeated, large, range, outDegree }))
`
type Timing = readonly [milliseconds: number, synapses: number]

const status = await ensureBuild()
if (status !== 0) process.exit(status)
const processes = Number(process.argv[2] ?? 12)
const results = Array.from(
  { length: processes },
  () =>
    JSON.parse(
      execFileSync(process.execPath, ['--input-type=module', '--eval', PROGRAM], {
        cwd: ROOT,
        encoding: 'utf8',
      }),
    ) as Readonly<Record<'first' | 'repeated' | 'large' | 'range' | 'outDegree', readonly Timing[]>>,
)
print(
  'p = 0.02, 4000 x 4000, first call of a process',
  results.flatMap(({ first }) => first),
)
print(
  'p = 0.02, 4000 x 4000, repeated',
  results.flatMap(({ repeated }) => repeated),
)
print(
  'p = 0.01, 31623 x 31623',
  results.flatMap(({ large }) => large),
)
print(
  '100 neighbours of each of 100000',
  results.flatMap(({ range }) => range),
)
print(
  '100 random targets of each of 100000',
  results.flatMap(({ outDegree }) => outDegree),
)

function print(title: string, timings: readonly Timing[]): void {
  const sorted = timings.map(([milliseconds]) => milliseconds).sort((a, b) => a - b)
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? NaN
  const [, synapses = 0] = timings[0] ?? []
  const median = at(0.5)
  console.log(
    `${title}: ${String(synapses)} synapses, median ${median.toFixed(1)} ms (${at(0).toFixed(1)} to ${at(1).toFixed(1)}, ` +
      `${String(sorted.length)} runs), ${((1e6 * median) / synapses).toFixed(0)} ns each`,
  )
}
