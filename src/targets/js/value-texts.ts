import { InternalError } from '../../errors/rheobase-error.js'
import { application, atom, BINDING, choice, infix, type InfixText } from '../../kernels/infix-text.js'
import type { Uses } from '../../kernels/uses.js'
import { suggestName, UniqueNames } from '../../kernels/value-names.js'
import type { Call, Definition, Local, Read, Store, Value } from '../../kernels/value.js'
import { identifierFrom } from './identifiers.js'
import { asNumber, boolean, fromHost, literal, numeric, type JsExpression } from './js-expression.js'
import type { ModuleNames } from './module-names.js'
import { printOperation } from './print-operation.js'

/** Longest formula, in operations, that is written in one piece. */
const LONGEST_FORMULA = 12

type Place = Pick<Store, 'array' | 'index' | 'displacement'>

/**
 * The values of one function as text. Loads and values with several uses become a `const`; operations with one use are written where
 * they are used; the content of a local variable is written as that variable as long as nothing is assigned to it.
 */
export class ValueTexts {
  readonly #module: ModuleNames
  readonly #uses: Uses
  readonly #names: UniqueNames
  readonly #line: (text: string) => void
  readonly #texts = new Map<Value, JsExpression>()
  /** Operations that wait for their use, with their size in operations. */
  readonly #waiting = new Map<Definition, number>()
  /** Contents of locals that have not been written to a `const`, with the number of uses to come. */
  readonly #reads = new Map<Read, number>()
  readonly #locals = new Map<Local, string>()

  constructor(module: ModuleNames, uses: Uses, line: (text: string) => void) {
    this.#module = module
    this.#uses = uses
    this.#names = new UniqueNames([], module.names)
    this.#line = line
  }

  /** Writes a definition down, or keeps it for its use. */
  define(value: Definition): void {
    if (this.#uses.isIdle(value)) return
    const uses = this.#uses.count(value)
    if (value.kind === 'read') {
      this.#reads.set(value, uses)
    } else if (value.kind === 'call' && uses === 0) {
      this.#callForEffect(value)
    } else if (this.#canWait(value)) {
      this.#waiting.set(value, this.#size(value))
    } else {
      this.#settle(value, this.#definition(value))
    }
  }

  /** The text for one use of a value. */
  use(value: Value): JsExpression {
    if (value.kind === 'constant') return literal(value)
    const known = this.#texts.get(value)
    if (known !== undefined) return known
    if (value.kind === 'read') {
      const uses = this.#reads.get(value)
      if (uses !== undefined) {
        if (uses === 1) this.#reads.delete(value)
        else this.#reads.set(value, uses - 1)
        return numeric(atom(this.local(value.local)))
      }
    } else if (value.kind === 'operation' || value.kind === 'call') {
      if (this.#waiting.delete(value)) return this.#definition(value)
    }
    const parameter = this.#module.parameter(value)
    if (parameter !== undefined) return numeric(atom(parameter))
    throw new InternalError(`${suggestName(value)} is used where it is not defined`)
  }

  /** The same as a name that never changes, or a constant: what is evaluated again and again must be one. */
  useFixed(value: Value, name: string): string {
    const isFixed = this.#texts.has(value) || value.kind === 'constant'
    const { text } = this.use(value)
    if (isFixed) return text
    const fresh = this.#names.fresh(name)
    this.#line(`const ${fresh} = ${text}`)
    return fresh
  }

  place({ array, index, displacement }: Place): string {
    const name = this.#module.array(array)
    if (index.kind === 'constant') return `${name}[${String(index.value + displacement)}]`
    const place = this.use(index)
    if (displacement === 0) return `${name}[${place.text}]`
    const distance = atom(String(Math.abs(displacement)))
    return `${name}[${infix(place, displacement < 0 ? '-' : '+', distance, BINDING.sum).text}]`
  }

  /** Before locals change: what they contained and is still needed goes to a `const`. */
  settleReadsOf(locals: ReadonlySet<Local>): void {
    if (locals.size === 0) return
    for (const read of this.#reads.keys()) {
      if (!locals.has(read.local)) continue
      this.#reads.delete(read)
      this.#settle(read, numeric(atom(this.local(read.local))))
    }
  }

  /** Gives a value a name of its own. */
  name(value: Value): string {
    const name = this.#names.fresh(identifierFrom(suggestName(value)))
    this.#texts.set(value, numeric(atom(name)))
    return name
  }

  /** Lets a value be written like another one. */
  alias(value: Value, as: Value): void {
    this.#texts.set(value, this.use(as))
  }

  local(local: Local): string {
    let name = this.#locals.get(local)
    if (name === undefined) {
      name = this.#names.fresh(identifierFrom(local.name))
      this.#locals.set(local, name)
    }
    return name
  }

  #canWait(value: Definition): boolean {
    if (!this.#uses.isUsedOnceInPlace(value) || this.#size(value) > LONGEST_FORMULA) return false
    return value.kind === 'operation' || (value.kind === 'call' && this.#module.isPure(value.callee))
  }

  #size(value: Definition): number {
    if (value.kind !== 'operation' && value.kind !== 'call') return 1
    let size = 1
    for (const operand of value.operands) {
      if (operand.kind === 'operation' || operand.kind === 'call') size += this.#waiting.get(operand) ?? 0
    }
    return size
  }

  /** Evaluates a value here, into a `const`. */
  #settle(value: Definition, expression: JsExpression): void {
    const name = this.name(value)
    if (expression.isBoolean) this.#texts.set(value, boolean(atom(name)))
    this.#line(`const ${name} = ${expression.text}`)
  }

  #definition(value: Definition): JsExpression {
    switch (value.kind) {
      case 'operation': {
        const operands = value.operands.map(operand => this.use(operand))
        return printOperation(value.operator, operands, this.#module.prelude)
      }
      case 'load':
        return numeric(atom(this.place(value)))
      case 'read':
        return numeric(atom(this.local(value.local)))
      case 'call':
        return this.#call(value)
      default:
        return value satisfies never
    }
  }

  #call(value: Call): JsExpression {
    const { callee, mask } = value
    const called = this.#application(value)
    const call = callee.kind === 'host-function' ? fromHost(callee.resultType, called) : numeric(called)
    if (mask === undefined) return call
    return numeric(choice(this.use(mask.condition), asNumber(call), asNumber(this.use(mask.otherwise))))
  }

  #application({ callee, operands }: Call): InfixText {
    return application(
      this.#module.callee(callee),
      operands.map(operand => asNumber(this.use(operand))),
    )
  }

  /** No line may start with a sign or a parenthesis: without semicolons it would continue the line before. */
  #callForEffect(value: Call): void {
    const { mask } = value
    const condition = mask === undefined ? '' : `if (${this.use(mask.condition).text}) `
    this.#line(condition + this.#application(value).text)
    // The value in place of the call is not evaluated: it has no effects.
    if (mask !== undefined) this.use(mask.otherwise)
  }
}
