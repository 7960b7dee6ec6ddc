import { InternalError } from '../../errors/rheobase-error.js'
import { application, atom, BINDING, choice, infix, type InfixText } from '../../kernels/infix-text.js'
import { Uses } from '../../kernels/uses.js'
import { suggestName, UniqueNames } from '../../kernels/value-names.js'
import type {
  Call,
  Definition,
  For,
  HostFunction,
  Local,
  Parameter,
  Read,
  Statement,
  Value,
} from '../../kernels/value.js'
import { blocksOf, walk } from '../../kernels/walk.js'
import { identifierFrom } from './identifiers.js'
import { asNumber, boolean, literal, numeric, type JsExpression } from './js-expression.js'
import { localDeclarations } from './local-declarations.js'
import { printOperation } from './print-operation.js'
import type { ModuleNames } from './module-names.js'

/** Longest formula, in operations, that is written in one piece. */
const LONGEST_FORMULA = 12

interface FunctionText {
  readonly name: string
  readonly parameters: readonly Parameter[]
  readonly body: readonly Statement[]
  readonly result?: Value
}

/** The lines of the JavaScript function for a procedure or a kernel function. */
export function printFunction(
  names: ModuleNames,
  { name, parameters, body, result }: FunctionText,
): readonly string[] {
  return new FunctionPrinter(names, new Uses(body, result)).print(name, parameters, body, result)
}

/**
 * Writes one function, statement by statement. Loads and values with several uses become a `const`; operations with one use are
 * written where they are used; the content of a local variable is written as that variable as long as nothing is assigned to it.
 */
class FunctionPrinter {
  readonly #module: ModuleNames
  readonly #uses: Uses
  readonly #names: UniqueNames
  readonly #lines: string[] = []
  readonly #texts = new Map<Value, JsExpression>()
  /** Operations that wait for their use, with their size in operations. */
  readonly #waiting = new Map<Definition, number>()
  /** Contents of locals that have not been written to a `const`, with the number of uses to come. */
  readonly #reads = new Map<Read, number>()
  readonly #locals = new Map<Local, string>()
  /** Locals that are declared where they are first assigned. */
  readonly #undeclared = new Set<Local>()
  #element: Value | undefined
  #indent = '  '

  constructor(module: ModuleNames, uses: Uses) {
    this.#module = module
    this.#uses = uses
    this.#names = new UniqueNames([], module.names)
  }

  print(
    name: string,
    parameters: readonly Parameter[],
    body: readonly Statement[],
    result: Value | undefined,
  ): readonly string[] {
    const head = `function ${name}(${parameters.map(parameter => this.#name(parameter)).join(', ')}) {`
    for (const parameter of parameters) {
      const text = this.#expression(parameter).text
      if (parameter.type === 'i32') this.#line(`${text} |= 0`)
    }
    const { early, inPlace } = localDeclarations(body)
    for (const local of inPlace) this.#undeclared.add(local)
    for (const local of early) this.#line(`let ${this.#local(local)} = 0`)
    this.#block(body)
    if (result !== undefined) this.#line(`return ${asNumber(this.#expression(result)).text}`)
    return [head, ...this.#lines, '}']
  }

  #block(statements: readonly Statement[]): void {
    for (const statement of statements) this.#statement(statement)
  }

  #statement(statement: Statement): void {
    switch (statement.kind) {
      case 'define':
        this.#define(statement.value)
        break
      case 'store':
        this.#line(`${this.#place(statement)} = ${asNumber(this.#expression(statement.value)).text}`)
        break
      case 'assign':
        this.#assign(statement.local, asNumber(this.#expression(statement.value)).text)
        break
      case 'for':
        this.#for(statement)
        break
      case 'while':
        this.#settleReadsOf(assignedIn(statement))
        this.#line('while (true) {')
        this.#nested(() => {
          this.#block(statement.test)
          this.#line(`if (${negated(this.#expression(statement.condition))}) break`)
          this.#block(statement.body)
        })
        this.#line('}')
        break
      case 'if': {
        const condition = this.#expression(statement.condition)
        this.#settleReadsOf(assignedIn(statement))
        this.#line(`if (${condition.text}) {`)
        this.#nested(() => {
          this.#block(statement.then)
        })
        if (statement.otherwise.length > 0) {
          this.#line('} else {')
          this.#nested(() => {
            this.#block(statement.otherwise)
          })
        }
        this.#line('}')
        break
      }
      case 'when': {
        const mask = this.#expression(statement.mask)
        if (this.#element === undefined) throw new InternalError('a `when` block outside of a loop')
        this.#texts.set(statement.element, this.#expression(this.#element))
        this.#settleReadsOf(assignedIn(statement))
        this.#line(`if (${mask.text}) {`)
        this.#nested(() => {
          this.#block(statement.body)
        })
        this.#line('}')
        break
      }
      case 'perform':
        this.#line(`${this.#module.procedure(statement.procedure)}()`)
        break
      default:
        statement satisfies never
    }
  }

  #define(value: Definition): void {
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
    const text = `const ${this.#name(value)} = ${expression.text}`
    if (expression.isBoolean) this.#texts.set(value, boolean(atom(this.#expression(value).text)))
    this.#line(text)
  }

  /** Before a local changes: what it contained and is still needed goes to a `const`. */
  #settleReadsOf(locals: ReadonlySet<Local>): void {
    if (locals.size === 0) return
    for (const read of this.#reads.keys()) {
      if (!locals.has(read.local)) continue
      this.#reads.delete(read)
      this.#settle(read, numeric(atom(this.#local(read.local))))
    }
  }

  #expression(value: Value): JsExpression {
    if (value.kind === 'constant') return literal(value)
    const known = this.#texts.get(value)
    if (known !== undefined) return known
    if (value.kind === 'read') {
      const uses = this.#reads.get(value)
      if (uses !== undefined) {
        if (uses === 1) this.#reads.delete(value)
        else this.#reads.set(value, uses - 1)
        return numeric(atom(this.#local(value.local)))
      }
    } else if (value.kind === 'operation' || value.kind === 'call') {
      if (this.#waiting.delete(value)) return this.#definition(value)
    }
    throw new InternalError(`${suggestName(value)} is used where it is not defined`)
  }

  #definition(value: Definition): JsExpression {
    switch (value.kind) {
      case 'operation':
        return printOperation(
          value.operator,
          value.operands.map(operand => this.#expression(operand)),
          this.#module.prelude,
        )
      case 'load':
        return numeric(atom(this.#place(value)))
      case 'read':
        return numeric(atom(this.#local(value.local)))
      case 'call':
        return this.#call(value)
      default:
        return value satisfies never
    }
  }

  /** No line may start with a sign or a parenthesis: without semicolons it would continue the line before. */
  #callForEffect(value: Call): void {
    const { mask } = value
    const condition = mask === undefined ? '' : `if (${this.#expression(mask.condition).text}) `
    this.#line(condition + this.#application(value).text)
    // The value in place of the call is not evaluated: it has no effects.
    if (mask !== undefined) this.#expression(mask.otherwise)
  }

  #application({ callee, operands }: Call): InfixText {
    return application(
      this.#module.callee(callee),
      operands.map(operand => asNumber(this.#expression(operand))),
    )
  }

  #call(value: Call): JsExpression {
    const { callee, mask } = value
    const called = this.#application(value)
    const call = callee.kind === 'host-function' ? fromHost(callee, numeric(called)) : numeric(called)
    if (mask === undefined) return call
    return numeric(
      choice(this.#expression(mask.condition), asNumber(call), asNumber(this.#expression(mask.otherwise))),
    )
  }

  #place({
    array,
    index,
    displacement,
  }: Extract<Statement, { kind: 'store' }> | Extract<Definition, { kind: 'load' }>): string {
    const name = this.#module.array(array)
    if (index.kind === 'constant') return `${name}[${String(index.value + displacement)}]`
    const place = this.#expression(index)
    if (displacement === 0) return `${name}[${place.text}]`
    return `${name}[${infix(place, displacement < 0 ? '-' : '+', atom(String(Math.abs(displacement))), BINDING.sum).text}]`
  }

  #assign(local: Local, text: string): void {
    this.#settleReadsOf(new Set([local]))
    const declaration = this.#undeclared.delete(local) ? 'let ' : ''
    this.#line(`${declaration}${this.#local(local)} = ${text}`)
  }

  #for(loop: For): void {
    const from = this.#expression(loop.from).text
    const to = this.#bound(loop.to)
    this.#settleReadsOf(assignedIn(loop))
    const element = this.#name(loop.element)
    this.#line(`for (let ${element} = ${from}; ${element} < ${to}; ${element}++) {`)
    const outer = this.#element
    this.#element = loop.element
    this.#nested(() => {
      this.#block(loop.body)
    })
    this.#element = outer
    this.#line('}')
  }

  /** The end of a loop is evaluated once: anything but a plain name that never changes gets one. */
  #bound(to: Value): string {
    const isFixed = this.#texts.has(to) || to.kind === 'constant'
    const { text } = this.#expression(to)
    if (isFixed) return text
    const name = this.#names.fresh('end')
    this.#line(`const ${name} = ${text}`)
    return name
  }

  #nested(print: () => void): void {
    const outer = this.#indent
    this.#indent += '  '
    print()
    this.#indent = outer
  }

  #line(text: string): void {
    this.#lines.push(this.#indent + text)
  }

  #name(value: Value): string {
    const name = this.#names.fresh(identifierFrom(suggestName(value)))
    this.#texts.set(value, numeric(atom(name)))
    return name
  }

  #local(local: Local): string {
    let name = this.#locals.get(local)
    if (name === undefined) {
      name = this.#names.fresh(identifierFrom(local.name))
      this.#locals.set(local, name)
    }
    return name
  }
}

/** What came from the host is converted as WebAssembly converts it. */
function fromHost({ resultType }: HostFunction, called: JsExpression): JsExpression {
  switch (resultType) {
    case 'f64':
      return numeric({ text: `+${called.text}`, binding: BINDING.sign })
    case 'i32':
      return numeric(infix(called, '|', atom('0'), BINDING.or))
    case 'bool':
      return boolean(infix(infix(called, '|', atom('0'), BINDING.or), '!==', atom('0'), BINDING.equality))
    default:
      return resultType satisfies never
  }
}

const negated = (condition: JsExpression): string =>
  condition.binding < BINDING.sign ? `!(${condition.text})` : `!${condition.text}`

function assignedIn(statement: Statement): ReadonlySet<Local> {
  const assigned = new Set<Local>()
  for (const block of blocksOf(statement)) {
    walk(block, inner => {
      if (inner.kind === 'assign') assigned.add(inner.local)
    })
  }
  return assigned
}
