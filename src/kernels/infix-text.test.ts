import { expect, test } from 'vitest'
import { atom, BINDING, choice, infix, prefix } from './infix-text.js'

const [a, b, c] = [atom('a'), atom('b'), atom('c')]
const sum = (left: ReturnType<typeof atom>, right: ReturnType<typeof atom>) =>
  infix(left, '+', right, BINDING.sum)
const product = (left: ReturnType<typeof atom>, right: ReturnType<typeof atom>) =>
  infix(left, '*', right, BINDING.product)

test('parentheses stand where the order of evaluation needs them, and nowhere else', () => {
  expect(sum(sum(a, b), c).text).toBe('a + b + c')
  expect(sum(a, sum(b, c)).text).toBe('a + (b + c)')
  expect(sum(product(a, b), c).text).toBe('a * b + c')
  expect(product(sum(a, b), c).text).toBe('(a + b) * c')
  expect(prefix('-', sum(a, b)).text).toBe('-(a + b)')
  expect(sum(prefix('-', a), b).text).toBe('-a + b')
})

test('a sign before a sign is not taken for another operator', () => {
  expect(prefix('-', prefix('-', a)).text).toBe('-(-a)')
  expect(prefix('-', { text: '-1', binding: BINDING.sign }).text).toBe('-(-1)')
  expect(infix(a, '-', prefix('-', b), BINDING.sum).text).toBe('a - -b')
})

test('choices nest at their end only', () => {
  expect(choice(a, b, choice(b, a, c)).text).toBe('a ? b : b ? a : c')
  expect(choice(choice(a, b, c), choice(a, b, c), c).text).toBe('(a ? b : c) ? (a ? b : c) : c')
})
