import { expect, test } from 'vitest'
import { ms, mV, nA, second } from 'rheobase'
import pyloric, { CELLS } from './pyloric.js'

/** First spikes in ms, and z and x (in nA) after half a second, from given w (in nA) and z. */
const REFERENCE = [
  {
    start: { w: [-3, -2, -1], z: [-0.05, 0.05, 0] },
    spikes: [
      [17.85, 28.0, 38.37, 48.92, 59.66, 70.57, 81.67, 92.96, 104.44, 116.12, 128.01, 140.11, 152.44, 165.0],
      [
        851.8, 864.33, 878.16, 892.83, 908.12, 923.93, 940.22, 956.98, 974.22, 991.95, 1010.19, 1028.99,
        1048.39, 1068.43,
      ],
      [7233.22, 7244.82, 7256.64, 7268.69, 7280.96, 7293.46],
    ],
    z: [0.009341, 0.046162, -0.005993],
    x: [0.62064, 0.26685, 0.56527],
  },
  {
    start: { w: [-2, -4, -1], z: [0, 0.08, -0.05] },
    spikes: [
      [9.36, 20.1, 30.99, 42.01, 53.15, 64.41, 75.79, 87.29, 98.93, 110.72, 122.68, 134.81, 147.12, 159.63],
      [1147.84, 1161.56, 1177.05, 1193.64, 1211.04, 1229.14, 1247.88, 1267.29],
      [2548.42, 2558.46, 2568.62, 2578.88, 2589.25, 2599.71, 2610.26, 2620.9],
    ],
    z: [0.060811, 0.076162, -0.055993],
    x: [0.59777, 0.2966, 0.46852],
  },
  {
    start: { w: [-1, -1, -1], z: [-0.1, 0.1, 0.1] },
    spikes: [
      [8.01, 18.31, 28.63, 38.98, 49.42, 59.97, 70.65, 81.48, 92.5, 103.7, 115.1, 126.72, 138.57, 150.67],
      [684.38, 696.68, 710.62, 725.39, 740.68, 756.38, 772.47, 788.93],
      [2679.58, 2706.01, 2735.64, 2768.53, 2805.3, 2847.29, 8048.49],
    ],
    z: [-0.03894, 0.096162, 0.094007],
    x: [0.6633, 0.29868, 0.57574],
  },
] as const

test.each(REFERENCE)('from $start spikes come when Brian 2 has them', async ({ start, spikes, z, x }) => {
  // Brian 2.5.1, rk2, steps of 0.01 ms; half the step moves spikes by up to 0.4 ms.
  const { network, cells } = await pyloric()
  cells.w.set(nA(start.w))
  cells.z.set(start.z)
  const monitor = network.spikeMonitor(cells)
  await network.run(second(0.5))
  cells.z.values().forEach((value, cell) => {
    expect(Math.abs(value - (z[cell] ?? NaN))).toBeLessThan(1e-5)
  })
  Array.from(cells.x.in(nA)).forEach((value, cell) => {
    expect(Math.abs(value - (x[cell] ?? NaN))).toBeLessThan(1e-4)
  })
  await network.run(second(7.6))
  monitor.trains().forEach((train, cell) => {
    const wanted = spikes[cell] ?? []
    const found = Array.from(train.in(ms)).slice(0, wanted.length)
    expect(Math.max(...wanted.map((time, k) => Math.abs(time - (found[k] ?? NaN))))).toBeLessThanOrEqual(0.05)
  })
})

test.each([4, 207])(
  'a circuit that has adapted bursts in order and as often as its calcium is to be, seed %d',
  async seed => {
    const { run, network, cells, spikes, potentials, picture } = await pyloric({ seed })
    await run()
    // Every spike adds 0.1 that decays with 150 ms, so calcium is what is wanted at these rates; z of PY still drifts.
    const late = spikes.trains().map(train => Array.from(train.in(second)).filter(t => t > 20))
    late.forEach((train, cell) => {
      const wanted = [0.048, 0.0384, 0.06][cell] ?? NaN
      expect(train.length / 39.5 / (wanted / 0.015)).toBeGreaterThan(0.9)
      expect(train.length / 39.5 / (wanted / 0.015)).toBeLessThan(1.15)
    })
    const [first = [], second_ = [], third = []] = late
    const begins = first.filter((time, k) => time - (first[k - 1] ?? 0) > 0.4)
    const cycles = begins.slice(1).map((end, k) => [begins[k] ?? NaN, end] as const)
    expect(cycles.length).toBeGreaterThan(8)
    const isOrdered = cycles.filter(([from, to]) => {
      const within = (train: readonly number[]): number => train.find(t => t >= from && t < to) ?? Infinity
      return within(second_) < within(third) && within(third) < to
    })
    expect(isOrdered.length).toBeGreaterThanOrEqual(cycles.length - 1)
    expect(network.t.in(second)).toBeCloseTo(59.5, 9)
    expect(cells.v.length).toBe(CELLS.length)
    expect(potentials.samples).toBe(119_000)
    expect(
      Math.max(
        ...potentials.in('v', mV).flatMap(trace => trace.slice(111_000).reduce((a, b) => Math.max(a, b))),
      ),
    ).toBeLessThan(0)
    const svg = await picture()
    for (const text of ['AB/PD', 'At first', 'Adapted', 'Time (s)', 'Potential (mV)'])
      expect(svg).toContain(text)
  },
)
