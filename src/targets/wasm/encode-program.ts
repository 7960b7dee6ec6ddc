import { InternalError } from '../../errors/rheobase-error.js'
import { Uses } from '../../kernels/uses.js'
import type {
  Call,
  KernelFunction,
  Parameter,
  Procedure,
  Program,
  Statement,
  Value,
} from '../../kernels/value.js'
import type { ProgramSymbols } from '../program-symbols.js'
import type { MemoryLayout } from '../target.js'
import { encodeBarrier } from './encode-barrier.js'
import { emitStatements } from './emit-block.js'
import { pushScalar } from './emit-scalar.js'
import { SCALAR_TYPE, type Frame, type ModuleContext } from './frame.js'
import { FunctionBody } from './function-body.js'
import { encodeModule, type ImportedFunction, type ModuleFunction, type Signature } from './sections.js'

/** Name of the module that the functions of the host are imported from; each is named by its position among them. */
export const HOST_MODULE = 'host'

/** The binary module of a program: kernel functions inside, procedures under their own names, memory and host functions imported. */
export function encodeProgram(
  program: Program,
  symbols: ProgramSymbols,
  layout: MemoryLayout,
): Uint8Array<ArrayBuffer> {
  const module = moduleContext(program, symbols, layout)
  const imports = symbols.hostFunctions.map(({ parameterTypes, resultType }, position): ImportedFunction => ({
    module: HOST_MODULE,
    name: String(position),
    signature: { parameters: parameterTypes.map(type => SCALAR_TYPE[type]), result: SCALAR_TYPE[resultType] },
  }))
  const functions = [
    ...symbols.kernelFunctions.map(callee => encodeKernelFunction(module, callee)),
    ...program.procedures.map(procedure => encodeProcedure(module, procedure)),
    ...symbols.meetings.map(meeting => encodeBarrier(module, meeting)),
  ]
  const globals = parametersOf(program).map(({ name }) => name)
  return encodeModule({ functions: imports, globals, isMemoryShared: layout.isShared === true }, functions)
}

const parametersOf = ({ parameters }: Program): readonly Parameter[] => parameters ?? []

function moduleContext(program: Program, symbols: ProgramSymbols, layout: MemoryLayout): ModuleContext {
  const callees = new Map<Call['callee'], number>()
  for (const callee of [...symbols.hostFunctions, ...symbols.kernelFunctions])
    callees.set(callee, callees.size)
  const procedures = new Map(program.procedures.map(({ name }, position) => [name, callees.size + position]))
  const barriers = new Map(
    symbols.meetings.map((meeting, position) => [
      meeting,
      callees.size + program.procedures.length + position,
    ]),
  )
  const globals = new Map<Value, number>(
    parametersOf(program).map((parameter, position) => [parameter, position]),
  )
  return {
    layout,
    globalOf: value => globals.get(value),
    indexOfBarrier: meeting => known(barriers.get(meeting), 'barrier'),
    indexOf: callee => known(callees.get(callee), `function ${callee.name}`),
    indexOfProcedure: name => known(procedures.get(name), `procedure ${name}`),
    isPure: callee => callee.kind === 'kernel-function' && symbols.pureFunctions.has(callee),
  }
}

function known(index: number | undefined, what: string): number {
  if (index === undefined) throw new InternalError(`the ${what} is not part of the program`)
  return index
}

function encodeProcedure(module: ModuleContext, { name, parameters, body }: Procedure): ModuleFunction {
  const frame = newFrame(module, parameters, body)
  emitStatements(frame, body)
  return { signature: signature(parameters), body: frame.body, exportedAs: name }
}

function encodeKernelFunction(
  module: ModuleContext,
  { parameters, body, result }: KernelFunction,
): ModuleFunction {
  const frame = newFrame(module, parameters, body, result)
  emitStatements(frame, body)
  pushScalar(frame, result)
  return { signature: signature(parameters, result), body: frame.body }
}

const signature = (parameters: readonly Parameter[], result?: Value): Signature => ({
  parameters: parameters.map(({ type }) => SCALAR_TYPE[type]),
  result: result === undefined ? undefined : SCALAR_TYPE[result.type],
})

function newFrame(
  module: ModuleContext,
  parameters: readonly Parameter[],
  body: readonly Statement[],
  result?: Value,
): Frame {
  return {
    module,
    body: new FunctionBody(parameters.length),
    uses: new Uses(body, result),
    scalars: new Map<Value, number>(parameters.map((parameter, index) => [parameter, index])),
    waiting: new Set(),
    waitingLoads: new Set(),
    locals: new Map(),
    addresses: new Map(),
    element: undefined,
  }
}
