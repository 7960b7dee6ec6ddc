/**
 * Types of values in kernels. `f64` and `f32` are IEEE 754 numbers of double and single precision, every operation rounded once.
 * `bool` is a condition: a mask in a vector loop, 0 or 1 in memory (as 32-bit integer). `i32` wraps around modulo 2^32; whether it
 * is signed is a matter of the operation.
 */
export type ValueType = 'f64' | 'f32' | 'i32' | 'bool'
export type FloatType = 'f64' | 'f32'

/** Iterations of a loop that run at a time: 2 or 4 in a vector loop, see `vectorise`. */
export type LaneCount = 1 | 2 | 4 | 8

/** An array in the memory of the network. A variable with one value is an array of length 1. Identity is the object itself. */
export interface ArraySymbol {
  readonly name: string
  readonly type: ValueType
  readonly length: number
  /** The numbers of a table that functions look things up in; nothing writes it. */
  readonly content?: readonly number[]
}

/** A mutable variable of one procedure; only scalar code (outside vector loops) uses it. */
export interface Local {
  readonly name: string
  readonly type: ValueType
}

/**
 * A single assignment value. Constants, elements and parameters can be used anywhere; operations, loads, reads and calls are
 * evaluated where their `define` statement stands, and are used after it, in the same block or in a nested one.
 */
export type Value = Constant | Element | Parameter | Operation | Load | Read | Call

export interface Constant {
  readonly kind: 'constant'
  readonly type: ValueType
  readonly value: number
}
/** The index variable of a loop, or of a `when` block: the number of the element that is treated. */
export interface Element {
  readonly kind: 'element'
  readonly type: 'i32'
  readonly name: string
}
export interface Parameter {
  readonly kind: 'parameter'
  readonly type: ValueType
  readonly name: string
}
export interface Operation {
  readonly kind: 'operation'
  readonly type: ValueType
  readonly operator: Operator
  readonly operands: readonly Value[]
}
/** `array[index + displacement]`; contiguous in a vector loop if `index` is the element of that loop, else a gather. */
export interface Load {
  readonly kind: 'load'
  readonly type: ValueType
  readonly array: ArraySymbol
  readonly index: Value
  readonly displacement: number
}
/** The present content of a local variable. */
export interface Read {
  readonly kind: 'read'
  readonly type: ValueType
  readonly local: Local
}
/**
 * A call of a scalar function, lane by lane in a vector loop. With a mask the function is called only where the mask holds,
 * elsewhere the value is `otherwise`: this is how a vectorised function treats its rare arguments.
 */
export interface Call {
  readonly kind: 'call'
  readonly type: ValueType
  readonly callee: KernelFunction | HostFunction
  readonly operands: readonly Value[]
  readonly mask?: { readonly condition: Value; readonly otherwise: Value }
}

/** A scalar function written in kernel statements; it may loop. */
export interface KernelFunction {
  readonly kind: 'kernel-function'
  readonly name: string
  readonly parameters: readonly Parameter[]
  readonly body: readonly Statement[]
  readonly result: Value
}
/** A function of the host language, called per element with plain SI numbers (booleans as 0 and 1). */
export interface HostFunction {
  readonly kind: 'host-function'
  readonly name: string
  readonly parameterTypes: readonly ValueType[]
  readonly resultType: ValueType
  readonly call: (...values: number[]) => number
}

export type Statement = Define | Store | Assign | For | While | If | When | Perform | Barrier

export type Definition = Operation | Load | Read | Call
/** Evaluates a value here. Each definition stands in exactly one `define`. */
export interface Define {
  readonly kind: 'define'
  readonly value: Definition
}
/** `array[index + displacement] = value`; in a vector loop contiguous if `index` is its element, else lane by lane in order. */
export interface Store {
  readonly kind: 'store'
  readonly array: ArraySymbol
  readonly index: Value
  readonly displacement: number
  readonly value: Value
}
export interface Assign {
  readonly kind: 'assign'
  readonly local: Local
  readonly value: Value
}
/**
 * For `element` from `from` (included) to `to` (excluded). With `lanes` above 1 the iterations are independent and may run that many
 * at a time: the body then has only `define`, `store` and `when`. Four lanes and more can hold every type, two lanes all but f32. `padded`: the
 * arrays may be touched up to the next multiple of four, or of two lanes, after `to`.
 */
export interface For {
  readonly kind: 'for'
  readonly element: Element
  readonly from: Value
  readonly to: Value
  readonly lanes: LaneCount
  readonly padded: boolean
  readonly body: readonly Statement[]
}
/** Runs `test`, whose last value is `condition`; while it holds, `body` and again. */
export interface While {
  readonly kind: 'while'
  readonly test: readonly Statement[]
  readonly condition: Value
  readonly body: readonly Statement[]
}
export interface If {
  readonly kind: 'if'
  readonly condition: Value
  readonly then: readonly Statement[]
  readonly otherwise: readonly Statement[]
}
/**
 * Scalar code for each element of a loop for which `mask` holds, in ascending order; `element` is its number. In the body a value of
 * the surrounding loop means that element's lane. Elements at or after the loop's `to` never run it, padded or not.
 */
export interface When {
  readonly kind: 'when'
  readonly mask: Value
  readonly element: Element
  readonly body: readonly Statement[]
}
/** Calls another procedure of the program, with a value for each of its parameters. */
export interface Perform {
  readonly kind: 'perform'
  readonly procedure: string
  readonly operands: readonly Value[]
}
/** Waits until all threads have come to a barrier of the same meeting; what they wrote before it, all see after it. */
export interface Barrier {
  readonly kind: 'barrier'
  readonly meeting: Meeting
}

/** Threads that run the same program on one memory, and wait for each other at barriers. */
export interface Meeting {
  readonly threads: number
  /** `MEETING_WORDS` integers, all 0 at first. */
  readonly words: ArraySymbol
  /** Parameter of the program: how often a thread looks whether the others have come before it sleeps; below 0, it never sleeps. */
  readonly patience: Parameter
  /** Parameter of the program: the number of the thread. */
  readonly thread: Parameter
  /** Where each thread counts how often it has looked for the others, in places of its own as far apart from one to the next. */
  readonly waited: ArraySymbol
}
/**
 * What the words of a meeting are: threads that have come, number of the barriers that were passed, threads that sleep, and not 0 once the
 * meeting is broken off: who waits then traps.
 */
export const MEETING_WORDS = { arrived: 0, passed: 1, sleeping: 2, broken: 3 } as const

/** Lowered code: what a target translates, and the host can call by name. Procedures give nothing back. */
export interface Procedure {
  readonly name: string
  /** One line for the reader of the generated code: which equation or rule this comes from. */
  readonly comment: string
  readonly parameters: readonly Parameter[]
  readonly body: readonly Statement[]
}
export interface Program {
  readonly name: string
  /** Integers that are given when the program is bound to a memory, the same for all its procedures: the number of the thread, for one. */
  readonly parameters?: readonly Parameter[]
  readonly procedures: readonly Procedure[]
}

/** What rounds a double of moderate size to a whole number when it is added and taken away again; in between its units are the lowest bits. */
export const WHOLE_SHIFT = 2 ** 52 + 2 ** 51

/**
 * What is added to a whole number before it becomes an exponent: 2^52 + 2^51 (in single precision 2^23 + 2^22) brings its units to the lowest
 * bits of the significand, where they are those of a biased exponent.
 */
export const POWER_SHIFT = { f64: 2 ** 52 + 2 ** 51 + 1023, f32: 2 ** 23 + 2 ** 22 + 127 } as const

/** Binary digits of the number of equal parts, 1024, in which a doubling is counted where an exponent is more than whole. */
export const PART_DIGITS = 10

/** Every operator with the types of its operands and of its result. `select` takes (condition, if true, if false) of one type. */
export const OPERATORS = {
  'f64.add': { operands: ['f64', 'f64'], result: 'f64' },
  'f64.sub': { operands: ['f64', 'f64'], result: 'f64' },
  'f64.mul': { operands: ['f64', 'f64'], result: 'f64' },
  'f64.div': { operands: ['f64', 'f64'], result: 'f64' },
  'f64.neg': { operands: ['f64'], result: 'f64' },
  'f64.abs': { operands: ['f64'], result: 'f64' },
  /** Magnitude of the first, sign bit of the second operand. */
  'f64.copysign': { operands: ['f64', 'f64'], result: 'f64' },
  'f64.sqrt': { operands: ['f64'], result: 'f64' },
  'f64.floor': { operands: ['f64'], result: 'f64' },
  'f64.ceil': { operands: ['f64'], result: 'f64' },
  'f64.trunc': { operands: ['f64'], result: 'f64' },
  'f64.lt': { operands: ['f64', 'f64'], result: 'bool' },
  'f64.le': { operands: ['f64', 'f64'], result: 'bool' },
  'f64.gt': { operands: ['f64', 'f64'], result: 'bool' },
  'f64.ge': { operands: ['f64', 'f64'], result: 'bool' },
  'f64.eq': { operands: ['f64', 'f64'], result: 'bool' },
  'f64.ne': { operands: ['f64', 'f64'], result: 'bool' },
  'f32.add': { operands: ['f32', 'f32'], result: 'f32' },
  'f32.sub': { operands: ['f32', 'f32'], result: 'f32' },
  'f32.mul': { operands: ['f32', 'f32'], result: 'f32' },
  'f32.div': { operands: ['f32', 'f32'], result: 'f32' },
  'f32.neg': { operands: ['f32'], result: 'f32' },
  'f32.abs': { operands: ['f32'], result: 'f32' },
  'f32.copysign': { operands: ['f32', 'f32'], result: 'f32' },
  'f32.sqrt': { operands: ['f32'], result: 'f32' },
  'f32.floor': { operands: ['f32'], result: 'f32' },
  'f32.ceil': { operands: ['f32'], result: 'f32' },
  'f32.trunc': { operands: ['f32'], result: 'f32' },
  'f32.lt': { operands: ['f32', 'f32'], result: 'bool' },
  'f32.le': { operands: ['f32', 'f32'], result: 'bool' },
  'f32.gt': { operands: ['f32', 'f32'], result: 'bool' },
  'f32.ge': { operands: ['f32', 'f32'], result: 'bool' },
  'f32.eq': { operands: ['f32', 'f32'], result: 'bool' },
  'f32.ne': { operands: ['f32', 'f32'], result: 'bool' },
  /** The first operand, but the second where that is less: nan stays nan. */
  'f64.at_most': { operands: ['f64', 'f64'], result: 'f64' },
  'f32.at_most': { operands: ['f32', 'f32'], result: 'f32' },
  /** The first operand, but the second where that is greater: nan stays nan. */
  'f64.at_least': { operands: ['f64', 'f64'], result: 'f64' },
  'f32.at_least': { operands: ['f32', 'f32'], result: 'f32' },
  'f64.select': { operands: ['bool', 'f64', 'f64'], result: 'f64' },
  'f32.select': { operands: ['bool', 'f32', 'f32'], result: 'f32' },
  'i32.select': { operands: ['bool', 'i32', 'i32'], result: 'i32' },
  'bool.and': { operands: ['bool', 'bool'], result: 'bool' },
  'bool.or': { operands: ['bool', 'bool'], result: 'bool' },
  'bool.not': { operands: ['bool'], result: 'bool' },
  'i32.add': { operands: ['i32', 'i32'], result: 'i32' },
  'i32.sub': { operands: ['i32', 'i32'], result: 'i32' },
  'i32.mul': { operands: ['i32', 'i32'], result: 'i32' },
  /** Upper 32 bits of the unsigned 64-bit product. */
  'i32.mulhi_u': { operands: ['i32', 'i32'], result: 'i32' },
  'i32.and': { operands: ['i32', 'i32'], result: 'i32' },
  'i32.or': { operands: ['i32', 'i32'], result: 'i32' },
  'i32.xor': { operands: ['i32', 'i32'], result: 'i32' },
  /** Shift counts are constants or scalars from 0 to 31. */
  'i32.shl': { operands: ['i32', 'i32'], result: 'i32' },
  'i32.shr_s': { operands: ['i32', 'i32'], result: 'i32' },
  'i32.shr_u': { operands: ['i32', 'i32'], result: 'i32' },
  'i32.eq': { operands: ['i32', 'i32'], result: 'bool' },
  'i32.ne': { operands: ['i32', 'i32'], result: 'bool' },
  'i32.lt_s': { operands: ['i32', 'i32'], result: 'bool' },
  'i32.le_s': { operands: ['i32', 'i32'], result: 'bool' },
  'i32.gt_s': { operands: ['i32', 'i32'], result: 'bool' },
  'i32.ge_s': { operands: ['i32', 'i32'], result: 'bool' },
  'i32.lt_u': { operands: ['i32', 'i32'], result: 'bool' },
  'f64.from_i32': { operands: ['i32'], result: 'f64' },
  'f64.from_u32': { operands: ['i32'], result: 'f64' },
  /** Cut towards zero, then modulo 2^32; 0 for nan, infinities and magnitudes of 2^63 or more. */
  'i32.from_f64': { operands: ['f64'], result: 'i32' },
  'i32.from_bool': { operands: ['bool'], result: 'i32' },
  'f64.from_bool': { operands: ['bool'], result: 'f64' },
  /** Bits 63..32 and 31..0 of a double. Never apply them to a value that can be nan: its bits are not defined. */
  'i32.high_word': { operands: ['f64'], result: 'i32' },
  'i32.low_word': { operands: ['f64'], result: 'i32' },
  /** The double with this high and low word. */
  'f64.from_words': { operands: ['i32', 'i32'], result: 'f64' },
  /** 2^k from k + `POWER_SHIFT.f64` for a whole number k, -1022 <= k <= 1023; undefined bits otherwise. */
  'f64.pow2_shifted': { operands: ['f64'], result: 'f64' },
  /**
   * 2^(e - 1023) from n + `WHOLE_SHIFT` for whole n, where e is the whole part of n/2^`PART_DIGITS`, 1 <= e <= 2046; and from
   * 2 <= e <= 4093 the same with e/2, rounded down or up, in place of e. Undefined bits otherwise.
   */
  'f64.pow2_of_parts': { operands: ['f64'], result: 'f64' },
  'f64.pow2_lower_half': { operands: ['f64'], result: 'f64' },
  'f64.pow2_upper_half': { operands: ['f64'], result: 'f64' },
  /**
   * The first operand with bits that are more by n 2^(52 - `PART_DIGITS`), n of the second as above; and by that less the exponent of
   * `pow2_lower_half`, which leaves the upper half. The exponent of the result must be that of a normal number.
   */
  'f64.times_parts': { operands: ['f64', 'f64'], result: 'f64' },
  'f64.times_upper_half': { operands: ['f64', 'f64'], result: 'f64' },
  /** Exact, and rounded to the nearest, half to even. */
  'f64.from_f32': { operands: ['f32'], result: 'f64' },
  'f32.from_f64': { operands: ['f64'], result: 'f32' },
  'f32.from_i32': { operands: ['i32'], result: 'f32' },
  'f32.from_bool': { operands: ['bool'], result: 'f32' },
  /** The bits of a number of single precision. Never apply it to a value that can be nan: its bits are not defined. */
  'i32.bits_of_f32': { operands: ['f32'], result: 'i32' },
  'f32.from_bits': { operands: ['i32'], result: 'f32' },
  /** 2^k from k + `POWER_SHIFT.f32` for a whole number k, -126 <= k <= 127; undefined bits otherwise. */
  'f32.pow2_shifted': { operands: ['f32'], result: 'f32' },
} as const satisfies Readonly<Record<string, { operands: readonly ValueType[]; result: ValueType }>>

export type Operator = keyof typeof OPERATORS
