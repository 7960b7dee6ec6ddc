import type { Network } from '../network/network.js'
import { SpikeMonitor } from '../network/spike-monitor.js'
import { spikingElements } from '../network/spiking-elements.js'
import { second } from '../units/dimension.js'
import { counted, countOf } from './count-text.js'
import { paragraph, type Block, type Inline } from './document.js'
import { cellsOf } from './spatial-groups.js'
import { typesetNumber, typesetQuantity } from './typeset-number.js'

/** What the report is about, in a sentence or two. */
export function writeSummary(network: Network, about: string | undefined): readonly Block[] {
  const { synapses, monitored, countsCompartments, spikes } = network.summary()
  const time = network.t.value
  const rate = monitored > 0 && time > 0 && !countsCompartments ? spikes / monitored / time : undefined
  return [
    ...(about === undefined ? [] : [paragraph(about)]),
    paragraph(
      `${cellsOf(network)}${synapses === 0 ? '' : `, ${countOf(synapses, 'synapse')}`}, `,
      { formula: typesetQuantity(time, second) },
      rate === undefined
        ? ' of simulated time.'
        : ` of simulated time: ${countOf(spikes, 'spike')}, ${String(Number(rate.toPrecision(3)))} Hz per neuron.`,
    ),
  ]
}

/** What came of the run in numbers, and what it took. */
export function writeResults(
  network: Network,
  environment: Readonly<Record<string, string>>,
): readonly Block[] {
  const time = network.timeSpent
  const seconds = (milliseconds: number): Inline => ({
    formula: typesetQuantity(milliseconds / 1000, second),
  })
  const rows: (readonly (readonly Inline[])[])[] = network.parts().flatMap(({ handle, model }) => {
    if (!(handle instanceof SpikeMonitor) || model.kind !== 'spike-monitor') return []
    const { elements, each } = spikingElements(model.source, model.event)
    const rate = handle.count / (elements.length || 1) / (network.t.value || 1)
    const what = model.event === 'spike' ? 'Spikes' : `Events \`${model.event}\``
    return [
      [
        [`${what} of \`${model.source.group.name}\` (\`${model.name}\`)`],
        [`${counted(handle.count)}, ${String(Number(rate.toPrecision(3)))} Hz per ${each}`],
      ],
    ]
  })
  rows.push(
    [
      ['Compilation, simulation'],
      [
        seconds(Number((time.generateMilliseconds + time.compileMilliseconds).toPrecision(3))),
        ', ',
        seconds(Number(time.runMilliseconds.toPrecision(3))),
      ],
    ],
    [
      ['Code'],
      [
        `${network.target === 'wasm' ? 'WebAssembly' : 'JavaScript'}, ${network.precision} precision, ${countOf(network.threads, 'thread')}`,
      ],
    ],
    [['Seed'], [String(network.seed)]],
    ...Object.entries(environment).map(([name, value]) => [[name], [value]]),
  )
  return [
    { kind: 'table', head: [], rows },
    ...network.messages
      .filter(({ level }) => level === 'warning')
      .map(({ text }) => paragraph(`Warning: ${text}`)),
    paragraph('What happens in a step, in order:'),
    {
      kind: 'table',
      head: ['Slot', 'Order', 'Part', 'Time step'],
      rows: network
        .inspect()
        .parts.map(({ slot, order, name, dt }) => [
          [slot],
          [{ formula: typesetNumber(order) }],
          [`\`${name}\``],
          [{ formula: typesetQuantity(dt, second) }],
        ]),
    },
  ]
}
