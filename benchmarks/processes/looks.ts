// Milliseconds of 300 ms of network time, compiled and warm: plain, with a look at every value in every step, and with a profile. They take
// turns, on networks that differ in nothing else.
import { ms, type Network, type RunOptions, type ScriptOptions } from 'rheobase'
import cobahh from '../models/cobahh.js'
import cuba from '../models/cuba.js'
import stdp from '../models/stdp.js'

const [turnCount = 15] = process.argv.slice(2).map(Number)
const MODELS = { cuba, cobahh, stdp } satisfies Record<string, (options: ScriptOptions) => Network>
const WAYS = {
  plain: { checkFinite: 'off' },
  finite: { checkFinite: 'step' },
  profile: { checkFinite: 'off', profile: true },
} as const satisfies Record<string, RunOptions>

const models = []
for (const [model, build] of Object.entries(MODELS)) {
  const networks = Object.entries(WAYS).map(([way, options]) => ({
    way,
    options,
    net: build({ values: {}, seed: 1, threads: 1 }),
  }))
  for (const { net, options } of networks) await net.run(ms(300), options)
  const turns: Record<string, number>[] = []
  for (let turn = 0; turn < turnCount; turn++) {
    const taken: Record<string, number> = {}
    for (const { way, net, options } of networks)
      taken[way] = (await net.run(ms(300), options)).runMilliseconds
    turns.push(taken)
  }
  models.push({ model, turns })
}
console.log(JSON.stringify({ models }))
