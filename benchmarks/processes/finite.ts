// Milliseconds of 300 ms of network time, compiled and warm, without and with a look at every value in every step. Both take turns, on
// networks that differ in nothing else.
import { ms, type Network, type ScriptOptions } from 'rheobase'
import cobahh from '../models/cobahh.js'
import cuba from '../models/cuba.js'

const [turnCount = 15] = process.argv.slice(2).map(Number)
const MODELS = { cuba, cobahh } satisfies Record<string, (options: ScriptOptions) => Network>

async function milliseconds(net: Network, checkFinite: 'off' | 'step'): Promise<number> {
  const { runMilliseconds } = await net.run(ms(300), { checkFinite })
  return runMilliseconds
}

const models = []
for (const [model, build] of Object.entries(MODELS)) {
  const [off, step] = [build({ values: {}, seed: 1 }), build({ values: {}, seed: 1 })]
  await milliseconds(off, 'off')
  await milliseconds(step, 'step')
  const turns: (readonly [off: number, step: number])[] = []
  for (let turn = 0; turn < turnCount; turn++)
    turns.push([await milliseconds(off, 'off'), await milliseconds(step, 'step')])
  models.push({ model, turns })
}
console.log(JSON.stringify({ models }))
