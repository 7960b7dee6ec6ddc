import { expect, test } from 'vitest'
import { Hz, Network, ms, second } from 'rheobase'
import { binomialTerms, poissonTerms } from '../kernels/functions/random.test-support.js'

/*
 * Draws as a model sees them, against their distributions. All limits are exceeded by a right generator once in 10 000 tests; the seeds
 * are fixed, so a test that passes stays so until the numbers change.
 */

/** Kolmogorov 1933: P(sqrt(n) D > 2.2253) = 2 exp(-2 * 2.2253²) = 1e-4 for large n. */
const KOLMOGOROV_LIMIT = 2.2253
/** The standard normal number that is exceeded with probability 1e-4. */
const NORMAL_LIMIT = 3.719

/** sqrt(n) times the largest distance between the distribution of a sample and the one it should have. */
function kolmogorov(sample: Iterable<number>, distribution: (x: number) => number): number {
  const sorted = Float64Array.from(sample).sort()
  let largest = 0
  sorted.forEach((x, rank) => {
    const expected = distribution(x)
    largest = Math.max(largest, (rank + 1) / sorted.length - expected, expected - rank / sorted.length)
  })
  return largest * Math.sqrt(sorted.length)
}

/** Chi-square of counts as a standard normal number (Wilson & Hilferty 1931); the tail of few expected counts is one class. */
function chiSquare(sample: Iterable<number>, probabilities: readonly number[]): number {
  const counts = new Float64Array(probabilities.length + 1)
  let total = 0
  for (const k of sample) {
    counts[Math.min(k, probabilities.length)] = (counts[Math.min(k, probabilities.length)] ?? NaN) + 1
    total++
  }
  const expected = [...probabilities, 1 - probabilities.reduce((sum, p) => sum + p, 0)].map(p => p * total)
  const rest = { found: 0, expected: 0 }
  let [sum, classes] = [0, 0]
  expected.forEach((each, k) => {
    const found = counts[k] ?? NaN
    if (each < 10) {
      rest.found += found
      rest.expected += each
    } else {
      sum += (found - each) ** 2 / each
      classes++
    }
  })
  if (rest.expected >= 1) {
    sum += (rest.found - rest.expected) ** 2 / rest.expected
    classes++
  }
  const degrees = classes - 1
  const variance = 2 / (9 * degrees)
  return ((sum / degrees) ** (1 / 3) - (1 - variance)) / Math.sqrt(variance)
}

/** The normal distribution by the integral of its density: Simpson's rule from 0, with an error below 1e-9. */
function normal(x: number): number {
  const end = Math.min(Math.abs(x), 9)
  const parts = 200
  const density = (y: number): number => Math.exp((-y * y) / 2) / Math.sqrt(2 * Math.PI)
  let sum = density(0) + density(end)
  for (let part = 1; part < parts; part++) sum += (part % 2 === 1 ? 4 : 2) * density((end * part) / parts)
  const half = (sum * end) / parts / 3
  return x < 0 ? 0.5 - half : 0.5 + half
}

/** What `neurons` elements draw in each of `steps` steps, one array a step. */
async function drawn(
  text: string,
  neurons: number,
  steps: number,
  seed = 3,
  stream?: string,
): Promise<Float64Array[]> {
  const net = new Network({ seed, dt: ms(1) })
  const group = net.neuronGroup(neurons, 'x : 1', stream === undefined ? {} : { stream })
  group.runRegularly(`x = ${text}`, { dt: ms(1) })
  const rows: Float64Array[] = []
  for (let step = 0; step < steps; step++) {
    await net.run(ms(1))
    rows.push(Float64Array.from(group.x.values()))
  }
  return rows
}

const flat = (rows: readonly Float64Array[]): number[] => rows.flatMap(row => [...row])

/** The correlation of two samples times sqrt(n): a standard normal number if they are independent. */
function correlation(first: ArrayLike<number>, second: ArrayLike<number>): number {
  const n = first.length
  const mean = (values: ArrayLike<number>): number => Array.from(values).reduce((sum, x) => sum + x, 0) / n
  const [a, b] = [mean(first), mean(second)]
  let [ab, aa, bb] = [0, 0, 0]
  for (let k = 0; k < n; k++) {
    const [x, y] = [(first[k] ?? NaN) - a, (second[k] ?? NaN) - b]
    ab += x * y
    aa += x * x
    bb += y * y
  }
  return (ab / Math.sqrt(aa * bb)) * Math.sqrt(n)
}

test.each([
  ['over elements', 20_000, 1],
  ['over steps', 1, 3000],
  ['over both', 200, 100],
])('rand() is uniform %s', async (_, neurons, steps) => {
  const sample = flat(await drawn('rand()', neurons, steps))
  expect(kolmogorov(sample, x => x)).toBeLessThan(KOLMOGOROV_LIMIT)
  expect(Math.min(...sample)).toBeGreaterThanOrEqual(0)
  expect(Math.max(...sample)).toBeLessThan(1)
})

test.each([
  ['over elements', 20_000, 1],
  ['over steps', 1, 3000],
  ['over both', 200, 100],
])('randn() is normal %s', async (_, neurons, steps) => {
  expect(kolmogorov(flat(await drawn('randn()', neurons, steps)), normal)).toBeLessThan(KOLMOGOROV_LIMIT)
})

test('the test finds what is not normal', async () => {
  const sample = flat(await drawn('1.03*randn()', 200, 100))
  expect(kolmogorov(sample, normal)).toBeGreaterThan(1)
  expect(
    kolmogorov(
      sample.map(x => x * 1.05),
      normal,
    ),
  ).toBeGreaterThan(KOLMOGOROV_LIMIT)
})

/** A known number comes from a table, one that depends on the neuron from the functions for any parameter. */
const WAYS = ['known', 'of each neuron'] as const
const written = (number: number, way: (typeof WAYS)[number]): string =>
  way === 'known' ? String(number) : `${String(number)} + 0*i`

test.each([0.4, 3, 12, 60, 300].flatMap(mean => WAYS.map(way => [mean, way] as const)))(
  'poisson(%d) has its distribution (%s)',
  async (mean, way) => {
    const sample = flat(await drawn(`poisson(${written(mean, way)})`, 2000, 10))
    expect(chiSquare(sample, poissonTerms(mean, Math.ceil(mean + 10 * Math.sqrt(mean) + 5)))).toBeLessThan(
      NORMAL_LIMIT,
    )
  },
)

test.each(
  (
    [
      [1, 0.3],
      [10, 0.3],
      [200, 0.02],
      [100, 0.6],
      [1000, 0.002],
    ] as const
  ).flatMap(([n, p]) => WAYS.map(way => [n, p, way] as const)),
)('binomial(%d, %d) has its distribution (%s)', async (n, p, way) => {
  const sample = flat(await drawn(`binomial(${String(n)}, ${written(p, way)})`, 2000, 10))
  expect(chiSquare(sample, binomialTerms(n, p).slice(0, n))).toBeLessThan(NORMAL_LIMIT)
})

test('elements, steps, calls, seeds and streams are independent of each other', async () => {
  const [first, second] = await drawn('randn()', 20_000, 2)
  const [otherSeed] = await drawn('randn()', 20_000, 1, 4)
  const [otherStream] = await drawn('randn()', 20_000, 1, 3, 'another')
  const products = flat(await drawn('randn()*randn()', 20_000, 1))
  if (first === undefined || second === undefined) throw new Error('two steps give two rows')
  if (otherSeed === undefined || otherStream === undefined) throw new Error('a step gives a row')
  expect(Math.abs(correlation(first.subarray(1), first.subarray(0, -1)))).toBeLessThan(NORMAL_LIMIT)
  for (const other of [second, otherSeed, otherStream])
    expect(Math.abs(correlation(first, other))).toBeLessThan(NORMAL_LIMIT)
  // The mean of products of two independent normal numbers is 0, their variance 1.
  const sum = products.reduce((total, x) => total + x, 0)
  expect(Math.abs(sum) / Math.sqrt(products.length)).toBeLessThan(NORMAL_LIMIT)
})

test('pairs of numbers fill the square evenly', async () => {
  const sample = flat(await drawn('floor(16*rand()) + 16*floor(16*rand())', 20_000, 1))
  expect(chiSquare(sample, new Array<number>(255).fill(1 / 256))).toBeLessThan(NORMAL_LIMIT)
})

test('noise in an equation adds up to normal numbers with the variance of a Wiener process', async () => {
  const net = new Network({ seed: 8, dt: ms(0.5) })
  const group = net.neuronGroup(10_000, 'dx/dt = xi : second**0.5', { method: 'euler' })
  await net.run(ms(10))
  const sample = [...group.x.values()].map(x => x / Math.sqrt(0.01))
  expect(kolmogorov(sample, normal)).toBeLessThan(KOLMOGOROV_LIMIT)
})

test('the intervals of a Poisson group have an exponential distribution, in steps a geometric one', async () => {
  const net = new Network({ seed: 2, dt: ms(1) })
  const sources = net.poissonGroup(300, Hz(80))
  const spikes = net.spikeMonitor(sources)
  await net.run(second(5))
  const intervals: number[] = []
  for (const train of spikes.spikeTrains()) {
    const steps = [...train.values].map(time => Math.round(time * 1000))
    steps.slice(1).forEach((step, k) => intervals.push(step - (steps[k] ?? NaN) - 1))
  }
  // Long intervals are cut by the end of the run: less than one in a hundred thousand is longer than 150 steps.
  const p = 0.08
  expect(intervals.length).toBeGreaterThan(100_000)
  expect(
    chiSquare(
      intervals,
      Array.from({ length: 60 }, (_, k) => p * (1 - p) ** k),
    ),
  ).toBeLessThan(NORMAL_LIMIT)
})

test.each([0.05, 0.4, 0.9])(
  'connect with probability %d: the numbers of synapses of a neuron are binomial',
  p => {
    const net = new Network({ seed: 5 })
    const sources = net.neuronGroup(2000, 'v : 1')
    const targets = net.neuronGroup(100, 'v : 1')
    const synapses = net.synapses(sources, targets)
    synapses.connect({ p })
    expect(chiSquare(synapses.outgoing(), binomialTerms(100, p).slice(0, 100))).toBeLessThan(NORMAL_LIMIT)
  },
)

test('setting twice draws twice, and the same again in a network of the same seed', () => {
  const values = (): number[][] => {
    const neurons = new Network({ seed: 6 }).neuronGroup(3, 'v : 1')
    return [1, 2].map(() => {
      neurons.v.set('rand()')
      return [...neurons.v.values()]
    })
  }
  const [first, second] = values()
  expect(first).not.toEqual(second)
  expect(values()).toEqual([first, second])
})
