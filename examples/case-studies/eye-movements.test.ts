import { expect, test } from 'vitest'
import { Hz, ms, second, type Quantity } from 'rheobase'
import eyeMovements from './eye-movements.js'

/** A given path of the object: as equation text, and as a function that the program calls. */
const TEXT = 'x_object = 0.6*sin(2*pi*0.2*Hz*t) + 0.3*sin(2*pi*0.53*Hz*t) : 1'
const place = (time: Quantity): number => {
  const t = Number(time.in(second))
  return 0.6 * Math.sin(2 * Math.PI * 0.2 * t) + 0.3 * Math.sin(2 * Math.PI * 0.53 * t)
}

async function follow(object: string | typeof place) {
  const model = await eyeMovements({ object })
  model.retina.v.set('(i + 0.5)/20')
  await model.run()
  const { retinaSpikes, motorSpikes, positions } = model
  const [left = [], right = []] = motorSpikes.trains().map(train => Array.from(train.in(ms)))
  const trace = (name: string) => Float64Array.from(positions.trace(name, 0).values)
  return { retina: retinaSpikes, left, right, x: trace('x'), object: trace('x_object') }
}

// Brian 2.5.1 with the same path and start.
test.each([
  ['text', TEXT],
  ['a function', place],
])('the eye follows an object on a path that is %s', async (_, path) => {
  const { retina, left, right, x, object } = await follow(path)
  const times = Array.from(retina.t.in(ms))
  const first = [4.0, 4.9, 10.9, 15.8, 17.2, 23.2, 29.0, 34.8, 36.7, 40.7]
  first.forEach((time, k) => {
    expect(Math.abs(time - (times[k] ?? NaN))).toBeLessThanOrEqual(0.1 + 1e-9)
  })
  expect([...retina.i.slice(0, 10)]).toEqual([10, 9, 10, 9, 10, 10, 10, 10, 11, 10])
  const motor = [
    [left, [2814.2, 2851.8, 2910.0, 2954.9, 2992.7]],
    [right, [124.1, 165.0, 221.6, 273.0, 304.8, 328.0, 369.8, 395.8, 415.7, 439.0, 480.4, 507.8]],
  ] as const
  for (const [found, wanted] of motor)
    wanted.forEach((time, k) => {
      expect(Math.abs(time - (found[k] ?? NaN))).toBeLessThanOrEqual(0.1 + 1e-9)
    })
  const counts = [2399, 100, 109]
  ;[retina.count, left.length, right.length].forEach((count, k) => {
    expect(Math.abs(count - (counts[k] ?? NaN))).toBeLessThanOrEqual(2)
  })
  const ofCells = [0, 0, 0, 0, 0, 5, 161, 350, 386, 300, 209, 429, 435, 124, 0, 0, 0, 0, 0, 0]
  retina.countOfEach().forEach((count, cell) => {
    expect(Math.abs(count - (ofCells[cell] ?? NaN))).toBeLessThanOrEqual(2)
  })
  for (const [time, eye, seen] of [
    [0.1, 0, 0.173266],
    [0.15, 0.036798, 0.256128],
    [0.2, 0.154888, 0.334572],
    [0.5, 0.376934, 0.65134],
    [1, 0.339589, 0.51442],
    [2, 0.264672, 0.463109],
    [3, -0.239788, -0.513419],
    [5, -0.086401, -0.242705],
    [7.5, -0.000254, -0.04693],
    [9.9, 0.053038, 0.224747],
  ] as const) {
    const sample = Math.round(time * 10_000)
    expect(Math.abs((x[sample] ?? NaN) - eye)).toBeLessThanOrEqual(2e-5)
    expect(Math.abs((object[sample] ?? NaN) - seen)).toBeLessThanOrEqual(2e-5)
  }
  expect(rms(object.map((value, k) => value - (x[k] ?? NaN)))).toBeCloseTo(0.21304, 4)
  expect(rms(object)).toBeCloseTo(0.4795, 4)
  expect(rms(x)).toBeCloseTo(0.27494, 4)
})

test('another path is followed as in Brian 2', async () => {
  // Brian 2.5.1, ../peers/case_studies.py
  const path = 'x_object = 0.5*sin(2*pi*0.31*Hz*t) - 0.35*sin(2*pi*0.83*Hz*t + 1) : 1'
  const { retina, left, right } = await follow(path)
  const ofCells = [0, 0, 0, 0, 0, 3, 88, 375, 441, 306, 295, 440, 354, 95, 0, 0, 0, 0, 0, 0]
  expect([...retina.countOfEach()]).toEqual(ofCells)
  expect([left.length, right.length]).toEqual([89, 86])
  const first = [...left.slice(0, 4), ...right.slice(0, 4)].map(time => Number(time.toFixed(1)))
  expect(first).toEqual([19.8, 47.6, 2107.1, 2144.3, 367.1, 394.1, 419.2, 450.1])
})

test('an object that wanders is followed within limits', async () => {
  // Brian 2.5.1, 200 copies, mean and SD between copies: error 0.2134, 0.032; retina 240.23 spikes/s, 0.40; motor 20.28, 6.0.
  const copies = [3, 4, 5, 6, 7, 8, 9, 10, 11, 12]
  const errors: number[] = []
  let [seen, moved] = [0, 0]
  for (const seed of copies) {
    const { run, positions, retinaSpikes, motorSpikes } = await eyeMovements({ seed })
    await run()
    const object = Float64Array.from(positions.trace('x_object', 0).values)
    const eye = positions.trace('x', 0).values
    errors.push(rms(object.map((value, k) => value - (eye[k] ?? NaN))))
    seen += retinaSpikes.count
    moved += motorSpikes.count
  }
  const n = copies.length
  const within = (found: number, mean: number, spread: number): void => {
    expect(Math.abs(found - mean)).toBeLessThan(
      3 * Math.hypot(spread / Math.sqrt(n), spread / Math.sqrt(200)),
    )
  }
  within(errors.reduce((sum, error) => sum + error) / n, 0.2134, 0.032)
  within(seen / n / 10, 240.23, 0.4)
  within(moved / n / 10, 20.28, 6)
})

test('an object that wanders has the variance of theory', async () => {
  // Its stationary variance is 1/4; from rest, the mean over a time T is that times 1 - 3 tau/(2 T), with tau = 0.5 s. No theory is as quick to err as a seed.
  const squares: number[] = []
  for (let seed = 1; seed <= 40; seed++) {
    const { run, positions } = await eyeMovements({ seed: 1000 * seed })
    await run()
    squares.push(rms(Float64Array.from(positions.trace('x_object', 0).values)) ** 2)
  }
  const mean = squares.reduce((sum, each) => sum + each) / squares.length
  const spread = Math.sqrt(squares.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (squares.length - 1))
  expect(Math.abs(mean - 0.25 * (1 - 0.075))).toBeLessThan((3 * spread) / Math.sqrt(squares.length))
})

test('an object that the program lets jump is found again, and all is drawn', async () => {
  const { run, positions, picture } = await eyeMovements({ values: { jumps: Hz(1) } })
  await run()
  const eye = positions.trace('x', 0).values
  // In the last half of each second the eye has turned to the side where the object is.
  for (let jump = 0; jump < 10; jump++) {
    const late = eye.slice(10_000 * jump + 5000, 10_000 * (jump + 1))
    const mean = late.reduce((sum, value) => sum + value, 0) / late.length
    expect(mean * (jump % 2 === 0 ? 1 : -1)).toBeGreaterThan(0.15)
  }
  const svg = await picture()
  for (const text of ['object', 'eye', 'Position', 'Time (s)']) expect(svg).toContain(text)
})

const rms = (values: Float64Array): number =>
  Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length)
