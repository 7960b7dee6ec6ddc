// Milliseconds of some network time, compiled and warm: plain, with a look at every value in every step, and with a profile. They take turns,
// each turn beginning with another one, on networks that differ in nothing else.
import { ms, type Network, type Quantity, type RunOptions, type ScriptOptions } from 'rheobase'
import cobahh from '../models/cobahh.js'
import cuba from '../models/cuba.js'
import stdp from '../models/stdp.js'

const [turnCount = 15] = process.argv.slice(2).map(Number)
interface Model {
  readonly build: (options: ScriptOptions) => Network
  /** Network time of a turn: some ten milliseconds of work or more. */
  readonly time: Quantity
}
const MODELS: Readonly<Record<string, Model>> = {
  cuba: { build: cuba, time: ms(500) },
  cobahh: { build: cobahh, time: ms(50) },
  stdp: { build: stdp, time: ms(1000) },
}
const WAYS = {
  plain: { checkFinite: 'off' },
  finite: { checkFinite: 'step' },
  profile: { checkFinite: 'off', profile: true },
} as const satisfies Record<string, RunOptions>

const models = []
for (const [model, { build, time }] of Object.entries(MODELS)) {
  const networks = Object.entries(WAYS).map(([way, options]) => ({
    way,
    options,
    net: build({ values: {}, seed: 1, threads: 1 }),
  }))
  for (const { net, options } of networks) await net.run(time, options)
  const turns: Record<string, number>[] = []
  for (let turn = 0; turn < turnCount; turn++) {
    const taken: Record<string, number> = {}
    const first = turn % networks.length
    for (const { way, net, options } of [...networks.slice(first), ...networks.slice(0, first)])
      taken[way] = (await net.run(time, options)).runMilliseconds
    turns.push(taken)
  }
  models.push({ model, turns })
}
console.log(JSON.stringify({ models }))
