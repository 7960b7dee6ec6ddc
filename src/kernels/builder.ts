import { InternalError } from '../errors/rheobase-error.js'
import { evaluateFunction } from './evaluate-function.js'
import { evaluateOperation } from './evaluate-operation.js'
import { simplifyChoice } from './simplify-choice.js'
import { simplifyComparison } from './simplify-comparison.js'
import { simplifyOperation } from './simplify-operation.js'
import {
  OPERATORS,
  type ArraySymbol,
  type Call,
  type Constant,
  type Definition,
  type Element,
  type FloatType,
  type HostFunction,
  type KernelFunction,
  type LaneCount,
  type Local,
  type Meeting,
  type Operator,
  type Parameter,
  type Statement,
  type Value,
  type ValueType,
} from './value.js'

/**
 * Writes kernel statements. On the way it folds constants and shares common subexpressions: asking twice for the same
 * operation on the same operands gives the same value. Loads are shared until their array is written; a load of what was just
 * stored gives the stored value.
 */
export class Builder {
  /**
   * Whether the results of the code are approximations by themselves, as a step of an integration is: elementary functions may then be those of
   * an argument that is wrong by a rounding.
   */
  readonly approximates: boolean
  #scope = new Scope(undefined)
  readonly #ids = new Map<Value, number>()

  constructor({ approximates = false }: { readonly approximates?: boolean } = {}) {
    this.approximates = approximates
  }

  /** The statements written so far on the outermost level. */
  get statements(): readonly Statement[] {
    return this.#scope.statements
  }

  f64(value: number): Constant {
    return this.constant('f64', value)
  }
  /** The number of single precision nearest to `value`. */
  f32(value: number): Constant {
    return this.constant('f32', Math.fround(value))
  }
  /** The number of a type that is nearest to `value`. */
  float(type: FloatType, value: number): Constant {
    return type === 'f32' ? this.f32(value) : this.f64(value)
  }
  i32(value: number): Constant {
    return this.constant('i32', value | 0)
  }
  bool(value: boolean): Constant {
    return this.constant('bool', value ? 1 : 0)
  }
  constant(type: ValueType, value: number): Constant {
    // -0 and 0 are different constants, but the same key of a map.
    const known = (Object.is(value, -0) ? this.#negativeZeros : this.#constants)[type]
    let constant = known.get(value)
    if (constant === undefined) {
      constant = { kind: 'constant', type, value }
      known.set(value, constant)
    }
    return constant
  }
  readonly #constants = constantsOfEachType()
  readonly #negativeZeros = constantsOfEachType()

  op(operator: Operator, ...operands: Value[]): Value {
    const signature = OPERATORS[operator]
    if (operands.length !== signature.operands.length)
      throw new InternalError(`${operator} with ${String(operands.length)} operands`)
    // This and the key are a loop each, for there is no call as frequent as this when networks are made ready.
    let isConstant = true
    for (let position = 0; position < operands.length; position++) {
      const operand = operands[position]
      if (operand?.type !== signature.operands[position])
        throw new InternalError(
          `operand ${String(position)} of ${operator} has type ${String(operand?.type)}`,
        )
      if (operand?.kind !== 'constant') isConstant = false
    }
    if (isConstant) {
      return this.constant(signature.result, evaluateOperation(operator, operands.map(constantValue)))
    }
    const simpler = simplifyOperation(operator, operands)
    if (simpler !== undefined) return simpler
    const [left, right] = operands
    const comparison =
      left === undefined || right === undefined ? undefined : simplifyComparison(operator, left, right)
    if (comparison !== undefined)
      return this.op(
        comparison.operator,
        comparison.value,
        this.constant(comparison.value.type, comparison.limit),
      )
    const limit = simplifyChoice(operator, operands)
    if (limit !== undefined) return this.op(limit.operator, ...limit.operands)
    let key: string = operator
    for (const operand of operands) key += `,${String(this.#id(operand))}`
    const known = this.#scope.operation(key)
    if (known !== undefined) return known
    const value = this.#define({ kind: 'operation', type: signature.result, operator, operands })
    this.#scope.keepOperation(key, value)
    return value
  }

  load(array: ArraySymbol, index: Value, displacement = 0): Value {
    if (array.content !== undefined && index.kind === 'constant')
      return this.constant(array.type, array.content[index.value + displacement] ?? NaN)
    const place = this.#place(index, displacement)
    const known = this.#scope.load(array, place)
    if (known !== undefined) return known
    const value = this.#define({ kind: 'load', type: array.type, array, index, displacement })
    this.#scope.keepLoad(array, place, value)
    return value
  }
  /** The value of an array of length 1. */
  loadScalar(array: ArraySymbol): Value {
    return this.load(array, this.i32(0))
  }
  store(array: ArraySymbol, index: Value, value: Value, displacement = 0): void {
    if (value.type !== array.type)
      throw new InternalError(`store of ${value.type} into ${array.name}: ${array.type}`)
    this.#scope.statements.push({ kind: 'store', array, index, displacement, value })
    this.#scope.forgetLoads(array)
    this.#scope.keepLoad(array, this.#place(index, displacement), value)
  }
  storeScalar(array: ArraySymbol, value: Value): void {
    this.store(array, this.i32(0), value)
  }

  /**
   * A call of a scalar function; calls are never shared, for a host function may have effects. A kernel function of constants is
   * evaluated.
   */
  call(callee: KernelFunction | HostFunction, operands: readonly Value[], mask?: Call['mask']): Value {
    const type = callee.kind === 'kernel-function' ? callee.result.type : callee.resultType
    if (mask?.condition.kind === 'constant')
      return mask.condition.value === 0 ? mask.otherwise : this.call(callee, operands)
    if (
      callee.kind === 'kernel-function' &&
      mask === undefined &&
      operands.every(operand => operand.kind === 'constant')
    ) {
      return this.constant(type, evaluateFunction(callee, operands.map(constantValue)))
    }
    const value: Call =
      mask === undefined
        ? { kind: 'call', type, callee, operands }
        : { kind: 'call', type, callee, operands, mask }
    // A host function may write anything.
    if (callee.kind === 'host-function') this.#scope.forgetAllLoads()
    return this.#define(value)
  }

  local(name: string, initial: Value): Local {
    const local: Local = { name, type: initial.type }
    this.assign(local, initial)
    return local
  }
  assign(local: Local, value: Value): void {
    if (local.type !== value.type)
      throw new InternalError(`assignment of ${value.type} to ${local.name}: ${local.type}`)
    this.#scope.statements.push({ kind: 'assign', local, value })
  }
  read(local: Local): Value {
    return this.#define({ kind: 'read', type: local.type, local })
  }

  for(
    name: string,
    from: Value,
    to: Value,
    body: (element: Element) => void,
    { lanes = 1, padded = false }: { lanes?: LaneCount; padded?: boolean } = {},
  ): void {
    const element: Element = { kind: 'element', type: 'i32', name }
    const statements = this.#nested(() => {
      body(element)
    })
    this.#scope.statements.push({ kind: 'for', element, from, to, lanes, padded, body: statements })
  }
  while(test: () => Value, body: () => void): void {
    let condition: Value = this.bool(false)
    // A value of the test is not visible in the body: the test is evaluated again after it.
    const testStatements = this.#nested(() => {
      condition = test()
    })
    const bodyStatements = this.#nested(body)
    this.#scope.statements.push({ kind: 'while', test: testStatements, condition, body: bodyStatements })
  }
  if(condition: Value, then: () => void, otherwise?: () => void): void {
    const thenStatements = this.#nested(then)
    const otherwiseStatements = otherwise === undefined ? [] : this.#nested(otherwise)
    this.#scope.statements.push({
      kind: 'if',
      condition,
      then: thenStatements,
      otherwise: otherwiseStatements,
    })
  }
  when(mask: Value, name: string, body: (element: Element) => void): void {
    if (mask.kind === 'constant' && mask.value === 0) return
    const element: Element = { kind: 'element', type: 'i32', name }
    const statements = this.#nested(() => {
      body(element)
    })
    this.#scope.statements.push({ kind: 'when', mask, element, body: statements })
  }
  perform(procedure: string, operands: readonly Value[] = []): void {
    this.#scope.statements.push({ kind: 'perform', procedure, operands })
    this.#scope.forgetAllLoads()
  }
  barrier(meeting: Meeting): void {
    this.#scope.statements.push({ kind: 'barrier', meeting })
    this.#scope.forgetAllLoads()
  }

  #define(value: Definition): Value {
    this.#scope.statements.push({ kind: 'define', value })
    return value
  }
  /** Statements of a nested block. What it stores makes loads outside stale, so loads are forgotten before (loops) and after. */
  #nested(write: () => void): readonly Statement[] {
    const outer = this.#scope
    const inner = new Scope(outer)
    // The block may be a loop: a load from before it is not valid in it if the block writes that array. Which arrays it writes is
    // known only afterwards, so nothing loaded outside is shared inside.
    inner.hidesLoads = true
    this.#scope = inner
    try {
      write()
    } finally {
      this.#scope = outer
    }
    for (const array of writtenArrays(inner.statements)) outer.forgetLoads(array)
    return inner.statements
  }
  /** The place of a load in its array. */
  #place(index: Value, displacement: number): string {
    return `${String(this.#id(index))}+${String(displacement)}`
  }
  #id(value: Value): number {
    let id = this.#ids.get(value)
    if (id === undefined) {
      id = this.#ids.size
      this.#ids.set(value, id)
    }
    return id
  }
}

/** A block while it is written, with the values that it shares. */
class Scope {
  readonly statements: Statement[] = []
  readonly #operations = new Map<string, Value>()
  /** By array, then by place. */
  readonly #loads = new Map<ArraySymbol, Map<string, Value>>()
  readonly #outer: Scope | undefined
  hidesLoads = false

  constructor(outer: Scope | undefined) {
    this.#outer = outer
  }
  operation(key: string): Value | undefined {
    return this.#operations.get(key) ?? this.#outer?.operation(key)
  }
  keepOperation(key: string, value: Value): void {
    this.#operations.set(key, value)
  }
  load(array: ArraySymbol, place: string): Value | undefined {
    const value = this.#loads.get(array)?.get(place)
    return value !== undefined || this.hidesLoads ? value : this.#outer?.load(array, place)
  }
  keepLoad(array: ArraySymbol, place: string, value: Value): void {
    const ofArray = this.#loads.get(array)
    if (ofArray === undefined) this.#loads.set(array, new Map([[place, value]]))
    else ofArray.set(place, value)
  }
  forgetLoads(array: ArraySymbol): void {
    this.#loads.delete(array)
  }
  forgetAllLoads(): void {
    this.#loads.clear()
  }
}

const constantsOfEachType = (): Readonly<Record<ValueType, Map<number, Constant>>> => ({
  f64: new Map(),
  f32: new Map(),
  i32: new Map(),
  bool: new Map(),
})

function constantValue(value: Value): number {
  if (value.kind !== 'constant') throw new InternalError('constant expected')
  return value.value
}

/** The arrays that these statements write, nested blocks included. */
export function writtenArrays(
  statements: readonly Statement[],
  found = new Set<ArraySymbol>(),
): Set<ArraySymbol> {
  for (const statement of statements) {
    switch (statement.kind) {
      case 'store':
        found.add(statement.array)
        break
      case 'for':
      case 'when':
        writtenArrays(statement.body, found)
        break
      case 'while':
        writtenArrays(statement.test, found)
        writtenArrays(statement.body, found)
        break
      case 'if':
        writtenArrays(statement.then, found)
        writtenArrays(statement.otherwise, found)
        break
      case 'define':
      case 'assign':
      case 'perform':
      case 'barrier':
        break
      default:
        statement satisfies never
    }
  }
  return found
}

/** Makes a scalar kernel function from a builder callback, which is called when something first looks into the function. */
export function kernelFunction(
  name: string,
  parameters: readonly (readonly [name: string, type: ValueType])[],
  body: (builder: Builder, ...values: Parameter[]) => Value,
): KernelFunction {
  const declared = parameters.map(([parameterName, type]): Parameter => ({
    kind: 'parameter',
    type,
    name: parameterName,
  }))
  let made: Pick<KernelFunction, 'body' | 'result'> | undefined
  const make = (): Pick<KernelFunction, 'body' | 'result'> => {
    const builder = new Builder()
    const result = body(builder, ...declared)
    return { body: builder.statements, result }
  }
  return {
    kind: 'kernel-function',
    name,
    parameters: declared,
    get body() {
      return (made ??= make()).body
    },
    get result() {
      return (made ??= make()).result
    },
  }
}
