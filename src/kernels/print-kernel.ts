import { application, atom, choice, infix, BINDING, type InfixText } from './infix-text.js'
import { printOperation } from './operator-notation.js'
import { Uses } from './uses.js'
import type {
  Call,
  Constant,
  Definition,
  For,
  KernelFunction,
  Local,
  Parameter,
  Perform,
  Procedure,
  Statement,
  Store,
  Value,
} from './value.js'
import { suggestName, UniqueNames } from './value-names.js'

/** Longest formula, in operations, that is written in one piece. */
const LONGEST_FORMULA = 12

/** A procedure for the reader: one line a statement, formulas written as formulas, vector loops marked. Ends with a newline. */
export function printProcedure({ name, comment, parameters, body }: Procedure): string {
  const printer = new KernelPrinter(new Uses(body), parameters)
  const head = `procedure ${name}(${parameters.map(({ name, type }) => `${name}: ${type}`).join(', ')})`
  printer.block(body, '  ')
  return [...(comment === '' ? [] : [`# ${comment.replace(/\s+/g, ' ')}`]), head, ...printer.lines, ''].join(
    '\n',
  )
}

/** A function that kernels call, in the same form. */
export function printKernelFunction({ name, parameters, body, result }: KernelFunction): string {
  const printer = new KernelPrinter(new Uses(body, result), parameters)
  const head = `function ${name}(${parameters.map(({ name, type }) => `${name}: ${type}`).join(', ')}): ${result.type}`
  printer.block(body, '  ')
  printer.lines.push(`  give ${printer.value(result).text}`)
  return [head, ...printer.lines, ''].join('\n')
}

/** The shortest text that stands for the number in its precision. */
function printNumber({ type, value }: Constant): string {
  if (type !== 'f32') return String(value)
  for (let digits = 1; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits))
    if (Math.fround(short) === value) return String(short)
  }
  return String(value)
}

type Place = Pick<Store, 'array' | 'index' | 'displacement'>

class KernelPrinter {
  readonly lines: string[] = []
  readonly #uses: Uses
  readonly #names = new UniqueNames()
  readonly #texts = new Map<Value, InfixText>()
  readonly #locals = new Map<Local, string>()
  readonly #sizes = new Map<Value, number>()

  constructor(uses: Uses, parameters: readonly Parameter[]) {
    this.#uses = uses
    for (const parameter of parameters) this.#name(parameter)
  }

  block(statements: readonly Statement[], indent: string): void {
    for (const statement of statements) this.#statement(statement, indent)
  }

  value(value: Value): InfixText {
    if (value.kind !== 'constant') {
      // A parameter without a text is one of the program.
      const otherwise = value.kind === 'parameter' ? value.name : `?${suggestName(value)}`
      return this.#texts.get(value) ?? atom(otherwise)
    }
    if (value.type === 'bool') return atom(value.value === 0 ? 'false' : 'true')
    const text = Object.is(value.value, -0) ? '-0' : printNumber(value)
    return { text, binding: text.startsWith('-') ? BINDING.sign : BINDING.atom }
  }

  #statement(statement: Statement, indent: string): void {
    const { lines } = this
    switch (statement.kind) {
      case 'define':
        this.#define(statement.value, indent)
        break
      case 'store':
        lines.push(`${indent}${this.#place(statement).text} = ${this.value(statement.value).text}`)
        break
      case 'assign':
        lines.push(`${indent}${this.#local(statement.local)} := ${this.value(statement.value).text}`)
        break
      case 'for':
        lines.push(indent + this.#loopHead(statement))
        this.block(statement.body, `${indent}  `)
        break
      case 'while':
        lines.push(`${indent}repeat`)
        this.block(statement.test, `${indent}  `)
        lines.push(`${indent}while ${this.value(statement.condition).text}`)
        this.block(statement.body, `${indent}  `)
        break
      case 'if':
        lines.push(`${indent}if ${this.value(statement.condition).text}`)
        this.block(statement.then, `${indent}  `)
        if (statement.otherwise.length > 0) {
          lines.push(`${indent}else`)
          this.block(statement.otherwise, `${indent}  `)
        }
        break
      case 'when':
        lines.push(
          `${indent}when ${this.value(statement.mask).text}: element ${this.#name(statement.element).text}`,
        )
        this.block(statement.body, `${indent}  `)
        break
      case 'perform':
        lines.push(indent + this.#perform(statement))
        break
      case 'barrier':
        lines.push(`${indent}wait for all threads`)
        break
      default:
        statement satisfies never
    }
  }

  #define(value: Definition, indent: string): void {
    if (this.#uses.isIdle(value)) return
    const text = this.#definition(value)
    const size = this.#size(value)
    if (value.kind === 'operation' && size <= LONGEST_FORMULA && this.#uses.isUsedOnceInPlace(value)) {
      this.#texts.set(value, text)
      this.#sizes.set(value, size)
      return
    }
    const name = this.#uses.count(value) === 0 ? undefined : this.#name(value).text
    this.lines.push(indent + (name === undefined ? text.text : `${name} = ${text.text}`))
  }

  #definition(value: Definition): InfixText {
    switch (value.kind) {
      case 'operation':
        return printOperation(
          value.operator,
          value.operands.map(operand => this.value(operand)),
        )
      case 'load':
        return this.#place(value)
      case 'read':
        return atom(this.#local(value.local))
      case 'call':
        return this.#call(value)
      default:
        return value satisfies never
    }
  }

  #call({ callee, operands, mask }: Call): InfixText {
    const call = application(
      callee.name,
      operands.map(operand => this.value(operand)),
    )
    return mask === undefined ? call : choice(this.value(mask.condition), call, this.value(mask.otherwise))
  }

  #perform({ procedure, operands }: Perform): string {
    if (operands.length === 0) return `perform ${procedure}`
    return `perform ${
      application(
        procedure,
        operands.map(operand => this.value(operand)),
      ).text
    }`
  }

  #place({ array, index, displacement }: Place): InfixText {
    if (index.kind === 'constant') return atom(`${array.name}[${String(index.value + displacement)}]`)
    const place = this.value(index)
    if (displacement === 0) return atom(`${array.name}[${place.text}]`)
    const moved = infix(
      place,
      displacement < 0 ? '-' : '+',
      atom(String(Math.abs(displacement))),
      BINDING.sum,
    )
    return atom(`${array.name}[${moved.text}]`)
  }

  #loopHead({ element, from, to, lanes, padded }: For): string {
    const range = `${this.value(from).text} .. ${this.value(to).text}`
    return `for ${this.#name(element).text} in ${range}${lanes === 1 ? '' : `, ${String(lanes)} lanes`}${padded ? ', padded' : ''}`
  }

  #name(value: Value): InfixText {
    const text = atom(this.#names.fresh(suggestName(value)))
    this.#texts.set(value, text)
    return text
  }

  #local(local: Local): string {
    let name = this.#locals.get(local)
    if (name === undefined) {
      name = this.#names.fresh(local.name)
      this.#locals.set(local, name)
    }
    return name
  }

  #size(value: Definition): number {
    if (value.kind !== 'operation') return 1
    return value.operands.reduce((sum, operand) => sum + (this.#sizes.get(operand) ?? 0), 1)
  }
}
