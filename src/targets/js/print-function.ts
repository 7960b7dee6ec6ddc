import { InternalError } from '../../errors/rheobase-error.js'
import { application } from '../../kernels/infix-text.js'
import { Uses } from '../../kernels/uses.js'
import type { For, Local, Parameter, Statement, Value } from '../../kernels/value.js'
import { asNumber, negated } from './js-expression.js'
import { assignedIn, localDeclarations } from './local-declarations.js'
import type { ModuleNames } from './module-names.js'
import { ValueTexts } from './value-texts.js'

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

/** Writes one function, statement by statement. */
class FunctionPrinter {
  readonly #module: ModuleNames
  readonly #values: ValueTexts
  readonly #lines: string[] = []
  /** Locals that are declared where they are first assigned. */
  readonly #undeclared = new Set<Local>()
  #element: Value | undefined
  #indent = '  '

  constructor(module: ModuleNames, uses: Uses) {
    this.#module = module
    this.#values = new ValueTexts(module, uses, text => {
      this.#line(text)
    })
  }

  print(
    name: string,
    parameters: readonly Parameter[],
    body: readonly Statement[],
    result: Value | undefined,
  ): readonly string[] {
    const values = this.#values
    const head = `function ${name}(${parameters.map(parameter => values.name(parameter)).join(', ')}) {`
    for (const parameter of parameters) {
      const { text } = values.use(parameter)
      if (parameter.type === 'i32') this.#line(`${text} |= 0`)
      else if (parameter.type === 'f32') this.#line(`${text} = Math.fround(${text})`)
    }
    const { early, inPlace } = localDeclarations(body)
    for (const local of inPlace) this.#undeclared.add(local)
    for (const local of early) this.#line(`let ${values.local(local)} = 0`)
    this.#block(body)
    if (result !== undefined) this.#line(`return ${asNumber(values.use(result)).text}`)
    return [head, ...this.#lines, '}']
  }

  #block(statements: readonly Statement[]): void {
    for (const statement of statements) this.#statement(statement)
  }

  #statement(statement: Statement): void {
    const values = this.#values
    switch (statement.kind) {
      case 'define':
        values.define(statement.value)
        break
      case 'store':
        this.#line(`${values.place(statement)} = ${asNumber(values.use(statement.value)).text}`)
        break
      case 'assign':
        this.#assign(statement.local, asNumber(values.use(statement.value)).text)
        break
      case 'for':
        this.#for(statement)
        break
      case 'while':
        values.settleReadsOf(assignedIn(statement))
        this.#nested('while (true) {', () => {
          this.#block(statement.test)
          this.#line(`if (${negated(values.use(statement.condition))}) break`)
          this.#block(statement.body)
        })
        this.#line('}')
        break
      case 'if': {
        const condition = values.use(statement.condition)
        values.settleReadsOf(assignedIn(statement))
        this.#nested(`if (${condition.text}) {`, () => {
          this.#block(statement.then)
        })
        if (statement.otherwise.length > 0) {
          this.#nested('} else {', () => {
            this.#block(statement.otherwise)
          })
        }
        this.#line('}')
        break
      }
      case 'when': {
        const mask = values.use(statement.mask)
        if (this.#element === undefined) throw new InternalError('a `when` block outside of a loop')
        values.alias(statement.element, this.#element)
        values.settleReadsOf(assignedIn(statement))
        this.#nested(`if (${mask.text}) {`, () => {
          this.#block(statement.body)
        })
        this.#line('}')
        break
      }
      case 'perform':
        this.#line(
          application(
            this.#module.procedure(statement.procedure),
            statement.operands.map(operand => asNumber(values.use(operand))),
          ).text,
        )
        break
      case 'barrier':
        // JavaScript has one thread, which never waits for itself.
        break
      default:
        statement satisfies never
    }
  }

  #assign(local: Local, text: string): void {
    this.#values.settleReadsOf(new Set([local]))
    const declaration = this.#undeclared.delete(local) ? 'let ' : ''
    this.#line(`${declaration}${this.#values.local(local)} = ${text}`)
  }

  #for(loop: For): void {
    const values = this.#values
    const from = values.use(loop.from).text
    const to = values.useFixed(loop.to, 'end')
    values.settleReadsOf(assignedIn(loop))
    const element = values.name(loop.element)
    const outer = this.#element
    this.#element = loop.element
    this.#nested(`for (let ${element} = ${from}; ${element} < ${to}; ${element}++) {`, () => {
      this.#block(loop.body)
    })
    this.#element = outer
    this.#line('}')
  }

  #nested(head: string, print: () => void): void {
    this.#line(head)
    const outer = this.#indent
    this.#indent += '  '
    print()
    this.#indent = outer
  }

  #line(text: string): void {
    this.#lines.push(this.#indent + text)
  }
}
