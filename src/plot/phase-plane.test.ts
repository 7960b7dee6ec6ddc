import { expect, test } from 'vitest'
import { modelFunction, ms, mV, Network } from 'rheobase'
import { phasePlane } from './phase-plane.js'
import { vectorField } from './vector-field.js'
import { zeroLines } from './zero-lines.js'

const fitzHughNagumo = () => {
  const net = new Network()
  const neurons = net.neuronGroup(
    2,
    `dv/dt = (cubic - w + I)/tau + s*xi/tau**0.5 : 1
     dw/dt = eps*(v + a - b*w)/tau : 1
     cubic = v - v**3/3 : 1
     I : 1
     s : 1 (shared)`,
    { namespace: { tau: ms(1), eps: 0.08, a: 0.7, b: 0.8 }, method: 'milstein' },
  )
  neurons.I.set([0, 0.5])
  neurons.s.set(0.1)
  return { net, neurons }
}

test('derivatives are those of the equations, for the parameters of the neuron and without noise', () => {
  const { neurons } = fitzHughNagumo()
  const field = vectorField(
    neurons,
    1,
    { variable: 'v', from: -2, to: 2, points: 5 },
    { variable: 'w', from: 0, to: 1, points: 2 },
  )
  for (let k = 0; k < 10; k++) {
    const [v, w] = [-2 + (k % 5), Math.floor(k / 5)]
    expect(field.x[k]).toBeCloseTo((v - v ** 3 / 3 - w + 0.5) * 1000, 9)
    expect(field.y[k]).toBeCloseTo(0.08 * (v + 0.7 - 0.8 * w) * 1000, 9)
  }
})

test('lines of zeros lie where they are, and nowhere else', () => {
  const [columns, rows] = [30, 20]
  const radius = 7.3
  const values = Float64Array.from(
    { length: columns * rows },
    (_, k) => Math.hypot((k % columns) - 15, Math.floor(k / columns) - 9) - radius,
  )
  const pieces = zeroLines(values, columns, rows)
  let length = 0
  for (const [x1, y1, x2, y2] of pieces) {
    expect(Math.abs(Math.hypot(x1 - 15, y1 - 9) - radius)).toBeLessThan(0.03)
    length += Math.hypot(x2 - x1, y2 - y1)
  }
  expect(Math.abs(length / (2 * Math.PI * radius) - 1)).toBeLessThan(0.01)
  expect(
    zeroLines(
      values.map(() => NaN),
      columns,
      rows,
    ),
  ).toEqual([])
})

test('nullclines, arrows and the way of the neuron', async () => {
  const { net, neurons } = fitzHughNagumo()
  const trajectory = net.stateMonitor(neurons, ['v', 'w'], { record: [1] })
  await net.run(ms(20))
  const mark = phasePlane(neurons, {
    x: 'v',
    y: 'w',
    neuron: 1,
    trajectory,
    xRange: [-2.5, 2.5],
    yRange: [-1, 2],
  })
  expect(mark.strokes.map(({ name }) => name)).toEqual([undefined, 'dv/dt = 0', 'dw/dt = 0', 'trajectory'])
  expect([mark.x, mark.y]).toEqual([
    { label: 'v', domain: [-2.5, 2.5], tight: true },
    { label: 'w', domain: [-1, 2], tight: true },
  ])
  // The line dw/dt = 0 is straight: w = (v + a)/b.
  const path = mark.strokes[2]?.path({
    x: value => value * 1000,
    y: value => value * 1000,
    bottom: 0,
    right: 0,
  })
  const points = [...(path ?? '').matchAll(/[ML](-?[\d.]+),(-?[\d.]+)/g)].map(([, x, y]) => [
    Number(x),
    Number(y),
  ])
  expect(points.length).toBeGreaterThan(100)
  for (const [x = NaN, y = NaN] of points) expect(Math.abs(y - (x + 700) / 0.8)).toBeLessThan(0.5)
})

test('says what cannot be drawn', () => {
  const { neurons } = fitzHughNagumo()
  expect(() => phasePlane(neurons, { x: 'v', y: 'u', xRange: [0, 1], yRange: [0, 1] })).toThrow(
    'It has them for: v, w.',
  )
  expect(() => phasePlane(neurons, { x: 'v', y: 'w' })).toThrow('from where to where `v`')
  expect(() => phasePlane(neurons, { x: 'v', y: 'w', xRange: [mV(0), mV(1)], yRange: [0, 1] })).toThrow(
    'the range of `v`',
  )
  expect(() => phasePlane(neurons, { x: 'v', y: 'w', xRange: [0, 1], yRange: [0, 1], neuron: 2 })).toThrow(
    'no neuron 2',
  )
  expect(() => phasePlane({}, { x: 'v', y: 'w' })).toThrow('a group of neurons')
  const net = new Network()
  const drive = modelFunction({ arguments: { v: '1' }, result: '1', call: v => v })
  const driven = net.neuronGroup(1, 'dv/dt = drive(v)/ms : 1\ndw/dt = -w/ms : 1', {
    namespace: { drive },
    method: 'euler',
  })
  expect(() => phasePlane(driven, { x: 'v', y: 'w', xRange: [0, 1], yRange: [0, 1] })).toThrow('`drive`')
})
