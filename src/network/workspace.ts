import type { CodeContext } from '../compile/binding.js'
import { EVALUATE, evaluateText, evaluationContext } from '../compile/evaluate-text.js'
import type { Evaluated } from '../compile/evaluated.js'
import { TABULATED, valueTypeOf, type Storage } from '../compile/storage.js'
import type { Table } from '../kernels/tabulate.js'
import type { ArraySymbol, FloatType, Program, ValueType } from '../kernels/value.js'
import { mentions } from '../language/mentions.js'
import type { Expression, NumberType } from '../language/syntax-tree.js'
import { NetworkMemory } from '../runtime/network-memory.js'
import { RandomKeys, type Seed } from '../runtime/random-keys.js'
import { STREAMS, StreamWindow } from '../runtime/stream-window.js'
import type { CompiledProgram, Target } from '../targets/target.js'
import type { Namespace, StreamedInput } from '../model/namespace.js'
import type { Dimension } from '../units/dimension.js'
import { widened, type TypedValues } from '../runtime/typed-values.js'
import { checkedText } from './checked-text.js'

/** Elements for which text is evaluated together: few enough that their columns stay in the cache. */
const AT_ONCE = 8192

/** What the objects of one network share: memory, target, seed, namespace. Two networks share nothing. */
export class Workspace implements Storage {
  readonly float: FloatType
  readonly memory: NetworkMemory
  readonly randomKeys: RandomKeys
  readonly target: Target
  readonly #namespace: Namespace
  #present: Namespace
  readonly namesInText = new Set<string>()
  seed: Seed
  /** Whether the host has written state since this was last looked at: values that were computed once per run are then stale. */
  hostWrote = false
  /** Whether users may hold views of state, through which a program without types can write. */
  lends = false
  /** Number of values given as text so far, per object. */
  readonly #turns = new Map<string, number>()
  readonly #tables = new Map<Float64Array, number>()
  readonly #lists = new Map<Int32Array, number>()
  readonly #tabulated = new Map<string, number>()
  readonly #streams = new Map<StreamedInput, { readonly number: number; readonly window: StreamWindow }>()
  /** Those that the code at present reads. */
  readonly streams = new Set<StreamWindow>()

  constructor(
    target: Target,
    namespace: Namespace,
    seed: Seed,
    float: FloatType = 'f64',
    memoryLimit?: number,
    isMemoryShared = false,
  ) {
    this.float = float
    this.memory = new NetworkMemory(memoryLimit, isMemoryShared)
    this.randomKeys = new RandomKeys(this.memory)
    this.target = target
    this.#namespace = namespace
    this.#present = namespace
    this.seed = seed
  }

  /** Constants and functions that all objects share, those of the present run included. */
  get namespace(): Namespace {
    return this.#present
  }
  useOnTop(namespace: Namespace | undefined): void {
    const own = this.#namespace
    this.#present =
      namespace === undefined
        ? own
        : { title: namespace.title, entries: new Map([...own.entries, ...namespace.entries]) }
  }
  /** Notes which names a text of the host uses, so that a constant for it alone does not count as unused. */
  noteNames(expression: Expression): void {
    for (const { name } of mentions(expression)) this.namesInText.add(name)
  }

  array(key: string, type: ValueType, length: number, initial = 0): ArraySymbol {
    return this.memory.array(key, type, length, initial)
  }
  table(name: string, values: Float64Array): ArraySymbol {
    let number = this.#tables.get(values)
    if (number === undefined) {
      number = this.#tables.size
      this.#tables.set(values, number)
    }
    // Numbered, for two tables of one name can stand in different namespaces.
    const array = this.array(`timed array ${name} ${String(number)}`, 'f64', values.length)
    this.memory.view(array).set(values)
    return array
  }
  filled(key: string, type: 'f64' | 'i32', values: ArrayLike<number>): ArraySymbol {
    const array = this.array(key, type, values.length)
    this.memory.view(array).set(values)
    return array
  }
  stream(input: StreamedInput): ArraySymbol {
    input.claim(this)
    const known = this.#streams.get(input)
    const array = this.array(`${STREAMS}${String(known?.number ?? this.#streams.size)}`, 'f64', input.room)
    const window = known?.window ?? new StreamWindow(array, input)
    this.#streams.set(input, { number: known?.number ?? this.#streams.size, window })
    this.streams.add(window)
    return array
  }
  list(values: Int32Array): ArraySymbol {
    const number = this.#lists.get(values) ?? this.#lists.size
    this.#lists.set(values, number)
    const array = this.array(`listed numbers ${String(number)}`, 'i32', values.length)
    this.memory.view(array).set(values)
    return array
  }
  tabulated(text: string, type: ValueType, length: number): Table {
    const whole = `${type} ${String(length)} ${text}`
    const number = this.#tabulated.get(whole) ?? this.#tabulated.size
    this.#tabulated.set(whole, number)
    const key = `${TABULATED}${String(number)}`
    return { values: this.array(key, type, length), isFilled: this.array(`${key} is filled`, 'i32', 1) }
  }
  randomKey(stream: string, purpose: string): ArraySymbol {
    return this.randomKeys.key(stream, purpose)
  }

  /** The values of an expression for some elements (absolute), or one value if none are named. */
  evaluate(request: EvaluationRequest): Float64Array | Int32Array {
    const { evaluated, title, text, elements, type, dimension } = request
    const context = evaluationContext(this, evaluated)
    const { expression } = checkedText({
      title,
      text,
      context,
      type,
      dimension,
      mayVary: elements !== undefined,
    })
    this.noteNames(expression)
    const owner = 'group' in evaluated ? evaluated.group.name : evaluated.name
    return this.#values({ ...request, context, expression }, this.nextTurn(owner))
  }

  /** The values of an expression of the model, without noise, for some elements (absolute). */
  valuesOf(evaluated: Evaluated, expression: Expression, elements: Int32Array): Float64Array | Int32Array {
    const context = evaluationContext(this, evaluated)
    return this.#values(
      { evaluated, context, expression, title: 'value of an expression', elements, type: 'float' },
      0,
    )
  }

  #values(
    { evaluated, context, expression, title, elements, type }: CheckedRequest,
    turn: number,
  ): Float64Array | Int32Array {
    const room = Math.min(elements?.length ?? 1, AT_ONCE)
    const indices = elements === undefined ? undefined : this.array('given text.elements', 'i32', AT_ONCE)
    const result =
      indices === undefined
        ? this.array(`given text.one ${type}`, valueTypeOf(type), 1)
        : this.array(`given text.${type}`, valueTypeOf(type), AT_ONCE)
    const procedure = evaluateText({
      storage: this,
      context,
      evaluated,
      expression,
      elements: indices,
      result,
      turn,
    })
    const evaluate = this.compile({ name: title, procedures: [procedure] }).procedure(EVALUATE)
    if (indices === undefined || elements === undefined) {
      evaluate(1)
      return widened(this.memory.view(result).slice())
    }
    const values = type === 'float' ? new Float64Array(elements.length) : new Int32Array(elements.length)
    for (let from = 0; from < elements.length; from += room) {
      const some = elements.subarray(from, from + room)
      this.memory.view(indices).set(some)
      evaluate(some.length)
      values.set(this.memory.view(result).subarray(0, some.length), from)
    }
    return values
  }

  /** A view of state for the user. */
  lend(array: ArraySymbol): TypedValues {
    this.lends = true
    return this.memory.lend(array)
  }

  /** A program ready to be called, as long as the memory stays as it is. */
  compile(program: Program): CompiledProgram {
    this.randomKeys.fill(this.seed)
    return this.target.translate(program, this.memory).instantiate(this.memory.memory)
  }

  /** Numbers the texts given for an object, so that each draws random numbers of its own. */
  nextTurn(owner: string): number {
    const turn = this.#turns.get(owner) ?? 0
    this.#turns.set(owner, turn + 1)
    return turn
  }
  turns(): ReadonlyMap<string, number> {
    return new Map(this.#turns)
  }
  restoreTurns(saved: ReadonlyMap<string, number>): void {
    this.#turns.clear()
    for (const [owner, turn] of saved) this.#turns.set(owner, turn)
  }
}

export interface EvaluationRequest {
  readonly evaluated: Evaluated
  /** For messages: "value of `neurons.v`". */
  readonly title: string
  readonly text: string
  readonly elements: Int32Array | undefined
  readonly type: NumberType
  /** What the value must have, unless anything goes. */
  readonly dimension: Dimension | undefined
}

/** The same with its text read and checked. */
type CheckedRequest = Omit<EvaluationRequest, 'text' | 'dimension'> & {
  readonly context: CodeContext
  readonly expression: Expression
}
