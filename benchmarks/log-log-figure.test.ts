import { expect, test } from 'vitest'
import { logLogFigure, type LogLogPanel } from './log-log-figure.js'

const panel = (title: string): LogLogPanel => ({
  ...{ title, xLabel: 'Neurons', yLabel: 'Loop (s)' },
  series: [
    {
      name: 'rheobase',
      points: [
        [1000, 0.01],
        [10_000, 0.1],
        [100_000, 1],
      ],
    },
  ],
})

test('a decade is as wide everywhere, on both axes', () => {
  const svg = logLogFigure([panel('Growth')])
  const circles = [...svg.matchAll(/<circle r="2.5" cy="([\d.]+)" cx="([\d.]+)"/g)].map(
    ([, y, x]) => [Number(x), Number(y)] as const,
  )
  expect(circles).toHaveLength(3)
  const [[x0, y0] = [0, 0], [x1, y1] = [0, 0], [x2, y2] = [0, 0]] = circles
  expect(x1 - x0).toBeCloseTo(x2 - x1, 6)
  expect(y0 - y1).toBeCloseTo(y1 - y2, 6)
  expect(x1).toBeGreaterThan(x0)
  expect(y1).toBeLessThan(y0)
})

test('panels stand in rows, with their titles and keys', () => {
  const svg = logLogFigure(['One', 'Two', 'Three'].map(panel), 2)
  expect([...svg.matchAll(/translate\((\d+),(\d+)\)/g)].map(([, x, y]) => [Number(x), Number(y)])).toEqual(
    expect.arrayContaining([
      [0, 0],
      [360, 0],
      [0, 347],
    ]),
  )
  for (const text of ['One', 'Two', 'Three', 'Loop (s)', 'rheobase', '100k']) expect(svg).toContain(text)
  expect(svg).not.toContain('<style')
})
