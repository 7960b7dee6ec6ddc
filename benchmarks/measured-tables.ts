import type { Records } from './records.js'
import type { Row } from './row.js'
import { printFigure, type Figure } from './special-figures.js'

type Table = (records: Records) => string

const isPlain = ({ threads, precision, host }: Row): boolean =>
  threads === 1 && precision === 'double' && host === undefined
/** Of what was measured with and without priority, the loops of the former: no one else is in them. */
const loopRows = (rows: readonly Row[]): readonly Row[] =>
  rows.filter(row => row.priority ?? !rows.some(other => other.priority && isSameWay(row, other)))
const wholeRows = (rows: readonly Row[]): readonly Row[] => rows.filter(({ priority }) => !priority)
const isSameWay = (one: Row, other: Row): boolean =>
  (['benchmark', 'size', 'engine', 'threads', 'precision', 'host'] as const).every(
    key => one[key] === other[key],
  )

const isOfKernel = ({ benchmark }: Figure): boolean => benchmark === 'kernels'
const isOurs = ({ engine }: Row): boolean => engine === 'rheobase'

/** What pages can show, by the names that stand in them. */
const TABLES: Readonly<Record<string, Table>> = {
  machine: ({ machine, node, date }) => `${machine}, Node ${node.slice(1)}, ${date}.`,
  short: ({ rows }) => {
    const [plain, whole] = [loopRows(rows).filter(isPlain), wholeRows(rows).filter(isPlain)]
    return markdownTable(
      ['network', 'neurons', 'loop: Rheobase', 'Brian 2', 'ratio', 'whole: Rheobase', 'Brian 2', 'ratio'],
      plain.filter(isOurs).flatMap(own => {
        const peer = partner(plain, own, 'brian2')
        if (peer === undefined) return []
        const [ownWhole, peerWhole] = [partner(whole, own, 'rheobase'), partner(whole, own, 'brian2')]
        const cells = [
          ...[own.benchmark, grouped(own.neurons), seconds(own.loopSeconds)],
          ...[seconds(peer.loopSeconds), short(peer.loopRatio), seconds(ownWhole?.wallSeconds)],
          ...[seconds(peerWhole?.wallSeconds), short(peerWhole?.wallRatio)],
        ]
        return [cells]
      }),
    )
  },
  loops: ({ rows }) => {
    const plain = loopRows(rows).filter(isPlain)
    return markdownTable(
      [
        'network',
        'size',
        'loop',
        'ns / neuron step',
        'ns / event',
        'Brian 2',
        'ratio',
        'C by hand',
        'of the limit',
      ],
      plain.filter(isOurs).map(own => {
        const [peer, limit] = [partner(plain, own, 'brian2'), partner(plain, own, 'limit')]
        return [
          ...[own.benchmark, grouped(own.size), seconds(own.loopSeconds)],
          ...[short(own.nsPerNeuronStep), short(own.nsPerEvent)],
          ...[
            seconds(peer?.loopSeconds),
            short(peer?.loopRatio),
            seconds(limit?.loopSeconds),
            short(own.limitRatio),
          ],
        ]
      }),
    )
  },
  whole: ({ rows }) => {
    const plain = wholeRows(rows).filter(isPlain)
    return markdownTable(
      [
        'network',
        'size',
        'build',
        'compile',
        'whole process',
        'memory',
        'Brian 2: compile',
        'whole',
        'ratio',
      ],
      plain.filter(isOurs).map(own => {
        const peer = partner(plain, own, 'brian2')
        return [
          ...[own.benchmark, grouped(own.size), seconds(own.buildSeconds), seconds(own.compileSeconds)],
          ...[seconds(own.wallSeconds), `${(own.peakBytes / 1e6).toFixed(0)} MB`],
          ...[seconds(peer?.compileSeconds), seconds(peer?.wallSeconds), short(peer?.wallRatio)],
        ]
      }),
    )
  },
  neuron: ({ rows }) => {
    const plain = loopRows(rows).filter(isPlain)
    return markdownTable(
      ['network', 'loop', 'NEURON', 'ratio', 'whole process', 'NEURON', 'ratio'],
      plain.filter(isOurs).flatMap(own => {
        const peer = partner(plain, own, 'neuron')
        if (peer === undefined) return []
        const cells = [
          ...[own.benchmark, seconds(own.loopSeconds), seconds(peer.loopSeconds), short(peer.loopRatio)],
          ...[seconds(own.wallSeconds), seconds(peer.wallSeconds), short(peer.wallRatio)],
        ]
        return [cells]
      }),
    )
  },
  events: ({ rows }) => {
    const plain = loopRows(rows).filter(isPlain)
    return markdownTable(
      ['network', 'input', 'Brian 2', 'ratio', 'events', 'each', 'Brian 2', 'ratio'],
      plain
        .filter(row => isOurs(row) && row.inputSeconds !== undefined)
        .map(own => {
          const peer = partner(plain, own, 'brian2')
          return [
            ...[
              own.benchmark,
              seconds(own.inputSeconds),
              seconds(peer?.inputSeconds),
              short(peer?.inputRatio),
            ],
            ...[seconds(own.eventSeconds), `${short(own.nsPerEvent)} ns`],
            ...[seconds(peer?.eventSeconds), short(peer?.eventRatio)],
          ]
        }),
    )
  },
  ways: ({ rows }) =>
    markdownTable(
      ['network', 'size', 'threads', 'precision', 'loop', 'by threads', 'by single precision'],
      loopRows(rows)
        .filter(row => isOurs(row) && (row.threads !== 1 || row.precision !== 'double'))
        .map(row => [
          ...[row.benchmark, grouped(row.size), String(row.threads), row.precision, seconds(row.loopSeconds)],
          ...[short(row.threadRatio), short(row.precisionRatio)],
        ]),
    ),
  hosts: ({ rows }) => {
    const hosted = loopRows(rows).filter(row => row.host !== undefined)
    return markdownTable(
      ['network', 'size', 'on', 'compile', 'loop', 'of the fastest'],
      hosted.map(row => {
        const same = hosted.filter(other => other.benchmark === row.benchmark && other.size === row.size)
        const fastest = Math.min(...same.map(({ loopSeconds }) => loopSeconds))
        return [
          ...[row.benchmark, grouped(row.size), row.host ?? '', seconds(row.compileSeconds)],
          ...[seconds(row.loopSeconds), (row.loopSeconds / fastest).toFixed(2)],
        ]
      }),
    )
  },
  growth: ({ figures }) =>
    markdownTable(
      ['time', 'slope', 'from', 'to'],
      figures
        .filter(({ unit }) => unit === 'slope')
        .map(({ what, value, points = [] }) => [
          what,
          value.toFixed(2),
          pair(points[0]),
          pair(points.at(-1)),
        ]),
    ),
  kernels: ({ figures }) =>
    markdownTable(
      ['network: kernel', 'time'],
      figures.filter(isOfKernel).map(({ what, value }) => [what, seconds(value)]),
    ),
  figure8: ({ figures }) => {
    const points = figures.filter(({ benchmark }) => benchmark === 'figure8').map(pointOfFigure8)
    const ours = points.filter(({ engine }) => engine === 'rheobase')
    return markdownTable(
      ['CUBA', 'neurons', 'loop', 'Brian 2', 'ratio'],
      ours.map(({ network, neurons, value }) => {
        const peer = points.find(
          point => point.engine === 'brian2' && point.network === network && point.neurons === neurons,
        )?.value
        return [network, grouped(neurons), seconds(value), seconds(peer), short(peer && peer / value)]
      }),
    )
  },
  others: ({ figures }) =>
    markdownTable(
      ['what', 'figure'],
      figures
        .filter(figure => figure.unit !== 'slope' && !isOfKernel(figure) && figure.benchmark !== 'figure8')
        .map(figure => [figure.what, printFigure(figure)]),
    ),
}

/** `homogeneous, 4000 neurons, brian2`, as `figure8` calls a point of a curve. */
function pointOfFigure8({ what, value }: Figure) {
  const [network = '', neurons = '', engine = ''] = what.split(', ')
  return { network, neurons: parseInt(neurons, 10), engine, value }
}

/**
 * Fills what stands between `<!-- measured NAME -->` and `<!-- end -->` of a page from the records.
 * @throws {Error} for a name that no table has
 */
export function withMeasured(page: string, records: Records): string {
  return page.replace(
    /(<!-- measured (\w+) -->\n)[^]*?(\n?<!-- end -->)/g,
    (_, head: string, name: string) => {
      const table = TABLES[name]
      if (table === undefined) throw new Error(`a page asks for the table "${name}", which there is not`)
      return `${head}\n${table(records)}\n\n<!-- end -->`
    },
  )
}

/** Markdown; columns in which nothing stands are left out. */
export function markdownTable(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return 'Not measured yet.'
  const kept = titles.flatMap((_, column) => (rows.some(row => (row[column] ?? '') !== '') ? [column] : []))
  const line = (cells: readonly string[]): string =>
    `| ${kept.map(column => cells[column] ?? '').join(' | ')} |`
  return [line(titles), `| ${kept.map(() => '---').join(' | ')} |`, ...rows.map(line)].join('\n')
}

const partner = (rows: readonly Row[], own: Row, engine: Row['engine']): Row | undefined =>
  rows.find(row => row.engine === engine && row.benchmark === own.benchmark && row.size === own.size)

const seconds = (value: number | undefined): string => (value === undefined ? '' : `${short(value)} s`)
const short = (value: number | undefined): string =>
  value === undefined ? '' : String(Number(value.toPrecision(3)))
const grouped = (value: number): string => value.toLocaleString('en').replaceAll(',', ' ')
const pair = (point: NonNullable<Figure['points']>[number] | undefined): string =>
  point === undefined ? '' : `${grouped(point[0])}: ${seconds(point[1])}`
