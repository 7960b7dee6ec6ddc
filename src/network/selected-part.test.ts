import { expect, test } from 'vitest'
import { Network, Hz, mV, ms } from '../index.js'
import { describeNetwork, modelFromJson } from '../io/index.js'

const TARGETS = ['js', 'wasm'] as const
const ms1 = ms(1)

/** Ten neurons that spike in the step of their number; `v` and `w` are there to be written. */
function tenNeurons(target: (typeof TARGETS)[number]) {
  const net = new Network({ target, seed: 3, dt: ms1 })
  const group = net.neuronGroup(
    10,
    `v : volt
     w : 1
     k : integer
     twice = 2*w : 1`,
    { threshold: 't > (k - 0.5)*ms and t < (k + 0.5)*ms', reset: 'w += 100', name: 'cells' },
  )
  group.k.set('i')
  return { net, group }
}

test.each(TARGETS)('a part of any neurons is read and written like a group (%s)', target => {
  const { group } = tenNeurons(target)
  const part = group.select([1, 4, 8])
  expect([part.size, part.name]).toEqual([3, 'cells_subgroup'])
  part.v.set(mV([10, 20, 30]))
  part.w.set('i + 10*k')
  part.w.at('i > 1').set(7)
  part.w.at(0).set('k*N')
  expect([...group.v.in(mV)]).toEqual([0, 10, 0, 0, 20, 0, 0, 0, 30, 0])
  expect([...group.w.values()]).toEqual([0, 3, 0, 0, 41, 0, 0, 0, 7, 0])
  expect([...part.w.values()]).toEqual([3, 41, 7])
  expect([...part.w.at([2, 0]).values()]).toEqual([7, 3])
  expect([...part.state('twice').values()]).toEqual([6, 82, 14])
  expect([...part.i.values()]).toEqual([0, 1, 2])
  expect(part.evaluate('w + i').values).toEqual(Float64Array.of(3, 42, 9))
  expect(() => part.v.view()).toThrow('do not follow each other')
})

test('parts of parts, and selections of every form', () => {
  const { group } = tenNeurons('js')
  const numbers = (part: { readonly w: { set(value: string): void } }): number[] => {
    group.w.set(0)
    part.w.set('1')
    return [...group.w.values()].flatMap((value, neuron) => (value === 1 ? [neuron] : []))
  }
  expect(numbers(group.select([1, 3, 5, 7]).slice(1, 3))).toEqual([3, 5])
  expect(numbers(group.select([1, 3, 5, 7]).select([0, 3]))).toEqual([1, 7])
  expect(numbers(group.slice(4).select([0, 5]))).toEqual([4, 9])
  expect(numbers(group.select({ step: 3 }))).toEqual([0, 3, 6, 9])
  expect(numbers(group.select('k % 4 == 1'))).toEqual([1, 5, 9])
  expect(numbers(group.select(group.k.values().length > 9 ? [2, 3, 4] : []))).toEqual([2, 3, 4])
  // Neurons that follow each other are as good as a slice.
  expect(group.select([2, 3, 4]).v.view()).toHaveLength(3)
  expect(() => group.select([3, 1])).toThrow('1 comes after 3: sort the list')
  expect(() => group.select([3, 3])).toThrow('3 comes after 3')
  expect(() => group.select('k > 99')).toThrow("the selection 'k > 99' of `cells` has no neurons")
  expect(() => group.select([10])).toThrow('has no neuron 10')
})

test('an argument that slice, select or at does not have is refused', () => {
  const { net, group } = tenNeurons('js')
  const synapses = net.synapses(group, group, { equations: 'u : 1', name: 'S' })
  synapses.connect({ i: [0], j: [1] })
  // As from JavaScript without types.
  const given = (object: object, method: 'at' | 'slice' | 'select', ...values: unknown[]): unknown =>
    (object as Record<string, (...values: unknown[]) => unknown>)[method]?.(...values)
  expect(() => given(group, 'slice', 0, 10, 2)).toThrow(
    'slice(start, stop) of `cells` takes nothing more, but was also given number 2; select({ from, to, step }) takes steps',
  )
  expect(() => given(group, 'select', 0, 5)).toThrow(
    'select(selector) of `cells` takes nothing more, but was also given number 5; a list is [0, 3], a range { from: 0, to: 3 }',
  )
  expect(() => given(group.v, 'at', 0, 5)).toThrow('at(selector) of `cells.v` takes nothing more')
  expect(() => given(synapses.u, 'at', 0, 1, 0, 0)).toThrow('at(i, j, k) of `S.u` takes nothing more')
  expect(group.slice(2, undefined).size).toBe(8)
})

test.each(TARGETS)('monitors, code and inputs of a part (%s)', async target => {
  const { net, group } = tenNeurons(target)
  const part = group.select([1, 4, 8])
  const spikes = net.spikeMonitor(part, { variables: ['w', 'i'] })
  const rate = net.populationRateMonitor(part)
  const trace = net.stateMonitor(part, ['w', 'i'], { record: [0, 2] })
  part.runRegularly('v += (i + 1)*mV; w += 0.5')
  net.poissonInput(part, 'v', { n: 1, rate: Hz(1000), weight: mV(100) })
  await net.run(ms(10))
  expect([...spikes.i]).toEqual([0, 1, 2])
  expect([...spikes.t.in(ms)]).toEqual([1, 4, 8])
  expect(Array.from(spikes.values('w').values)).toEqual([1, 2.5, 4.5])
  expect([...spikes.countOfEach()]).toEqual([1, 1, 1])
  expect([...rate.rate.in(Hz)].map(value => Math.round(value * 3))).toEqual([
    0, 1000, 0, 0, 1000, 0, 0, 0, 1000, 0,
  ])
  expect(Array.from(trace.trace('w', 2).values)).toEqual([0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 105])
  expect(trace.trace('i', 2).values.every(value => value === 2)).toBe(true)
  // A source of 1000 Hz spikes in every step of 1 ms.
  expect([...group.v.in(mV)].map(Math.round)).toEqual([0, 1010, 0, 0, 1020, 0, 0, 0, 1030, 0])
})

test.each(TARGETS)('synapses between parts do what those of the whole groups do (%s)', async target => {
  const chosen = [0, 3, 4, 9]
  const targets = [2, 5, 6, 8]
  for (const delay of ['none', 'same', 'each'] as const) {
    const run = async (isParts: boolean): Promise<(readonly number[])[]> => {
      const { net, group } = tenNeurons(target)
      const other = net.neuronGroup(10, 'dv/dt = -v/(10*ms) : volt\nsum : 1', {
        method: 'exact',
        name: 'other',
      })
      const [source, sink] = isParts ? [group.select(chosen), other.select(targets)] : [group, other]
      const S = net.synapses(source, sink, {
        equations: 'u : 1\nsum_post = u*(i_pre + 1) : 1 (summed)',
        onPre: 'v_post += u*mV; w_pre += 1',
        ...(delay === 'same' ? { delay: ms(2) } : {}),
      })
      const pairs = chosen.flatMap((_, k) => [k, (k + 1) % 4].map(to => [k, to] as const))
      S.connect({
        i: pairs.map(([i]) => (isParts ? i : (chosen[i] ?? 0))),
        j: pairs.map(([, j]) => (isParts ? j : (targets[j] ?? 0))),
      })
      S.u.set(pairs.map((_, k) => k + 1))
      if (delay === 'each') S.pathway('pre').delay.set(ms(pairs.map((_, k) => k % 4)))
      await net.run(ms(15))
      const sums = [...other.state('sum').values()]
      return [
        [...other.v.values()],
        [...group.w.values()],
        // With parts, `i_pre` counts within the part.
        isParts ? sums : [],
        [...S.state('N_outgoing').values()],
      ]
    }
    const [byPart, byGroup] = [await run(true), await run(false)]
    expect(byPart[0]).toEqual(byGroup[0])
    expect(byPart[1]).toEqual(byGroup[1])
    expect(byPart[3]).toEqual(byGroup[3])
    // Synapses 1 and 8 to the first target, 2 and 3 to the second, and so on, from neurons 0 and 3, 0 and 1, ….
    expect(byPart[2]).toEqual([0, 0, 1 * 1 + 8 * 4, 0, 0, 2 * 1 + 3 * 2, 4 * 2 + 5 * 3, 0, 6 * 3 + 7 * 4, 0])
  }
})

test.each(TARGETS)('connecting parts by text, lists and parts of the sides (%s)', target => {
  const net = new Network({ target })
  const group = net.neuronGroup(8, 'x : 1', { name: 'cells' })
  group.x.set('i')
  const [odd, even] = [group.select([1, 3, 5, 7]), group.select([0, 2, 4, 6])]
  const S = net.synapses(odd, even, { equations: 'w : 1' })
  S.connect({ condition: 'x_post == x_pre - 1' })
  expect([...S.i.values()]).toEqual([0, 1, 2, 3])
  expect([...S.j.values()]).toEqual([0, 1, 2, 3])
  S.connect({ j: 'k for k in range(i, N_post) if x_post > 4' })
  expect([...S.i.values()].slice(4)).toEqual([0, 1, 2, 3])
  expect([...S.j.values()].slice(4)).toEqual([3, 3, 3, 3])
  S.connect({ i: group.select([3, 7]), j: group.select([2, 6]) })
  expect([[...S.i.values()].slice(8), [...S.j.values()].slice(8)]).toEqual([
    [1, 3],
    [1, 3],
  ])
  S.w.at({ i: group.select([3, 7]) }).set(5)
  expect([...S.w.values()]).toEqual([0, 5, 0, 5, 0, 5, 0, 5, 5, 5])
  expect(() => S.connect({ i: group.select([2, 7]), j: 0 })).toThrow('the source has no neuron -1')
})

test.each(TARGETS)('links to parts, by position, list and integer variable (%s)', async target => {
  const net = new Network({ target })
  const source = net.neuronGroup(6, 'x : 1', { name: 'source' })
  source.x.set('10*i')
  const part = source.select([1, 2, 5])
  const readers = net.neuronGroup(
    3,
    'a : 1 (linked)\nb : 1 (linked)\nc : 1 (linked)\nwhich : integer\nd : 1 (linked)\ny : 1',
    { name: 'readers' },
  )
  readers.link('a', part, 'x')
  readers.link('b', part, 'x', { index: [2, 0, 0] })
  readers.which.set([1, 2, 0])
  readers.link('c', part, 'x', { index: 'which' })
  readers.link('d', source.select([4]), 'x')
  expect([...readers.state('a').values()]).toEqual([10, 20, 50])
  expect([...readers.state('b').values()]).toEqual([50, 10, 10])
  expect([...readers.state('c').values()]).toEqual([20, 50, 10])
  readers.runRegularly('y = a + b + c + d')
  await net.run(ms(0.1))
  expect([...readers.y.values()]).toEqual([120, 120, 110])
  readers.state('a').set([1, 2, 3])
  expect([...source.x.values()]).toEqual([0, 1, 2, 30, 40, 3])
})

test('what a part or a link is survives going back to before it was made', async () => {
  const net = new Network({ target: 'wasm' })
  const group = net.neuronGroup(6, 'x : 1', { name: 'cells' })
  const readers = net.neuronGroup(2, 'a : 1 (linked)\ny : 1')
  readers.runRegularly('y = a', { when: 'end' })
  net.store()
  const part = group.select([1, 4])
  readers.link('a', group, 'x', { index: [4, 1] })
  part.x.set('i + 1')
  await net.run(ms(0.1))
  expect([...readers.y.values()]).toEqual([2, 1])
  net.restore()
  expect([...part.x.values()]).toEqual([0, 0])
  part.x.set('i + 5')
  expect([...group.x.values()]).toEqual([0, 5, 0, 0, 6, 0])
  await net.run(ms(0.1))
  expect([...readers.y.values()]).toEqual([6, 5])
})

test('a file holds parts of any neurons', async () => {
  const make = () => {
    const { net, group } = tenNeurons('js')
    const part = group.select([1, 4, 8])
    const other = net.neuronGroup(3, 'a : 1 (linked)\nv : 1', { name: 'other' })
    other.link('a', part, 'w')
    const S = net.synapses(part, other, { equations: 'u : 1', onPre: 'v_post += 1', name: 'S' })
    S.connect({ condition: 'i == j' })
    net.spikeMonitor(part, { name: 'spikes' })
    net.stateMonitor(part, 'w', { record: [0, 2], name: 'trace' })
    return net
  }
  const json = describeNetwork(make())
  const again = await modelFromJson(JSON.parse(JSON.stringify(json)))
  expect(describeNetwork(again.network)).toEqual(json)
})
