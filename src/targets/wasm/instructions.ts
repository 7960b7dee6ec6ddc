/**
 * Opcodes by the type they work on, named as in the WebAssembly specification 2.0 ("Index of Instructions"). An opcode with a prefix byte
 * holds it above its lowest 16 bits.
 */
export type Opcode = number

const saturating = (code: number): Opcode => (0xfc << 16) | code
const vector = (code: number): Opcode => (0xfd << 16) | code
const atomic = (code: number): Opcode => (0xfe << 16) | code

/** Types as they are written in signatures, declarations of locals and blocks. */
export const TYPE = { i32: 0x7f, i64: 0x7e, f64: 0x7c, f32: 0x7d, v128: 0x7b, empty: 0x40 } as const
export type WasmType = 'i32' | 'i64' | 'f64' | 'f32' | 'v128'

export const control = {
  block: 0x02,
  loop: 0x03,
  if: 0x04,
  else: 0x05,
  end: 0x0b,
  br: 0x0c,
  br_if: 0x0d,
  unreachable: 0x00,
  call: 0x10,
  drop: 0x1a,
  select: 0x1b,
} as const

export const local = { get: 0x20, set: 0x21, tee: 0x22 } as const
export const global = { get: 0x23 } as const

export const i32 = {
  load: 0x28,
  store: 0x36,
  const: 0x41,
  eqz: 0x45,
  eq: 0x46,
  ne: 0x47,
  lt_s: 0x48,
  lt_u: 0x49,
  gt_s: 0x4a,
  le_s: 0x4c,
  ge_s: 0x4e,
  ctz: 0x68,
  add: 0x6a,
  sub: 0x6b,
  mul: 0x6c,
  and: 0x71,
  or: 0x72,
  xor: 0x73,
  shl: 0x74,
  shr_s: 0x75,
  shr_u: 0x76,
  wrap_i64: 0xa7,
  reinterpret_f32: 0xbc,
} as const

export const i64 = {
  const: 0x42,
  add: 0x7c,
  sub: 0x7d,
  mul: 0x7e,
  and: 0x83,
  or: 0x84,
  shl: 0x86,
  shr_u: 0x88,
  extend_i32_s: 0xac,
  extend_i32_u: 0xad,
  reinterpret_f64: 0xbd,
  trunc_sat_f64_s: saturating(0x06),
} as const

export const f64 = {
  load: 0x2b,
  store: 0x39,
  const: 0x44,
  eq: 0x61,
  ne: 0x62,
  lt: 0x63,
  gt: 0x64,
  le: 0x65,
  ge: 0x66,
  abs: 0x99,
  neg: 0x9a,
  ceil: 0x9b,
  floor: 0x9c,
  trunc: 0x9d,
  sqrt: 0x9f,
  add: 0xa0,
  sub: 0xa1,
  mul: 0xa2,
  div: 0xa3,
  copysign: 0xa6,
  convert_i32_s: 0xb7,
  convert_i32_u: 0xb8,
  promote_f32: 0xbb,
  reinterpret_i64: 0xbf,
} as const

export const f32 = {
  load: 0x2a,
  store: 0x38,
  const: 0x43,
  eq: 0x5b,
  ne: 0x5c,
  lt: 0x5d,
  gt: 0x5e,
  le: 0x5f,
  ge: 0x60,
  abs: 0x8b,
  neg: 0x8c,
  ceil: 0x8d,
  floor: 0x8e,
  trunc: 0x8f,
  sqrt: 0x91,
  add: 0x92,
  sub: 0x93,
  mul: 0x94,
  div: 0x95,
  copysign: 0x98,
  convert_i32_s: 0xb2,
  convert_i32_u: 0xb3,
  demote_f64: 0xb6,
  reinterpret_i32: 0xbe,
} as const

export const v128 = {
  load: vector(0x00),
  load32_splat: vector(0x09),
  load64_splat: vector(0x0a),
  store: vector(0x0b),
  not: vector(0x4d),
  and: vector(0x4e),
  or: vector(0x50),
  xor: vector(0x51),
  bitselect: vector(0x52),
  load32_lane: vector(0x56),
  load64_lane: vector(0x57),
  store64_lane: vector(0x5b),
  load32_zero: vector(0x5c),
  load64_zero: vector(0x5d),
} as const

export const i8x16 = { shuffle: vector(0x0d) } as const

export const i32x4 = {
  splat: vector(0x11),
  extract_lane: vector(0x1b),
  replace_lane: vector(0x1c),
  eq: vector(0x37),
  ne: vector(0x38),
  lt_s: vector(0x39),
  lt_u: vector(0x3a),
  gt_s: vector(0x3b),
  le_s: vector(0x3d),
  ge_s: vector(0x3f),
  neg: vector(0xa1),
  bitmask: vector(0xa4),
  shl: vector(0xab),
  shr_s: vector(0xac),
  shr_u: vector(0xad),
  add: vector(0xae),
  sub: vector(0xb1),
  mul: vector(0xb5),
} as const

export const i64x2 = {
  load32x2_s: vector(0x05),
  splat: vector(0x12),
  replace_lane: vector(0x1e),
  neg: vector(0xc1),
  bitmask: vector(0xc4),
  extend_low_i32x4_s: vector(0xc7),
  extend_high_i32x4_s: vector(0xc8),
  shl: vector(0xcb),
  shr_u: vector(0xcd),
  add: vector(0xce),
  sub: vector(0xd1),
  extmul_low_i32x4_u: vector(0xde),
  extmul_high_i32x4_u: vector(0xdf),
} as const

export const f32x4 = {
  splat: vector(0x13),
  extract_lane: vector(0x1f),
  replace_lane: vector(0x20),
  eq: vector(0x41),
  ne: vector(0x42),
  lt: vector(0x43),
  gt: vector(0x44),
  le: vector(0x45),
  ge: vector(0x46),
  demote_f64x2_zero: vector(0x5e),
  ceil: vector(0x67),
  floor: vector(0x68),
  trunc: vector(0x69),
  abs: vector(0xe0),
  neg: vector(0xe1),
  sqrt: vector(0xe3),
  add: vector(0xe4),
  sub: vector(0xe5),
  mul: vector(0xe6),
  div: vector(0xe7),
  convert_i32x4_s: vector(0xfa),
  pmin: vector(0xea),
  pmax: vector(0xeb),
} as const

export const f64x2 = {
  splat: vector(0x14),
  extract_lane: vector(0x21),
  replace_lane: vector(0x22),
  eq: vector(0x47),
  ne: vector(0x48),
  lt: vector(0x49),
  gt: vector(0x4a),
  le: vector(0x4b),
  ge: vector(0x4c),
  ceil: vector(0x74),
  floor: vector(0x75),
  trunc: vector(0x7a),
  abs: vector(0xec),
  neg: vector(0xed),
  sqrt: vector(0xef),
  add: vector(0xf0),
  sub: vector(0xf1),
  mul: vector(0xf2),
  div: vector(0xf3),
  pmin: vector(0xf6),
  pmax: vector(0xf7),
  convert_low_i32x4_s: vector(0xfe),
  convert_low_i32x4_u: vector(0xff),
  promote_low_f32x4: vector(0x5f),
} as const

/** On 32-bit integers in shared memory, in one order that all threads see; from the proposal "threads" of the specification. */
export const atomics = {
  notify: atomic(0x00),
  wait32: atomic(0x01),
  load: atomic(0x10),
  store: atomic(0x17),
  add: atomic(0x1e),
} as const
