import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readSwc, RheobaseError, um, type Morphology } from 'rheobase'

interface Point {
  readonly type: number
  readonly place: readonly [number, number, number]
  readonly radius: number
  /** Of the points before it, as a share. */
  readonly parent: number
}

const coordinate = fc.integer({ min: -5000, max: 5000 }).map(value => value / 10)
const point: fc.Arbitrary<Point> = fc.record({
  type: fc.integer({ min: 2, max: 7 }),
  place: fc.tuple(coordinate, coordinate, coordinate),
  radius: fc.integer({ min: 1, max: 100 }).map(value => value / 10),
  parent: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
})

/** The lines of a file of a soma and these points, with the parent of each. */
function linesOf(points: readonly Point[]): {
  readonly lines: readonly string[]
  readonly parents: readonly number[]
} {
  const parents = points.map(({ parent }, k) => Math.floor(parent * (k + 1)) + 1)
  const lines = points.map(({ type, place, radius }, k) =>
    [k + 2, type, ...place, radius, parents[k]].map(String).join(' '),
  )
  return { lines: ['1 1 1000 1000 1000 8 -1', ...lines], parents }
}

const quietly = (text: string): Morphology => readSwc(text, { onMessage: () => undefined })

test('every point of a tree becomes a compartment, in the place and of the thickness of its point', () => {
  fc.assert(
    fc.property(fc.uniqueArray(point, { maxLength: 40, selector: ({ place }) => place.join() }), points => {
      const { lines, parents } = linesOf(points)
      const cell = quietly(lines.join('\n'))
      expect(cell.totalCompartments).toBe(points.length + 1)

      // Depth first, and in the order of the file among those on one point.
      const order: number[] = []
      const waiting = [1]
      for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
        const number = next
        order.push(number)
        const children = parents.flatMap((parent, k) => (parent === number ? [k + 2] : []))
        waiting.push(...children.reverse())
      }
      const { endX, endDiameter, length } = cell.subtree
      order.slice(1).forEach((number, k) => {
        const { place, radius } = points[number - 2] ?? { place: [NaN, NaN, NaN], radius: NaN }
        expect(endX?.at(k + 1).in(um)).toBeCloseTo(place[0], 6)
        expect(endDiameter.at(k + 1).in(um)).toBeCloseTo(2 * radius, 9)
        const before = parents[number - 2] ?? 1
        const from = before === 1 ? [1000, 1000, 1000] : (points[before - 2]?.place ?? [])
        expect(length.at(k + 1).in(um)).toBeCloseTo(
          Math.hypot(...place.map((c, axis) => c - (from[axis] ?? NaN))),
          6,
        )
      })

      // Sections are rows of one type without a branch, as long as they can be.
      for (const section of cell.sections()) {
        if (section.children.length !== 1 || section.kind === 'soma') continue
        expect(section.children[0]?.type).not.toBe(section.type)
      }
    }),
  )
})

test('the order of the lines does not matter', () => {
  fc.assert(
    fc.property(fc.array(point, { maxLength: 30 }), fc.infiniteStream(fc.nat(1000)), (points, places) => {
      const { lines, parents } = linesOf(points)
      // Those on one point must stay in their order: it is that of the branches.
      const keys = lines.map((_, k) => ({ k, parent: k === 0 ? 0 : (parents[k - 1] ?? 0) }))
      const shift = new Map(keys.map(({ parent }) => [parent, places.next().value ?? 0]))
      const shuffled = keys
        .toSorted((a, b) => (shift.get(a.parent) ?? 0) - (shift.get(b.parent) ?? 0) || a.k - b.k)
        .map(({ k }) => lines[k] ?? '')
      const [a, b] = [quietly(lines.join('\n')), quietly(shuffled.join('\n'))]
      expect(b.topology()).toBe(a.topology())
      expect(b.subtree.area.values).toEqual(a.subtree.area.values)
    }),
  )
})

const word = fc.oneof(
  fc.constantFrom(
    '0',
    '1',
    '2',
    '3',
    '-1',
    '1.5',
    '0.',
    '-',
    '#',
    'nan',
    'inf',
    '1e308',
    '1e-320',
    '0x1',
    ',',
    '\u00a0',
    '٣',
  ),
  fc.integer({ min: -3, max: 9 }).map(String),
  fc.double().map(String),
)
const anyText = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.array(word, { minLength: 7, maxLength: 7 }) },
      { weight: 1, arbitrary: fc.array(word) },
    ),
  )
  .map(rows => rows.map(row => row.join(' ')).join('\n'))

test('whatever a file has in it, it is read or refused with a message', () => {
  const read = (text: string): void => {
    let cell: Morphology
    try {
      cell = quietly(text)
    } catch (error) {
      expect(error).toBeInstanceOf(RheobaseError)
      expect((error as RheobaseError).kind).toBe('value')
      return
    }
    const { area, rLength1, rLength2, distance } = cell.subtree
    for (const { values } of [area, rLength1, rLength2, distance])
      expect(values.every(value => value >= 0)).toBe(true)
  }
  fc.assert(fc.property(anyText, read))
  fc.assert(fc.property(fc.string({ unit: 'binary' }), read))
})

test('a line that is damaged is named, or what is read is a tree all the same', () => {
  const damage = fc.record({ line: fc.nat(), column: fc.nat(6), by: word })
  fc.assert(
    fc.property(fc.array(point, { minLength: 3, maxLength: 12 }), damage, (points, { line, column, by }) => {
      const lines = [...linesOf(points).lines]
      const at = line % lines.length
      const words = (lines[at] ?? '').split(' ')
      words[column] = by
      lines[at] = words.join(' ')
      try {
        expect(quietly(lines.join('\n')).totalCompartments).toBeGreaterThan(0)
      } catch (error) {
        expect(error).toBeInstanceOf(RheobaseError)
        expect((error as RheobaseError).message).toMatch(
          /^line \d+ |^no point is the root|the soma has three points/,
        )
      }
    }),
  )
})
