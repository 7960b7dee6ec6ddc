import { operandsOf } from '../symbolic/occurs.js'
import type { Expression } from '../language/syntax-tree.js'
import type { Inline } from './document.js'
import {
  fenced,
  fraction,
  joined,
  numeral,
  operator,
  row,
  superscript,
  symbol,
  upright,
  type Formula,
} from './formula.js'

const call = (name: string, ...given: readonly string[]): Formula =>
  row(upright(name), fenced(joined(given.map(symbol), operator(','))))

/** What functions are that a reader of a paper may not know. */
const MEANINGS: Readonly<Record<string, readonly Inline[]>> = {
  exprel: [
    {
      formula: row(
        call('exprel', 'x'),
        operator('='),
        fraction(row(superscript(upright('e'), symbol('x')), operator('−'), numeral('1')), symbol('x')),
      ),
    },
    ', and 1 at 0',
  ],
  clip: [
    { formula: call('clip', 'x', 'a', 'b') },
    ' is ',
    { formula: symbol('x') },
    ', or the nearest value between ',
    { formula: symbol('a') },
    ' and ',
    { formula: symbol('b') },
  ],
  rand: [{ formula: call('rand') }, ' is drawn from the uniform distribution between 0 and 1'],
  randn: [{ formula: call('randn') }, ' is drawn from the normal distribution of mean 0 and variance 1'],
  poisson: [
    { formula: call('poisson', 'λ') },
    ' is drawn from the Poisson distribution of mean ',
    { formula: symbol('λ') },
  ],
}

/** What is said of the functions in some expressions, in the order of the texts. */
export function sentencesOfFunctions(expressions: readonly Expression[]): readonly Inline[] {
  const names = new Set(expressions.flatMap(callsIn))
  return [...names].flatMap(name => {
    const meaning = Object.hasOwn(MEANINGS, name) ? MEANINGS[name] : undefined
    return meaning === undefined ? [] : ['Here ', ...meaning, '. ']
  })
}

/** Names of the functions that an expression calls. */
export function callsIn(expression: Expression): readonly string[] {
  const own = expression.kind === 'call' ? [expression.name] : []
  return [...own, ...operandsOf(expression).flatMap(callsIn)]
}
