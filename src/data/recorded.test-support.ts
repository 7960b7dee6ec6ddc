import { Network } from '../network/network.js'
import type { NetworkOptions } from '../network/network-options.js'
import type { PopulationRateMonitor } from '../network/population-rate-monitor.js'
import type { SpikeMonitor } from '../network/spike-monitor.js'
import type { StateMonitor } from '../network/state-monitor.js'
import type { StatisticsMonitor } from '../network/statistics-monitor.js'
import { ms } from '../units/units.js'

/** A network that has run, with every kind of monitor and every type of variable. */
export interface Recorded {
  readonly net: Network
  readonly spikes: SpikeMonitor
  readonly counts: SpikeMonitor
  readonly silent: SpikeMonitor
  readonly traces: StateMonitor
  readonly rate: PopulationRateMonitor
  readonly statistics: StatisticsMonitor
}

export async function recorded(options: NetworkOptions = {}): Promise<Recorded> {
  const net = new Network({ seed: 1, ...options })
  const cells = net.neuronGroup(
    4,
    'dv/dt = (i + 1)*volt/ms : volt\nhigh = v > 0.15*volt : boolean\nk : integer',
    { threshold: 'v > 0.25*volt', reset: 'v = 0*volt; k += 1', method: 'euler', name: 'cells' },
  )
  const quiet = net.neuronGroup(2, 'v : volt', { threshold: 'v > 1*volt', reset: '' })
  const made = {
    net,
    spikes: net.spikeMonitor(cells, { variables: ['v'], name: 'spikes' }),
    counts: net.spikeMonitor(cells, { record: false, name: 'counts' }),
    silent: net.spikeMonitor(quiet, { name: 'silent' }),
    traces: net.stateMonitor(cells, ['v', 'high', 'k'], { record: [0, 2], name: 'traces' }),
    rate: net.populationRateMonitor(cells, { name: 'rate' }),
    statistics: net.stateMonitor(cells, 'v', { record: true, keep: 'statistics', name: 'statistics' }),
  }
  await net.run(ms(1.2))
  return made
}
