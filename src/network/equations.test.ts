import { describe, expect, test } from 'vitest'
import {
  Equations,
  equations,
  modelFunction,
  ms,
  mV,
  nA,
  Network,
  RheobaseError,
  siemens,
  timedArray,
  type Substitutions,
} from 'rheobase'

const TARGETS = ['js', 'wasm'] as const

const MODEL = equations(`
  dv/dt = (I + El - v)/tau + sigma*xi/sqrt(tau) : volt (unless refractory)
  I = leak + drive : volt      # what comes in
  leak = g*v/G : volt
  dg/dt = -g/tau : siemens
  drive : volt (constant)
  n : integer
  fires = v > 0*mV : boolean
`)

test('an object tells what it defines, uses and depends on', () => {
  expect(MODEL.names).toEqual(['v', 'I', 'leak', 'g', 'drive', 'n', 'fires'])
  expect(MODEL.differential).toEqual(['v', 'g'])
  expect(MODEL.subexpressions).toEqual(['fires', 'leak', 'I'])
  expect(MODEL.parameters).toEqual(['drive', 'n'])
  expect(MODEL.identifiers).toEqual(['El', 'tau', 'sigma', 'xi', 'sqrt', 'G', 'mV'])
  expect(MODEL.noise).toEqual(['xi'])
  expect(MODEL.get('v')).toMatchObject({
    kind: 'differential',
    unit: 'volt',
    type: 'float',
    flags: ['unless refractory'],
    expression: '(I + El - v)/tau + sigma*xi/sqrt(tau)',
  })
  expect(MODEL.get('n')).toMatchObject({ kind: 'parameter', unit: 'integer', flags: [] })
  expect(MODEL.get('n')?.expression).toBeUndefined()
  expect(MODEL.get('nothing')).toBeUndefined()
  expect(MODEL.dependencies('dv/dt')).toEqual([
    ...['I', 'El', 'v', 'tau', 'sigma', 'xi'].map(name => ({ name, via: [] })),
    { name: 'leak', via: ['I'] },
    { name: 'drive', via: ['I'] },
    { name: 'g', via: ['I', 'leak'] },
    { name: 'G', via: ['I', 'leak'] },
  ])
  expect(MODEL.dependencies('v')).toEqual([])
})

test.each([
  ['dv/dt = -v/tau : 1', undefined],
  ['dv/dt = -v/tau + xi/sqrt(tau) : 1', 'additive'],
  ['dv/dt = -v/tau + v*xi/sqrt(tau) : 1', 'multiplicative'],
  ['s = v : 1\ndv/dt = -v/tau + s*xi/sqrt(tau) : 1', 'multiplicative'],
  ['dv/dt = -v/tau + sin(t/tau)*xi/sqrt(tau) : 1', 'multiplicative'],
] as const)('the kind of noise of %j is %s', (text, kind) => {
  expect(equations(text).stochasticType).toBe(kind)
})

test('it explains which methods fit, and why others do not', () => {
  const text = equations('dv/dt = -v**2/tau : 1\nw = 2*v : 1').explain()
  expect(text).toContain('dv/dt = -v**2/tau : 1\n  depends on v, tau')
  expect(text).toContain('There is no noise.')
  expect(text).toContain('rk4: fits')
  expect(text).toMatch(/exact: does not fit\n {2}dv\/dt: .*v/)
  expect(equations('v : 1').explain()).toContain('There is nothing to integrate.')
})

test('printing gives one equation a line, in an order of its own, and can be read back', () => {
  expect(MODEL.toString()).toBe(
    [
      'fires = v > 0*mV : boolean',
      'leak = g*v/G : volt',
      'I = leak + drive : volt',
      'dg/dt = -g/tau : siemens',
      'dv/dt = (I + El - v)/tau + sigma*xi/sqrt(tau) : volt (unless refractory)',
      'drive : volt (constant)',
      'n : integer',
    ].join('\n'),
  )
  const again = equations(MODEL.toString())
  expect(again.equals(MODEL)).toBe(true)
  expect(again.equals(equations('v : 1'))).toBe(false)
})

describe('adding', () => {
  const leak = equations('dv/dt = (I - v)/tau : volt')

  test('equations and text make one object, in any order', () => {
    const both = leak.plus('I : volt')
    expect(both.names).toEqual(['v', 'I'])
    expect(equations('I : volt').plus(leak).equals(both)).toBe(true)
    expect(leak.names).toEqual(['v'])
  })

  test('what both define is an error, and everything is checked again', () => {
    expect(() => leak.plus('v : 1')).toThrow(
      expect.objectContaining({ kind: 'equation', code: 'duplicate-variable' }),
    )
    expect(() => leak.plus('_y : 1')).toThrow(expect.objectContaining({ code: 'illegal-name' }))
    expect(() => equations('a = b : 1').plus('b = a : 1')).toThrow(
      expect.objectContaining({ code: 'circular-subexpressions' }),
    )
    expect(() => leak.plus(3 as never)).toThrow(expect.objectContaining({ kind: 'type' }))
  })
})

describe('replacing', () => {
  test.each<[string, Substitutions, string]>([
    ['dg/dt = -g/tau : siemens', { g: 'g_e', tau: 'tau_e' }, 'dg_e/dt = -g_e/tau_e : siemens'],
    [
      'dv/dt = mu/tau + sigma/tau**.5*xi : volt',
      { mu: mV(-65), sigma: mV(3), tau: ms(10) },
      'dv/dt = (-65. * mvolt)/(10. * msecond) + (3. * mvolt)/(10. * msecond)**.5*xi : volt',
    ],
    ['dv/dt = v*a/ms : 1', { a: 1 / 3 }, 'dv/dt = v*(0.3333333333333333)/ms : 1'],
    ['dv/dt = -v_x/v/ms : 1', { v: 'u' }, 'du/dt = -v_x/u/ms : 1'],
    ['dv/dt = xi*a : 1', { xi: 'xi_2' }, 'dv/dt = xi_2*a : 1'],
    ['x : volt (constant)', { x: 'y' }, 'y : volt (constant)'],
    // All at the same time: a swap.
    ['da/dt = (a - b)/ms : 1\nb : 1', { a: 'b', b: 'a' }, 'db/dt = (b - a)/ms : 1\na : 1'],
    ['dv/dt = -v/tau : 1', { tau: '2*ms + 3*ms' }, 'dv/dt = -v/(2*ms + 3*ms) : 1'],
    ['dv/dt = -v/tau : 1', { tau: ms(12.3456789012345) }, 'dv/dt = -v/(12.3456789012345*msecond) : 1'],
    ['dv/dt = f(v)/ms : 1', { f: 'exp' }, 'dv/dt = exp(v)/ms : 1'],
    ['x = c : boolean', { c: true }, 'x = True : boolean'],
  ])('in %j by %j', (text, substitutions, expected) => {
    expect(equations(text, substitutions).equals(equations(expected))).toBe(true)
    expect(equations(text).substitute(substitutions).toString()).toBe(equations(expected).toString())
  })

  test('a piece of a name stands in braces', () => {
    const text = 'dg_{x}/dt = -g_{x}/tau_{x} : siemens'
    expect(equations(text, { x: 'e' }).toString()).toBe('dg_e/dt = -g_e/tau_e : siemens')
    expect(equations(text, { x: 'e', tau_e: ms(5) }).toString()).toBe('dg_e/dt = -g_e/(5.*msecond) : siemens')
  })

  test.each<[string, Substitutions, string, RegExp]>([
    ['dv/dt = -v/tau : 1', { v: ms(1) }, 'value', /`v` is a variable.*not the value \(1\. \* msecond\)/],
    ['dv/dt = -v/tau : 1', { v: 'a + b' }, 'value', /`v` is a variable/],
    ['dv/dt = -v/tau : 1\nu : 1', { v: 'u' }, 'equation', /`u` is defined twice/],
    ['dv/dt = -v/tau : 1', { v: 'xi' }, 'syntax', /`v` cannot become `xi`/],
    ['dv/dt = -v/tau : 1', { tua: ms(1) }, 'value', /`tua` occurs nowhere[\s\S]*Did you mean `tau`/],
    ['dv/dt = -v/tau : 1', { tau: ms([1, 2]) }, 'value', /declare a parameter/],
    ['dv/dt = -v/tau : 1', { tau: '2*' }, 'syntax', /what replaces `tau`/],
    ['dv/dt = -v/tau : 1', { tau: undefined as never }, 'type', /cannot stand in equations/],
    ['dv_{x}/dt = -v_{x}/tau : 1', { y: 'e' }, 'value', /nothing was given for \{x\}\. There is: y/],
    ['dv_{x}/dt = -v_{x}/tau : 1', { x: 3 }, 'value', /a piece of a name/],
    ['dv_{x}/dt = -v_{x}/tau : 1', { x: 'a-b' }, 'value', /a piece of a name/],
    ['dv/dt = -v/tau : 1', 3 as never, 'type', /such as \{ tau: ms\(10\) \}/],
  ])('refused in %j: %j', (text, substitutions, kind, words) => {
    expect(() => equations(text, substitutions)).toThrow(expect.objectContaining({ kind }))
    expect(() => equations(text, substitutions)).toThrow(words)
  })
})

test.each(TARGETS)('a template captures quantities, functions and timed arrays: %s', async target => {
  const drive = timedArray(nA([0, 1, 0]), ms(1))
  const squash = modelFunction({ arguments: { x: '1' }, result: '1', body: 'x/(1 + x)' })
  const R = 7
  const captured = equations`
    dv/dt = (${mV(-70)} - v + ${R}*Mohm*${drive}(t)*${squash}(1))/${ms(10)} : volt
    other = ${drive}(t) : amp
  `
  const byName = `
    dv/dt = (El - v + R*Mohm*drive(t)*squash(1))/tau : volt
    other = drive(t) : amp
  `
  const net = new Network({ target })
  const first = net.neuronGroup(1, captured, { method: 'euler' })
  const second = net.neuronGroup(1, byName, {
    method: 'euler',
    namespace: { El: mV(-70), R, drive, squash, tau: ms(10) },
  })
  await net.run(ms(3))
  expect(first.state('v').values()[0]).not.toBe(0)
  expect([...first.state('v').values()]).toEqual([...second.v.values()])
  expect(captured.identifiers).toContain('captured_1')
  expect(Object.keys(captured.captured)).toEqual(['captured_1', 'captured_2'])
})

test('a template inserts names, text and other equations', () => {
  const kinds = ['e', 'i'].map(kind => equations`dg_${kind}/dt = -g_${kind}/tau_${kind} : siemens`)
  const [first, second] = kinds
  const all = equations`
    dv/dt = (g_e - g_i)*v/C : volt
    ${first}
    ${second}
  `
  expect(all.names).toEqual(['v', 'g_e', 'g_i'])
})

test('captured functions of two objects stay apart', async () => {
  const [up, down] = [timedArray([1, 1], ms(1)), timedArray([-1, -1], ms(1))]
  const both = equations`da/dt = ${up}(t)/ms : 1`.plus(equations`db/dt = ${down}(t)/ms : 1`)
  const net = new Network()
  const group = net.neuronGroup(1, both, { method: 'euler' })
  await net.run(ms(1))
  expect(group.state('a').values()[0]).toBeCloseTo(1, 12)
  expect(group.state('b').values()[0]).toBeCloseTo(-1, 12)
})

test.each([
  [ms([1, 2]), 'value'],
  [undefined, 'type'],
  [[1, 2], 'type'],
  [NaN, 'value'],
  [() => 1, 'type'],
])('a template refuses %s', (value, kind) => {
  expect(() => equations`dv/dt = -v/${value} : 1`).toThrow(expect.objectContaining({ kind }))
})

test('groups and synapses take objects where they take text, with typed variables', async () => {
  const net = new Network()
  const leak = equations('dv/dt = -v/(10*ms) : 1')
  const neurons = net.neuronGroup(2, leak.plus('w : siemens'), { method: 'exact', threshold: 'v > 2' })
  neurons.v.set(1)
  neurons.w.set(siemens(2))
  const synapses = net.synapses(neurons, neurons, { equations: equations('q : 1'), onPre: 'v_post += q' })
  synapses.connect()
  synapses.q.set(3)
  await net.run(ms(10))
  expect(neurons.v.values()[0]).toBeCloseTo(Math.exp(-1), 12)
})

test('mistakes in an object point into its text', () => {
  const wrong = (make: () => unknown): RheobaseError => {
    try {
      make()
    } catch (error) {
      if (error instanceof RheobaseError) return error
    }
    throw new Error('nothing was refused')
  }
  expect(wrong(() => equations('dv/dt = -v/ : 1')).message).toMatch(/dv\/dt = -v\/ : 1\n {4} +\^/)
  const net = new Network()
  const flagged = new Equations('dv/dt = -v/ms : 1 (sharde)')
  expect(wrong(() => net.neuronGroup(1, flagged)).message).toContain('sharde')
  expect(wrong(() => equations(undefined as never)).kind).toBe('type')
})
