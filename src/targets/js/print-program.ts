import type { ArraySymbol, Program } from '../../kernels/value.js'
import type { ProgramSymbols } from '../program-symbols.js'
import type { MemoryLayout } from '../target.js'
import { commentText } from './identifiers.js'
import { ModuleNames } from './module-names.js'
import { printPrelude } from './prelude.js'
import { printFunction } from './print-function.js'

/**
 * The whole program as the body of a function of `memory` (a WebAssembly memory), `host` (the functions of the host, in the order
 * of the symbols) and `parameters` (those of the program), which gives back an array: the function that makes the views anew, then the procedures in order.
 */
export function printProgram(program: Program, symbols: ProgramSymbols, layout: MemoryLayout): string {
  const programParameters = program.parameters ?? []
  const names = new ModuleNames(symbols, program.procedures, programParameters)
  const kernelFunctions = symbols.kernelFunctions.map(callee =>
    printFunction(names, { ...callee, name: names.callee(callee) }).join('\n'),
  )
  const procedures = program.procedures.map(({ name, comment, parameters, body }) => {
    const lines = printFunction(names, { name: names.procedure(name), parameters, body })
    return [`// ${commentText(comment === '' ? name : comment)}`, ...lines].join('\n')
  })
  const bindings = symbols.arrays.map(
    array => `  ${names.array(array)} = ${view(array, layout.offsetOf(array))}`,
  )
  const host = symbols.hostFunctions.map(
    (callee, position) => `const ${names.callee(callee)} = host[${String(position)}]`,
  )
  const results = program.procedures.map(({ name }) => names.procedure(name))
  return [
    `'use strict'\n// ${commentText(program.name)}`,
    symbols.arrays.map(array => `let ${names.array(array)}`).join('\n'),
    ['function rebind() {', ...bindings, '}', 'rebind()'].join('\n'),
    host.join('\n'),
    programParameters
      .map(
        (parameter, position) =>
          `const ${names.parameter(parameter) ?? ''} = parameters[${String(position)}]`,
      )
      .join('\n'),
    ...printPrelude(names.prelude),
    ...kernelFunctions,
    ...procedures,
    `return [${['rebind', ...results].join(', ')}]\n`,
  ]
    .filter(part => part !== '')
    .join('\n\n')
}

/** Conditions are stored as 0 and 1 in 32 bits, like integers. */
function view({ type, length }: ArraySymbol, offset: number): string {
  const constructor = type === 'f64' ? 'Float64Array' : type === 'f32' ? 'Float32Array' : 'Int32Array'
  return `new ${constructor}(memory.buffer, ${String(offset)}, ${String(length)})`
}
