// Times of rules: the first connection of the process is made before the engine has compiled anything, the others after.
import { Network, type ConnectOptions } from 'rheobase'

/** A call, and for how many synapses. */
function measured(neurons: number, rule: ConnectOptions): readonly [milliseconds: number, synapses: number] {
  const net = new Network({ seed: 1 })
  const group = net.neuronGroup(neurons, 'dv/dt = -v/(10*ms) : volt\nx : 1')
  group.x.set('i/N')
  const synapses = net.synapses(group, group, { equations: 'w : volt' })
  const start = performance.now()
  const { from, to } = synapses.connect(rule)
  return [performance.now() - start, to - from]
}

const RULES: readonly (readonly [title: string, calls: number, neurons: number, rule: ConnectOptions])[] = [
  ['p = 0.02, 4000 x 4000, first call of a process', 1, 4000, { p: 0.02 }],
  ['p = 0.02, 4000 x 4000, repeated', 9, 4000, { p: 0.02 }],
  ['p = 0.01, 31623 x 31623', 3, 31_623, { p: 0.01 }],
  [
    '100 neighbours of each of 100000',
    1,
    100_000,
    { j: 'k for k in range(i - 50, i + 50)', skipIfInvalid: true },
  ],
  ['100 random targets of each of 100000', 1, 100_000, { j: 'k for k in sample(N_post, size=100)' }],
  ['10 million in all, 31623 x 31623', 1, 31_623, { total: 1e7 }],
  ['a condition of 16 million pairs', 1, 4000, { condition: '(i + j) % 7 == 0' }],
  ['a probability by distance of 16 million pairs', 1, 4000, { p: '0.1*exp(-abs(x_pre - x_post))' }],
]
const rules = RULES.map(([title, calls, neurons, rule]) => ({
  title,
  calls: Array.from({ length: calls }, () => measured(neurons, rule)),
}))
console.log(JSON.stringify({ rules }))
