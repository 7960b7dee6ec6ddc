import { expect, test } from 'vitest'
import { Builder } from '../kernels/builder.js'
import { evaluateOperation } from '../kernels/evaluate-operation.js'
import {
  OPERATORS,
  POWER_SHIFT,
  PART_DIGITS,
  WHOLE_SHIFT,
  type ArraySymbol,
  type LaneCount,
  type Operator,
  type Value,
  type ValueType,
} from '../kernels/value.js'
import {
  elementwise,
  array,
  bitsOf,
  expectSameOnAllTargets,
  SHAPES,
  TARGETS,
  TestMemory,
} from './run-on-targets.test-support.js'

const DOUBLES = [
  ...[0, -0, 1, -1, 0.5, -0.5, 1.5, -1.5, 2.5, NaN, Infinity, -Infinity, Number.MIN_VALUE, -Number.MIN_VALUE],
  ...[
    2.2250738585072014e-308,
    Number.MAX_VALUE,
    2147483647,
    2147483648,
    2147483649,
    -2147483648,
    -2147483649,
  ],
  ...[
    4294967295,
    4294967296,
    9007199254740992,
    9007199254740993,
    -9007199254740991,
    2 ** 52 + 1,
    2 ** 62,
    2 ** 63,
    -(2 ** 63),
  ],
  ...[2 ** 63 - 1024, -(2 ** 63) - 2048, 2 ** 64, 1e300, -0.1, 3.7, -3.7],
]
const SINGLES = [
  ...new Set(
    [...DOUBLES, 1.401298464324817e-45, 1.1754943508222875e-38, 3.4028234663852886e38, 8388609, 16777215].map(
      Math.fround,
    ),
  ),
]
const INTEGERS = [
  0, 1, -1, 2, 31, 32, 255, 65535, 65536, 2147483647, -2147483648, -2147483647, 1431655765, -19088744,
]
const CONDITIONS = [0, 1]

const atParts = (...exponents: number[]): readonly number[] =>
  exponents.map(exponent => exponent * 2 ** PART_DIGITS + WHOLE_SHIFT)

/** The operands an operator is tried on, by position. */
function candidates(operator: Operator, position: number, type: ValueType): readonly number[] {
  if (operator === 'f64.pow2_shifted')
    return [-1022, -1021, -1, 0, 1, 52, 1022, 1023].map(power => power + POWER_SHIFT.f64)
  if (operator === 'f32.pow2_shifted')
    return [-126, -125, -1, 0, 1, 23, 126, 127].map(power => power + POWER_SHIFT.f32)
  if (operator === 'f64.pow2_of_parts') return atParts(1, 1.5, 1023, 1024.25, 2046, 2046.875)
  if (operator === 'f64.pow2_lower_half' || operator === 'f64.pow2_upper_half')
    return atParts(2, 2.5, 3, 2047, 2048, 3001.75, 4093.875)
  if (operator === 'f64.times_parts' || operator === 'f64.times_upper_half')
    return position === 0 ? [2 ** -500, 1.7 * 2 ** -500, -(2 ** -500)] : atParts(4, 500, 777.75, 1523)
  if (operator === 'i32.bits_of_f32') return SINGLES.filter(value => !Number.isNaN(value))
  if (operator === 'i32.high_word' || operator === 'i32.low_word')
    return DOUBLES.filter(value => !Number.isNaN(value))
  if (/shl|shr/.test(operator) && position === 1) return [0, 1, 5, 16, 31]
  return { f64: DOUBLES, f32: SINGLES, i32: INTEGERS, bool: CONDITIONS }[type]
}

function combinations(operator: Operator): readonly (readonly number[])[] {
  return OPERATORS[operator].operands.reduce<readonly (readonly number[])[]>(
    (rows, type, position) =>
      rows.flatMap(row => candidates(operator, position, type).map(value => [...row, value])),
    [[]],
  )
}

/** A loop of two lanes has no singles. */
const shapesFor = (operator: Operator) => {
  const { operands, result } = OPERATORS[operator]
  const hasSingles = [...operands, result].some(type => type === 'f32')
  return SHAPES.filter(({ lanes }) => lanes !== 2 || !hasSingles)
}

/** A loop that applies the operator to columns of operands. Operands in `constant` are written as constants instead. */
function applied(
  operator: Operator,
  rows: readonly (readonly number[])[],
  lanes: LaneCount,
  padded: boolean,
  constant?: number,
) {
  const { operands, result } = OPERATORS[operator]
  const columns = operands.map((type, position) => array(`operand.${String(position)}`, type, rows.length))
  const results = array('result', result, rows.length)
  const builder = new Builder()
  builder.for(
    'i',
    builder.i32(0),
    builder.i32(rows.length),
    i => {
      const values = columns.map((column, position): Value =>
        position === constant
          ? builder.constant(column.type, rows[0]?.[position] ?? 0)
          : builder.load(column, i),
      )
      builder.store(results, i, builder.op(operator, ...values))
    },
    { lanes, padded },
  )
  const program = {
    name: operator,
    procedures: [{ name: 'apply', comment: '', parameters: [], body: builder.statements }],
  }
  const initial = new Map<ArraySymbol, readonly number[]>(
    columns.map((column, position) => [column, rows.map(row => row[position] ?? 0)]),
  )
  initial.set(results, [])
  return { program, initial, results }
}

for (const operator of Object.keys(OPERATORS) as Operator[]) {
  test(`${operator} is the same on all targets, in scalar and vector loops, on edge values`, () => {
    const all = combinations(operator)
    // An odd number of rows, so that the last one is a tail.
    const rows = all.length % 2 === 1 ? all : all.slice(0, -1)
    const expected = bitsOf(rows.map(row => evaluateOperation(operator, row)))
    for (const target of TARGETS) {
      for (const { lanes, padded } of shapesFor(operator)) {
        const { program, initial, results } = applied(operator, rows, lanes, padded)
        const memory = new TestMemory(initial)
        target.translate(program, memory).instantiate(memory.memory).procedure('apply')()
        expect(bitsOf(memory.view(results)), `${target.name}, ${String(lanes)} lanes`).toEqual(expected)
        memory.expectGuards()
      }
    }
  })
}

for (const operator of Object.keys(OPERATORS) as Operator[]) {
  const { operands } = OPERATORS[operator]
  if (operands.length === 1) continue
  test(`${operator} takes constants in each place`, () => {
    operands.forEach((_, position) => {
      const all = combinations(operator)
      const chosen = new Set(all.map(row => row[position] ?? 0))
      for (const value of [...chosen].slice(0, 12)) {
        const rows = all.filter(row => Object.is(row[position], value)).slice(0, 9)
        if (rows.length === 0) continue
        const expected = bitsOf(rows.map(row => evaluateOperation(operator, row)))
        for (const target of TARGETS) {
          for (const { lanes, padded } of shapesFor(operator)) {
            const { program, initial, results } = applied(operator, rows, lanes, padded, position)
            const memory = new TestMemory(initial)
            target.translate(program, memory).instantiate(memory.memory).procedure('apply')()
            expect(
              bitsOf(memory.view(results)),
              `${target.name}, ${String(value)} at ${String(position)}`,
            ).toEqual(expected)
          }
        }
      }
    })
  })
}

test('the sign of a nan counts as positive, whatever the machine makes of it', () => {
  const [x, y, z] = [array('x', 'f64', 4), array('y', 'f64', 4), array('z', 'f64', 4)]
  for (const shape of SHAPES) {
    const run = elementwise(4, shape, (b, i) => {
      const value = b.load(x, i)
      b.store(y, i, b.op('f64.copysign', b.f64(1), b.op('f64.neg', b.op('f64.sub', value, value))))
      b.store(z, i, b.op('f64.copysign', b.f64(1), b.op('f64.sub', value, value)))
    })
    const after = expectSameOnAllTargets(
      run,
      new Map([
        [x, [Infinity, -Infinity, NaN, 0]],
        [y, []],
        [z, []],
      ]),
      [['run']],
    )
    expect([...(after.get(y) ?? [])]).toEqual([1, 1, 1, -1])
    expect([...(after.get(z) ?? [])]).toEqual([1, 1, 1, 1])
  }
})
