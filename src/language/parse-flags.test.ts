import { expect, test } from 'vitest'
import { parseEquations } from './parse-equations.js'

const parse = (flags: string): ReturnType<typeof parseEquations> =>
  parseEquations({ name: 'equations', text: `x : 1 ${flags}` })

test.each([
  ['(constant)', ['constant']],
  ['(constant, shared)', ['constant', 'shared']],
  ['( unless   refractory )', ['unless refractory']],
  ['(event-driven)', ['event-driven']],
  ['(constant_over_dt, a 2-b)', ['constant_over_dt', 'a 2-b']],
  ['(constant over\n dt)', ['constant over dt']],
])('%s holds %j', (flags, names) => {
  const { equations, diagnostics } = parse(flags)
  expect(diagnostics).toEqual([])
  expect(equations.map(equation => equation.flags.map(({ name }) => name))).toEqual([names])
})

test.each([
  ['()', 'malformed-flag'],
  ['(,)', 'malformed-flag'],
  ['(constant,)', 'malformed-flag'],
  ['(2a)', 'malformed-flag'],
  ['(constant; shared)', 'malformed-flag'],
  ['(constant', 'unclosed-parenthesis'],
  ['("constant")', 'text-literal'],
])('%s is refused: %s', (flags, code) => {
  expect(parse(flags).diagnostics.map(found => found.code)).toEqual([code])
})
