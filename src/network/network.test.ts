import { expect, test, vi } from 'vitest'
import { RheobaseError } from '../errors/rheobase-error.js'
import { Hz, ms, mV, nA, second } from '../units/units.js'
import { Network } from './network.js'
import type { Message } from '../errors/message.js'

/** A leaky neuron that spikes every 7 ms: 10 ms × ln 2 is 6.93 ms. */
function clockwork(options: ConstructorParameters<typeof Network>[0] = {}) {
  const net = new Network({ seed: 1, ...options })
  const neurons = net.neuronGroup(2, 'dv/dt = (2 - v)/(10*ms) : 1', {
    threshold: 'v > 1',
    reset: 'v = 0',
    method: 'exact',
    name: 'neurons',
  })
  return { net, neurons, spikes: net.spikeMonitor(neurons) }
}
const stepsOf = (times: { in(unit: typeof ms): unknown }): number[] =>
  Array.from(times.in(ms) as Float64Array, time => Math.round(time * 10))

test('a neuron spikes when theory says', async () => {
  const { net, spikes } = clockwork()
  await net.run(ms(30))
  expect(stepsOf(spikes.trains()[0] ?? second([]))).toEqual([69, 139, 209, 279])
  expect(spikes.count).toBe(8)
  expect(Array.from(spikes.countOfEach())).toEqual([4, 4])
})

test('runs go on where the last one stopped', async () => {
  const { net, neurons, spikes } = clockwork()
  for (const duration of [3, 9, 18]) await net.run(ms(duration))
  const once = clockwork()
  await once.net.run(ms(30))
  expect(spikes.t.values).toEqual(once.spikes.t.values)
  expect(neurons.v.values()).toEqual(once.neurons.v.values())
  expect(net.t.in(ms)).toBeCloseTo(30, 12)
})

test('a callback sees and changes live state, and stops the run after its step', async () => {
  const { net, neurons } = clockwork()
  const seen: number[] = []
  net.networkOperation(
    time => {
      seen.push(Math.round(time.in(ms) as number))
      neurons.v.set(0.5)
      if (seen.length === 3) net.stop()
    },
    { dt: ms(1) },
  )
  const { stopped } = await net.run(ms(10))
  expect(seen).toEqual([0, 1, 2])
  expect(stopped).toBe(true)
  expect(net.t.in(ms)).toBeCloseTo(2.1, 12)
  await net.run(ms(0.4))
  expect(net.t.in(ms)).toBeCloseTo(2.5, 12)
})

test('a callback that changes a time constant reaches what was computed once per run', async () => {
  const net = new Network()
  const neurons = net.neuronGroup(2, 'dv/dt = -v/tau : 1\ntau : second', { method: 'exact' })
  neurons.v.set(1)
  neurons.tau.set(ms([10, 20]))
  net.networkOperation(time => {
    if ((time.in(ms) as number) >= 4.95) neurons.tau.set(ms(1))
  })
  await net.run(ms(6))
  const [first = 0, other = 0] = neurons.v.values()
  expect(first).toBeCloseTo(Math.exp(-0.5 - 1), 10)
  expect(other).toBeCloseTo(Math.exp(-0.25 - 1), 10)
  expect(net.inspect().kernels).toMatch(/once_per_run/)
})

test('an error in a callback ends the run and reaches the caller', async () => {
  const { net } = clockwork()
  net.networkOperation(() => {
    throw new Error('enough')
  })
  await expect(net.run(ms(1))).rejects.toThrow('enough')
})

test('while a run is under way nothing else may run or write', async () => {
  const { net, neurons } = clockwork()
  const running = net.run(ms(200))
  expect(() => {
    neurons.v.set(0)
  }).toThrow(expect.objectContaining({ kind: 'state' }))
  await expect(net.run(ms(1))).rejects.toThrow(expect.objectContaining({ kind: 'state' }))
  await running
  neurons.v.set(0)
})

test('a network that was disposed of refuses to run', async () => {
  const { net } = clockwork()
  net.dispose()
  await expect(net.run(ms(1))).rejects.toThrow(/disposed/)
})

test('the event loop turns during a run', async () => {
  // Timers must fire while it is under way, not after it.
  const { net } = clockwork()
  let turns = 0
  const timer = setInterval(() => {
    turns++
  }, 50)
  net.networkOperation(() => {
    const end = performance.now() + 1
    while (performance.now() < end);
  })
  const seen = net.run(ms(30)).then(() => turns)
  expect(await seen).toBeGreaterThan(2)
  clearInterval(timer)
})

test('progress is told at the start and at the end', async () => {
  const { net } = clockwork()
  const told: number[] = []
  await net.run(ms(1), {
    report: ({ completed }) => {
      told.push(completed)
    },
  })
  expect(told).toEqual([0, 1])
})

test('a value that stops being finite is named with its element and time', async () => {
  const net = new Network({ onMessage: () => undefined })
  const neurons = net.neuronGroup(3, 'dv/dt = v**2*k/ms : 1\nk : 1', { method: 'euler', name: 'neurons' })
  neurons.v.set(1)
  neurons.k.at(1).set(1)
  await expect(net.run(ms(5), { checkFinite: 'step' })).rejects.toThrow(
    /`neurons.v` of neuron 1 became .* in the step at [\d.]+ ms/,
  )
  const again = new Network({ onMessage: () => undefined })
  const others = again.neuronGroup(1, 'dv/dt = v**2/ms : 1', { method: 'euler', name: 'others' })
  others.v.set(1)
  await again.run(ms(5))
  expect(again.messages.find(({ code }) => code === 'invalid-values')?.text).toMatch(/`others.v` is/)
})

test('a profile measures the first 31 steps, then one of 31 for all, and tells no more than the run has taken', async () => {
  const now = vi.spyOn(performance, 'now')
  try {
    let time = 0
    now.mockImplementation(() => time)
    const { net, neurons } = clockwork()
    let calls = 0
    // A call takes a millisecond, but twice one in steps that are not looked at; and once, while one is, the machine is busy with something else.
    net.networkOperation(() => {
      const isSeen = calls < 31 || calls % 31 === 15
      time += isSeen ? 1 : 2
      calls++
    })
    net.networkOperation(() => {
      if (calls === 31 * 20 + 16) time += 500
    })
    await net.run(ms(124), { profile: true })
    expect(calls).toBe(1240)
    const [first = 0, second = 0] = ['networkoperation', 'networkoperation_1'].map(
      name => net.profile.find(({ kernel }) => kernel === name)?.milliseconds,
    )
    const seen = 31 + 39
    const others = 2 * (1240 - seen)
    expect(first).toBeCloseTo(seen + others * (39 / 539), 6)
    expect(first + second).toBeCloseTo(time, 6)
    const unprofiled = clockwork()
    await unprofiled.net.run(ms(124))
    expect(neurons.v.values()).toEqual(unprofiled.neurons.v.values())
  } finally {
    now.mockRestore()
  }
})

test('profile gives the time of each kernel', async () => {
  const { net } = clockwork()
  expect(() => net.profile).toThrow(/profile: true/)
  await net.run(ms(5), { profile: true })
  expect(net.profile.map(({ kernel }) => kernel)).toContain(
    'neurons_stateupdater + neurons_spike_thresholder',
  )
})

test('inspect shows schedule, updates, kernels and code', () => {
  const { net } = clockwork()
  const { schedule, updates, kernels, code } = net.inspect()
  expect(schedule).toMatch(/neurons_spike_thresholder/)
  expect(updates).toMatch(/neurons: exact/)
  expect(kernels).toMatch(/for i in 0 \.\. 2/)
  expect(code.length).toBeGreaterThan(100)
})

test('names come from Brian and count per network', () => {
  const net = new Network()
  const names = [
    net.neuronGroup(1, 'v : 1').name,
    net.neuronGroup(1, 'v : 1').name,
    net.poissonGroup(1, Hz(1)).name,
  ]
  expect(names).toEqual(['neurongroup', 'neurongroup_1', 'poissongroup'])
  expect(() => net.neuronGroup(1, 'v : 1', { name: 'neurongroup' })).toThrow(/already an object called/)
})

test.each<[string, (net: Network) => unknown, RegExp]>([
  [
    'an unknown option',
    net => net.neuronGroup(1, 'v : 1', JSON.parse('{"treshold": "v > 1"}') as object),
    /no option `treshold`\. Did you mean `threshold`/,
  ],
  [
    'a size that is no number',
    net => net.neuronGroup('v : 1' as unknown as number, 'v : 1'),
    /must be a whole number.*it comes first, then the equations/,
  ],
  ['an empty group', net => net.neuronGroup(0, 'v : 1'), /at least 1/],
  ['an unknown method', net => net.neuronGroup(1, 'dv/dt = -v/ms : 1', { method: 'eular' }), /euler/],
  ['a reset without threshold', net => net.neuronGroup(1, 'v : 1', { reset: 'v = 0' }), /threshold/],
  ['an unknown variable', net => net.neuronGroup(1, 'v : 1').state('w'), /no variable `w`/],
  [
    'a value of the wrong dimension',
    net => {
      net.neuronGroup(1, 'v : volt').v.set(nA(1))
    },
    /expected {2}volt/,
  ],
  [
    'the wrong number of values',
    net => {
      net.neuronGroup(3, 'v : volt').v.set(mV([1, 2]))
    },
    /2 values for 3 neurons/,
  ],
  ['an index outside', net => net.neuronGroup(3, 'v : volt').v.at(3), /0 to 2/],
  [
    'writing a subexpression',
    net => {
      net.neuronGroup(1, 'x = 2 : 1').x.set(1)
    },
    /read-only/,
  ],
  ['a negative rate', net => net.poissonGroup(1, Hz(-1)), /cannot be -1/],
  ['an empty part', net => net.neuronGroup(3, 'v : 1').slice(2, 2), /no neurons/],
])('%s is refused with an explanation', (_, work, message) => {
  expect(() => work(new Network({ onMessage: () => undefined }))).toThrow(message)
})

test('a constant that nothing uses is mentioned with the nearest name', async () => {
  const messages: Message[] = []
  const net = new Network({
    onMessage: message => {
      messages.push(message)
    },
  })
  net
    .neuronGroup(1, 'dv/dt = -v/tau_m : 1\ntau_m : second', {
      namespace: { taum: ms(10) },
      method: 'euler',
      name: 'neurons',
    })
    .state('tau_m')
    .set(ms(1))
  await net.run(ms(0.1))
  expect(messages.find(({ code }) => code === 'unused-constant')?.text).toBe(
    '`taum` in the namespace of `neurons` is used nowhere. Did you mean `tau_m`?',
  )
})

test('random numbers depend on nothing but their own object', async () => {
  const draw = async (build: (net: Network) => void): Promise<number[]> => {
    const net = new Network({ seed: 5 })
    build(net)
    const group = net.neuronGroup(3, 'dv/dt = xi/sqrt(ms) : 1', { name: 'noisy', method: 'euler' })
    group.v.set('rand()')
    await net.run(ms(1))
    return Array.from(group.v.values())
  }
  const alone = await draw(() => undefined)
  expect(
    await draw(net => {
      net.poissonGroup(10, Hz(100))
    }),
  ).toEqual(alone)
  expect(
    await draw(net => {
      net.neuronGroup(7, 'dw/dt = xi/sqrt(ms) : 1', { method: 'euler' }).w.set('randn()')
    }),
  ).toEqual(alone)
})

test('errors are of one class with kind and code', () => {
  try {
    new Network().neuronGroup(1, 'dv/dt = -v/tau')
    expect.unreachable()
  } catch (error) {
    expect(error).toBeInstanceOf(RheobaseError)
    expect(error).toMatchObject({ kind: expect.any(String) as string, code: expect.any(String) as string })
  }
})
