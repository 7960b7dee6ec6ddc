import { expect, test } from 'vitest'
import { RheobaseError } from '../errors/rheobase-error.js'
import { integrationMethod, KNOWN_METHODS } from './known-methods.js'

test('methods are found by name in any case', () => {
  for (const method of KNOWN_METHODS) expect(integrationMethod(method.name.toUpperCase())).toBe(method)
  expect(integrationMethod('linear').name).toBe('exact')
  expect(integrationMethod('GSL').name).toBe('gsl_rkf45')
  expect(integrationMethod('Exponential_Euler').name).toBe('exponential_euler')
})

function failure(name: string): RheobaseError {
  try {
    integrationMethod(name)
  } catch (error) {
    if (error instanceof RheobaseError) return error
  }
  throw new Error(`${name} was accepted`)
}

test.each([
  ['ruler', /`ruler`.*Did you mean `euler`/],
  ['exponentialeuler', /Did you mean `exponential_euler`/],
  [
    'foo',
    /The methods are: exact, exponential_euler, euler, rk2, rk4, heun, milstein, euler_ito, gsl_rk2, gsl_rk4, gsl_rkf45, gsl_rkck, gsl_rk8pd, linear, gsl\./,
  ],
  ['independent', /use `exact`/],
  ['gsl_rk45', /Did you mean `gsl_rk4`/],
])('%s is refused with advice', (name, message) => {
  expect(failure(name).message).toMatch(message)
  expect(failure(name).kind).toBe('value')
})
