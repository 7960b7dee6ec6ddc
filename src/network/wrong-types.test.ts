import { expect, test } from 'vitest'
import {
  Hz,
  Network,
  RheobaseError,
  equations,
  integrationScheme,
  mV,
  modelFunction,
  ms,
  timedArray,
} from '../index.js'
import { describeNetwork } from '../io/index.js'

/** What a program without types may pass. */
const VALUES: readonly unknown[] = [
  undefined,
  null,
  0,
  -1,
  1.5,
  NaN,
  Infinity,
  '',
  'a',
  'v',
  'v > 1',
  '💥',
  {},
  [],
  [1],
  [NaN],
  ['a'],
  true,
  () => 1,
  Symbol('x'),
  10n,
  mV(1),
  mV([1, 2]),
  ms(-1),
  new Float64Array(2),
  new Map(),
  new Date(0),
  { i: 1 },
  { from: 1 },
  { from: NaN },
  Object.create(null),
  { v: 1 },
  { 'a b': 'x' },
]

/** Everything without its types, as a program in JavaScript sees it. */
interface Untyped {
  (...values: readonly unknown[]): Untyped
  readonly [name: string]: Untyped
}
interface World {
  readonly net: Untyped
  readonly group: Untyped
  readonly synapses: Untyped
  readonly trace: Untyped
  readonly spikes: Untyped
  readonly rate: Untyped
  readonly given: Untyped
  readonly table: Untyped
}
function world(): World {
  const net = new Network({ target: 'js', onMessage: () => undefined, memoryLimit: 2 ** 26 })
  const group = net.neuronGroup(
    3,
    'dv/dt = -v/(10*ms) : volt\nx : 1\nk : integer\nl : 1 (linked)\ns : 1 (shared)',
    { threshold: 'v > 10*mV', reset: 'v = 0*mV', method: 'exact' },
  )
  const synapses = net.synapses(group, group, { equations: 'w : 1', onPre: 'v_post += w*mV' })
  synapses.connect({ p: 0.5 })
  const untyped = {
    net,
    group,
    synapses,
    trace: net.stateMonitor(group, 'v', { record: true }),
    spikes: net.spikeMonitor(group),
    rate: net.populationRateMonitor(group),
    given: net.spikeGenerator(2, [0], ms([1])),
    table: timedArray([1, 2], ms(1)),
  }
  return untyped as unknown as World
}

type Call = (given: World, a: unknown, b: unknown) => unknown
const g =
  (name: string): Call =>
  ({ group }, a, b) =>
    group[name]?.(a, b)
const s =
  (name: string): Call =>
  ({ synapses }, a, b) =>
    synapses[name]?.(a, b)
const n =
  (name: string): Call =>
  ({ net }, a, b) =>
    net[name]?.(a, b)
const group =
  (options: (a: unknown, b: unknown) => object): Call =>
  ({ net }, a, b) =>
    net.neuronGroup?.(1, 'dv/dt = 1/second : 1', options(a, b))
const synaptic =
  (options: (a: unknown, b: unknown) => object): Call =>
  ({ net, group: cells }, a, b) =>
    net.synapses?.(cells, cells, options(a, b))
const connect =
  (options: (a: unknown, b: unknown) => unknown): Call =>
  ({ synapses }, a, b) =>
    synapses.connect?.(options(a, b))
const state =
  (options: (a: unknown, b: unknown) => object): Call =>
  ({ net, group: cells }, a, b) =>
    net.stateMonitor?.(cells, 'v', options(a, b))
const run =
  (options: (a: unknown, b: unknown) => object): Call =>
  ({ net }, a, b) =>
    net.run?.(ms(0.1), options(a, b))
const network =
  (options: (a: unknown, b: unknown) => unknown): Call =>
  (_, a, b) =>
    new Network(options(a, b) as object)

const CALLS: Readonly<Record<string, Call>> = {
  ...Object.fromEntries(
    [
      'select',
      'slice',
      'state',
      'evaluate',
      'emitted',
      'runAt',
      'runRegularly',
      'runOnEvent',
      'setEventSchedule',
      'getStates',
      'setStates',
      'columns',
      'link',
    ].map(name => [`group.${name}`, g(name)]),
  ),
  'v.set': ({ group: cells }, a) => cells.v?.set?.(a),
  'x.set': ({ group: cells }, a) => cells.x?.set?.(a),
  'k.set': ({ group: cells }, a) => cells.k?.set?.(a),
  's.set': ({ group: cells }, a) => cells.s?.set?.(a),
  'v.at.set': ({ group: cells }, a, b) => (cells.v?.at?.(a) as Untyped).set?.(b),
  'v.in': ({ group: cells }, a) => cells.v?.in?.(a),
  'link to': ({ group: cells }, a, b) => cells.link?.('l', cells, a, b),
  'link by index': ({ group: cells }, a) => cells.link?.('l', cells, 'x', { index: a }),
  'runAt options': ({ group: cells }, a, b) => cells.runAt?.('x = 1', a, b),
  ...Object.fromEntries(
    [
      'connect',
      'remove',
      'pathway',
      'select',
      'state',
      'link',
      'edges',
      'columns',
      'getStates',
      'setStates',
      'runAt',
      'runRegularly',
    ].map(name => [`synapses.${name}`, s(name)]),
  ),
  'connect lists': connect((i, j) => ({ i, j })),
  'connect p and n': connect((p, copies) => ({ p, n: copies })),
  'connect condition and total': connect((condition, total) => ({ condition, total })),
  'connect matrix': connect((matrix, variable) => ({ matrix, variable })),
  'connect values': connect(values => ({ i: 0, j: 0, values })),
  'connect one value': connect(w => ({ i: 0, j: 0, values: { w } })),
  'w.at': ({ synapses }, a, b) => synapses.w?.at?.(a, b),
  'w.set': ({ synapses }, a) => synapses.w?.set?.(a),
  'w.matrix': ({ synapses }, a) => synapses.w?.matrix?.(a),
  'w.sparse': ({ synapses }, a) => synapses.w?.sparse?.(a),
  'delay.set': ({ synapses }, a) => synapses.delay?.set?.(a),
  'trace.trace': ({ trace }, a, b) => trace.trace?.(a, b),
  'trace.in': ({ trace }, a, b) => trace.in?.(a, b),
  'trace.matrix': ({ trace }, a) => trace.matrix?.(a),
  'spikes.values': ({ spikes }, a) => spikes.values?.(a),
  'spikes.valuesOfEach': ({ spikes }, a) => spikes.valuesOfEach?.(a),
  'spikes.binnedRate': ({ spikes }, a) => spikes.binnedRate?.(a),
  'spikes.smoothRate': ({ spikes }, a, b) => spikes.smoothRate?.(a, b),
  'rate.binnedRate': ({ rate }, a) => rate.binnedRate?.(a),
  'rate.smoothRate': ({ rate }, a, b) => rate.smoothRate?.(a, b),
  'given.setSpikes': ({ given }, a, b) => given.setSpikes?.(a, b),
  'table.at': ({ table }, a, b) => table.at?.(a, b),
  timedArray: (_, a, b) => timedArray(a as never, b as never),
  modelFunction: (_, a) => modelFunction(a as never),
  'modelFunction fields': (_, a, b) => modelFunction({ arguments: a, result: b, body: '1' } as never),
  'modelFunction body': (_, a, b) =>
    modelFunction({ arguments: { v: '1' }, result: '1', body: a, call: b } as never),
  equations: (_, a, b) => equations(a as never, b as never),
  integrationScheme: (_, a, b) => integrationScheme(a as never, b as never),
  ...Object.fromEntries(
    [
      'neuronGroup',
      'poissonGroup',
      'synapses',
      'spikeMonitor',
      'eventMonitor',
      'stateMonitor',
      'populationRateMonitor',
      'networkOperation',
      'poissonInput',
      'setTimeStep',
      'remove',
      'store',
      'restore',
      'snapshotBytes',
      'addSnapshots',
      'setSeed',
      'getStates',
      'setStates',
      'integrationMethod',
      'run',
    ].map(name => [`net.${name}`, n(name)]),
  ),
  'group options': ({ net }, a) => net.neuronGroup?.(1, 'v : 1', a),
  'group code': group((threshold, reset) => ({ threshold, reset })),
  'group refractory': group(refractory => ({ threshold: 'v > 1', reset: '', refractory })),
  'group events': group(events => ({ events })),
  'group names': group((namespace, name) => ({ namespace, name })),
  'group method': group((method, methodOptions) => ({ method, methodOptions })),
  'group method options': group(methodOptions => ({ method: 'gsl_rk2', methodOptions })),
  'group step': group((dt, stream) => ({ dt, stream })),
  'group place': group((order, when) => ({ order, when })),
  'poisson rates': ({ net }, a, b) => net.poissonGroup?.(2, a, b),
  generator: ({ net }, a, b) => net.spikeGenerator?.(2, a, b),
  'generator options': ({ net }, a) => net.spikeGenerator?.(2, [0], ms([1]), a),
  'generator period': ({ net }, a) => net.spikeGenerator?.(2, [0], ms([1]), { period: a }),
  input: ({ net, group: cells }, a, b) => net.poissonInput?.(cells, a, b),
  'input numbers': ({ net, group: cells }, a, b) =>
    net.poissonInput?.(cells, 'x', { n: 1, rate: a, weight: b }),
  'input of many': ({ net, group: cells }, a) =>
    net.poissonInput?.(cells, 'x', { n: a, rate: Hz(1), weight: 1 }),
  'synapses options': synaptic(a => a as object),
  'synapses code': synaptic((onPre, delay) => ({ onPre, delay })),
  'synapses events': synaptic((onEvent, multisynapticIndex) => ({
    onPre: 'x_post += 1',
    onEvent,
    multisynapticIndex,
  })),
  'synapses equations': synaptic((text, changingDelays) => ({ equations: text, changingDelays })),
  'monitor variables': ({ net, group: cells }, a, b) =>
    net.spikeMonitor?.(cells, { variables: a, record: b }),
  'monitor select': ({ spikes }, a) => spikes.select?.(a),
  'monitor event': ({ net, group: cells }, a) => net.eventMonitor?.(cells, a),
  'monitor of': ({ net, group: cells }, a, b) => net.stateMonitor?.(cells, a, b),
  'monitor elements': state((record, keep) => ({ record, keep })),
  'monitor times': state((times, when) => ({ record: true, times, when })),
  'operation times': ({ net }, a) => net.networkOperation?.(() => undefined, { times: a }),
  'run reports': run((report, reportPeriod) => ({ report, reportPeriod })),
  'run names': run((namespace, signal) => ({ namespace, signal })),
  'run checks': run((checkFinite, profile) => ({ checkFinite, profile })),
  'network steps': network((dt, seed) => ({ dt, seed })),
  'network names': network((schedule, namespace) => ({ schedule, namespace })),
  'network memory': network((memoryLimit, target) => ({ memoryLimit, target })),
  'network options': network(a => a),
  describeNetwork: (_, a) => describeNetwork(a as never),
}

test.each(Object.keys(CALLS))(
  '%s with what does not belong there ends in a result or an error for the user',
  async name => {
    const call = CALLS[name]
    for (const a of VALUES) {
      // With each of them one other, so that both arguments are wrong in many ways.
      for (const b of [undefined, VALUES[(VALUES.indexOf(a) * 7 + 3) % VALUES.length]]) {
        const given = world()
        try {
          await call?.(given, a, b)
          await Promise.resolve(given.net.run?.(ms(0.1)))
        } catch (error) {
          expect(error).toBeInstanceOf(RheobaseError)
          expect((error as RheobaseError).kind).not.toBe('internal')
        }
      }
    }
  },
)
