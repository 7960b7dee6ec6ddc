import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runProgram } from './run-program.js'
import { ROOT } from './run-tool.js'

test('every rule of the table in docs/connectivity.md connects', async () => {
  const page = readFileSync(join(ROOT, 'docs/connectivity.md'), 'utf8')
  const table = page.slice(page.indexOf('| rule |'), page.indexOf('```ts'))
  const rules = [...table.matchAll(/`(\{.*?\})`/g)].map(([, rule]) => rule ?? '')
  const printed = await runProgram(
    [
      "import { Network, um, mV } from 'rheobase'",
      'const net = new Network({ seed: 1, namespace: { sigma: um(50) } })',
      "const neurons = net.neuronGroup(120, 'x : metre\\ny : metre')",
      "neurons.x.set('i*um')",
      "const pair = net.neuronGroup(2, 'z : 1')",
      `for (const rule of [${rules.join(', ')}]) {`,
      "  const group = 'matrix' in rule ? pair : neurons",
      "  const target = 'j' in rule && String(rule.j).includes('4*i') ? net.neuronGroup(480, 'z : 1') : group",
      "  const synapses = net.synapses(group, target, { equations: 'w : volt' })",
      '  synapses.connect(rule)',
      '  console.log(synapses.size)',
      '}',
    ].join('\n'),
  )
  const sizes = printed.trim().split('\n').map(Number)
  expect(sizes).toHaveLength(rules.length)
  expect(rules.length).toBeGreaterThan(20)
  expect(sizes.every(size => size > 0)).toBe(true)
})
