import { PIECES, HOSTILE_NAMES } from './hostile.js'
import type { Random } from './random.js'

export const TEXT_KINDS = ['equations', 'statements', 'expression', 'unit', 'quantity'] as const
export type TextKind = (typeof TEXT_KINDS)[number]

const FLOATS = [
  'v',
  'w',
  'k',
  'i',
  't/ms',
  'int(b)',
  '0.0',
  '1.0',
  '3',
  '-0.0',
  '1e-3',
  '1e300',
  'inf',
  'rand()',
  'randn()',
  'dt/ms',
]
const FUNCTIONS = [
  'exp',
  'log',
  'sin',
  'tan',
  'tanh',
  'sqrt',
  'abs',
  'floor',
  'sign',
  'exprel',
  'expm1',
  'arctan',
  'cosh',
  'int',
]

/** An expression that is likely to be right: what is checked, built and run has to be reached, too. */
function goodExpression(random: Random, depth: number): string {
  if (depth <= 0 || random.chance(0.25)) return random.pick(FLOATS)
  const inner = (): string => goodExpression(random, depth - 1)
  switch (random.below(8)) {
    case 0:
      return `${random.pick(FUNCTIONS)}(${inner()})`
    case 1:
      return `(${inner()})**${random.pick(['2', '3', '0.5', '-1', '-2', '1.5'])}`
    case 2:
      return `where(${inner()} ${random.pick(['<', '>=', '==', '!='])} ${inner()}, ${inner()}, ${inner()})`
    case 3:
      return `clip(${inner()}, ${inner()}, ${inner()})`
    case 4:
      return `-(${inner()})`
    default:
      return `(${inner()} ${random.pick(['+', '-', '*', '/', '%', '//'])} ${inner()})`
  }
}

function goodEquations(random: Random): string {
  const lines = [
    `dv/dt = (${goodExpression(random, 3)})/(${random.pick(['10*ms', 'tau', 'second'])}) : 1${random.pick(['', ' (unless refractory)'])}`,
    random.pick([
      'w : 1',
      'w = v*2 : 1',
      'dw/dt = (v - w)/tau + xi*tau**-0.5 : 1',
      `w = ${goodExpression(random, 2).replaceAll('w', 'v')} : 1`,
    ]),
    random.pick(['k : integer', 'k : integer (shared)', 'k = 3 : integer', 'k : 1 (constant)']),
    random.pick(['b : boolean', 'b = v > 1 : boolean', 'b : boolean (constant over dt)']),
  ]
  return lines.join('\n')
}

function goodStatements(random: Random): string {
  return Array.from({ length: 1 + random.below(3) }, () =>
    random.pick([
      `v ${random.pick(['=', '+=', '-=', '*=', '/='])} ${goodExpression(random, 3)}`,
      `w = ${goodExpression(random, 2)}`,
      `x = ${goodExpression(random, 2)}\nv = x`,
      `k ${random.pick(['=', '+=', '//='])} int(${goodExpression(random, 1)})`,
      `b = ${goodExpression(random, 1)} < ${goodExpression(random, 1)}`,
    ]),
  ).join(random.pick(['\n', '; ']))
}

const UNITS = [
  'mV',
  'volt',
  '1',
  'second**-1',
  'amp/metre**2',
  'msiemens/cm**2',
  'uF*cm**-2',
  'ms',
  'volt/second**0.5',
  'Hz',
]
const QUANTITIES = [
  '3*mV',
  '-(3 + 0.5)*mV',
  '[1, 2, 3]*nA',
  '3.5 mV',
  '[1. 2. 3.] nA',
  '0.3 uS/(cm^2)',
  'pi*e',
  '10*ms',
  '1e3*Hz',
]

/** A text of a kind: right, or right with some stretches replaced, or pieces. `known` are texts of models. */
export function textOf(kind: TextKind, random: Random, known: readonly string[]): string {
  const made =
    kind === 'equations'
      ? goodEquations(random)
      : kind === 'statements'
        ? goodStatements(random)
        : kind === 'expression'
          ? goodExpression(random, 4)
          : random.pick(kind === 'unit' ? UNITS : QUANTITIES)
  const text =
    (kind === 'equations' || kind === 'statements') && random.chance(0.2) ? random.pick(known) : made
  if (random.chance(0.3)) return text
  if (random.chance(0.1)) return Array.from({ length: random.below(20) }, () => piece(random)).join('')
  return edited(text, random)
}

/** A text with up to five stretches replaced. */
export function edited(text: string, random: Random): string {
  let result = text
  for (let edits = 1 + random.below(5); edits > 0; edits--) {
    const at = random.below(result.length + 1)
    result =
      result.slice(0, at) + piece(random) + result.slice(at + (random.chance(0.5) ? 0 : random.below(8)))
  }
  return result
}

function piece(random: Random): string {
  if (random.chance(0.8)) return random.pick(PIECES)
  if (random.chance(0.5)) return random.pick(HOSTILE_NAMES)
  return String.fromCodePoint(...Array.from({ length: 1 + random.below(3) }, () => random.below(0x3000)))
}
