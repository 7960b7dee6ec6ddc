import { expect, test } from 'vitest'
import { Hz, mV, ms, Network, RheobaseError, type NeuronGroup } from '../index.js'

/** A network with a group of every kind, and what is done wrong with it. */
function world() {
  const net = new Network({ target: 'js', onMessage: () => undefined })
  const cells = net.neuronGroup(
    4,
    'dv/dt = -v/(10*ms) : volt (unless refractory)\nx : 1\nall : 1 (shared)\nfixed : 1 (constant)\ntwice = 2*x : 1\nb : boolean\nk : integer\ny : 1 (linked)',
    {
      threshold: 'v > 10*mV',
      reset: 'v = 0*mV',
      refractory: ms(2),
      events: { low: 'v < 0*mV' },
      name: 'cells',
    },
  )
  const other = net.neuronGroup(3, 'z : 1', { name: 'other' })
  return {
    net,
    cells: cells as unknown as NeuronGroup &
      Record<'v' | 'x' | 'all' | 'fixed' | 'twice' | 'b' | 'k', NeuronGroup['i']>,
    other,
  }
}
type World = ReturnType<typeof world>
type Wrong = (world: World) => unknown

/** When, what is done, kind, code, what must be mentioned. */
const ERRORS: readonly (readonly [string, Wrong, string, string, readonly string[]])[] = [
  ['no neurons', ({ net }) => net.neuronGroup(0, 'v : 1'), 'value', 'impossible-count', ['0']],
  [
    'a number of neurons that is text',
    ({ net }) => net.neuronGroup('3' as never, 'v : 1'),
    'type',
    'not-a-number',
    ['3'],
  ],
  ['a model of another kind', ({ net }) => net.neuronGroup(1, 3 as never), 'type', 'not-text', ['3']],
  ['a reserved name', ({ net }) => net.neuronGroup(1, 'mV : 1'), 'syntax', 'illegal-name', ['mV', 'unit']],
  [
    'a name for synapses',
    ({ net }) => net.neuronGroup(1, 'v_pre : 1'),
    'value',
    'reserved-by-synapses',
    ['v_pre'],
  ],
  [
    'a flag that does not fit',
    ({ net }) => net.neuronGroup(1, 'v : 1 (unless refractory)'),
    'value',
    'flag-not-allowed',
    ['unless refractory', 'constant'],
  ],
  [
    'linked with another flag',
    ({ net }) => net.neuronGroup(1, 'v : 1 (linked, shared)'),
    'syntax',
    'flags-exclude-each-other',
    ['linked', 'shared'],
  ],
  [
    'a shared subexpression of what differs',
    ({ net }) => net.neuronGroup(1, 'v : 1\ns = 2*v : 1 (shared)'),
    'syntax',
    'shared-needs-shared',
    ['`s`', '`v`'],
  ],
  [
    'threshold and an event spike',
    ({ net }) => net.neuronGroup(1, 'v : 1', { threshold: 'v > 1', reset: '', events: { spike: 'v > 2' } }),
    'value',
    'two-thresholds',
    ['spike'],
  ],
  [
    'a bad name of an event',
    ({ net }) => net.neuronGroup(1, 'v : 1', { events: { 'a b': 'v > 2' } }),
    'type',
    'impossible-name',
    ['a b'],
  ],
  [
    'a reset without threshold',
    ({ net }) => net.neuronGroup(1, 'v : 1', { reset: 'v = 0' }),
    'value',
    'reset-without-threshold',
    ['threshold'],
  ],
  [
    'code for an unknown event',
    ({ cells }) => {
      cells.runOnEvent('high', 'x = 1')
    },
    'value',
    'unknown-event',
    ['high', 'low'],
  ],
  [
    'a second code for an event',
    ({ cells }) => {
      cells.runOnEvent('spike', 'x = 1')
    },
    'value',
    'two-codes-for-an-event',
    ['spike'],
  ],
  [
    'a threshold that is no text',
    ({ net }) => net.neuronGroup(1, 'v : 1', { threshold: 1 as never }),
    'type',
    'not-text',
    ['threshold'],
  ],
  [
    'a threshold that is no condition',
    ({ net }) => net.neuronGroup(1, 'v : 1', { threshold: 'v', reset: '' }),
    'type',
    'not-a-condition',
    ['v'],
  ],
  [
    'an unknown name',
    ({ net, cells }) => {
      cells.runRegularly('x = twicee')
      net.check()
    },
    'name',
    'unknown-name',
    ['twicee', 'twice'],
  ],
  [
    'a unit that does not fit an equation',
    ({ net }) => {
      net.neuronGroup(1, 'dv/dt = v : volt')
      net.check()
    },
    'dimension',
    'derivative-dimension',
    ['volt'],
  ],
  [
    'a unit that does not fit a reset',
    ({ net }) => net.neuronGroup(1, 'v : volt', { threshold: 'v > 1*mV', reset: 'v = 0' }),
    'dimension',
    'assigned-dimension',
    ['v = 0', 'volt'],
  ],
  [
    'a unit that does not fit a threshold',
    ({ net }) => net.neuronGroup(1, 'v : volt', { threshold: 'v > 1', reset: '' }),
    'dimension',
    'dimension-mismatch',
    ['voltage'],
  ],
  [
    'a refractory period in volts',
    ({ net }) => net.neuronGroup(1, 'v : volt', { threshold: 'v > 1*mV', reset: '', refractory: '3*mV' }),
    'dimension',
    'not-a-refractory-period',
    ['3*mV'],
  ],
  [
    'a refractory period that is a list',
    ({ net }) =>
      net.neuronGroup(1, 'v : volt', { threshold: 'v > 1*mV', reset: '', refractory: [1] as never }),
    'type',
    'not-a-duration',
    ['refractoriness'],
  ],
  [
    'a shared variable in a reset',
    ({ net }) => net.neuronGroup(1, 's : 1 (shared)', { threshold: 's > 1', reset: 's = 0' }),
    'syntax',
    'write-to-shared',
    ['`s`'],
  ],
  [
    'a shared variable after one of each neuron',
    ({ net, cells }) => {
      cells.runRegularly('x = 1; all = 2')
      net.check()
    },
    'syntax',
    'shared-after-elements',
    ['all'],
  ],
  [
    'a shared variable from one of each neuron',
    ({ net, cells }) => {
      cells.runRegularly('all = x')
      net.check()
    },
    'syntax',
    'shared-from-elements',
    ['all', 'x'],
  ],
  [
    'a subexpression that code writes',
    ({ net, cells }) => {
      cells.runRegularly('twice = 1')
      net.check()
    },
    'syntax',
    'write-to-subexpression',
    ['twice'],
  ],
  [
    'a subexpression that is set',
    ({ cells }) => {
      cells.twice.set(1)
    },
    'type',
    'read-only',
    ['twice'],
  ],
  [
    'an index that is set',
    ({ cells }) => {
      cells.i.set(1)
    },
    'type',
    'read-only',
    ['i'],
  ],
  [
    'a value of another unit',
    ({ cells }) => {
      cells.v.set(ms(1))
    },
    'dimension',
    'dimension-mismatch',
    ['cells.v', 'volt', '1 ms'],
  ],
  [
    'a plain number for volts',
    ({ cells }) => {
      cells.v.set(1)
    },
    'dimension',
    'dimension-mismatch',
    ['cells.v', 'volt'],
  ],
  [
    'a wrong number of values',
    ({ cells }) => {
      cells.x.set([1, 2, 3])
    },
    'value',
    'number-of-values',
    ['3', '4'],
  ],
  ['an index outside', ({ cells }) => cells.x.at(4), 'index', 'index-out-of-range', ['4', '0 to 3']],
  ['an index that is a fraction', ({ cells }) => cells.x.at(0.5), 'type', 'index-not-whole', ['0.5']],
  [
    'an index that is an object',
    ({ cells }) => cells.x.at({ a: 1 } as never),
    'name',
    'unknown-option',
    ['from'],
  ],
  ['an unknown variable', ({ cells }) => cells.state('w'), 'name', 'unknown-variable', ['`w`', 'v, x']],
  [
    'a random subexpression',
    ({ net }) => {
      net.neuronGroup(1, 'r = rand() : 1\nq : 1').runRegularly('q = r')
      net.check()
    },
    'syntax',
    'random-subexpression',
    ['`r`', 'constant over dt'],
  ],
  ['a part without neurons', ({ cells }) => cells.slice(2, 2), 'index', 'empty-part', ['2', '4']],
  ['a part of halves', ({ cells }) => cells.slice(0.5), 'type', 'index-not-whole', ['0.5']],
  ['a monitor of no group', ({ net }) => net.spikeMonitor(3 as never), 'type', 'not-a-group', ['3']],
  [
    'a monitor without event',
    ({ net, other }) => net.spikeMonitor(other),
    'value',
    'unknown-event',
    ['other', 'threshold'],
  ],
  [
    'a monitor of an unknown event',
    ({ net, cells }) => net.eventMonitor(cells, 'lowe'),
    'value',
    'unknown-event',
    ['lowe', 'low'],
  ],
  [
    'a monitor of an unknown variable',
    ({ net, cells }) => net.stateMonitor(cells, 'w', { record: true }),
    'name',
    'unknown-variable',
    ['`w`'],
  ],
  [
    'an order without slot',
    ({ net, cells }) => net.spikeMonitor(cells, { order: 1 }),
    'value',
    'order-without-when',
    ['when'],
  ],
  [
    'an element that is not there',
    ({ net, cells }) => net.stateMonitor(cells, 'v', { record: [4] }),
    'index',
    'index-out-of-range',
    ['4', '0 to 3'],
  ],
  [
    'an element that is not recorded',
    ({ net, cells }) => net.stateMonitor(cells, 'v', { record: [1] }).trace('v', 2),
    'index',
    'not-recorded',
    ['2', '1'],
  ],
  [
    'times of a monitor that only counts',
    ({ net, cells }) => net.spikeMonitor(cells, { record: false }).t,
    'name',
    'not-recorded',
    ['record: true'],
  ],
  [
    'a step that does not fit the time',
    async ({ net }) => {
      await net.run(ms(1))
      net.setTimeStep(ms(0.3))
    },
    'value',
    'time-step-off-grid',
    ['100 us', '300 us', '1 ms'],
  ],
  ['a negative duration', ({ net }) => net.run(ms(-1)), 'value', 'negative-duration', ['-1 ms']],
  [
    'an unknown slot',
    ({ net }) => {
      net.networkOperation(() => undefined, { when: 'strat' })
      net.check()
      net.inspect()
    },
    'value',
    'unknown-slot',
    ['strat', 'start'],
  ],
  [
    'a slot before_ in a schedule',
    () => new Network({ schedule: ['before_start'] }),
    'value',
    'implicit-slot',
    ['before_start'],
  ],
  [
    'two objects of one name',
    ({ net }) => net.neuronGroup(1, 'v : 1', { name: 'cells' }),
    'value',
    'name-taken',
    ['cells'],
  ],
  [
    'something that was taken out',
    ({ net, cells, other }) => {
      net.synapses(cells, other, { onPre: 'z_post += 1', name: 'S' }).connect({})
      net.remove(other)
      net.check()
    },
    'value',
    'missing-object',
    ['`S`', '`other`'],
  ],
  [
    'an object of another network',
    ({ cells }) => new Network().spikeMonitor(cells),
    'state',
    'other-network',
    ['cells'],
  ],
  [
    'an unknown snapshot',
    ({ net }) => {
      net.restore('nothing')
    },
    'name',
    'unknown-snapshot',
    ['nothing'],
  ],
  [
    'a snapshot of other objects',
    ({ net }) => {
      net.store()
      net.neuronGroup(1, 'v : 1', { name: 'third' })
      net.restore()
    },
    'name',
    'snapshot-of-other-objects',
    ['third'],
  ],
  [
    'an operation with two arguments',
    ({ net }) => net.networkOperation(((a: number, b: number) => a + b) as never),
    'type',
    'too-many-arguments',
    ['2'],
  ],
  ['times without profile', ({ net }) => net.profile, 'value', 'not-profiled', ['profile: true']],
  ['a seed of text', () => new Network({ seed: '1' as never }), 'type', 'not-a-seed', ['1']],
  ['a seed below zero', () => new Network({ seed: -1 }), 'value', 'impossible-seed', ['-1']],
  [
    'a seed that is no whole number',
    ({ net }) => {
      net.setSeed(1.5)
    },
    'value',
    'impossible-seed',
    ['1.5'],
  ],
  [
    'an unknown method',
    ({ net }) => net.neuronGroup(1, 'dv/dt = -v/ms : 1', { method: 'ruk4' }),
    'value',
    'unknown-method',
    ['ruk4', 'rk4'],
  ],
  [
    'a method that is a number',
    ({ net }) => net.neuronGroup(1, 'dv/dt = -v/ms : 1', { method: 4 as never }),
    'type',
    'not-a-method',
    ['4'],
  ],
  [
    'a method that does not fit',
    ({ net }) => {
      net.neuronGroup(1, 'dv/dt = -v**2/ms : 1', { method: 'exact' })
      net.inspect()
    },
    'method',
    'method-does-not-fit',
    ['v**2'],
  ],
  [
    'an unknown option of a method',
    ({ net }) =>
      net.neuronGroup(1, 'dv/dt = -v/ms : 1', {
        method: 'gsl_rk4',
        methodOptions: { absoluteErorr: 1 } as never,
      }),
    'name',
    'unknown-option',
    ['absoluteError'],
  ],
  [
    'a misspelt option',
    ({ net }) => net.neuronGroup(1, 'v : 1', { treshold: 'v > 1' } as never),
    'name',
    'unknown-option',
    ['threshold'],
  ],
  [
    'a rate that is no rate',
    ({ net }) => net.poissonGroup(1, mV(1)),
    'dimension',
    'dimension-mismatch',
    ['frequenc'],
  ],
  [
    'an input into nothing',
    ({ net, cells }) => net.poissonInput(cells, 'w', { n: 1, rate: Hz(1), weight: 1 }),
    'name',
    'unknown-variable',
    ['`w`'],
  ],
  [
    'an input of another unit',
    ({ net, cells }) => net.poissonInput(cells, 'v', { n: 1, rate: Hz(1), weight: 1 }),
    'dimension',
    'dimension-mismatch',
    ['volt'],
  ],
  [
    'an input faster than the step',
    ({ net, cells }) => net.poissonInput(cells, 'v', { n: 1, rate: Hz(20000), weight: mV(1) }),
    'value',
    'impossible-rate',
    ['once'],
  ],
  [
    'a network that was disposed of',
    ({ net }) => {
      net.dispose()
      return net.run(ms(1))
    },
    'state',
    'network-busy',
    ['disposed'],
  ],
]

test.each(ERRORS)('%s', async (_, wrong, kind, code, words) => {
  let error: unknown
  try {
    await wrong(world())
  } catch (thrown) {
    error = thrown
  }
  expect(error).toBeInstanceOf(RheobaseError)
  expect(error).toMatchObject({ kind, code })
  for (const word of words) expect((error as RheobaseError).message).toContain(word)
})
