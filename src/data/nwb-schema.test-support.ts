import { Dataset, Group, type RegionReference } from 'h5wasm'

/** What the schema of NWB 2.7.0 asks of an object of a type: `nwb.file`, `nwb.base`, `nwb.misc`, and `hdmf-common` 1.8 for tables. */
interface Requirement {
  readonly namespace: 'core' | 'hdmf-common'
  readonly attributes?: readonly string[]
  readonly groups?: readonly string[]
  readonly datasets?: Readonly<Record<string, Kind>>
}
type Kind = 'text' | 'texts' | 'number' | 'numbers'

const REQUIREMENTS: Readonly<Record<string, Requirement>> = {
  NWBFile: {
    namespace: 'core',
    attributes: ['nwb_version'],
    groups: [
      'acquisition',
      'analysis',
      'processing',
      'stimulus',
      'stimulus/presentation',
      'stimulus/templates',
      'general',
    ],
    datasets: {
      file_create_date: 'texts',
      identifier: 'text',
      session_description: 'text',
      session_start_time: 'text',
      timestamps_reference_time: 'text',
    },
  },
  TimeSeries: { namespace: 'core', datasets: { data: 'numbers' } },
  Units: { namespace: 'core', attributes: ['colnames', 'description'], datasets: { id: 'numbers' } },
  DynamicTable: {
    namespace: 'hdmf-common',
    attributes: ['colnames', 'description'],
    datasets: { id: 'numbers' },
  },
  ElementIdentifiers: { namespace: 'hdmf-common' },
  VectorData: { namespace: 'hdmf-common', attributes: ['description'] },
  VectorIndex: { namespace: 'hdmf-common', attributes: ['description', 'target'] },
}

/** Everything in which a file differs from what the schema asks for, as sentences. */
export function nwbMistakes(root: Group): readonly string[] {
  const mistakes: string[] = []
  visit(root, '', mistakes)
  if (textOf(root, 'neurodata_type') !== 'NWBFile') mistakes.push('the root is no NWBFile')
  return mistakes
}

function visit(object: Group | Dataset, path: string, mistakes: string[]): void {
  const type = textOf(object, 'neurodata_type')
  const group = object instanceof Group ? object : undefined
  if (type !== undefined) {
    const complain = (text: string): unknown => mistakes.push(`${path || '/'} (${type}) ${text}`)
    const asked = REQUIREMENTS[type]
    if (asked === undefined) complain('is of an unknown type')
    else checkRequired(object, asked, complain)
    if (type === 'TimeSeries' && group !== undefined) checkSeries(group, complain)
    if ((type === 'Units' || type === 'DynamicTable') && group !== undefined) checkTable(group, complain)
  }
  for (const name of group?.keys() ?? []) {
    const inner = group?.get(name)
    if (inner instanceof Group || inner instanceof Dataset) visit(inner, `${path}/${name}`, mistakes)
    else mistakes.push(`${path}/${name} is neither group nor dataset`)
  }
}

function checkRequired(
  object: Group | Dataset,
  { namespace, attributes = [], groups = [], datasets = {} }: Requirement,
  complain: (text: string) => unknown,
): void {
  const group = object instanceof Group ? object : undefined
  if (textOf(object, 'namespace') !== namespace) complain(`is not of ${namespace}`)
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(textOf(object, 'object_id') ?? ''))
    complain('has no object_id')
  for (const name of attributes) if (!(name in object.attrs)) complain(`has no attribute ${name}`)
  for (const name of groups) if (!(group?.get(name) instanceof Group)) complain(`has no group ${name}`)
  for (const [name, kind] of Object.entries(datasets)) {
    const dataset = group?.get(name)
    if (!(dataset instanceof Dataset)) complain(`has no dataset ${name}`)
    else if (!isOfKind(dataset, kind)) complain(`has a dataset ${name} that is no ${kind}`)
  }
}

function textOf(object: Group | Dataset, attribute: string): string | undefined {
  const value = object.attrs[attribute]?.value
  return typeof value === 'string' ? value : undefined
}

function isOfKind({ shape, dtype }: Dataset, kind: Kind): boolean {
  const isText = dtype === 'S'
  return kind === 'text'
    ? isText && shape?.length === 0
    : kind === 'texts'
      ? isText && shape?.length === 1
      : !isText && (kind === 'number' ? shape?.length === 0 : (shape?.length ?? 0) >= 1)
}

/** A series has a unit, and either times or a rate for as many samples as there are. */
function checkSeries(series: Group, complain: (text: string) => unknown): void {
  const [data, times, start] = ['data', 'timestamps', 'starting_time'].map(
    name => series.get(name) as Dataset | null,
  )
  if (typeof data?.attrs['unit']?.value !== 'string') complain('has data without unit')
  if ((times === null) === (start === null)) complain('has not exactly one of timestamps and starting_time')
  if (times?.shape?.[0] !== undefined && times.shape[0] !== data?.shape?.[0])
    complain('has not a time for each sample')
  if (times && (times.attrs['interval']?.value !== 1 || times.attrs['unit']?.value !== 'seconds'))
    complain('has no unit of times')
  if (
    start &&
    (start.attrs['rate']?.dtype !== '<f' ||
      start.attrs['unit']?.value !== 'seconds' ||
      start.dtype !== '<d' ||
      start.shape?.length !== 0)
  )
    complain('has no rate of 32 bits, or no scalar start in seconds')
}

/** The columns that a table names are there, all have as many rows as `id`, and indices point to what they index. */
function checkTable(table: Group, complain: (text: string) => unknown): void {
  const names = table.attrs['colnames']?.value as readonly string[]
  const rows = (table.get('id') as Dataset).shape?.[0]
  const columns = table.keys().filter(name => name !== 'id' && !name.endsWith('_index'))
  if ([...names].sort().join() !== [...columns].sort().join())
    complain(`names ${names.join()}, but has ${columns.join()}`)
  for (const name of names) {
    const data = table.get(name) as Dataset
    const index = table.get(`${name}_index`) as Dataset | null
    if ((index ?? data).shape?.[0] !== rows) complain(`has a column ${name} of another length`)
    if (index === null) continue
    const ends = Array.from(index.value as Uint32Array)
    if (ends.some((end, k) => end < (ends[k - 1] ?? 0)) || (ends.at(-1) ?? 0) !== data.shape?.[0])
      complain(`has an index ${name}_index that does not end with its column`)
    const [target] = index.attrs['target']?.value as readonly RegionReference[]
    const indexed: unknown = target === undefined ? undefined : index.dereference(target)
    if (!(indexed instanceof Dataset) || indexed.path.split('/').at(-1) !== name)
      complain(`has an index ${name}_index that points elsewhere`)
  }
}
