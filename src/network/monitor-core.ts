import type { ModelObject } from '../compile/network-model.js'
import { InternalError, RheobaseError } from '../errors/rheobase-error.js'
import type { NumberType } from '../language/syntax-tree.js'
import type { StateMonitorModel } from '../model/recording.js'
import type { ValueType } from '../kernels/value.js'
import { Clock } from '../runtime/clock.js'
import type { Recording } from '../compile/recording.js'
import { RecordedColumns } from '../runtime/recorded-columns.js'
import type { RowLayout, RowSink } from '../runtime/row-sink.js'
import { StreamedRows } from '../runtime/streamed-rows.js'
import { baseUnitText } from '../units/print-quantity.js'
import { dimensionless, frequency, second, type Dimension } from '../units/dimension.js'
import type { Quantity } from '../units/quantity.js'
import { widened, type TypedValues } from '../runtime/typed-values.js'
import type { StateVariable } from './state-variable.js'
import { placeIn } from './group-part.js'
import { checkText } from './options.js'
import { StateReader, type MemberState } from './member-state.js'
import type { NetworkMember, NetworkScope } from './network-scope.js'
import { selectRecords, type Records } from './record-selection.js'
import { adjustedWidth, smoothRate, type SmoothingWindow } from './smooth-rate.js'

/** What a monitor knows of a variable that it records. */
export type RecordedVariable = Pick<StateVariable, 'dimension' | 'type' | 'shared' | 'at' | 'values'>

/** A monitor as the network sees it: its model, and the columns that its rows go to. */
export class MonitorCore implements NetworkMember {
  readonly name: string
  readonly columns: RecordedColumns
  /** Where rows go instead, if they are not kept. */
  readonly streamed: StreamedRows | undefined
  readonly #scope: NetworkScope
  readonly #model: (active: boolean) => ModelObject
  readonly #variables: ReadonlyMap<string, RecordedVariable>
  readonly #drain: () => void
  readonly #prepare: (() => void) | undefined
  readonly #time: () => number
  #active = true
  /** Whether the time step changed after something was recorded. */
  #dtChanged = false

  constructor(
    scope: NetworkScope,
    model: (active: boolean) => ModelObject,
    variables: ReadonlyMap<string, RecordedVariable>,
    drain: () => void,
    prepare?: () => void,
    mostRows = Infinity,
    time: () => number = () => NaN,
    sink?: RowSink,
  ) {
    this.#scope = scope
    this.#model = model
    this.#variables = variables
    this.#drain = drain
    this.#prepare = prepare
    this.#time = time
    this.columns = new RecordedColumns(mostRows)
    this.name = model(true).name
    this.streamed = sink === undefined ? undefined : new StreamedRows(this.name, sink)
  }

  /** What the rows of its recording look like. */
  layout({ columns }: Recording): RowLayout {
    const model = this.model()
    const elements = model.kind === 'state-monitor' ? recordedPlaces(model) : undefined
    return {
      monitor: this.name,
      fields: columns.map(({ name, array, width }) => ({
        name,
        unit: baseUnitText(this.dimensionOf(name)),
        type: this.typeOf(name),
        precision: array.type === 'f32' ? 'single' : 'double',
        ...(elements === undefined || name === 't' ? {} : { width }),
      })),
      ...(elements === undefined ? {} : { elements }),
    }
  }
  /** @throws {RheobaseError} kind `state` if rows are not kept but written elsewhere */
  checkKept(): void {
    if (this.streamed === undefined) return
    throw new RheobaseError(
      'state',
      'rows-streamed',
      `\`${this.name}\` keeps no rows: they went to ${this.streamed.place} while the network ran. Read them there, or make the monitor without \`to\``,
    )
  }

  get active(): boolean {
    return this.#active
  }
  set active(active: boolean) {
    this.#active = active
    this.#scope.changed()
  }
  model(): ModelObject {
    return this.#model(this.#active)
  }
  prepare(): void {
    this.#prepare?.()
  }
  snapshot(): MemberState {
    this.#drain()
    if (this.streamed !== undefined) return this.#stateOfStream()
    const saved = this.columns.save()
    const dtChanged = this.#dtChanged
    return {
      facts: { rows: this.columns.rows, dtChanged },
      arrays: Object.fromEntries(
        this.columns.names.map(name => [name, () => this.columns.savedValues(saved, name)]),
      ),
      restore: () => {
        this.columns.restore(saved)
        this.#dtChanged = dtChanged
      },
    }
  }
  /** Rows that are written are not taken back. */
  #stateOfStream(): MemberState {
    return {
      facts: { rows: 0, dtChanged: this.#dtChanged },
      arrays: {},
      restore: () => {
        this.#tellOfRows()
      },
    }
  }
  #tellOfRows(): void {
    if ((this.streamed?.rows ?? 0) === 0) return
    this.#scope.message(
      'warning',
      'rows-stay',
      `the rows that \`${this.name}\` has written to ${this.streamed?.place ?? ''} stay there, those of steps that are made again as well`,
    )
  }
  adopt(state: MemberState): () => void {
    const reader = new StateReader(this.name, state)
    const rows = reader.count('rows')
    const dtChanged = reader.flag('dtChanged')
    const columns = reader.arrayNames.map(name => [name, reader.values(name)] as const)
    for (const [name, values] of columns)
      if (rows === 0 ? values.length > 0 : values.length % rows !== 0) throw reader.damaged(name)
    return () => {
      if (this.streamed !== undefined) {
        this.#tellOfRows()
        return
      }
      this.columns.clear()
      for (const [name, values] of columns)
        this.columns.append(name, values, rows === 0 ? 1 : values.length / rows)
      this.columns.addRows(rows)
      this.#dtChanged = dtChanged
    }
  }
  /** Recorded values of a variable, row after row, those that still wait in a buffer included. */
  column(variable: string): Float64Array | Int32Array {
    this.checkRecorded(variable)
    this.checkKept()
    this.#drain()
    const values = widened(this.columns.values(variable))
    // Where nothing was recorded yet, no buffer has told the type.
    return values.length === 0 && this.typeOf(variable) !== 'float' ? new Int32Array(0) : values
  }
  /** @throws {RheobaseError} kind `name` if the variable is not recorded */
  checkRecorded(variable: string): void {
    checkText(`a variable that \`${this.name}\` records`, variable)
    if (variable !== 't' && variable !== 'i' && !this.#isRate(variable) && !this.#variables.has(variable)) {
      throw new RheobaseError(
        'name',
        'not-recorded',
        `\`${this.name}\` does not record \`${variable}\`. It records: ${[...this.#variables.keys()].join(', ') || 'nothing else'}.`,
      )
    }
  }
  #isRate(variable: string): boolean {
    return variable === 'rate' && this.model().kind === 'population-rate-monitor'
  }
  /** The same as floats. */
  floats(variable: string): Float64Array {
    const values = this.column(variable)
    return values instanceof Float64Array ? values : Float64Array.from(values)
  }
  /** Forgets what was recorded, and begins anew with what the kernel keeps for itself. */
  clear(): void {
    this.#scope.checkWritable()
    this.checkKept()
    this.#drain()
    this.columns.clear()
    this.#dtChanged = false
    const { memory } = this.#scope.workspace
    for (const key of memory.keys()) if (isKept(this.name, key)) memory.reset(key)
  }
  /** Adds a row with the present values of some elements. */
  recordNow(elements: Int32Array): void {
    this.#scope.checkWritable()
    this.checkKept()
    this.#drain()
    for (const [name, variable] of this.#variables) {
      const values = variable.shared
        ? Float64Array.from(elements, () => variable.values()[0] ?? NaN)
        : variable.at(elements).values()
      const isFloat = variable.type === 'float'
      this.columns.append(
        name,
        isFloat ? Float64Array.from(values) : Int32Array.from(values),
        elements.length,
      )
    }
    this.columns.append('t', Float64Array.of(this.#time()), 1)
    this.columns.addRows(1)
  }
  /** Columns with what they are. */
  records(names: readonly string[]): readonly Records[] {
    return names.map(name => ({
      name,
      dimension: this.dimensionOf(name),
      type: this.typeOf(name),
      values: this.column(name),
    }))
  }
  /** The rows of columns for which a condition on them holds. @throws {DiagnosticError | RheobaseError} if it is none */
  select(names: readonly string[], condition: string): readonly Records[] {
    const model = this.model()
    if (model.kind !== 'spike-monitor') throw new InternalError('only events are selected by condition')
    return selectRecords(this.#scope.workspace, this.name, model.source.group, this.records(names), condition)
  }
  /** Names of the recorded variables. */
  get recorded(): readonly string[] {
    return [...this.#variables.keys()]
  }
  /** The clock that what was recorded is counted in. @throws {RheobaseError} kind `value` if its time step has changed since */
  steadyClock(): Clock {
    const clock = this.#clock()
    if (clock !== undefined && !this.#dtChanged) return clock
    throw new RheobaseError(
      'value',
      'time-step-changed',
      `the time step of \`${this.name}\` has changed while it recorded: its rates cannot be smoothed or counted in bins of one length`,
    )
  }
  /** Smooths a rate in steps of the source. @throws {RheobaseError} for windows that are none, and after a change of the time step */
  smooth(rate: Float64Array, window: SmoothingWindow, width: Quantity | undefined): Float64Array {
    const { dt } = this.steadyClock()
    const smoothed = smoothRate(rate, dt, window, width)
    const adjusted = adjustedWidth(dt, window, width)
    if (adjusted !== undefined) this.#scope.message('info', 'adjusted-width', adjusted)
    return smoothed
  }
  timeStepChanges(clock: Clock, dt: number): void {
    if (clock === this.#clock() && clock.dt !== dt && this.rows > 0) this.#dtChanged = true
  }
  #clock(): Clock | undefined {
    const model = this.model()
    if (model.kind !== 'spike-monitor' && model.kind !== 'population-rate-monitor') return undefined
    const { clock } = model.source.group
    return clock instanceof Clock ? clock : undefined
  }
  get rows(): number {
    this.#drain()
    return this.streamed?.rows ?? this.columns.rows
  }
  dimensionOf(variable: string): Dimension {
    if (variable === 't') return second
    if (this.#isRate(variable)) return frequency
    return this.#variables.get(variable)?.dimension ?? dimensionless
  }
  typeOf(variable: string): NumberType {
    return variable === 'i' ? 'integer' : (this.#variables.get(variable)?.type ?? 'float')
  }
  /** An array that the kernel of this monitor keeps. */
  array(key: string, type: ValueType, length: number): TypedValues {
    const { workspace } = this.#scope
    return workspace.memory.view(workspace.array(`${this.name}.${key}`, type, length))
  }
}

/** The elements that a state monitor records, counted in what it was given. */
const recordedPlaces = ({ source, elements }: StateMonitorModel): Int32Array =>
  Int32Array.from(elements, element => ('kind' in source ? element : placeIn(source, element)))

/** Arrays that hold results, unlike the list of recorded elements and the buffers. */
const isKept = (monitor: string, key: string): boolean =>
  key.startsWith(`${monitor}.`) && !key.startsWith(`${monitor}.buffer.`) && key !== `${monitor}.elements`
