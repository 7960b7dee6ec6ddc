import { expect, test } from 'vitest'
import { Hz, ms, Network, type Message } from '../index.js'

const codesOf = (messages: readonly Message[]): string[] =>
  messages.filter(({ code }) => code === 'long-time-step').map(({ text }) => text)

async function warningsOf(
  equations: string,
  method: string,
  { dt = 1, prepare = 'x = 1' }: { readonly dt?: number; readonly prepare?: string } = {},
): Promise<{ readonly warnings: string[]; readonly last: number }> {
  const messages: Message[] = []
  const net = new Network({ dt: ms(dt), onMessage: message => messages.push(message) })
  const group = net.neuronGroup(3, equations, { name: 'G', method })
  for (const line of prepare.split('; ')) {
    const [name = '', value = ''] = line.split(' = ')
    group.state(name).set(value)
  }
  await net.run(ms(dt * 200))
  return { warnings: codesOf(messages), last: Math.abs(group.state('x').values()[2] ?? NaN) }
}

// The limit is that of theory: on one side of it the solution dies away, on the other it grows.
test.each([
  ['euler', 2],
  ['rk2', 2],
  ['heun', 2],
  ['milstein', 2],
  ['rk4', 2.785293563405282],
])('%s is warned of where its solution grows', async (method, limit) => {
  const equations = 'dx/dt = -a*x : 1\na : Hz'
  const above = await warningsOf(equations, method, {
    prepare: `x = 1; a = ${String(limit * 1.01)}*kHz`,
  })
  expect(above.last).toBeGreaterThan(1)
  expect(above.warnings).toHaveLength(1)
  const below = await warningsOf(equations, method, {
    prepare: `x = 1; a = ${String(limit * 0.99)}*kHz`,
  })
  expect(below.last).toBeLessThan(1)
  expect(below.warnings).toEqual([])
})

test('the warning names the variable, its rate, the step, and one that is short enough', async () => {
  const { warnings } = await warningsOf('dx/dt = (2 - x)/tau : 1\ntau : second', 'euler', {
    prepare: 'x = 0; tau = 0.1*ms',
  })
  expect(warnings).toEqual([
    '`G.x` decays by 10 kHz: euler with a time step of 1 ms makes its errors grow instead. Take steps shorter than 200 us, or the method exponential_euler.',
  ])
})

test('the fastest element counts, with other variables at their initial values', async () => {
  const equations = 'dx/dt = -g*x : 1\ndg/dt = -g/(100*ms) : Hz'
  const { warnings } = await warningsOf(equations, 'rk2', { prepare: 'g = (i+1)*1*kHz; x = 0' })
  expect(warnings).toEqual([expect.stringContaining('`G.x` decays by 3 kHz')])
})

test.each([
  ['equations that are not linear', 'dx/dt = (x - x**3)*10*kHz : 1', 'euler'],
  ['growth', 'dx/dt = x*3*kHz : 1', 'euler'],
  ['an oscillation', 'dx/dt = y*3*kHz : 1\ndy/dt = -x*3*kHz : 1', 'rk4'],
  ['methods without a limit', 'dx/dt = -x/(0.1*ms) : 1', 'exponential_euler'],
  ['the exact solution', 'dx/dt = -x/(0.1*ms) : 1', 'exact'],
])('%s: no warning', async (_, equations, method) => {
  expect((await warningsOf(equations, method, { prepare: 'x = 0' })).warnings).toEqual([])
})

test('looking at the rates changes no random numbers and calls no functions of the user', async () => {
  const valuesAfterRun = async (method: string): Promise<readonly number[]> => {
    const net = new Network({ dt: ms(1), seed: 3, onMessage: () => undefined })
    const group = net.neuronGroup(4, 'dx/dt = -x*a : 1\na : Hz', { name: 'G', method })
    await net.run(ms(1))
    group.state('x').set('rand()')
    return Array.from(group.state('x').values())
  }
  expect(await valuesAfterRun('euler')).toEqual(await valuesAfterRun('exact'))
})

test('synapses with clock-driven equations are looked at, too', async () => {
  const messages: Message[] = []
  const net = new Network({ dt: ms(1), onMessage: message => messages.push(message) })
  const group = net.neuronGroup(2, 'x : 1')
  const synapses = net.synapses(group, group, {
    name: 'S',
    equations: 'dg/dt = -g*rate : 1 (clock-driven)\nrate : Hz',
    method: 'euler',
  })
  synapses.connect()
  synapses.rate.set(Hz(2500))
  await net.run(ms(1))
  expect(codesOf(messages)).toEqual([expect.stringContaining('`S.g` decays by 2.5 kHz')])
})
