import { expect, test } from 'vitest'
import { RheobaseError } from '../../errors/rheobase-error.js'
import { checkModelText } from '../examples.test-support.js'
import { DiagnosticError } from './diagnostic-error.js'

test('is an error of the kind and code of the first mistake, and its message shows all', () => {
  const { diagnostics } = checkModelText('dv/dt = -v : volt\nx = foo : 1')
  const error = new DiagnosticError(diagnostics)
  expect(error).toBeInstanceOf(RheobaseError)
  expect(error).toMatchObject({
    kind: 'dimension',
    code: 'derivative-dimension',
    name: 'DimensionError',
    diagnostics,
  })
  expect(error.message).toMatch(/^the right side of `dv\/dt`/)
  expect(error.message).toContain('UnknownNameError [unknown-name]: nothing is called `foo`')
})

test('reports a misspelt name once in a text, and at most twenty mistakes', () => {
  const many = Array.from({ length: 30 }, (_, k) => `x${String(k)} = foo + bar${String(k)} : 1`).join('\n')
  const error = new DiagnosticError(checkModelText(many).diagnostics)
  expect(error.diagnostics).toHaveLength(31)
  expect(error.message.match(/nothing is called/g)).toHaveLength(20)
  expect(error.message).toMatch(/… and 11 more$/)
})
