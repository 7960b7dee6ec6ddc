import { RheobaseError } from '../errors/rheobase-error.js'
import type { RowSink } from '../runtime/row-sink.js'
import type { StateMonitorModel } from '../model/recording.js'
import type { NumberType } from '../language/syntax-tree.js'
import { dimensionless, second, type Dimension } from '../units/dimension.js'
import { Quantity } from '../units/quantity.js'
import type { Unit } from '../units/unit.js'
import { column, type Columns } from './columns.js'
import type { ElementName } from './element-selection.js'
import { RecordedElements } from './recorded-elements.js'
import { prepareGivenSteps, readGivenTimes } from './given-times.js'
import { readSink } from './read-sink.js'
import { readKeep, type Keep } from './keep.js'
import type { MonitorCore } from './monitor-core.js'
import type { NetworkScope } from './network-scope.js'
import { checkOptions, checkTexts, describeValue } from './options.js'
import type { StateMonitorSource } from './state-monitor-source.js'
import { StatisticsMonitor } from './statistics-monitor.js'
import type { SynapseSelector } from './pair-selector.js'
import { variableOf } from './variable-access.js'
import { absoluteOf, selectionOf } from './variable-owner.js'
import type { CompartmentValues } from '../morphology/compartment-values.js'
import type { Group } from './group-handle.js'
import { hasFlag } from '../language/parse-flags.js'

/** Options of `net.stateMonitor`. */
export interface StateMonitorOptions {
  /** Which elements: `true` for all, or as in `neurons.v.at(…)`. */
  readonly record: SynapseSelector | boolean
  /** Time between two samples; the step of the recorded object if left out. */
  readonly dt?: Quantity
  /** Records at these times only, instead of in every step: in the step of each, or the first one after it. */
  readonly times?: Quantity
  /** Slot; `start` if left out, so that the first sample is the initial state. */
  readonly when?: string
  readonly order?: number
  /**
   * Instead of all samples: every n-th one (the first included), or only the last n. With `'statistics'`, no samples but their mean,
   * variance and extremes.
   */
  readonly keep?: Keep
  /**
   * Where the samples go while the network runs, instead of being kept, so that they may be more than the memory holds: a file (`fileSink` of
   * `rheobase/data/node`), or anything with the functions of a `RowSink`.
   */
  readonly to?: RowSink
  readonly name?: string
}

const OPTIONS = ['record', 'dt', 'times', 'when', 'order', 'keep', 'to', 'name']

/** Records variables of some elements over time. Everything read is a copy. */
export class StateMonitor {
  readonly #core: MonitorCore
  readonly #elements: () => Int32Array
  readonly #element: ElementName
  /** Numbers, in the recorded object, of what a part stands for. */
  readonly #numbersOf: (part: Group | CompartmentValues) => Int32Array

  /** @internal */
  constructor(
    core: MonitorCore,
    elements: () => Int32Array,
    element: ElementName,
    numbersOf: (part: Group | CompartmentValues) => Int32Array,
  ) {
    this.#core = core
    this.#elements = elements
    this.#element = element
    this.#numbersOf = numbersOf
  }

  get name(): string {
    return this.#core.name
  }
  get active(): boolean {
    return this.#core.active
  }
  set active(active: boolean) {
    this.#core.active = active
  }
  /** Where its samples go, if they are not kept: the place of its sink. */
  get streamsTo(): string | undefined {
    return this.#core.streamed?.place
  }
  /** Number of samples so far. */
  get samples(): number {
    return this.#core.rows
  }
  /** The recorded elements, counted from the start of the recorded object. */
  get elements(): Int32Array {
    return this.#elements().slice()
  }
  /** Names of the recorded variables. */
  get variables(): readonly string[] {
    return this.#core.recorded
  }
  /** Times of the samples. */
  get t(): Quantity<Float64Array> {
    return new Quantity(this.#core.floats('t'), second)
  }
  /**
   * All samples of one element, by its number in the recorded object, or as a part of it: `trace('v', cell.at(um(30)))`.
   * @throws {RheobaseError} kind `index` if that element is not recorded, `value` for a part of several, `name` if the variable is not recorded
   */
  trace(variable: string, element: number | Group | CompartmentValues): Quantity<Float64Array> {
    const number = typeof element === 'object' ? this.#oneOf(element) : element
    const position = this.#elements().indexOf(number)
    if (position < 0) {
      throw new RheobaseError(
        'index',
        'not-recorded',
        `\`${this.name}\` does not record ${this.#element} ${describeValue(number)}. It records: ${this.#elements().slice(0, 20).join(', ')}.`,
      )
    }
    return this.#traceAt(position, variable, this.#core.column(variable))
  }
  #oneOf(part: Group | CompartmentValues): number {
    const numbers = this.#numbersOf(part)
    const [number] = numbers
    if (number !== undefined && numbers.length === 1) return number
    throw new RheobaseError(
      'value',
      'not-one-element',
      `a trace is of one ${this.#element}, and this part of what \`${this.name}\` records has ${String(numbers.length)}`,
    )
  }
  /** The samples of all recorded elements in a unit, one array per element, in the order of `elements`. */
  in(variable: string, unit: Unit | Quantity): Float64Array[] {
    // A column holds the samples of all elements: it is fetched once for all of them.
    const column = this.#core.column(variable)
    return Array.from(this.#elements(), (_, position) => {
      const values = this.#traceAt(position, variable, column).in(unit)
      return typeof values === 'number' ? Float64Array.of(values) : Float64Array.from(values)
    })
  }
  #traceAt(position: number, variable: string, column: ArrayLike<number>): Quantity<Float64Array> {
    const width = this.#elements().length
    return new Quantity(
      Float64Array.from(
        { length: column.length / width },
        (_, sample) => column[sample * width + position] ?? NaN,
      ),
      this.#core.dimensionOf(variable),
    )
  }
  /** The samples as a table, a row for each recorded element in each sample: its time, the element `i`, and the variables. */
  columns(): Columns {
    const elements = this.#elements()
    const times = this.#core.floats('t')
    const rows = times.length * elements.length
    const t = Float64Array.from({ length: rows }, (_, row) => times[Math.floor(row / elements.length)] ?? NaN)
    const i = Int32Array.from({ length: rows }, (_, row) => elements[row % elements.length] ?? 0)
    return [
      column('t', second, 'float', t),
      column('i', dimensionless, 'integer', i),
      ...this.#core.recorded
        .filter(name => name !== 'i')
        .map(name =>
          column(name, this.#core.dimensionOf(name), this.#core.typeOf(name), this.#core.column(name)),
        ),
    ]
  }
  /**
   * Adds one sample of the present values, at the present time: what a run that has just ended did not record any more. The next run
   * records the same moment again.
   */
  recordSingleTimestep(): void {
    this.#core.recordNow(this.#elements())
  }
  /** Forgets all samples so far. */
  clear(): void {
    this.#core.clear()
  }
  /** @throws {RheobaseError} kind `name` if the variable is not recorded */
  dimensionOf(variable: string): Dimension {
    return this.#core.dimensionOf(variable)
  }
  typeOf(variable: string): NumberType {
    return this.#core.typeOf(variable)
  }
  /** The samples in SI units as one array, element after element: [elements, samples] in row-major order. */
  matrix(variable: string): {
    readonly shape: readonly [elements: number, samples: number]
    readonly values: Float64Array
  } {
    const recorded = this.#core.column(variable)
    const width = this.#elements().length
    const samples = this.#core.rows
    const values = new Float64Array(width * samples)
    for (let sample = 0; sample < samples; sample++) {
      for (let element = 0; element < width; element++)
        values[element * samples + sample] = recorded[sample * width + element] ?? NaN
    }
    return { shape: [width, samples], values }
  }
}

export function makeStateMonitor(
  scope: NetworkScope,
  source: StateMonitorSource,
  variables: string | readonly string[] | true,
  options: StateMonitorOptions,
  makeCore: (
    model: (active: boolean) => StateMonitorModel,
    variables: readonly string[],
    prepare: () => void,
    mostRows: number,
    sink: RowSink | undefined,
  ) => MonitorCore,
): StateMonitor | StatisticsMonitor {
  checkOptions('stateMonitor', options, OPTIONS)
  const names = readVariables(variables, source)
  const keep = readKeep('stateMonitor', options.keep)
  const sink = readSink(
    options.to,
    keep === 'statistics' || keep.last !== Infinity ? 'this `keep`, which keeps samples back' : undefined,
  )
  const owner = source.owner()
  if ((options.record as unknown) === undefined)
    throw new RheobaseError(
      'type',
      'nothing-to-record',
      'a state monitor needs to know which elements to record: { record: true } for all, or an index, a list, a range or a condition',
    )
  for (const variable of names) {
    if (variable === 't')
      throw new RheobaseError(
        'name',
        'recorded-anyway',
        'a state monitor has `t` anyway: it need not be named',
      )
    variableOf(owner, variable)
  }
  const name = scope.claimName('statemonitor', options.name)
  const clock = options.dt === undefined ? source.clock : scope.clockFor(name, options.dt)
  const times = readGivenTimes(`the times of \`${name}\``, options.times, clock.dt)
  const recorded = new RecordedElements(
    scope,
    name,
    source.owner,
    options.record,
    source.followers,
    () => scope.find(name) === core,
  )
  const elements = (): Int32Array => recorded.get()
  const several = elements().length > 1
  const repeated =
    variables === true || !several ? [] : names.filter(variable => variableOf(owner, variable).shared)
  if (repeated.length > 0)
    scope.message(
      'warning',
      'shared-variable-recorded',
      `${repeated.map(variable => `\`${owner.name}.${variable}\``).join(' and ')} ${repeated.length === 1 ? 'has' : 'have'} one value for all elements, which \`${name}\` records once for each of ${String(elements().length)}`,
    )
  const absolute = (): Int32Array => absoluteOf(owner, elements())
  const core: MonitorCore = makeCore(
    active => ({
      kind: 'state-monitor',
      name,
      source: source.model(),
      ...(source.pathway === undefined ? {} : { pathway: source.pathway }),
      variables: names,
      elements: absolute(),
      keep,
      ...(times === undefined ? {} : { givenTimes: times }),
      clock,
      active,
      when: options.when ?? 'start',
      order: options.order ?? 0,
    }),
    names,
    () => {
      recorded.prepare()
      prepareGivenSteps(scope, name, times, clock)
    },
    keep === 'statistics' ? Infinity : keep.last,
    sink,
  )
  return keep === 'statistics'
    ? new StatisticsMonitor(core, elements, scope.workspace)
    : new StateMonitor(core, elements, owner.element, part =>
        selectionOf(source.owner(), `\`${owner.name}\``, part),
      )
}

function readVariables(
  variables: string | readonly string[] | true,
  source: StateMonitorSource,
): readonly string[] {
  if (variables === true) return variablesOfEquations(source)
  return [...new Set(checkTexts('the variables of a monitor', variables))]
}

/** All that the equations define for the elements themselves: a sum over synapses is a variable of neurons. */
function variablesOfEquations({ owner, model, pathway }: StateMonitorSource): readonly string[] {
  const source = model()
  const recorded = 'group' in source ? source.group : source
  const equations = pathway === undefined && 'equations' in recorded ? recorded.equations : undefined
  const names = [...(equations?.byName.values() ?? [])]
    .filter(equation => !hasFlag(equation, 'summed'))
    .map(({ name }) => name)
  if (names.length > 0) return names
  throw new RheobaseError(
    'value',
    'nothing-to-record',
    `\`${owner().name}\` has no equations, so \`true\` stands for no variable; name what to record`,
  )
}
