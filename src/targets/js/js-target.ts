import { InternalError } from '../../errors/rheobase-error.js'
import { procedureTable } from '../procedure-table.js'
import { programSymbols } from '../program-symbols.js'
import type { Target } from '../target.js'
import { printProgram } from './print-program.js'

type HostCall = (...values: number[]) => number
type Instantiate = (
  memory: WebAssembly.Memory,
  host: readonly HostCall[],
  parameters: readonly number[],
) => unknown

/** The reference: kernels as JavaScript that a reader can follow, on the same memory as WebAssembly. */
export const jsTarget: Target = {
  name: 'js',
  translate(program, layout) {
    const symbols = programSymbols(program)
    const text = printProgram(program, symbols, layout)
    const host = symbols.hostFunctions.map(({ call }) => call)
    let compiled: Instantiate | undefined
    return {
      text,
      instantiate(memory, parameters = []) {
        compiled ??= compile(text)
        const functions = compiled(memory, host, parameters)
        if (!Array.isArray(functions)) throw new InternalError('generated JavaScript gives back no functions')
        const [rebind, ...procedures] = functions as readonly unknown[]
        return procedureTable(program, (_, position) => procedures[position], rebind)
      },
    }
  },
}

const PARAMETERS = ['memory', 'host', 'parameters']

// Nothing in the text is a user's own: names are made by `identifierFrom`, comments by `commentText`, numbers by `String`.
// eslint-disable-next-line @typescript-eslint/no-implied-eval -- generated code is the purpose of a target
const compile = (text: string): Instantiate => new Function(...PARAMETERS, text) as Instantiate
