import wabt from 'wabt'
import { Network, mV, ms, pA, RheobaseError } from '../src/index.js'
import { parseEquations } from '../src/language/parse-equations.js'
import type { Expression } from '../src/language/syntax-tree.js'
import { printExpression } from '../src/language/print.js'

const EQUATIONS = 'dv/dt = (El - v) / tau : volt (unless refractory)'

/** What documents print: a walk through one small model, by what each stage makes of it, and a model with two mistakes. */
export async function walk(): Promise<ReadonlyMap<string, string>> {
  const { schedule, updates, kernels } = build('wasm').inspect()
  const [state = ''] = kernels.split('\n\n')
  return new Map([
    ['tree', treeOf(EQUATIONS)],
    ['schedule', schedule],
    ['updates', updates],
    ['kernel', state.trimEnd()],
    ['javascript', firstFunction(build('js').inspect().code)],
    ['webassembly', await disassembledUpdate()],
    ['mistakes', mistakes()],
  ])
}

function build(target: 'wasm' | 'js'): Network {
  const net = new Network({ seed: 1, target })
  const neurons = net.neuronGroup(100, EQUATIONS, {
    threshold: 'v > -50*mV',
    reset: 'v = -60*mV',
    refractory: ms(5),
    method: 'exact',
    namespace: { El: mV(-49), tau: ms(20) },
    name: 'neurons',
  })
  net.spikeMonitor(neurons)
  return net
}

/** What a reader sees who forgot a resistance and misspelt a time constant. */
function mistakes(): string {
  const net = new Network({ seed: 1 })
  net.neuronGroup(1, 'dv/dt = (El - v + Iext)/tuam : volt', {
    namespace: { El: mV(-60), taum: ms(20), Iext: pA(500) },
    name: 'neurons',
  })
  try {
    net.check()
  } catch (error) {
    if (error instanceof RheobaseError) return `${error.name} [${error.code}]: ${error.message}`
    throw error
  }
  throw new Error('a model with mistakes was accepted')
}

/** Each node of the syntax tree on a line, with the text that it stands for. */
function treeOf(text: string): string {
  const [equation] = parseEquations({ name: 'equations', text }).equations
  if (equation?.expression === undefined) throw new Error('the walk needs an equation')
  const lines = (node: Expression, depth: number): readonly string[] => [
    `${'  '.repeat(depth)}${node.kind.padEnd(24 - 2 * depth)}${printExpression(node)}`,
    ...Object.values(node)
      .filter((part): part is Expression => typeof part === 'object' && 'kind' in part && 'span' in part)
      .flatMap(part => lines(part, depth + 1)),
  ]
  return lines(equation.expression, 0).join('\n')
}

/** The first function of JavaScript code, with its comment. */
const firstFunction = (code: string): string => excerpt(code, /^\/\/ state update[^]*?\n\}\n/m)

/** How the vector loop loads two potentials, computes and stores them, from the bytes that the engine gets. */
async function disassembledUpdate(): Promise<string> {
  const modules: Uint8Array[] = []
  const original = WebAssembly.Module
  // The bytes go straight to the engine; here somebody looks at them on the way.
  WebAssembly.Module = class extends original {
    constructor(bytes: BufferSource) {
      super(bytes)
      if (bytes instanceof Uint8Array) modules.push(bytes)
    }
  }
  try {
    build('wasm').inspect()
  } finally {
    WebAssembly.Module = original
  }
  const [bytes = new Uint8Array()] = modules
  const text = (await wabt()).readWasm(bytes, { simd: true }).toText({ foldExprs: true, inlineExport: true })
  const update =
    /^ *\(local\.set \d+\n *\(v128\.load offset=(\d+)[^]*?bitselect[^]*?\(v128\.store offset=\1 [^]*?\)\)\n/m
  return withoutIndent(excerpt(text, update))
}

function excerpt(text: string, part: RegExp): string {
  const [found] = part.exec(text) ?? []
  if (found === undefined) throw new Error(`generated code has no ${String(part)} any more: adapt the walk`)
  return found.trimEnd()
}

function withoutIndent(text: string): string {
  const [indent = ''] = /^ */.exec(text) ?? []
  return text.replaceAll(new RegExp(`^${indent}`, 'gm'), '')
}
