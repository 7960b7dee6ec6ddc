import { Builder } from '../kernels/builder.js'
import {
  OPERATORS,
  type ArraySymbol,
  type Element,
  type HostFunction,
  type KernelFunction,
  type Local,
  type Operator,
  type Program,
  type Value,
  type ValueType,
} from '../kernels/value.js'
import { averager, chooser, hostFunctions, reader, rounder } from './random-functions.test-support.js'
import { array } from './run-on-targets.test-support.js'

/** Elements of arrays that are addressed by computed indices; a power of two, so that a mask keeps an index inside. */
const TABLE_LENGTH = 8

export interface RandomProgram {
  readonly program: Program
  readonly initial: ReadonlyMap<ArraySymbol, readonly number[]>
  readonly calls: readonly (readonly [procedure: string, ...operands: number[]])[]
}

/** Makes a valid program out of any list of numbers: each number decides one thing. Where the list ends, the program ends soon. */
export function randomProgram(choices: readonly number[]): RandomProgram {
  return new Generator(choices).program()
}

interface Scope {
  readonly values: Value[]
  readonly elements: Element[]
  readonly locals: Local[]
  /** Arrays that may be loaded and stored at the element only; arrays that may be loaded anywhere; arrays that may be stored anywhere. */
  readonly own: readonly ArraySymbol[]
  readonly readable: readonly ArraySymbol[]
  readonly writable: readonly ArraySymbol[]
}

const SPECIAL = [
  0,
  -0,
  1,
  -1,
  0.5,
  3,
  -7.25,
  NaN,
  Infinity,
  -Infinity,
  5e-324,
  1e-45,
  0.1,
  2147483648,
  9007199254740993,
  -1e300,
  4294967296.5,
]
const INTEGERS = [0, 1, -1, 7, 31, 65536, 2147483647, -2147483648, 305419896]

class Generator {
  readonly #choices: readonly number[]
  #position = 0
  readonly #length: number
  readonly #columns: readonly ArraySymbol[]
  readonly #tables: readonly ArraySymbol[]
  readonly #list = array('list.elements', 'i32', 64)
  readonly #count = array('list.count', 'i32', 1)
  readonly #functions: readonly (KernelFunction | HostFunction)[]
  #builder = new Builder()
  #appends = true
  /** Whether values of single precision may be used here: a loop of two lanes has none. */
  #hasSingles = true

  constructor(choices: readonly number[]) {
    this.#choices = choices
    this.#length = this.#pick(this.#pick(2) === 0 ? 8 : 24)
    this.#columns = (['f64', 'f64', 'f64', 'f32', 'f32', 'i32', 'i32', 'bool', 'bool'] as const).map(
      (type, k) => array(`g.${type}_${String(k)}`, type, this.#length),
    )
    this.#tables = (['f64', 'f64', 'f32', 'i32', 'bool'] as const).map((type, k) =>
      array(`t.${type}-${String(k)}`, type, TABLE_LENGTH),
    )
    this.#functions = [
      averager(),
      chooser(),
      rounder(),
      reader(this.#tables[1] ?? array('none', 'f64', 1)),
      ...hostFunctions(),
    ]
  }

  program(): RandomProgram {
    const initial = new Map<ArraySymbol, readonly number[]>()
    for (const symbol of [...this.#columns, ...this.#tables]) {
      initial.set(
        symbol,
        Array.from({ length: symbol.length }, () => this.#number(symbol.type)),
      )
    }
    initial.set(this.#list, [])
    initial.set(this.#count, [0])
    const names = ['first', 'second', 'third'].slice(0, 1 + this.#pick(3))
    const procedures = names.map((name, position) => {
      this.#builder = new Builder()
      const all = [...this.#tables]
      this.#statements({ values: [], elements: [], locals: [], own: [], readable: all, writable: all }, 0)
      if (position > 0 && this.#pick(2) === 0) this.#builder.perform('first')
      return { name, comment: `a random procedure\n${name}`, parameters: [], body: this.#builder.statements }
    })
    return { program: { name: 'random', procedures }, initial, calls: names.map(name => [name]) }
  }

  #statements(scope: Scope, depth: number): void {
    const count = 1 + this.#pick(6)
    for (let k = 0; k < count && this.#position < this.#choices.length; k++) this.#statement(scope, depth)
  }

  #statement(scope: Scope, depth: number): void {
    const b = this.#builder
    switch (this.#pick(depth < 3 ? 13 : 8)) {
      case 0:
      case 1:
      case 2:
        this.#store(scope)
        break
      case 3:
        scope.values.push(this.#value(scope, this.#type(), 3))
        break
      case 4: {
        const local = scope.locals[this.#pick(scope.locals.length)]
        if (local !== undefined) b.assign(local, this.#value(scope, local.type, 2))
        break
      }
      case 5:
        scope.locals.push(b.local('local', this.#value(scope, this.#type(), 2)))
        break
      case 6:
      case 7:
        scope.values.push(this.#call(scope))
        break
      case 8:
        this.#whileLoop(scope, depth)
        break
      case 9: {
        const condition = this.#value(scope, 'bool', 2)
        const otherwise =
          this.#pick(2) === 0
            ? undefined
            : (): void => {
                this.#nested(scope, depth)
              }
        b.if(
          condition,
          () => {
            this.#nested(scope, depth)
          },
          otherwise,
        )
        break
      }
      case 10:
      case 11:
        this.#vectorLoop(scope)
        break
      default:
        this.#scalarLoop(scope, depth)
    }
  }

  #nested(scope: Scope, depth: number, more: Partial<Scope> = {}): void {
    this.#statements(
      { ...scope, ...more, values: [...scope.values, ...(more.values ?? [])], locals: [...scope.locals] },
      depth + 1,
    )
  }

  #whileLoop(scope: Scope, depth: number): void {
    const b = this.#builder
    const turns = b.local('turns', b.i32(0))
    const limit = this.#pick(4)
    b.while(
      () => {
        const test = b.op('i32.lt_s', b.read(turns), b.i32(limit))
        return this.#pick(2) === 0 ? test : b.op('bool.and', this.#value(scope, 'bool', 1), test)
      },
      () => {
        b.assign(turns, b.op('i32.add', b.read(turns), b.i32(1)))
        this.#nested(scope, depth)
      },
    )
  }

  #scalarLoop(scope: Scope, depth: number): void {
    const b = this.#builder
    const from = this.#pick(2) === 0 ? b.i32(0) : this.#index(scope, 3)
    b.for('j', from, b.i32(this.#length), element => {
      const columns = this.#columns
      const inner = {
        elements: [...scope.elements, element],
        values: [element],
        own: columns,
        readable: this.#tables,
        writable: this.#tables,
      }
      this.#nested(scope, depth, inner)
      if (this.#pick(3) === 0) {
        b.when(this.#value({ ...scope, ...inner }, 'bool', 2), 'k', k => {
          this.#nested(scope, depth, { ...inner, elements: [...scope.elements, k], values: [element, k] })
        })
      }
    })
  }

  /** Iterations must be independent: each array is either read, or touched at the own element, or scattered into once. */
  #vectorLoop(scope: Scope): void {
    const b = this.#builder
    const lanes = ([2, 4, 8] as const)[this.#pick(3)] ?? 4
    this.#hasSingles = lanes > 2
    const columns = this.#columns.filter(({ type }) => this.#hasSingles || type !== 'f32')
    const own = columns.filter(() => this.#pick(2) === 0)
    const readable = [...columns, ...this.#tables].filter(symbol => !own.includes(symbol))
    const scattered = readable[readable.length - 1 - this.#pick(2)]
    const gathered = readable.filter(symbol => symbol !== scattered && symbol.length === TABLE_LENGTH)
    const readOwn = readable.filter(symbol => symbol !== scattered && symbol.length !== TABLE_LENGTH)
    const from =
      this.#pick(3) === 0 ? b.i32(this.#pick(3)) : this.#pick(4) === 0 ? this.#index(scope, 3) : b.i32(0)
    const padded = this.#pick(2) === 0
    this.#appends = true
    let scatters = scattered?.length === TABLE_LENGTH
    b.for(
      'i',
      from,
      b.i32(this.#length),
      element => {
        const values: Value[] = [...scope.values, element]
        const inner: Scope = {
          values,
          elements: [element],
          locals: [],
          own: [...own, ...readOwn],
          readable: gathered,
          writable: [],
        }
        const count = 1 + this.#pick(7)
        for (let k = 0; k < count; k++) {
          switch (this.#pick(5)) {
            case 0:
              values.push(this.#value(inner, this.#type(), 3))
              break
            case 1:
              values.push(this.#pureCall(inner))
              break
            case 2:
              if (scatters && scattered !== undefined) {
                b.store(
                  scattered,
                  this.#index(inner, TABLE_LENGTH - 1),
                  this.#value(inner, scattered.type, 2),
                )
                scatters = false
              }
              break
            case 3:
              b.when(this.#value(inner, 'bool', 2), 'k', k => {
                this.#whenBody(inner, own, k)
              })
              break
            default: {
              const target = own[this.#pick(own.length)]
              if (target !== undefined) b.store(target, element, this.#value(inner, target.type, 3))
            }
          }
        }
      },
      { lanes, padded },
    )
    this.#hasSingles = true
  }

  #whenBody(scope: Scope, own: readonly ArraySymbol[], element: Element): void {
    const b = this.#builder
    const values = [...scope.values, element]
    const inner = { ...scope, values, elements: [element] }
    if (this.#appends) {
      // Only one block of a loop appends: two would append in another order.
      this.#appends = false
      const count = b.loadScalar(this.#count)
      b.store(this.#list, b.op('i32.and', count, b.i32(this.#list.length - 1)), this.#value(inner, 'i32', 1))
      b.storeScalar(this.#count, b.op('i32.add', count, b.i32(1)))
    }
    const sum = b.local('sum', this.#value(inner, 'f64', 2))
    b.for('turn', b.i32(0), b.i32(this.#pick(3)), () => {
      b.assign(sum, b.op('f64.add', b.read(sum), this.#value(inner, 'f64', 2)))
    })
    values.push(b.read(sum))
    const target = own[this.#pick(own.length)]
    if (target !== undefined) b.store(target, element, this.#value(inner, target.type, 2))
  }

  #store(scope: Scope): void {
    const element = scope.elements.at(-1)
    const useOwn = element !== undefined && scope.own.length > 0 && this.#pick(2) === 0
    const target = useOwn
      ? scope.own[this.#pick(scope.own.length)]
      : scope.writable[this.#pick(scope.writable.length)]
    if (target === undefined) return
    const value = this.#value(scope, target.type, 3)
    if (useOwn) this.#builder.store(target, element, value)
    else this.#builder.store(target, this.#index(scope, TABLE_LENGTH - 1), value)
  }

  #value(scope: Scope, type: ValueType, depth: number): Value {
    const b = this.#builder
    const fitting = scope.values.filter(value => value.type === type)
    const chosen = this.#pick(depth > 0 ? 9 : 4)
    const known = fitting[this.#pick(fitting.length)]
    if (chosen === 0 && known !== undefined) return known
    if (chosen === 1) return b.constant(type, this.#constant(type))
    if (chosen === 2) {
      const locals = scope.locals.filter(local => local.type === type)
      const local = locals[this.#pick(locals.length)]
      if (local !== undefined) return b.read(local)
    }
    if (chosen <= 4) {
      const load = this.#load(scope, type, depth)
      if (load !== undefined) return load
    }
    if (depth === 0) return known ?? b.constant(type, this.#constant(type))
    const operators = OPERATORS_BY_RESULT[type].filter(
      operator => this.#hasSingles || !takesSingles(operator),
    )
    return this.#operation(scope, operators[this.#pick(operators.length)] ?? 'f64.add', depth)
  }

  #operation(scope: Scope, operator: Operator, depth: number): Value {
    const b = this.#builder
    const operands = OPERATORS[operator].operands.map((type, position): Value => {
      const operand = this.#value(scope, type, depth - 1)
      return /shl|shr/.test(operator) && position === 1 ? b.op('i32.and', operand, b.i32(31)) : operand
    })
    return b.op(operator, ...operands)
  }

  #load(scope: Scope, type: ValueType, depth: number): Value | undefined {
    const element = scope.elements.at(-1)
    const own = element === undefined ? [] : scope.own.filter(symbol => symbol.type === type)
    const symbol = own[this.#pick(own.length)]
    if (element !== undefined && symbol !== undefined && this.#pick(3) > 0)
      return this.#builder.load(symbol, element)
    const tables = scope.readable.filter(symbol => symbol.type === type)
    const table = tables[this.#pick(tables.length)]
    if (table === undefined) return undefined
    const index = depth > 1 ? this.#index(scope, 3) : this.#builder.i32(this.#pick(4))
    return this.#builder.load(table, index, this.#pick(2) === 0 ? 0 : this.#pick(5))
  }

  /** An index from 0 to `most`, which is one less than a power of two. */
  #index(scope: Scope, most: number): Value {
    return this.#builder.op('i32.and', this.#value(scope, 'i32', 1), this.#builder.i32(most))
  }

  #call(scope: Scope): Value {
    const callee = this.#functions[this.#pick(this.#functions.length)]
    return callee === undefined ? this.#builder.f64(0) : this.#callOf(scope, callee)
  }
  /** In a vector loop the order of effects is open. */
  #pureCall(scope: Scope): Value {
    const callee = this.#functions[this.#pick(this.#hasSingles ? 3 : 2)]
    return callee === undefined ? this.#builder.f64(0) : this.#callOf(scope, callee)
  }
  #callOf(scope: Scope, callee: KernelFunction | HostFunction): Value {
    const types =
      callee.kind === 'host-function' ? callee.parameterTypes : callee.parameters.map(({ type }) => type)
    const result = callee.kind === 'host-function' ? callee.resultType : callee.result.type
    const operands = types.map(type => this.#value(scope, type, 2))
    // A function of constants is evaluated by the builder, which has no memory.
    if (callee.name === 'read' && operands.every(({ kind }) => kind === 'constant'))
      return this.#builder.bool(true)
    const mask =
      this.#pick(2) === 0
        ? undefined
        : { condition: this.#value(scope, 'bool', 2), otherwise: this.#value(scope, result, 1) }
    return this.#builder.call(callee, operands, mask)
  }

  #type(): ValueType {
    const types = ['f64', 'i32', 'bool', 'f32'] as const
    return types[this.#pick(this.#hasSingles ? 4 : 3)] ?? 'f64'
  }
  #constant(type: ValueType): number {
    return this.#number(type)
  }
  #number(type: ValueType): number {
    if (type === 'bool') return this.#pick(2)
    const values = type === 'i32' ? INTEGERS : SPECIAL
    const number = values[this.#pick(values.length)] ?? 0
    return type === 'f32' ? Math.fround(number) : number
  }
  #pick(options: number): number {
    const choice = this.#choices[this.#position++] ?? 0
    return options === 0 ? 0 : choice % options
  }
}

/** The bits of a nan and of powers of two that do not exist are open: operators that show them are left to the operator tests. */
const UNDEFINED_BITS: readonly Operator[] = [
  'i32.high_word',
  'i32.low_word',
  'f64.pow2_shifted',
  'f64.pow2_of_parts',
  'f64.pow2_lower_half',
  'f64.pow2_upper_half',
  'f64.times_parts',
  'f64.times_upper_half',
  'i32.bits_of_f32',
  'f32.pow2_shifted',
]

const takesSingles = (operator: Operator): boolean =>
  OPERATORS[operator].operands.some((type: ValueType) => type === 'f32')

const OPERATORS_BY_RESULT: Readonly<Record<ValueType, readonly Operator[]>> = (() => {
  const all = (Object.keys(OPERATORS) as Operator[]).filter(operator => !UNDEFINED_BITS.includes(operator))
  const giving = (type: ValueType): readonly Operator[] =>
    all.filter(operator => OPERATORS[operator].result === type)
  return { f64: giving('f64'), f32: giving('f32'), i32: giving('i32'), bool: giving('bool') }
})()
