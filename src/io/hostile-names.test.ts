import { expect, test } from 'vitest'
import { RheobaseError } from '../errors/rheobase-error.js'
import { describeNetwork } from './describe-network.js'
import { modelFromJson } from './json-model.js'

/** Names of prototypes and of generated code are names as any other; what is no name is refused. */
const ALLOWED = [
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'valueOf',
  'arguments',
  'memory',
  'host',
  'undefined_',
  'Math',
  'NaN_',
  'let',
  'static',
  'package',
]
const REFUSED = [
  '__proto__',
  'a"b',
  "a'b",
  'a`b',
  '${1}',
  'a\nb',
  'a\u2028b',
  '*/',
  '\\',
  '\u0000',
  '',
  ' ',
  'a b',
  'а',
  'τ',
  'v\u0301',
  '1a',
  'a.b',
  'a-b',
]

/** A model with a name in every place where one can stand. */
const modelWith = (name: string, place: string): object => {
  const at = (which: string, usual: string): string => (which === place ? name : usual)
  const [group, variable, constant, event, pathway, monitor, fun] = [
    at('group', 'G'),
    at('variable', 'v'),
    at('constant', 'tau_'),
    at('event', 'high'),
    at('pathway', 'first'),
    at('monitor', 'M'),
    at('function', 'f'),
  ]
  return {
    formatVersion: 1,
    network: {
      dt: '0.1*ms',
      namespace: Object.fromEntries([[constant, 3]]),
      functions: Object.fromEntries([
        [fun, { type: 'expression', arguments: ['x'], argumentUnits: ['1'], unit: '1', body: '2*x' }],
      ]),
      objects: [
        {
          type: 'neuronGroup',
          name: group,
          n: 2,
          equations: `d${variable}/dt = (${constant} - ${variable})/(1*ms) : 1`,
          method: 'euler',
          threshold: `${variable} > 1`,
          reset: `${variable} = ${fun}(0)`,
          events: Object.fromEntries([[event, `${variable} > 0.5`]]),
        },
        {
          type: 'synapses',
          name: 'S',
          source: group,
          onPre: Object.fromEntries([[pathway, `${variable}_post += 0.1`]]),
        },
        { type: 'spikeMonitor', name: monitor, group, variables: [variable] },
        { type: 'eventMonitor', name: 'E', group, event },
        { type: 'stateMonitor', name: 'T', group, variables: [variable], record: true },
      ],
    },
    protocol: [{ connect: 'S' }, { set: `S.${pathway}.delay`, to: '0.1*ms' }, { run: '3*ms' }],
  }
}
const PLACES = ['group', 'variable', 'constant', 'event', 'pathway', 'monitor', 'function']

test.each(PLACES)('names of prototypes and of generated code do no harm as the name of a %s', async place => {
  const globals = Object.keys(globalThis).length
  const results = new Map<string, string>()
  for (const target of ['js', 'wasm'] as const) {
    // A pathway is a property of its synapses, beside those that all synapses have.
    const allowed = ALLOWED.filter(name => place !== 'pathway' || name !== 'toString')
    for (const name of allowed) {
      const json: unknown = JSON.parse(JSON.stringify(modelWith(name, place)))
      const model = await modelFromJson(json, { target, seed: 1, onMessage: () => undefined })
      expect(() => JSON.stringify(describeNetwork(model.network))).not.toThrow()
      await model.run()
      const variable = place === 'variable' ? name : 'v'
      const group = model.object(place === 'group' ? name : 'G') as {
        state(name: string): { values(): ArrayLike<number> }
      }
      const values = Array.from(group.state(variable).values()).join()
      expect(values).not.toContain('NaN')
      expect(values).toBe(results.get(place) ?? values)
      results.set(place, values)
    }
  }
  expect(Object.keys(Object.prototype)).toEqual([])
  expect(Object.keys(globalThis).length).toBe(globals)
})

test.each(PLACES)(
  'what is no name is refused as the name of a %s, with an error for the user',
  async place => {
    for (const name of place === 'pathway' ? [...REFUSED, 'toString', 'connect'] : REFUSED) {
      const json: unknown = JSON.parse(JSON.stringify(modelWith(name, place)))
      const refused = modelFromJson(json, { seed: 1, onMessage: () => undefined }).then(model => model.run())
      await expect(refused, JSON.stringify(name)).rejects.toThrow(RheobaseError)
    }
    expect(Object.keys(Object.prototype)).toEqual([])
  },
)
