import { expect, test } from 'vitest'
import { Network, ms, type ConnectOptions } from 'rheobase'

const TARGETS = ['js', 'wasm'] as const

function made(options: ConnectOptions, size = 300, target: 'js' | 'wasm' = 'wasm') {
  const net = new Network({ seed: 21, target })
  const neurons = net.neuronGroup(size, 'x : 1')
  neurons.x.set('i/N')
  const synapses = net.synapses(neurons, neurons)
  synapses.connect(options)
  return { net, synapses, i: [...synapses.sources()], j: [...synapses.targets()] }
}

/** Within four standard deviations of a binomial number. */
function expectBinomial(found: number, n: number, p: number): void {
  expect(Math.abs(found - n * p)).toBeLessThanOrEqual(4 * Math.sqrt(n * p * (1 - p)))
}

test.each(TARGETS)('sample with p takes each number with that probability, few and many, %s', target => {
  for (const p of [0.02, 0.3, 0.9]) {
    const { synapses, j } = made({ j: `k for k in sample(0, N_post, 3, p=${String(p)})` }, 300, target)
    expectBinomial(synapses.size, 300 * 100, p)
    expect(j.every(target => target % 3 === 0)).toBe(true)
    const first = j.filter(target => target < 150).length
    expectBinomial(first, 300 * 50, p)
  }
})

test('the probability of a sample can depend on the neuron', () => {
  const { synapses } = made({ j: 'k for k in sample(N_post, p=x_pre)' })
  const outgoing = synapses.outgoing()
  for (const source of [0, 75, 150, 290]) expectBinomial(outgoing[source] ?? -1, 300, source / 300)
  expect(outgoing[0]).toBe(0)
})

test('every number is as likely as any other in a sample of a size', () => {
  const { synapses } = made({ j: 'k for k in sample(N_post, size=30)' })
  const incoming = synapses.incoming()
  const chi = incoming.reduce((sum, count) => sum + (count - 30) ** 2 / (300 * 0.1 * 0.9), 0)
  // 299 degrees of freedom, standard deviation 24.5.
  expect(Math.abs(chi - 299)).toBeLessThan(4 * 24.5)
})

test('a condition counts after sampling', () => {
  const { synapses } = made({ j: 'k for k in sample(N_post, size=100) if k < 150' })
  const mean = synapses.size / 300
  // Of 100 numbers out of 300 half are below 150; the hypergeometric variance of one neuron is 100/4·200/299.
  expect(Math.abs(mean - 50)).toBeLessThan(4 * Math.sqrt((25 * 200) / 299 / 300))
})

test.each(TARGETS)('random numbers of a condition are drawn for each candidate, %s', target => {
  const { synapses, i } = made({ j: 'k for k in range(100) if rand() < 0.25' }, 300, target)
  expectBinomial(synapses.size, 30000, 0.25)
  expect(new Set(synapses.outgoing()).size).toBeGreaterThan(10)
  expect(new Set(i).size).toBe(300)
})

test('random numbers of the arguments are drawn once for each neuron', () => {
  const { synapses, i, j } = made({ j: 'k for k in range(int(rand()*100))' })
  const outgoing = synapses.outgoing()
  // The targets of each source are all numbers below one limit.
  expect(i.every((source, k) => (j[k] ?? 0) < (outgoing[source] ?? 0))).toBe(true)
  expect(new Set(outgoing).size).toBeGreaterThan(50)
})

test('a condition and a probability are both asked', () => {
  const { i, j } = made({ condition: 'i < j', p: 'x_post' })
  expect(i.every((source, k) => source < (j[k] ?? 0))).toBe(true)
  const expected = Array.from({ length: 300 }, (_, target) => (target * target) / 300).reduce((a, b) => a + b)
  const variance = Array.from({ length: 300 }, (_, n) => n * (n / 300) * (1 - n / 300)).reduce(
    (a, b) => a + b,
  )
  expect(Math.abs(i.length - expected)).toBeLessThan(4 * Math.sqrt(variance))
})

test('two calls draw different numbers, another seed and another stream as well', () => {
  const sizes = (seed: number, stream: string): string => {
    const net = new Network({ seed })
    const neurons = net.neuronGroup(50, 'x : 1')
    const synapses = net.synapses(neurons, neurons, { stream })
    const first = synapses.connect({ p: 0.5 }).to
    synapses.connect({ p: 0.5 })
    const targets = synapses.targets()
    return `${targets.slice(0, first).join()} ${targets.slice(first).join()}`
  }
  const [first, second] = sizes(1, 'a').split(' ')
  expect(first).not.toBe(second)
  expect(sizes(1, 'a')).toBe(sizes(1, 'a'))
  expect(sizes(2, 'a')).not.toBe(sizes(1, 'a'))
  expect(sizes(1, 'b')).not.toBe(sizes(1, 'a'))
})

test('a call that makes nothing is a call: the network runs', async () => {
  const net = new Network()
  const source = net.poissonGroup(2, ms(1).toPower(-1))
  const neurons = net.neuronGroup(2, 'v : 1')
  const synapses = net.synapses(source, neurons, { onPre: 'v_post += 1' })
  await expect(net.run(ms(1))).rejects.toThrow(/no synapses yet/)
  synapses.connect({ condition: false })
  await net.run(ms(1))
  expect([...neurons.v.values()]).toEqual([0, 0])
})
