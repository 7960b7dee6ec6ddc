import { expect, test } from 'vitest'
import { RheobaseError } from '../errors/rheobase-error.js'
import { Network } from '../network/network.js'
import { integrationScheme } from '../network/integration-scheme.js'
import { modelFunction } from '../network/model-function.js'
import type { NeuronGroup } from '../network/group-handle.js'
import type { SpikeMonitor } from '../network/spike-monitor.js'
import { timedArray } from '../network/timed-array.js'
import { Hz, mV, ms, nA, Mohm } from '../units/units.js'
import { describeNetwork } from './describe-network.js'
import { modelFromJson } from './json-model.js'

/** A network that uses most of what a program can say. */
function madeInTypeScript(target: 'js' | 'wasm'): Network {
  const net = new Network({
    dt: ms(0.2),
    seed: 5,
    target,
    onMessage: () => undefined,
    namespace: { unit: mV(1) },
  })
  const neurons = net.neuronGroup(
    40,
    `dv/dt = (El - v + R*current(t) + 5*mV*sqrt(tau)*xi)/tau : volt (unless refractory)  # a comment
     El : volt
     b : boolean
     k : integer`,
    {
      threshold: 'v > -50*mV',
      reset: 'v = El; k += 1',
      refractory: ms(2),
      method: 'euler',
      events: { high: 'v > -55*mV' },
      namespace: { tau: ms(10), R: Mohm(10), current: timedArray(nA([0, 2, 1]), ms(20)) },
      name: 'cells',
      stream: 'other',
    },
  )
  neurons.El.set('-70*mV + 3*mV*rand()')
  neurons.v.set('El')
  neurons.v.at([3, 5]).set(mV(-52))
  neurons.b.set('i % 2 == 0')
  neurons.runOnEvent('high', 'b = not b')
  const noise = net.poissonGroup(10, Hz(Array.from({ length: 10 }, (_, k) => 20 * k)), { name: 'noise' })
  const given = net.spikeGenerator(3, [0, 2], ms([1, 2]), { period: ms(5), name: 'given' })
  const middle = integrationScheme('k = dt*f(x, t)\nx_new = x + dt*f(x + k/2, t + dt/2)', { name: 'middle' })
  net.neuronGroup(2, 'dx/dt = (1 - x**2)/ms : 1', { method: [middle, 'euler'], name: 'schemed' })
  net.neuronGroup(2, 'dx/dt = (1*volt - x)/ms : volt', {
    method: 'gsl_rkck',
    methodOptions: { absoluteErrorPerVariable: { x: mV(1) }, maxSteps: 50, saveStepCount: true },
    name: 'adaptive',
  })
  const synapses = net.synapses(noise, neurons.slice(5, 25), {
    equations: 'w : volt',
    onPre: 'v_post += scale(w)',
    namespace: { scale: modelFunction({ arguments: { x: 'volt' }, result: 'volt', body: '2*x' }) },
    name: 'S',
  })
  synapses.connect({ p: 0.3 })
  synapses.w.set('rand()*unit')
  synapses.delay.set('2*ms*rand()')
  const all = net.synapses(given, neurons, { onPre: 'v_post += 0.1*mV', delay: ms(1), name: 'all' })
  all.connect()
  all.pathway('pre').order = 3
  const ramp = timedArray(mV([0, 1]), ms(1000), { interpolation: 'linear' })
  net.neuronGroup(1, 'y = ramp(t) : volt', { namespace: { ramp }, name: 'ramped' })
  neurons.runRegularly('El -= 0.01*mV', { dt: ms(1), name: 'drift' })
  net.spikeMonitor(neurons.slice(0, 30), { variables: ['v'], name: 'spikes' })
  net.eventMonitor(neurons, 'high', { record: false, name: 'highs' })
  net.stateMonitor(neurons, ['v', 'k'], { record: [0, 7], dt: ms(1), name: 'trace' })
  net.populationRateMonitor(neurons, { name: 'rate' })
  return net
}

test.each(['js', 'wasm'] as const)(
  'a network made in TypeScript is built again from its description, and runs with the same bits on %s',
  async target => {
    const net = madeInTypeScript(target)
    const json: unknown = JSON.parse(JSON.stringify(describeNetwork(net)))
    const model = await modelFromJson(json, { target, onMessage: () => undefined })
    expect(JSON.parse(JSON.stringify(describeNetwork(model.network)))).toEqual(json)
    await net.run(ms(60))
    await model.network.run(ms(60))
    const [first] = net.parts().flatMap(({ handle, model: { name } }) => (name === 'spikes' ? [handle] : []))
    const [straight, again] = [first as SpikeMonitor, model.object('spikes') as SpikeMonitor]
    expect(straight.count).toBeGreaterThan(20)
    expect(again.i).toEqual(straight.i)
    expect(again.t.values).toEqual(straight.t.values)
    expect(again.values('v').values).toEqual(straight.values('v').values)
  },
)

test('comments and spelling of the equations stay', () => {
  const [cells] = describeNetwork(madeInTypeScript('js')).network.objects
  expect(cells).toMatchObject({ type: 'neuronGroup', reset: 'v = El; k += 1', stream: 'other' })
  expect(JSON.stringify(cells)).toContain('# a comment')
})

test('values that JSON has no number for keep their bits', async () => {
  const net = new Network({ seed: 1, target: 'js' })
  const values = [NaN, Infinity, -Infinity, -0, 0.1, 5e-324]
  net.neuronGroup(6, 'v : 1', { name: 'G' }).v.set(values)
  const model = await modelFromJson(JSON.parse(JSON.stringify(describeNetwork(net))))
  const again = (model.object('G') as NeuronGroup).state('v').values()
  expect(Array.from(again, value => Object.is(value, -0))).toEqual([false, false, false, true, false, false])
  expect(Array.from(again)).toEqual(values)
})

test('what only a program has is refused by name', () => {
  const net = new Network({ onMessage: () => undefined })
  net.networkOperation(() => undefined, { name: 'mine' })
  expect(() => describeNetwork(net)).toThrow(/`mine` calls a function of the host/)
  const other = new Network({
    namespace: { f: modelFunction({ arguments: { x: '1' }, result: '1', call: x => x }) },
  })
  expect(() => describeNetwork(other)).toThrow(
    /`f` in the namespace of the network calls a function of the host/,
  )
})

test('after a run there is state that no model holds', async () => {
  const net = new Network({ onMessage: () => undefined })
  net.neuronGroup(1, 'v : 1')
  await net.run(ms(1))
  expect(() => describeNetwork(net)).toThrow(RheobaseError)
})

test('a monitor that writes its rows elsewhere is no part of a file', () => {
  for (const kind of ['spikes', 'samples', 'rate'] as const) {
    const net = new Network({ seed: 1 })
    const neurons = net.neuronGroup(2, 'dv/dt = -v/(10*ms) : 1', { threshold: 'v > 1', reset: 'v = 0' })
    const to = { place: 'v.npy', begin: () => undefined, write: () => undefined }
    if (kind === 'spikes') net.spikeMonitor(neurons, { to, name: 'monitor' })
    else if (kind === 'samples') net.stateMonitor(neurons, 'v', { record: true, to, name: 'monitor' })
    else net.populationRateMonitor(neurons, { to, name: 'monitor' })
    const describe = (): unknown => describeNetwork(net)
    expect(describe).toThrow('`monitor` writes its rows to v.npy while the network runs')
    expect(describe).toThrow(expect.objectContaining({ code: 'not-describable' }) as RheobaseError)
  }
})
