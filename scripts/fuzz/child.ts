// Tries inputs one after the other and tells its parent which one it is at, and what is wrong.
import { inputOf, type InputKind } from './inputs.js'

const [seed = 0, from = 0, to = 0] = process.argv.slice(2, 5).map(Number)
const kinds = (process.argv[5] ?? 'both') as InputKind
const LARGEST = 1.5e9

for (let index = from; index < to; index++) {
  process.send?.({ at: index })
  const wrong = await inputOf(seed, index, kinds).attempt()
  if (wrong !== undefined) process.send?.({ at: index, wrong })
  const { rss } = process.memoryUsage()
  // Memory of networks that are done with is given back late: a new process is cheaper than to wait for that.
  if (rss > LARGEST) {
    process.send?.({ at: index, full: true })
    break
  }
}
process.send?.({ done: true })
process.disconnect()
