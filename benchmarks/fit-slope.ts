/**
 * How a cost grows: the exponent `a` of `y = b x^a` that fits best, as the slope of the regression line of the logarithms.
 * @throws {RangeError} if fewer than two points have different x, or a number is not positive
 */
export function fitSlope(points: readonly (readonly [x: number, y: number])[]): number {
  if (!points.every(([x, y]) => x > 0 && y > 0))
    throw new RangeError('a slope in logarithms needs positive numbers')
  const logs = points.map(([x, y]) => [Math.log(x), Math.log(y)] as const)
  const mean = (axis: 0 | 1): number => logs.reduce((sum, point) => sum + point[axis], 0) / logs.length
  const [centreX, centreY] = [mean(0), mean(1)]
  const sumOver = (term: (dx: number, dy: number) => number): number =>
    logs.reduce((sum, [x, y]) => sum + term(x - centreX, y - centreY), 0)
  const spread = sumOver(dx => dx * dx)
  if (!(spread > 0)) throw new RangeError('a slope needs points at two different places')
  return sumOver((dx, dy) => dx * dy) / spread
}
