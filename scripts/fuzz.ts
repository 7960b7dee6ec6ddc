// npm run fuzz -- --count 1000 --seed 1 [--kind text|model|both] [--from 0]: random texts and changed model files are parsed, checked, built and run on
// both targets. Fails if one ends in anything but a result or an error for the user, takes too long, or gives other bits on one target.
import { parseArgs } from 'node:util'
import { inputOf, type InputKind } from './fuzz/inputs.js'
import { runFuzz } from './fuzz/run-fuzz.js'

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    from: { type: 'string', default: '0' },
    kind: { type: 'string', default: 'both' },
  },
})
const [count, seed, from] = [Number(values.count), Number(values.seed), Number(values.from)]
const kinds = values.kind as InputKind
if (![count, seed, from].every(Number.isSafeInteger) || !['text', 'model', 'both'].includes(kinds)) {
  console.error('usage: npm run fuzz -- --count 1000 --seed 1 [--kind text|model|both] [--from 0]')
  process.exit(2)
}

let failures = 0
await runFuzz(seed, from, from + count, kinds, ({ index, wrong }) => {
  failures++
  const { kind, shown } = inputOf(seed, index, kinds)
  console.error(
    `\n${kind}: ${wrong}\ninput: ${JSON.stringify(shown.slice(0, 4000))}\nagain: npm run fuzz -- --seed ${String(seed)} --from ${String(index)} --count 1 --kind ${kinds}`,
  )
})
console.log(
  `${String(count)} inputs from seed ${String(seed)}: ${failures === 0 ? 'no failure' : `${String(failures)} failures`}`,
)
process.exitCode = failures === 0 ? 0 : 1
