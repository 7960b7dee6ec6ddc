import { execFileSync } from 'node:child_process'
import type { SpecialFigures } from './special-figures.js'

/** Rules of a process of its own: the first connection is made before the engine has compiled anything, the others after. */
const TIMES = `
  import { Network, mV } from 'rheobase'
  const milliseconds = (neurons, rule) => {
    const net = new Network({ seed: 1 })
    const group = net.neuronGroup(neurons, 'dv/dt = -v/(10*ms) : volt\\nx : 1')
    group.x.set('i/N')
    const synapses = net.synapses(group, group, { equations: 'w : volt' })
    const start = performance.now()
    const { from, to } = synapses.connect(rule)
    return [performance.now() - start, to - from]
  }
  const repeat = (count, neurons, rule) => Array.from({ length: count }, () => milliseconds(neurons, rule))
  console.log(JSON.stringify([
    ['p = 0.02, 4000 x 4000, first call of a process', repeat(1, 4000, { p: 0.02 })],
    ['p = 0.02, 4000 x 4000, repeated', repeat(9, 4000, { p: 0.02 })],
    ['p = 0.01, 31623 x 31623', repeat(3, 31623, { p: 0.01 })],
    ['100 neighbours of each of 100000', repeat(1, 100000, { j: 'k for k in range(i - 50, i + 50)', skipIfInvalid: true })],
    ['100 random targets of each of 100000', repeat(1, 100000, { j: 'k for k in sample(N_post, size=100)' })],
    ['10 million in all, 31623 x 31623', repeat(1, 31623, { total: 1e7 })],
    ['a condition of 16 million pairs', repeat(1, 4000, { condition: '(i + j) % 7 == 0' })],
    ['a probability by distance of 16 million pairs', repeat(1, 4000, { p: '0.1*exp(-abs(x_pre - x_post))' })],
  ]))
`

/** Weights and one delay for 20 million synapses, until the network has run: the largest the process ever was. */
const MEMORY = `
  import { Network, ms, mV } from 'rheobase'
  const net = new Network({ seed: 1 })
  const neurons = net.neuronGroup(20000, 'dv/dt = -v/(10*ms) : volt', { threshold: 'v > 1*volt', reset: 'v = 0*volt' })
  const synapses = net.synapses(neurons, neurons, { equations: 'w : volt', onPre: 'v_post += w', delay: ms(1) })
  const start = performance.now()
  const { to } = synapses.connect({ p: 0.05, values: { w: mV(1) } })
  const made = performance.now() - start
  await net.run(ms(1))
  console.log(JSON.stringify([made, to, process.resourceUsage().maxRSS / 1024]))
`
type Timing = readonly [milliseconds: number, synapses: number]

export const connect: SpecialFigures = {
  name: 'connect',
  question: 'How long does it take to connect millions of pairs, and how much memory?',
  print(root, { repeats }) {
    printConnectFigures(root, 4 * repeats)
  },
}

/** Prints how long connecting takes and how much memory synapses need, by cold processes. Never passes or fails on time. */
export function printConnectFigures(root: string, processes: number): void {
  const results = Array.from(
    { length: processes },
    () =>
      JSON.parse(output(root, TIMES)) as readonly (readonly [title: string, timings: readonly Timing[]])[],
  )
  for (const [rule, [title]] of results[0]?.entries() ?? [])
    console.log(
      line(
        title,
        results.flatMap(result => result[rule]?.[1] ?? []),
      ),
    )
  const large = Array.from(
    { length: Math.ceil(processes / 4) },
    () =>
      JSON.parse(output(root, MEMORY)) as readonly [
        milliseconds: number,
        synapses: number,
        megabytes: number,
      ],
  )
  console.log(
    `${line(
      'weights and one delay, 20000 x 20000',
      large.map(([milliseconds, synapses]) => [milliseconds, synapses]),
    )}; the whole process ${Math.max(...large.map(([, , megabytes]) => megabytes)).toFixed(0)} MiB at most`,
  )
}

const output = (root: string, program: string): string =>
  execFileSync(process.execPath, ['--input-type=module', '--eval', program], { cwd: root, encoding: 'utf8' })

function line(title: string, timings: readonly Timing[]): string {
  const sorted = timings.map(([milliseconds]) => milliseconds).sort((a, b) => a - b)
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? NaN
  const [, synapses = 0] = timings[0] ?? []
  const median = at(0.5)
  return (
    `${title}: ${String(synapses)} synapses, median ${median.toFixed(1)} ms (${at(0).toFixed(1)} to ${at(1).toFixed(1)}, ` +
    `${String(sorted.length)} runs), ${((1e6 * median) / synapses).toFixed(0)} ns each`
  )
}
