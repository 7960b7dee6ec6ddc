import { InternalError } from '../errors/rheobase-error.js'
import type {
  ArraySymbol,
  Call,
  HostFunction,
  KernelFunction,
  Meeting,
  Program,
  Statement,
  Value,
} from '../kernels/value.js'
import { walk } from '../kernels/walk.js'

/** What a program refers to, each thing once, in the order in which it first occurs. */
export interface ProgramSymbols {
  readonly arrays: readonly ArraySymbol[]
  readonly hostFunctions: readonly HostFunction[]
  /** A function stands after those that it calls. */
  readonly kernelFunctions: readonly KernelFunction[]
  /** Kernel functions whose value depends on their operands alone. */
  readonly pureFunctions: ReadonlySet<KernelFunction>
  /** Where threads wait for each other. */
  readonly meetings: readonly Meeting[]
}

/** @throws {InternalError} if two procedures have the same name, or a performed one does not exist or has other parameters */
export function programSymbols({ name, procedures }: Program): ProgramSymbols {
  const collector = new Collector()
  const types = new Map<string, string>()
  for (const procedure of procedures) {
    if (types.has(procedure.name)) throw new InternalError(`${name} has two procedures ${procedure.name}`)
    types.set(procedure.name, typesOf(procedure.parameters))
  }
  for (const procedure of procedures) {
    collector.body(procedure.body)
    walk(procedure.body, statement => {
      if (statement.kind !== 'perform') return
      const wanted = types.get(statement.procedure)
      const given = typesOf(statement.operands)
      if (wanted === given) return
      const fault =
        wanted === undefined
          ? ', which does not exist'
          : ` with (${given}), but its parameters are (${wanted})`
      throw new InternalError(`${procedure.name} performs ${statement.procedure}${fault}`)
    })
  }
  return {
    arrays: [...collector.arrays],
    hostFunctions: [...collector.hostFunctions],
    kernelFunctions: [...collector.kernelFunctions],
    pureFunctions: collector.pureFunctions,
    meetings: [...collector.meetings],
  }
}

const typesOf = (values: readonly Value[]): string => values.map(({ type }) => type).join()

class Collector {
  readonly arrays = new Set<ArraySymbol>()
  readonly hostFunctions = new Set<HostFunction>()
  readonly kernelFunctions = new Set<KernelFunction>()
  readonly pureFunctions = new Set<KernelFunction>()
  readonly meetings = new Set<Meeting>()
  readonly #entered = new Set<KernelFunction>()

  /** Collects from statements; gives back whether they leave memory and host alone. */
  body(statements: readonly Statement[]): boolean {
    let pure = true
    walk(statements, statement => {
      if (statement.kind === 'store') {
        this.arrays.add(statement.array)
        pure = false
      } else if (statement.kind === 'perform') {
        pure = false
      } else if (statement.kind === 'barrier') {
        this.arrays.add(statement.meeting.words)
        this.arrays.add(statement.meeting.waited)
        this.meetings.add(statement.meeting)
        pure = false
      } else if (statement.kind === 'define') {
        const { value } = statement
        if (value.kind === 'load') {
          this.arrays.add(value.array)
          pure = false
        } else if (value.kind === 'call') {
          pure = this.#callee(value.callee) && pure
        }
      }
    })
    return pure
  }

  #callee(callee: Call['callee']): boolean {
    if (callee.kind === 'host-function') {
      this.hostFunctions.add(callee)
      return false
    }
    if (!this.#entered.has(callee)) {
      this.#entered.add(callee)
      if (this.body(callee.body)) this.pureFunctions.add(callee)
      this.kernelFunctions.add(callee)
    }
    return this.pureFunctions.has(callee)
  }
}
