import { describe, expect, test } from 'vitest'
import { Hz, ms, Network } from '../index.js'

/** The parts of a step in order, as the printed schedule has them: `slot order name`. */
const printed = (net: Network): string[] =>
  net
    .inspect()
    .schedule.split('\n')
    .slice(1)
    .map(line => line.split(/ +/).slice(0, 3).join(' '))

test('every part has its usual slot and order', () => {
  const net = new Network({ target: 'js' })
  const G = net.neuronGroup(
    3,
    `dv/dt = -v/(10*ms) : 1
     g_tot : 1
     held = v : 1 (constant over dt)`,
    { method: 'euler', threshold: 'v > 1', reset: 'v = 0', events: { e: 'v > 2' }, order: 2, name: 'G' },
  )
  G.runOnEvent('e', 'v = 1')
  const P = net.poissonGroup(3, Hz(10), { name: 'P' })
  const S = net.synapses(P, G, {
    equations: `dw/dt = -w/(20*ms) : 1 (clock-driven)
                g_tot_post = w : 1 (summed)`,
    onPre: 'v_post += w',
    onPost: 'w += 1',
    method: 'euler',
    order: 1,
    name: 'S',
  })
  S.connect({})
  const SG = net.spikeGenerator(1, [0], ms([1]), { name: 'SG' })
  G.runRegularly('v += 0')
  net.networkOperation(() => undefined)
  net.stateMonitor(G, 'v', { record: true })
  net.spikeMonitor(P)
  net.spikeMonitor(SG)
  net.spikeMonitor(G)
  net.eventMonitor(G, 'e')
  net.populationRateMonitor(G)
  net.poissonInput(G, 'v', { n: 5, rate: Hz(10), weight: 0.1 })
  expect(printed(net)).toEqual([
    'before_start 2 G_subexpression_update',
    'start 0 G_run_regularly',
    'start 0 networkoperation',
    'start 0 statemonitor',
    'groups 1 S_stateupdater',
    'groups 1 S_summed_variable_g_tot_post',
    'groups 2 G_stateupdater',
    'thresholds 0 P_spike_thresholder',
    'thresholds 0 SG',
    'thresholds 1 spikemonitor',
    'thresholds 1 spikemonitor_1',
    'thresholds 2 G_spike_thresholder',
    'thresholds 3 spikemonitor_2',
    'after_thresholds 2 G_e_thresholder',
    'after_thresholds 3 eventmonitor',
    'synapses -1 S_pre',
    'synapses 0 poissoninput',
    'synapses 1 S_post',
    'resets 2 G_spike_resetter',
    'after_resets 2 G_e_resetter',
    'end 0 ratemonitor',
  ])
})

test('within a slot: order, then name by the codes of its letters', () => {
  const net = new Network({ target: 'js' })
  for (const [name, order] of [
    ['b', 0],
    ['a_1', 0],
    ['a10', 0],
    ['a9', 0],
    ['B', 0],
    ['late', 1],
    ['z', -1],
  ] as const)
    net.networkOperation(() => undefined, { name, order })
  expect(printed(net).map(line => line.split(' ')[2])).toEqual(['z', 'B', 'a10', 'a9', 'a_1', 'b', 'late'])
})

describe("a schedule of one's own", () => {
  test('thresholds before the integration see the values of the step before', async () => {
    const run = async (schedule?: readonly string[]): Promise<number[]> => {
      const net = new Network({ target: 'wasm', ...(schedule === undefined ? {} : { schedule }) })
      const group = net.neuronGroup(1, 'dv/dt = 1/ms : 1', {
        method: 'euler',
        threshold: 'v > 0.25',
        reset: 'v = 0',
      })
      const spikes = net.spikeMonitor(group)
      await net.run(ms(1))
      return Array.from(spikes.t.in(ms), time => Math.round(time * 10))
    }
    expect(await run()).toEqual([2, 5, 8])
    expect(await run(['start', 'thresholds', 'synapses', 'resets', 'groups', 'end'])).toEqual([3, 6, 9])
  })
  test.each<[string, unknown, string]>([
    ['a text', 'start', 'list'],
    ['a slot twice', ['start', 'start'], 'start'],
    ['a neighbour as slot', ['start', 'before_groups'], 'before_groups'],
    ['no slots', [], 'slot'],
    ['what is no text', ['start', 3], 'list of slot names'],
  ])('refused: %s', (_, schedule, words) => {
    expect(() => new Network({ schedule: schedule as string[] })).toThrow(words)
  })
  test('a part whose slot is missing is named, with the slots that there are', async () => {
    const net = new Network({ schedule: ['start', 'groups', 'end'] })
    net.neuronGroup(1, 'v : 1', { threshold: 'v > 1', reset: 'v = 0', name: 'cells' })
    await expect(net.run(ms(1))).rejects.toThrow(/cells_spike_thresholder.*"thresholds".*before_start/s)
    const other = new Network()
    other.networkOperation(() => undefined, { name: 'mine', when: 'after_ends' })
    await expect(other.run(ms(1))).rejects.toThrow(/mine.*"after_ends".*"after_end"/s)
    expect(other.t.value).toBe(0)
  })
})

test.each<[string, (net: Network) => unknown, string]>([
  ['a slot that is no text', net => net.networkOperation(() => undefined, { when: 3 as never }), 'slot'],
  ['an order that is no whole number', net => net.networkOperation(() => undefined, { order: 1.5 }), 'order'],
  ['an order that is text', net => net.neuronGroup(1, 'v : 1', { order: '1' as never }), 'order'],
])('refused: %s', (_, make, words) => {
  expect(() => {
    const net = new Network()
    make(net)
    net.check()
  }).toThrow(words)
})

test('the time steps of parts are printed', () => {
  const net = new Network({ target: 'js' })
  const group = net.neuronGroup(1, 'v : 1')
  net.stateMonitor(group, 'v', { record: true, dt: ms(0.25) })
  group.runRegularly('v += 1')
  expect(net.inspect().schedule).toMatch(/statemonitor +250 us/)
  expect(net.inspect().schedule).toMatch(/neurongroup_run_regularly +100 us/)
})
