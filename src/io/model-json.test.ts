import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { CASES, readCases } from '../../conformance/case.js'
import { RheobaseError } from '../errors/rheobase-error.js'
import { modelSchema, readModelDescription } from './model-json.js'

const group = { type: 'neuronGroup', name: 'G', n: 1, equations: 'v : 1' }
const withObject = (object: object): object => ({ network: { objects: [group, object] } })

function refusal(json: unknown): RheobaseError {
  try {
    readModelDescription(json)
  } catch (error) {
    if (error instanceof RheobaseError) return error
    throw error
  }
  throw new Error('the model was accepted')
}

test('every conformance case is a model', () => {
  for (const { test: testCase } of readCases(CASES))
    expect(() => readModelDescription(testCase)).not.toThrow()
})

test('the published schema is that of this version', () => {
  const published: unknown = JSON.parse(
    readFileSync(new URL('../../schema/model.schema.json', import.meta.url), 'utf8'),
  )
  expect(published).toEqual(JSON.parse(JSON.stringify(modelSchema())))
})

test.each([
  [
    'a misspelled field of an object',
    withObject({ ...group, name: 'H', refractry: '5*ms' }),
    'name',
    'network.objects[1].refractry: there is no such field; did you mean "refractory"?',
  ],
  [
    'a misspelled field of the network',
    { network: { objects: [], sheduler: [], dT: '1*ms' } },
    'name',
    'network.dT: there is no such field; did you mean "dt"?',
  ],
  [
    'a misspelled field of a step',
    { network: { objects: [] }, protocol: [{ connect: 'S', conditon: 'i != j' }] },
    'name',
    'protocol[0].conditon: there is no such field; did you mean "condition"?',
  ],
  [
    'a type of object that there is not',
    withObject({ ...group, type: 'neuronGruop' }),
    'value',
    'network.objects[1].type: the text "neuronGruop" is no type of object; did you mean "neuronGroup"?',
  ],
  [
    'a missing field',
    withObject({ type: 'neuronGroup', name: 'H', n: 1 }),
    'value',
    'network.objects[1].equations: is missing; expected text or a list',
  ],
  [
    'a wrong type',
    withObject({ ...group, name: 'H', method: 3 }),
    'value',
    'network.objects[1].method: expected text or an object or a list, found number 3',
  ],
  [
    'a wrong type in a list',
    withObject({ ...group, name: 'H', equations: ['v : 1', null] }),
    'value',
    'network.objects[1].equations[1]: expected text, found null',
  ],
  [
    'a version to come',
    { formatVersion: 2, network: { objects: [] } },
    'value',
    'formatVersion: expected 1, found number 2',
  ],
  ['no object at all', 'model', 'value', '(top): expected an object, found the text "model"'],
  [
    'a huge number',
    { network: { objects: [], seed: 1e308 } },
    'value',
    'network.seed: number 1e+308 is too large',
  ],
  [
    'a number that is none',
    withObject({ ...group, n: NaN }),
    'value',
    'network.objects[1].n: NaN is no number that a model can have',
  ],
  [
    'a function',
    withObject({ ...group, equations: () => 'v : 1' }),
    'type',
    'network.objects[1].equations: a function is not JSON',
  ],
  ['an object of a class', { network: new Map() }, 'type', 'network: an object of a class is not JSON'],
] as const)('%s is an error that names its place', (_, json, kind, words) => {
  const error = refusal(json)
  expect(error.kind).toBe(kind)
  expect(error.message).toContain(words)
})

describe('hostile files', () => {
  test('a field __proto__ is refused, wherever it stands', () => {
    for (const text of [
      '{"network": {"objects": []}, "__proto__": {"network": 1}}',
      '{"network": {"objects": [], "namespace": {"__proto__": 1}}}',
      '{"network": {"objects": [{"type": "neuronGroup", "name": "G", "n": 1, "equations": "", "events": {"__proto__": "v > 1"}}]}}',
      '{"network": {"objects": []}, "protocol": [{"run": 1, "namespace": {"__proto__": {}}}]}',
    ]) {
      const error = refusal(JSON.parse(text))
      expect(error.code).toBe('impossible-name')
      expect(error.message).toContain('"__proto__"')
    }
    expect(Object.hasOwn(Object.prototype, 'network')).toBe(false)
  })

  test('nesting without end is refused, also that of a value that contains itself', () => {
    const depth = 100_000
    const deep: unknown = JSON.parse(`{"network": ${'['.repeat(depth)}${']'.repeat(depth)}}`)
    expect(refusal(deep).code).toBe('nested-too-deeply')
    const own: { network?: unknown } = {}
    own.network = own
    expect(refusal(own).code).toBe('nested-too-deeply')
  })

  test('wrong types in every field of every case are errors that name a path, or models that are still allowed', () => {
    const strange: readonly unknown[] = [null, true, -1, 1e308, 'x', '', [], {}, [[]], { toString: 1 }]
    let refused = 0
    const [first] = readCases(CASES)
    for (const { test: testCase } of readCases(CASES).slice(0, 40)) {
      const { network, protocol } = testCase
      const model = { network, protocol }
      for (const path of paths(model)) {
        for (const value of strange) {
          try {
            readModelDescription(replaced(model, path, value))
          } catch (error) {
            if (!(error instanceof RheobaseError)) throw error
            expect(error.message).toMatch(/\n {2}(network|protocol)/)
            refused++
          }
        }
      }
    }
    expect(first).toBeDefined()
    expect(refused).toBeGreaterThan(1000)
  })
})

type Path = readonly (string | number)[]
/** Paths of everything in a value. */
function paths(value: unknown, above: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [above]
  const keys: readonly (string | number)[] = Array.isArray(value)
    ? [...value.keys()].slice(0, 2)
    : Object.keys(value)
  const inner = keys.flatMap(key =>
    paths((value as Readonly<Record<string | number, unknown>>)[key], [...above, key]),
  )
  return above.length === 0 ? inner : [above, ...inner]
}
/** A copy with another value in one place. */
function replaced(value: unknown, [key, ...rest]: Path, by: unknown): unknown {
  if (key === undefined) return by
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }) as Record<
    string | number,
    unknown
  >
  copy[key] = replaced(copy[key], rest, by)
  return copy
}
