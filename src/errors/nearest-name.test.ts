import { expect, test } from 'vitest'
import { nearestNames } from './nearest-name.js'

test.each([
  ['taum', ['tau_m', 'v'], ['tau_m']],
  ['Exp', ['exp', 'exprel'], ['exp']],
  ['tuam', ['taum', 'taue', 'El'], ['taum', 'taue']],
  ['treshold', ['threshold', 'reset'], ['threshold']],
  ['vt', ['Vt', 'w'], ['Vt']],
  ['x', ['y', 'z'], []],
  ['gNa', ['g_na', 'gK'], ['g_na']],
  ['ab', ['xy', 'a'], ['a']],
  ['refractory', ['threshold'], []],
])('%s: of %j it means %j', (name, known, nearest) => {
  expect(nearestNames(name, known)).toEqual(nearest)
})

test('gives at most three, nearest first, equally near ones in the given order', () => {
  expect(nearestNames('taue', ['taux', 'tau', 'taum', 'tau_e', 'taui'])).toEqual(['tau_e', 'taux', 'tau'])
})

test('never proposes the name itself or a name twice', () => {
  expect(nearestNames('taum', ['taum', 'tau', 'tau'])).toEqual(['tau'])
})
