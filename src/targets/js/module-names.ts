import { InternalError } from '../../errors/rheobase-error.js'
import type { ArraySymbol, Call, Parameter, Procedure, Value } from '../../kernels/value.js'
import { UniqueNames } from '../../kernels/value-names.js'
import type { ProgramSymbols } from '../program-symbols.js'
import { identifierFrom, RESERVED_WORDS } from './identifiers.js'
import { PRELUDE_NAMES, type PreludeName } from './prelude.js'

/** The names that all functions of a generated module share, and the functions of the prelude that it turned out to need. */
export class ModuleNames {
  readonly names = new UniqueNames([...RESERVED_WORDS, ...PRELUDE_NAMES])
  readonly prelude = new Set<PreludeName>()
  readonly #arrays = new Map<ArraySymbol, string>()
  readonly #callees = new Map<Call['callee'], string>()
  readonly #procedures = new Map<string, string>()
  readonly #symbols: ProgramSymbols

  readonly #parameters = new Map<Value, string>()

  constructor(
    symbols: ProgramSymbols,
    procedures: readonly Procedure[],
    parameters: readonly Parameter[] = [],
  ) {
    this.#symbols = symbols
    const name = (wanted: string): string => this.names.fresh(identifierFrom(wanted))
    for (const array of symbols.arrays) this.#arrays.set(array, name(array.name))
    for (const callee of [...symbols.hostFunctions, ...symbols.kernelFunctions])
      this.#callees.set(callee, name(callee.name))
    for (const parameter of parameters) this.#parameters.set(parameter, name(parameter.name))
    for (const procedure of procedures) this.#procedures.set(procedure.name, name(procedure.name))
  }

  array(array: ArraySymbol): string {
    return known(this.#arrays.get(array), `array ${array.name}`)
  }
  callee(callee: Call['callee']): string {
    return known(this.#callees.get(callee), `function ${callee.name}`)
  }
  /** The name of a parameter of the program. */
  parameter(value: Value): string | undefined {
    return this.#parameters.get(value)
  }
  procedure(name: string): string {
    return known(this.#procedures.get(name), `procedure ${name}`)
  }
  isPure(callee: Call['callee']): boolean {
    return callee.kind === 'kernel-function' && this.#symbols.pureFunctions.has(callee)
  }
}

function known(name: string | undefined, what: string): string {
  if (name === undefined) throw new InternalError(`the ${what} is not part of the program`)
  return name
}
