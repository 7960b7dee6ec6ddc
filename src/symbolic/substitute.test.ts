import { expect, test } from 'vitest'
import { formula, shape } from './formula.test-support.js'
import { callsIn, findNode, namesIn, occurs } from './occurs.js'
import { structurallyEqual } from './structurally-equal.js'
import { substitute } from './substitute.js'

test('all names are replaced at the same time', () => {
  const swapped = substitute(
    formula('a - b'),
    new Map([
      ['a', formula('b')],
      ['b', formula('a')],
    ]),
  )
  expect(shape(swapped)).toBe('(b - a)')
})

test('a whole tree is inserted, so it needs no parentheses', () => {
  expect(shape(substitute(formula('-v/tau'), new Map([['tau', formula('2*ms + 3*ms')]])))).toBe(
    '(-v / ((2 * ms) + (3 * ms)))',
  )
})

test('function names are not variables', () => {
  expect(shape(substitute(formula('f(f)'), new Map([['f', formula('g')]])))).toBe('f(g)')
})

test('nodes keep the span of their own text, and an untouched tree its identity', () => {
  const text = formula('x + sin(I)')
  const result = substitute(text, new Map([['I', formula('2*t')]]))
  expect(result.span).toEqual(text.span)
  const inserted = findNode(result, node => node.kind === 'name' && node.name === 't')
  expect(inserted?.span.source.text).toBe('2*t')
  expect(substitute(text, new Map([['y', formula('1')]]))).toBe(text)
})

test('finds what occurs, variables and calls apart', () => {
  const tree = formula('f(x)*y + where(x > 1, ta(t), 0)')
  expect([...namesIn(tree)]).toEqual(['x', 'y', 't'])
  expect([...callsIn(tree)]).toEqual(['f', 'where', 'ta'])
  expect(occurs(tree, new Set(['t']))).toBe(true)
  expect(occurs(tree, new Set(['ta', 'f']))).toBe(false)
  const isTime = (node: { kind: string; name?: string }): boolean => node.kind === 'name' && node.name === 't'
  expect(findNode(tree, isTime, node => node.kind === 'call' && node.name === 'ta')).toBeUndefined()
})

test('equal formulas are equal wherever they stand', () => {
  expect(structurallyEqual(formula('a + exp(b)'), formula('  a+exp( b )'))).toBe(true)
  for (const other of ['exp(b) + a', 'a - exp(b)', 'a + exp(c)', 'a + log(b)', 'a + exp(b, b)']) {
    expect(structurallyEqual(formula('a + exp(b)'), formula(other))).toBe(false)
  }
  expect(structurallyEqual(formula('1'), formula('1.'))).toBe(false)
})
