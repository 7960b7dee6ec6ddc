import { tableFromIPC } from '@uwdata/flechette'
import { expect, test } from 'vitest'
import { Network } from '../network/network.js'
import { ms } from '../units/units.js'
import { arrow, arrowTable } from './arrow.js'

test.each(['file', 'stream'] as const)(
  'a recording comes back from its bytes with types and units: %s',
  async format => {
    const net = new Network()
    const neurons = net.neuronGroup(3, 'dv/dt = (i+1)*volt/ms : volt\nhigh = v > 0.15*volt : boolean', {
      threshold: 'v > 0.25*volt',
      reset: 'v = 0*volt',
      method: 'euler',
    })
    const spikes = net.spikeMonitor(neurons)
    const states = net.stateMonitor(neurons, ['v', 'high'], { record: [0, 2] })
    await net.run(ms(0.6))
    const events = tableFromIPC(arrow(spikes, format))
    expect(Array.from(events.getChild('i').toArray())).toEqual(Array.from(spikes.i))
    expect(Array.from(events.getChild('t').toArray())).toEqual(Array.from(spikes.t.values as Float64Array))
    expect(events.schema.fields.map(({ name, metadata }) => [name, metadata.get('unit')])).toEqual([
      ['i', '1'],
      ['t', 'second'],
    ])
    const samples = tableFromIPC(arrow(states, format))
    expect(samples.numRows).toBe(12)
    expect(Array.from(samples.getChild('i').toArray()).slice(0, 4)).toEqual([0, 2, 0, 2])
    const rows = Array.from(samples.getChild('v').toArray())
    expect(rows.filter((_, row) => row % 2 === 1)).toEqual(
      Array.from(states.trace('v', 2).values as Float64Array),
    )
    expect(Array.from(samples.getChild('high').toArray()).slice(0, 6)).toEqual([
      false,
      false,
      false,
      false,
      true,
      false,
    ])
  },
)

test('a group is a table of its variables; one without rows is a table, too', () => {
  const net = new Network()
  const neurons = net.neuronGroup(2, 'v : volt\nk : integer', {
    threshold: 'v > 1*volt',
    reset: 'v = 0*volt',
  })
  neurons.k.set('i + 5')
  expect(Array.from(arrowTable(neurons).getChild('k').toArray())).toEqual([5, 6])
  const none = tableFromIPC(arrow(net.spikeMonitor(neurons)))
  expect([none.numRows, none.names]).toEqual([0, ['i', 't']])
})
