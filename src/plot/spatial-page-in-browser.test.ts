import { expect } from 'vitest'
import { cylinder, mV, soma, um } from 'rheobase'
import { CHROMIUM, testInChromium } from '../../scripts/chromium.test-support.js'
import { drivePage, type DrivenPage, type Place } from '../../scripts/drive-page.js'
import { spatialPage } from './spatial-page.js'

/** A sphere, a branch to the right of it and one towards the reader. */
const cell = soma({ diameter: um(20), x: um(0) })
  .set('side', cylinder({ diameter: um(4), x: um([10, 60]), n: 2 }))
  .set('front', cylinder({ diameter: um(4), z: um([10, 60]) }))
const page = spatialPage(cell, { values: mV([-70, -60, -50, 0]), unit: mV, title: 'A cell' })
const visit = <Result>(what: (page: DrivenPage) => Promise<Result>): Promise<Result> =>
  drivePage(CHROMIUM, page, what)

/** The middle of the canvas. */
const middleOf = async (driven: DrivenPage): Promise<Place> =>
  (await driven.evaluate(
    '(({ left, top, width, height }) => [left + width/2, top + height/2])(canvas.getBoundingClientRect())',
  )) as Place
const labelOf = (driven: DrivenPage): Promise<unknown> =>
  driven.evaluate(
    "(({ hidden, textContent }) => (hidden ? 'nothing' : textContent))(document.querySelector('output'))",
  )
/** How long the bar says it is, in um, and how long it is. */
const barOf = async (driven: DrivenPage): Promise<{ readonly says: number; readonly is: number }> =>
  (await driven.evaluate(
    "(([i, span]) => ({ says: parseFloat(span.textContent), is: parseFloat(i.style.width)/frame().pixels }))(document.querySelector('#scale').children)",
  )) as { says: number; is: number }
/** Where a point of the cell is seen, by the numbers of the script. */
const placeOf = async (driven: DrivenPage, point: readonly number[]): Promise<Place> =>
  (await driven.evaluate(
    `(() => {
      const box = canvas.getBoundingClientRect(), { pixels } = frame(), p = ${JSON.stringify(point)}.map((each, a) => each - centre[a])
      const [x, y] = [0, 1].map(a => pixels * (turn[3*a]*p[0] + turn[3*a + 1]*p[1] + turn[3*a + 2]*p[2]) + move[a])
      return [box.left + box.width/2 + x, box.top + box.height/2 - y]
    })()`,
  )) as Place

testInChromium(
  'a cell is turned by dragging, moved with shift, made larger with the wheel, and tells what is under the pointer',
  async () => {
    await visit(async driven => {
      const first = await driven.picture()
      await driven.hover(await placeOf(driven, [45, 0, 0]))
      expect(await labelOf(driven)).toBe('side, compartment 2: −50 mV')
      // The branch that comes towards the reader covers the soma.
      await driven.hover(await placeOf(driven, [0, 0, 0]))
      expect(await labelOf(driven)).toBe('front, compartment 3: 0 mV')

      // 150 pixels are one radian: what came towards the reader then points to the right.
      const [x, y] = await middleOf(driven)
      const quarter = (Math.PI / 2) * 150
      await driven.drag([0, 0.25, 0.5, 1].map(share => [x - 100 + share * quarter, y] as const))
      expect(await labelOf(driven)).toBe('nothing')
      const turned = await driven.picture()
      expect(turned.equals(first)).toBe(false)
      const [tip, foot] = [await placeOf(driven, [0, 0, 60]), await placeOf(driven, [0, 0, 0])]
      expect(tip[0] - foot[0]).toBeGreaterThan(100)
      expect(tip[1]).toBeCloseTo(foot[1], 0)
      await driven.hover([(tip[0] + foot[0]) / 2, foot[1]])
      expect(await labelOf(driven)).toBe('front, compartment 3: 0 mV')
      // The other one points away from the reader, behind the soma.
      await driven.hover(foot)
      expect(await labelOf(driven)).toBe('soma, compartment 0: −70 mV')

      await driven.drag([foot, [foot[0] + 30, foot[1] - 20]], { shift: true })
      const moved = await placeOf(driven, [0, 0, 0])
      expect(moved[0] - foot[0]).toBeCloseTo(30, 3)
      expect(moved[1] - foot[1]).toBeCloseTo(-20, 3)

      const before = await barOf(driven)
      const pointer = [Math.round(moved[0]), Math.round(moved[1])] as const
      await driven.wheel(pointer, -800)
      const [larger, still] = [await placeOf(driven, [0, 0, 60]), await placeOf(driven, [0, 0, 0])]
      const growth = Math.exp(1.6)
      expect(larger[0] - still[0]).toBeCloseTo(growth * (tip[0] - foot[0]), 3)
      // What is under the pointer stays there.
      for (const axis of [0, 1] as const)
        expect(still[axis]).toBeCloseTo(pointer[axis] + growth * (moved[axis] - pointer[axis]), 3)
      const after = await barOf(driven)
      expect(after.says).toBeLessThan(before.says)
      for (const { says, is } of [before, after]) expect(is).toBeCloseTo(says, 3)

      await driven.doubleClick([x, y])
      await driven.hover([1, 1])
      expect((await driven.picture()).equals(first)).toBe(true)
    })
  },
  60_000,
)
