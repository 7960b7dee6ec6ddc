import { RheobaseError } from '../errors/rheobase-error.js'
import { bytesPerValue, typedValues, typeOfValues } from '../runtime/typed-values.js'
import type { ValueType } from '../kernels/value.js'
import type { MemberState, StoredValues } from './member-state.js'
import { checksum } from './checksum.js'
import { isScratch, type SavedMember, type Snapshot } from './snapshot.js'

// The container: 8 bytes of magic, then as 32-bit numbers the version of the format, the length of the header, and the checksum of all
// that follows; the header as JSON, padded to 8 bytes; the arrays, each at a multiple of 8 bytes from the end of the header. Little-endian.

const MAGIC = 'RHEOSNAP'
const VERSION = 1
const PREAMBLE = 24
const LARGEST_HEADER = 2 ** 28

interface ArrayPlace {
  readonly type: ValueType
  /** In bytes, from the end of the header. */
  readonly at: number
  readonly length: number
}
type Texts = Readonly<Record<string, string>>
interface SnapshotHeader {
  readonly time: number
  readonly seed: { readonly seed: number; readonly epoch: number }
  readonly clocks: Readonly<Record<string, { readonly dt: number; readonly step: number }>>
  readonly turns: Readonly<Record<string, number>>
  readonly memory: Readonly<Record<string, ArrayPlace & { readonly initial: number | string }>>
  readonly members: Readonly<
    Record<
      string,
      {
        readonly form: { readonly whole: Texts; readonly pieces: Texts }
        readonly state: {
          readonly facts: Readonly<Record<string, unknown>>
          readonly arrays: Readonly<Record<string, ArrayPlace>>
        } | null
      }
    >
  >
}

/** Snapshots as bytes that any machine can read. */
export function snapshotBytes(snapshots: ReadonlyMap<string, Snapshot>): Uint8Array {
  const blocks: { readonly at: number; readonly values: StoredValues }[] = []
  let end = 0
  const place = (values: StoredValues, type: ArrayPlace['type']): ArrayPlace => {
    const at = end
    blocks.push({ at, values })
    end += Math.ceil(values.byteLength / 8) * 8
    return { type, at, length: values.length }
  }
  const header = Object.fromEntries(
    [...snapshots].map(([name, snapshot]) => [name, headerOf(snapshot, place)]),
  )
  const text = new TextEncoder().encode(JSON.stringify({ snapshots: header }))
  const start = PREAMBLE + Math.ceil(text.length / 8) * 8
  const bytes = new Uint8Array(start + end)
  const view = new DataView(bytes.buffer)
  bytes.set(new TextEncoder().encode(MAGIC))
  view.setUint32(8, VERSION, true)
  view.setUint32(12, text.length, true)
  bytes.set(text, PREAMBLE)
  bytes.fill(0x20, PREAMBLE + text.length, start)
  for (const { at, values } of blocks) writeValues(view, start + at, values)
  view.setUint32(16, checksum(bytes.subarray(PREAMBLE)), true)
  return bytes
}

function headerOf(
  { time, seed, clocks, turns, arrays, members }: Snapshot,
  place: (values: StoredValues, type: ArrayPlace['type']) => ArrayPlace,
): SnapshotHeader {
  return {
    time,
    seed,
    clocks: Object.fromEntries(clocks),
    turns: Object.fromEntries(turns),
    memory: Object.fromEntries(
      [...arrays]
        .filter(([key]) => !isScratch(key))
        .map(([key, { type, values, initial }]) => [
          key,
          { ...place(values, type), initial: Number.isFinite(initial) ? initial : String(initial) },
        ]),
    ),
    members: Object.fromEntries(
      [...members].map(([name, { form, state }]) => [
        name,
        {
          form: { whole: Object.fromEntries(form.whole), pieces: Object.fromEntries(form.pieces) },
          state:
            state === undefined
              ? null
              : {
                  facts: state.facts,
                  arrays: Object.fromEntries(
                    Object.entries(state.arrays).map(([key, values]) => {
                      const given = values()
                      return [key, place(given, typeOfValues(given))]
                    }),
                  ),
                },
        },
      ]),
    ),
  }
}

/** @throws {RheobaseError} kind `value` for bytes that are no snapshots, damaged ones, and those of a newer version */
export function readSnapshots(bytes: Uint8Array): ReadonlyMap<string, Snapshot> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < PREAMBLE || new TextDecoder().decode(bytes.subarray(0, 8)) !== MAGIC)
    throw new RheobaseError('value', 'not-a-snapshot', 'these bytes are no snapshots of a network')
  const version = view.getUint32(8, true)
  if (version !== VERSION)
    throw new RheobaseError(
      'value',
      'unknown-snapshot-version',
      `the snapshots have the format version ${String(version)}; this version of Rheobase reads ${String(VERSION)}`,
    )
  const length = view.getUint32(12, true)
  const start = PREAMBLE + Math.ceil(length / 8) * 8
  if (length > LARGEST_HEADER || start > bytes.length) throw damaged('they end in the header')
  if (view.getUint32(16, true) !== checksum(bytes.subarray(PREAMBLE)))
    throw damaged('their checksum does not fit: the file was cut or changed')
  const body = new Body(view, start)
  const header = parsed(bytes.subarray(PREAMBLE, PREAMBLE + length))
  return new Map(
    entriesOf(record(header, 'header').snapshots, 'snapshots').map(([name, snapshot]) => [
      name,
      readSnapshot(record(snapshot, name), body),
    ]),
  )
}

function readSnapshot(header: Readonly<Record<string, unknown>>, body: Body): Snapshot {
  const seed = record(header.seed, 'seed')
  return {
    time: finite(header.time, 'time'),
    seed: { seed: finite(seed.seed, 'seed'), epoch: finite(seed.epoch, 'epoch') },
    clocks: new Map(
      entriesOf(header.clocks, 'clocks').map(([name, clock]) => {
        const { dt, step } = record(clock, name)
        return [name, { dt: finite(dt, 'dt'), step: finite(step, 'step') }]
      }),
    ),
    turns: new Map(entriesOf(header.turns, 'turns').map(([name, turn]) => [name, finite(turn, 'turn')])),
    arrays: new Map(
      entriesOf(header.memory, 'memory').map(([key, place]) => {
        return [key, { ...body.array(place, key), initial: initialOf(record(place, key).initial, key) }]
      }),
    ),
    members: new Map(
      entriesOf(header.members, 'members').map(([name, member]): [string, SavedMember] => {
        const { form, state } = record(member, name)
        const { whole, pieces } = record(form, name)
        return [
          name,
          {
            form: { whole: textsOf(whole, name), pieces: textsOf(pieces, name) },
            state: state === null ? undefined : readState(record(state, name), name, body),
          },
        ]
      }),
    ),
  }
}

const readState = (
  { facts, arrays }: Readonly<Record<string, unknown>>,
  name: string,
  body: Body,
): MemberState => ({
  facts: record(facts, name),
  arrays: Object.fromEntries(
    entriesOf(arrays, name).map(([key, place]) => [key, () => body.array(place, key).values]),
  ),
})

/** The arrays behind the header. */
class Body {
  readonly #view: DataView
  readonly #start: number

  constructor(view: DataView, start: number) {
    this.#view = view
    this.#start = start
  }
  array(place: unknown, key: string): { readonly type: ArrayPlace['type']; readonly values: StoredValues } {
    const { type, at, length } = record(place, key)
    const from = finite(at, key)
    const count = finite(length, key)
    const isKnown = type === 'f64' || type === 'f32' || type === 'i32' || type === 'bool'
    const size = isKnown ? bytesPerValue(type) : 1
    const isInside =
      Number.isSafeInteger(from) &&
      Number.isSafeInteger(count) &&
      from >= 0 &&
      count >= 0 &&
      this.#start + from + count * size <= this.#view.byteLength
    if (!isKnown || !isInside) throw damaged(`the array \`${key}\` is not there`)
    const offset = this.#start + from
    const values = typedValues(type, count)
    const { get } = ENCODING[type]
    for (let k = 0; k < count; k++) values[k] = get(this.#view, offset + size * k)
    return { type, values }
  }
}

interface Encoding {
  readonly get: (view: DataView, at: number) => number
  readonly set: (view: DataView, at: number, value: number) => void
}
const WORDS: Encoding = {
  get: (view, at) => view.getInt32(at, true),
  set: (view, at, value) => {
    view.setInt32(at, value, true)
  },
}
const ENCODING: Readonly<Record<ValueType, Encoding>> = {
  f64: {
    get: (view, at) => view.getFloat64(at, true),
    set: (view, at, value) => {
      view.setFloat64(at, value, true)
    },
  },
  f32: {
    get: (view, at) => view.getFloat32(at, true),
    set: (view, at, value) => {
      view.setFloat32(at, value, true)
    },
  },
  i32: WORDS,
  bool: WORDS,
}

function writeValues(view: DataView, at: number, values: StoredValues): void {
  const { set } = ENCODING[typeOfValues(values)]
  for (let k = 0; k < values.length; k++) set(view, at + values.BYTES_PER_ELEMENT * k, values[k] ?? 0)
}

function parsed(text: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(text))
  } catch {
    throw damaged('their header cannot be read')
  }
}
function record(value: unknown, what: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Readonly<Record<string, unknown>>
  throw damaged(`there is nothing usable for \`${what}\``)
}
const entriesOf = (value: unknown, what: string): readonly (readonly [string, unknown])[] =>
  Object.entries(record(value, what))

const textsOf = (value: unknown, what: string): ReadonlyMap<string, string> =>
  new Map(
    entriesOf(value, what).map(([key, text]) => {
      if (typeof text !== 'string') throw damaged(`there is no text for \`${key}\` of \`${what}\``)
      return [key, text]
    }),
  )

/** Infinities are written as text, for JSON has none. */
function initialOf(value: unknown, what: string): number {
  if (value === 'Infinity') return Infinity
  return value === '-Infinity' ? -Infinity : finite(value, what)
}

function finite(value: unknown, what: string): number {
  if (typeof value === 'number' && Number.isFinite(value)) return value
  throw damaged(`there is no number for \`${what}\``)
}
const damaged = (why: string): RheobaseError =>
  new RheobaseError('value', 'damaged-snapshot', `the snapshots cannot be read: ${why}`)
