import { expect, test } from 'vitest'
import { Builder } from './builder.js'
import { dropUnused } from './drop-unused.js'
import { philox } from './functions/philox.js'
import { uniformFromWords } from './functions/uniform.js'
import { fuse } from './fuse.js'
import { hoistInvariants } from './hoist-invariants.js'
import { hoistToRun } from './hoist-to-run.js'
import { Bench, procedure } from './run-procedure.test-support.js'
import type { ArraySymbol, Procedure, Value } from './value.js'
import { vectorise } from './vectorise.js'
import { walk } from './walk.js'

/** x[i] = x[i] * factor + i for all elements. */
function scale(x: ArraySymbol, factor: ArraySymbol): Procedure {
  const b = new Builder()
  b.for(
    'i',
    b.i32(0),
    b.i32(x.length),
    i => {
      b.store(
        x,
        i,
        b.op('f64.add', b.op('f64.mul', b.load(x, i), b.loadScalar(factor)), b.op('f64.from_i32', i)),
      )
    },
    { padded: true },
  )
  return procedure('scale', b.statements)
}

/** Lists the elements above a limit. */
function list(x: ArraySymbol, limit: number, elements: ArraySymbol, count: ArraySymbol): Procedure {
  const b = new Builder()
  b.storeScalar(count, b.i32(0))
  b.for(
    'i',
    b.i32(0),
    b.i32(x.length),
    i => {
      b.when(b.op('f64.gt', b.load(x, i), b.f64(limit)), 'above', above => {
        const n = b.loadScalar(count)
        b.store(elements, n, above)
        b.storeScalar(count, b.op('i32.add', n, b.i32(1)))
      })
    },
    { padded: true },
  )
  return procedure('list', b.statements)
}

const loadsInLoops = ({ body }: Procedure, array: ArraySymbol): number => {
  let loads = 0
  for (const statement of body) {
    if (statement.kind !== 'for') continue
    walk(statement.body, inner => {
      if (inner.kind === 'define' && inner.value.kind === 'load' && inner.value.array === array) loads++
    })
  }
  return loads
}

test('what a loop does not change moves in front of it', () => {
  const bench = new Bench()
  const x = bench.array('x', 'f64', [1, 2, 3])
  const factor = bench.array('factor', 'f64', [10])
  const before = scale(x, factor)
  const after = { ...before, body: hoistInvariants(before.body) }
  expect(loadsInLoops(before, factor)).toBe(1)
  expect(loadsInLoops(after, factor)).toBe(0)
  bench.run(after)
  expect(bench.values(x)).toEqual([10, 21, 32])
})

test('a scalar that the loop writes stays in it', () => {
  const bench = new Bench()
  const sum = bench.array('sum', 'f64', [0])
  const b = new Builder()
  b.for('i', b.i32(0), b.i32(4), i => {
    b.storeScalar(sum, b.op('f64.add', b.loadScalar(sum), b.op('f64.from_i32', i)))
  })
  bench.run(procedure('sum', hoistInvariants(b.statements)))
  expect(bench.values(sum)).toEqual([6])
})

test('two loops over one range become one, and what the first stores the second does not load', () => {
  const bench = new Bench()
  const x = bench.array('x', 'f64', [1, 2, 3])
  const factor = bench.array('factor', 'f64', [10])
  const elements = bench.array('elements', 'i32', [0, 0, 0])
  const count = bench.array('count', 'i32', [9])
  const fused = fuse(scale(x, factor), list(x, 15, elements, count))
  expect(fused).toBeDefined()
  if (fused === undefined) return
  expect(loadsInLoops(fused, x)).toBe(1)
  bench.run(fused)
  expect(bench.values(x)).toEqual([10, 21, 32])
  expect(bench.values(count)).toEqual([2])
  expect(bench.values(elements)).toEqual([1, 2, 0])
})

test('loops are not fused if one reads other elements of what the other writes', () => {
  const bench = new Bench()
  const x = bench.array('x', 'f64', [1, 2, 3])
  const y = bench.array('y', 'f64', [0, 0, 0])
  const which = bench.array('which', 'i32', [2, 1, 0])
  const b = new Builder()
  b.for(
    'i',
    b.i32(0),
    b.i32(3),
    i => {
      b.store(y, i, b.load(x, b.load(which, i)))
    },
    { padded: true },
  )
  expect(fuse(scale(x, bench.array('factor', 'f64', [2])), procedure('gather', b.statements))).toBeUndefined()
})

test('loops over different ranges are not fused', () => {
  const bench = new Bench()
  const factor = bench.array('factor', 'f64', [2])
  expect(
    fuse(scale(bench.array('x', 'f64', [1, 2]), factor), scale(bench.array('y', 'f64', [1, 2, 3]), factor)),
  ).toBeUndefined()
})

test('what depends on unwritten arrays alone is computed once per run', () => {
  const bench = new Bench()
  const x = bench.array('x', 'f64', [1, 1, 1])
  const tau = bench.array('tau', 'f64', [1, 2, 4])
  const b = new Builder()
  b.for(
    'i',
    b.i32(0),
    b.i32(3),
    i => {
      const rate = b.op('f64.sqrt', b.op('f64.div', b.f64(1), b.load(tau, i)))
      b.store(x, i, b.op('f64.mul', b.load(x, i), rate))
    },
    { padded: true },
  )
  const decay = procedure('decay', b.statements)
  const split = hoistToRun(
    decay,
    array => array === x,
    (name, type, length) => bench.array(name, type, new Array<number>(length).fill(0)),
  )
  expect(split).toBeDefined()
  if (split === undefined) return
  expect(loadsInLoops({ ...split.step, body: dropUnused(split.step.body) }, tau)).toBe(0)
  bench.run(split.preparation, { ...split.step, body: dropUnused(split.step.body) })
  expect(bench.values(x)).toEqual([1, Math.sqrt(0.5), 0.5])
  expect(
    hoistToRun(
      decay,
      () => true,
      () => x,
    ),
  ).toBeUndefined()
})

test('loops with independent iterations become vector loops, others do not', () => {
  const bench = new Bench()
  const x = bench.array('x', 'f64', [1, 2, 3])
  const lanes = ({ body }: Procedure): number[] =>
    vectorise(body).flatMap(statement => (statement.kind === 'for' ? [statement.lanes] : []))
  expect(lanes(scale(x, bench.array('factor', 'f64', [2])))).toEqual([2])
  expect(
    lanes(list(x, 1, bench.array('elements', 'i32', [0, 0, 0]), bench.array('count', 'i32', [0]))),
  ).toEqual([2])
  const b = new Builder()
  b.for('i', b.i32(0), b.i32(3), i => {
    b.store(x, b.load(bench.array('target', 'i32', [0, 0, 1]), i), b.f64(1))
  })
  expect(lanes(procedure('scatter', b.statements))).toEqual([1])
})

test('a loop whose rare code changes what other iterations read stays as it is', () => {
  const bench = new Bench()
  const x = bench.array('x', 'f64', [0, 2, 0, 0])
  const y = bench.array('y', 'f64', [0, 0, 0, 0])
  const before = bench.array('before', 'i32', [1, 0, 1, 2])
  const loop = (own: boolean): Procedure => {
    const b = new Builder()
    b.for('i', b.i32(0), b.i32(4), i => {
      const read = b.load(x, own ? i : b.load(before, i))
      b.store(y, i, read)
      b.when(b.op('f64.gt', read, b.f64(1)), 'large', large => {
        b.store(x, large, b.f64(4))
      })
    })
    return procedure('loop', b.statements)
  }
  const [shared] = vectorise(loop(false).body)
  const [own] = vectorise(loop(true).body)
  expect([shared, own].map(statement => (statement?.kind === 'for' ? statement.lanes : 0))).toEqual([1, 2])
  bench.run(loop(false))
  expect(bench.values(y)).toEqual([2, 4, 4, 4])
})

test('a long loop that does next to nothing or makes random words has eight lanes, one that does little four, one that mostly loads two', () => {
  const array = (name: string): ArraySymbol => ({ name, type: 'f64', length: 256 })
  const [x, y, z] = [array('x'), array('y'), array('z')]
  const lanesOf = (turns: number, value: (b: Builder, i: Value) => Value): readonly number[] => {
    const b = new Builder()
    b.for('i', b.i32(0), b.i32(turns), i => {
      b.store(x, i, value(b, i))
    })
    return vectorise(b.statements).map(statement => (statement.kind === 'for' ? statement.lanes : 0))
  }
  const decay = (b: Builder, i: Value): Value =>
    b.op('f64.add', b.op('f64.mul', b.load(x, i), b.f64(0.9)), b.f64(1))
  expect(lanesOf(256, decay)).toEqual([8])
  expect(lanesOf(255, decay)).toEqual([2])
  const random = (b: Builder, i: Value): Value => {
    const [high, low] = philox(b, [i, b.i32(0), b.i32(0), b.i32(0)], [b.i32(1), b.i32(2)])
    return uniformFromWords(b, high, low)
  }
  expect(lanesOf(256, random)).toEqual([8])
  expect(lanesOf(255, random)).toEqual([4])
  expect(
    lanesOf(256, (b, i) => b.op('f64.mul', decay(b, i), b.op('f64.sub', b.load(y, i), b.load(z, i)))),
  ).toEqual([2])
  expect(
    lanesOf(256, (b, i) => {
      let value = decay(b, i)
      for (let k = 0; k < 200; k++) value = b.op('f64.sqrt', b.op('f64.add', value, b.f64(k)))
      return value
    }),
  ).toEqual([2])
})

test('unused values are dropped, and what they alone used', () => {
  const b = new Builder()
  const x: ArraySymbol = { name: 'x', type: 'f64', length: 1 }
  b.op('f64.add', b.loadScalar(x), b.f64(1))
  expect(dropUnused(b.statements)).toEqual([])
})
