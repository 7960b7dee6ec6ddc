import { BINDING, application, choice, infix, prefix, type InfixText } from './infix-text.js'
import type { Operator } from './value.js'

type Notation =
  | { readonly kind: 'infix'; readonly symbol: string; readonly binding: number }
  | { readonly kind: 'prefix'; readonly symbol: string }
  | { readonly kind: 'choice' }
  | { readonly kind: 'application'; readonly name: string }

/** An operation as a formula. The types of the operands are not repeated: they follow from the values. */
export function printOperation(operator: Operator, operands: readonly InfixText[]): InfixText {
  const notation = NOTATION[operator]
  const [a, b, c] = operands
  switch (notation.kind) {
    case 'infix':
      return a === undefined || b === undefined
        ? unexpected(operator, operands)
        : infix(a, notation.symbol, b, notation.binding)
    case 'prefix':
      return a === undefined ? unexpected(operator, operands) : prefix(notation.symbol, a)
    case 'choice':
      return a === undefined || b === undefined || c === undefined
        ? unexpected(operator, operands)
        : choice(a, b, c)
    case 'application':
      return application(notation.name, operands)
    default:
      return notation satisfies never
  }
}

/** What a reader sees of an operation with the wrong number of operands: inspecting a broken kernel must not fail. */
const unexpected = application

const sum = (symbol: string): Notation => ({ kind: 'infix', symbol, binding: BINDING.sum })
const product = (symbol: string): Notation => ({ kind: 'infix', symbol, binding: BINDING.product })
const equality = (symbol: string): Notation => ({ kind: 'infix', symbol, binding: BINDING.equality })
const relation = (symbol: string): Notation => ({ kind: 'infix', symbol, binding: BINDING.relation })
const shift = (symbol: string): Notation => ({ kind: 'infix', symbol, binding: BINDING.shift })
const bits = (symbol: string, binding: number): Notation => ({ kind: 'infix', symbol, binding })
const named = (name: string): Notation => ({ kind: 'application', name })

const NOTATION: Readonly<Record<Operator, Notation>> = {
  'f64.add': sum('+'),
  'f32.add': sum('+'),
  'f64.sub': sum('-'),
  'f32.sub': sum('-'),
  'f64.mul': product('*'),
  'f32.mul': product('*'),
  'f64.div': product('/'),
  'f32.div': product('/'),
  'f64.neg': { kind: 'prefix', symbol: '-' },
  'f32.neg': { kind: 'prefix', symbol: '-' },
  'f64.abs': named('abs'),
  'f32.abs': named('abs'),
  'f64.copysign': named('copysign'),
  'f32.copysign': named('copysign'),
  'f64.sqrt': named('sqrt'),
  'f32.sqrt': named('sqrt'),
  'f64.floor': named('floor'),
  'f32.floor': named('floor'),
  'f64.ceil': named('ceil'),
  'f32.ceil': named('ceil'),
  'f64.trunc': named('trunc'),
  'f32.trunc': named('trunc'),
  'f64.at_most': named('at_most'),
  'f32.at_most': named('at_most'),
  'f64.at_least': named('at_least'),
  'f32.at_least': named('at_least'),
  'f64.lt': relation('<'),
  'f32.lt': relation('<'),
  'f64.le': relation('<='),
  'f32.le': relation('<='),
  'f64.gt': relation('>'),
  'f32.gt': relation('>'),
  'f64.ge': relation('>='),
  'f32.ge': relation('>='),
  'f64.eq': equality('=='),
  'f32.eq': equality('=='),
  'f64.ne': equality('!='),
  'f32.ne': equality('!='),
  'f64.select': { kind: 'choice' },
  'f32.select': { kind: 'choice' },
  'i32.select': { kind: 'choice' },
  'bool.and': bits('and', BINDING.and),
  'bool.or': bits('or', BINDING.or),
  'bool.not': { kind: 'prefix', symbol: '!' },
  'i32.add': sum('+'),
  'i32.sub': sum('-'),
  'i32.mul': product('*'),
  'i32.mulhi_u': named('mulhi'),
  'i32.and': bits('&', BINDING.and),
  'i32.or': bits('|', BINDING.or),
  'i32.xor': bits('^', BINDING.xor),
  'i32.shl': shift('<<'),
  'i32.shr_s': shift('>>'),
  'i32.shr_u': shift('>>>'),
  'i32.eq': equality('=='),
  'i32.ne': equality('!='),
  'i32.lt_s': relation('<'),
  'i32.le_s': relation('<='),
  'i32.gt_s': relation('>'),
  'i32.ge_s': relation('>='),
  'i32.lt_u': named('below'),
  'f64.from_i32': named('f64'),
  'f64.from_u32': named('f64_unsigned'),
  'i32.from_f64': named('i32'),
  'i32.from_bool': named('i32'),
  'f64.from_bool': named('f64'),
  'i32.high_word': named('high_word'),
  'i32.low_word': named('low_word'),
  'f64.from_words': named('from_words'),
  'f64.pow2_shifted': named('pow2_shifted'),
  'f64.pow2_of_parts': named('pow2_of_parts'),
  'f64.pow2_lower_half': named('pow2_lower_half'),
  'f64.pow2_upper_half': named('pow2_upper_half'),
  'f64.times_parts': named('times_parts'),
  'f64.times_upper_half': named('times_upper_half'),
  'f64.from_f32': named('f64'),
  'f32.from_f64': named('f32'),
  'f32.from_i32': named('f32'),
  'f32.from_bool': named('f32'),
  'i32.bits_of_f32': named('bits'),
  'f32.from_bits': named('from_bits'),
  'f32.pow2_shifted': named('pow2_shifted'),
}
