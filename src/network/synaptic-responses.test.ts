import { describe, expect, test } from 'vitest'
import { ms, Network, second } from '../index.js'

const TARGETS = ['js', 'wasm'] as const

/** The largest value of `V` after one event of weight 1, and when it is reached in ms. */
async function peak(equations: string, onPre: string, target: 'js' | 'wasm', value = 'V') {
  const net = new Network({ target, dt: ms(0.01), onMessage: () => undefined })
  const cells = net.neuronGroup(1, equations, {
    method: 'exact',
    namespace: { tau: ms(10), tau1: ms(10), tau2: ms(4) },
  })
  const click = net.spikeGenerator(1, [0], ms([0]))
  const synapse = net.synapses(click, cells, { onPre })
  synapse.connect()
  // After the events of a step: row k is the state at k steps after the event.
  const trace = net.stateMonitor(cells, value, { record: [0], when: 'after_synapses' })
  await net.run(ms(40))
  const values = Array.from(trace.trace(value, 0).values)
  const most = Math.max(...values)
  return { most, at: values.indexOf(most) * 0.01 }
}

describe.each(TARGETS)('responses to a spike, written as equations (%s)', target => {
  test('exponential: the weight, at once', async () => {
    const { most, at } = await peak('dV/dt = -V/tau : 1', 'V_post += 1', target)
    expect([most, at]).toEqual([1, 0])
  })
  test('alpha: the weight divided by e, after one time constant', async () => {
    const { most, at } = await peak('dV/dt = (x - V)/tau : 1\ndx/dt = -x/tau : 1', 'x_post += 1', target)
    expect(most).toBeCloseTo(1 / Math.E, 6)
    expect(at).toBeCloseTo(10, 1)
  })
  test('biexponential, normalised: the weight, at the time that both constants give', async () => {
    const { most, at } = await peak(
      'dV/dt = ((tau2/tau1)**(tau1/(tau2 - tau1))*x - V)/tau1 : 1\ndx/dt = -x/tau2 : 1',
      'x_post += 1',
      target,
    )
    expect(most).toBeCloseTo(1, 5)
    expect(at).toBeCloseTo(((10 * 4) / (4 - 10)) * Math.log(4 / 10), 1)
  })
})

test('the functions of a model are read for a list of potentials, without a run', () => {
  const net = new Network({ onMessage: () => undefined })
  const curve = net.neuronGroup(
    101,
    'v : volt\nalpha = 0.1/mV/exprel(-(v + 40*mV)/(10*mV))/ms*mV*10 : Hz\nbeta = 4*exp(-(v + 65*mV)/(18*mV))/ms : Hz\ntau_m = 1/(alpha + beta) : second',
  )
  curve.v.set('-90*mV + i*mV')
  const times = curve.state('tau_m').in(ms)
  // At -40 mV the textbook form of alpha is 0/0; there it is 1/ms.
  const beta = 4 * Math.exp(-25 / 18)
  expect(times[50]).toBeCloseTo(1 / (1 + beta), 12)
  expect(times.every(time => time > 0 && Number.isFinite(time))).toBe(true)
  expect(net.t.in(second)).toBe(0)
})
