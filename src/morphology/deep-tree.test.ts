import { expect, test } from 'vitest'
import { cylinder, readSwc, um, type Morphology } from 'rheobase'

/** A chain of sections, each on the end of the one before it. */
function chain(sections: number): Morphology {
  const template = cylinder({ diameter: um(1), length: um(1) })
  const root = template.copySection()
  let last = root
  for (let k = 1; k < sections; k++) {
    const next = template.copySection()
    last.set('next', next)
    last = next
  }
  return root
}

test('a chain of a million sections is built, walked and measured', () => {
  const root = chain(1_000_000)
  expect([root.totalSections, root.totalCompartments]).toEqual([1_000_000, 1_000_000])
  const { distance } = root.subtree
  expect(distance.at(-1).in(um)).toBeCloseTo(999_999.5, 3)
  const { section } = root.locate(999_999)
  expect([...section.indices]).toEqual([999_999])
  expect(section.endDistance.in(um)).toBeCloseTo(1_000_000, 3)
  expect(section.root).toBe(root)
  expect(section.path).toHaveLength(5 * 999_999 - 1)
  expect(root.child(section.path)).toBe(section)
})

test('a picture that nobody could read is refused', () => {
  expect(chain(1000).topology().split('\n')).toHaveLength(1000)
  expect(() => chain(100_000).topology()).toThrow(/100000 sections .* more than 100 million letters/)
})

test('a copy of a deep tree is as deep', () => {
  expect(chain(100_000).copy().totalSections).toBe(100_000)
})

test('files with very long branches, and very many, are read', () => {
  const points = 100_000
  const long = ['1 1 0 0 0 5 -1']
  const alternating = ['1 1 0 0 0 5 -1']
  const wide = ['1 1 0 0 0 5 -1']
  for (let k = 2; k <= points; k++) {
    long.push(`${String(k)} 3 0 ${String(k)} 0 1 ${String(k - 1)}`)
    alternating.push(`${String(k)} ${String(2 + (k % 2))} 0 ${String(k)} 0 1 ${String(k - 1)}`)
    wide.push(`${String(k)} 3 0 ${String(k)} 0 1 1`)
  }
  const [branch] = readSwc(long.join('\n')).children
  expect(branch?.n).toBe(points - 1)
  expect(branch?.endDistance.in(um)).toBeCloseTo(points, 3)
  const deep = readSwc(alternating.join('\n'))
  expect(deep.totalSections).toBe(points)
  expect(deep.subtree.distance.at(-1).in(um)).toBeCloseTo(points - 0.5, 3)
  const many = readSwc(wide.join('\n'))
  expect(many.children).toHaveLength(points - 1)
  expect(many.child(`dend${String(points - 1)}`)).toBe(many.children.at(-1))
})
