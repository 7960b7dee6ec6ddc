import { InternalError } from '../errors/rheobase-error.js'
import type { Program } from '../kernels/value.js'
import type { CompiledProgram } from './target.js'

/**
 * A compiled program from its functions: `compiled` gives the function of a procedure by its name or position.
 * @throws {InternalError} if something that should be a function is none
 */
export function procedureTable(
  program: Program,
  compiled: (name: string, position: number) => unknown,
  rebind: unknown,
): CompiledProgram {
  const table = new Map<string, (...values: number[]) => void>()
  program.procedures.forEach(({ name }, position) => {
    table.set(name, asFunction(compiled(name, position), name))
  })
  return {
    procedure(name) {
      const procedure = table.get(name)
      if (procedure === undefined) throw new InternalError(`${program.name} has no procedure ${name}`)
      return procedure
    },
    rebind: asFunction(rebind, 'rebind'),
  }
}

function asFunction(value: unknown, name: string): (...values: number[]) => void {
  if (!isFunction(value)) throw new InternalError(`the translation of ${name} is not a function`)
  return value
}

const isFunction = (value: unknown): value is (...values: number[]) => void => typeof value === 'function'
