import fc from 'fast-check'
import { expect, test } from 'vitest'
import { array, expectSameOnAllTargets, numbers } from '../targets/run-on-targets.test-support.js'
import { Builder } from './builder.js'
import { orderStatements } from './order-statements.js'
import { procedure } from './run-procedure.test-support.js'
import type { Statement, Value } from './value.js'
import { usedBy } from './walk.js'

const SIZE = 8
const columns = ['x', 'y', 'z'].map(name => array(name, 'f64', SIZE))
const chosen = array('chosen', 'f64', SIZE)
const table = array('table', 'f64', 4)

/** A vector loop over all elements. */
function loop(body: (b: Builder, i: Value) => void): readonly Statement[] {
  const b = new Builder()
  b.for(
    'i',
    b.i32(0),
    b.i32(SIZE),
    i => {
      body(b, i)
    },
    { lanes: 2 },
  )
  return b.statements
}
const bodyOf = ([statement]: readonly Statement[]): readonly Statement[] =>
  statement?.kind === 'for' ? statement.body : []

/** Chains of sums, each value of which needs the one before. */
const chains = (count: number, length: number): readonly Statement[] =>
  loop((b, i) => {
    for (let chain = 0; chain < count; chain++) {
      let value = b.load(columns[0] ?? chosen, i)
      for (let k = 0; k < length; k++)
        value = b.op('f64.mul', b.op('f64.add', value, b.f64(chain)), b.f64(0.5 + k))
      b.store(columns[1] ?? chosen, i, value)
    }
  })

test('chains that do not need each other take turns', () => {
  const followers = (body: readonly Statement[]): number =>
    body.filter((statement, place) => {
      const before = body[place - 1]
      return before?.kind === 'define' && usedBy(statement).includes(before.value)
    }).length
  const written = chains(4, 10)
  const ordered = orderStatements(written)
  expect(bodyOf(ordered).length).toBe(bodyOf(written).length)
  expect(followers(bodyOf(written))).toBe(81)
  expect(followers(bodyOf(ordered))).toBeLessThan(10)
})

test('a loop that a processor sees as a whole stays as it is, and one that is very long', () => {
  for (const given of [chains(2, 10), chains(120, 10)]) expect(orderStatements(given)).toEqual(given)
  const scalar = chains(4, 10).map(statement =>
    statement.kind === 'for' ? { ...statement, lanes: 1 as const } : statement,
  )
  expect(orderStatements(scalar)).toEqual(scalar)
})

test('few values wait at a time, however many could be computed', () => {
  const ordered = bodyOf(
    orderStatements(
      loop((b, i) => {
        // A tree of sums over forty numbers that all could be there at first.
        let values = Array.from({ length: 40 }, (_, k) =>
          b.op('f64.mul', b.load(columns[0] ?? chosen, i), b.f64(k + 2)),
        )
        while (values.length > 1)
          values = values.flatMap((value, k) => {
            const other = values[k + 1]
            if (k % 2 === 1) return []
            return other === undefined ? [value] : [b.op('f64.add', value, other)]
          })
        for (const value of values) b.store(columns[1] ?? chosen, i, value)
      }),
    ),
  )
  const lastUse = new Map<Value, number>()
  ordered.forEach((statement, place) => {
    for (const value of usedBy(statement)) lastUse.set(value, place)
  })
  const waiting = ordered.map(
    (_, place) =>
      ordered
        .slice(0, place + 1)
        .filter(earlier => earlier.kind === 'define' && (lastUse.get(earlier.value) ?? 0) > place).length,
  )
  expect(Math.max(...waiting)).toBeGreaterThan(5)
  expect(Math.max(...waiting)).toBeLessThan(14)
})

/** What one statement of a random body is: numbers choose what it works on. */
const Step = fc.record({
  what: fc.constantFrom('load', 'look up', 'add', 'multiply', 'choose', 'store', 'when'),
  first: fc.nat(1000),
  second: fc.nat(1000),
})
type Step = typeof Step extends fc.Arbitrary<infer T> ? T : never

function write(b: Builder, i: Value, steps: readonly Step[]): void {
  const values: Value[] = [b.load(columns[0] ?? chosen, i)]
  const pick = (n: number): Value => values[n % values.length] ?? i
  const column = (n: number) => columns[n % columns.length] ?? chosen
  for (const { what, first, second } of steps) {
    switch (what) {
      case 'load':
        values.push(b.load(column(first), i))
        break
      case 'look up': {
        const limited = b.op('f64.select', b.op('f64.lt', pick(first), b.f64(9)), pick(first), b.f64(9))
        const counted = b.op('f64.add', limited, b.f64(2 ** 52))
        values.push(b.load(table, b.op('i32.and', b.op('i32.low_word', counted), b.i32(3))))
        break
      }
      case 'add':
        values.push(b.op('f64.add', pick(first), pick(second)))
        break
      case 'multiply':
        values.push(b.op('f64.mul', pick(first), b.f64(1 / (2 + second))))
        break
      case 'choose':
        values.push(
          b.op('f64.select', b.op('f64.lt', pick(first), pick(second)), pick(second + 1), b.f64(first)),
        )
        break
      case 'store':
        b.store(column(first), i, pick(second))
        break
      case 'when':
        b.when(b.op('f64.lt', pick(first), pick(second)), 'present', present => {
          b.store(chosen, present, b.op('f64.add', b.load(column(first), present), pick(second)))
        })
        break
      default:
        what satisfies never
    }
  }
}

test('no result depends on the order', () => {
  const initial = new Map([
    ...columns.map((column, k) => [column, numbers(SIZE, 3 * k)] as const),
    [chosen, numbers(SIZE)] as const,
    [table, numbers(4)] as const,
  ])
  fc.assert(
    fc.property(fc.array(Step, { minLength: 70, maxLength: 160 }), steps => {
      const written = loop((b, i) => {
        write(b, i, steps)
      })
      const results = [written, orderStatements(written)].map(body => {
        const contents = expectSameOnAllTargets(
          { name: 'test', procedures: [procedure('run', body)] },
          initial,
          [['run'], ['run']],
        )
        return [...columns, chosen].map(column => Array.from(contents.get(column) ?? []))
      })
      expect(results[1]).toEqual(results[0])
    }),
    { numRuns: 60 },
  )
})
