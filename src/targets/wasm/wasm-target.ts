import { printKernelFunction, printProcedure } from '../../kernels/print-kernel.js'
import type { Program } from '../../kernels/value.js'
import { procedureTable } from '../procedure-table.js'
import { programSymbols, type ProgramSymbols } from '../program-symbols.js'
import type { MemoryLayout, Target } from '../target.js'
import { encodeProgram, HOST_MODULE } from './encode-program.js'

/** Kernels as WebAssembly with vectors of two doubles, written straight to bytes. */
export const wasmTarget: Target = {
  name: 'wasm',
  translate(program, layout) {
    const symbols = programSymbols(program)
    const bytes = encodeProgram(program, symbols, layout)
    const host = Object.fromEntries(
      symbols.hostFunctions.map(({ call }, position) => [String(position), call]),
    )
    let compiled: WebAssembly.Module | undefined
    const compile = (): WebAssembly.Module => (compiled ??= new WebAssembly.Module(bytes))
    return {
      get text() {
        return printListing(program, symbols, layout, bytes.length)
      },
      get shared() {
        return { module: compile(), hostModule: HOST_MODULE, hostFunctions: symbols.hostFunctions.length }
      },
      instantiate(memory, parameters = []) {
        const globals: Record<string, number> = {}
        program.parameters?.forEach(({ name }, position) => {
          globals[name] = parameters[position] ?? 0
        })
        const { exports } = new WebAssembly.Instance(compile(), {
          env: { memory, ...globals },
          [HOST_MODULE]: host,
        })
        // The engine itself follows the memory where it grows to.
        return procedureTable(
          program,
          name => exports[name],
          () => undefined,
        )
      },
    }
  },
}

/** The kernels that the module was made from, with the places of the arrays: what a reader wants of it. */
function printListing(
  program: Program,
  symbols: ProgramSymbols,
  layout: MemoryLayout,
  bytes: number,
): string {
  const head = `# ${program.name.replace(/\s+/g, ' ')}: WebAssembly module of ${String(bytes)} bytes\n`
  const arrays = symbols.arrays.map(
    array =>
      `array ${array.name}: ${array.type}[${String(array.length)}] at ${String(layout.offsetOf(array))}\n`,
  )
  return [
    head,
    arrays.join(''),
    ...symbols.kernelFunctions.map(printKernelFunction),
    ...program.procedures.map(printProcedure),
  ]
    .filter(part => part !== '')
    .join('\n')
}
