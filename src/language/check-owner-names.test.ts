import { expect, test } from 'vitest'
import { checkOwnerNames } from './check-owner-names.js'
import type { OwnerKind } from './check-flags.js'
import { parseEquations } from './parse-equations.js'

test.each<[OwnerKind, string, readonly string[]]>([
  ['neuron-group', 'j : 1', []],
  ['neuron-group', 'delay : second', []],
  ['neuron-group', 'v_pre : 1', ['value']],
  ['synapses', 'j : 1', ['syntax']],
  ['synapses', 'delay : second', ['syntax']],
  ['synapses', 'v_post : 1', ['value']],
  ['synapses', 'x_post = w : 1 (summed)', []],
  ['synapses', 'x = w : 1 (summed)', ['value']],
  ['synapses', 'w : 1', []],
])('in a %s, %s gives errors of the kinds %j', (owner, text, kinds) => {
  const { equations } = parseEquations({ name: 'equations', text })
  expect(checkOwnerNames(equations, owner).map(({ kind }) => kind)).toEqual(kinds)
})
