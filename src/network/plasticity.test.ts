import { expect, test } from 'vitest'
import { Network, ms, mV } from 'rheobase'

/*
 * Rules of plasticity against what their authors' formulas give for the same spike times, computed here pair by pair or event by event
 * without any simulation.
 */

const TARGETS = ['js', 'wasm'] as const

/** Spike times in ms on the grid of 0.1 ms, irregular and without coincidence of the two sides. */
const PRE = [1, 7.3, 11.1, 30.2, 31.9, 55.4, 80, 81.2, 82.5, 120.7]
const POST = [3.2, 8.8, 10.9, 33, 54.1, 56, 79.3, 83.9, 100.3, 121.1]

interface Event {
  readonly t: number
  readonly side: 'pre' | 'post'
}
const EVENTS: readonly Event[] = [
  ...PRE.map(t => ({ t, side: 'pre' }) as const),
  ...POST.map(t => ({ t, side: 'post' }) as const),
].sort((a, b) => a.t - b.t)

/** The weight of one synapse between two sources with these spike times, after a run over all of them. */
async function trained(
  target: 'js' | 'wasm',
  rule: { readonly equations: string; readonly onPre: string; readonly onPost: string },
  weight: number,
): Promise<number> {
  const net = new Network({
    target,
    namespace: { tau_p: ms(17), tau_m: ms(34), tau_x: ms(101), tau_y: ms(125) },
  })
  const source = net.spikeGenerator(
    1,
    PRE.map(() => 0),
    ms(PRE),
  )
  const sink = net.spikeGenerator(
    1,
    POST.map(() => 0),
    ms(POST),
  )
  const synapses = net.synapses(source, sink, { ...rule, equations: `w : 1\n${rule.equations}` as 'w : 1' })
  synapses.connect({ i: 0, j: 0 })
  synapses.w.set(weight)
  await net.run(ms(125))
  return synapses.w.values()[0] ?? NaN
}

test.each(TARGETS)(
  '%s: pairs with traces, additive: the sum over all pairs (Song, Miller & Abbott 2000)',
  async target => {
    const [up, down] = [0.01, 0.0105]
    const weight = await trained(
      target,
      {
        equations: 'dx/dt = -x/tau_p : 1 (event-driven)\ndy/dt = -y/tau_m : 1 (event-driven)',
        onPre: 'x += 0.01\nw += y',
        onPost: 'y -= 0.0105\nw += x',
      },
      0.5,
    )
    let expected = 0.5
    for (const pre of PRE)
      for (const post of POST)
        expected += post > pre ? up * Math.exp((pre - post) / 17) : -down * Math.exp((post - pre) / 34)
    expect(weight).toBeCloseTo(expected, 13)
  },
)

test.each(TARGETS)(
  '%s: pairs that count by the weight, multiplicative (van Rossum, Bi & Turrigiano 2000)',
  async target => {
    const weight = await trained(
      target,
      {
        equations: 'dx/dt = -x/tau_p : 1 (event-driven)\ndy/dt = -y/tau_m : 1 (event-driven)',
        onPre: 'x += 1\nw = clip(w - 0.2*w*y, 0, 1)',
        onPost: 'y += 1\nw = clip(w + 0.1*(1 - w)*x, 0, 1)',
      },
      0.3,
    )
    let [w, x, y, last] = [0.3, 0, 0, 0]
    for (const { t, side } of EVENTS) {
      x *= Math.exp((last - t) / 17)
      y *= Math.exp((last - t) / 34)
      last = t
      if (side === 'pre') {
        x += 1
        w = Math.min(Math.max(w - 0.2 * w * y, 0), 1)
      } else {
        y += 1
        w = Math.min(Math.max(w + 0.1 * (1 - w) * x, 0), 1)
      }
    }
    expect(weight).toBeCloseTo(w, 13)
  },
)

test.each(TARGETS)('%s: nearest neighbours only: a trace that is set instead of raised', async target => {
  const weight = await trained(
    target,
    {
      equations: 'dx/dt = -x/tau_p : 1 (event-driven)\ndy/dt = -y/tau_m : 1 (event-driven)',
      onPre: 'x = 1\nw -= y',
      onPost: 'y = 1\nw += x',
    },
    0,
  )
  let expected = 0
  for (const { t, side } of EVENTS) {
    const before = (side === 'pre' ? POST : PRE).filter(other => other < t).at(-1)
    if (before === undefined) continue
    expected += side === 'pre' ? -Math.exp((before - t) / 34) : Math.exp((before - t) / 17)
  }
  expect(weight).toBeCloseTo(expected, 13)
})

test.each(TARGETS)(
  '%s: triplets of spikes, all to all (Pfister & Gerstner 2006, eqs. 3 and 4)',
  async target => {
    // Visual cortex, table 4 of the paper; the slow traces are read before they are raised.
    const [a2p, a3p, a2m, a3m] = [5e-10, 6.2e-3, 7e-3, 2.3e-4]
    const weight = await trained(
      target,
      {
        equations: [
          'dr1/dt = -r1/tau_p : 1 (event-driven)',
          'dr2/dt = -r2/tau_x : 1 (event-driven)',
          'do1/dt = -o1/tau_m : 1 (event-driven)',
          'do2/dt = -o2/tau_y : 1 (event-driven)',
        ].join('\n'),
        onPre: `w -= o1*(${String(a2m)} + ${String(a3m)}*r2)\nr1 += 1\nr2 += 1`,
        onPost: `w += r1*(${String(a2p)} + ${String(a3p)}*o2)\no1 += 1\no2 += 1`,
      },
      1,
    )
    const trace = (times: readonly number[], t: number, tau: number): number =>
      times.filter(other => other < t).reduce((sum, other) => sum + Math.exp((other - t) / tau), 0)
    let expected = 1
    for (const t of PRE) expected -= trace(POST, t, 34) * (a2m + a3m * trace(PRE, t, 101))
    for (const t of POST) expected += trace(PRE, t, 17) * (a2p + a3p * trace(POST, t, 125))
    expect(weight).toBeCloseTo(expected, 13)
  },
)

test.each(TARGETS)('%s: short-term plasticity (Tsodyks, Pawelzik & Markram 1998)', async target => {
  const net = new Network({ target, namespace: { tau_f: ms(60), tau_d: ms(25), U: 0.15 } })
  const source = net.spikeGenerator(
    1,
    PRE.map(() => 0),
    ms(PRE),
  )
  const neuron = net.neuronGroup(1, 'g : 1')
  const synapses = net.synapses(source, neuron, {
    equations: 'du/dt = -u/tau_f : 1 (event-driven)\ndx/dt = (1 - x)/tau_d : 1 (event-driven)',
    onPre: 'u += U*(1 - u)\nr = u*x\nx -= r\ng_post += r',
  })
  synapses.connect({ i: 0, j: 0 })
  synapses.x.set(1)
  await net.run(ms(125))
  let [u, x, last, released] = [0, 1, 0, 0]
  for (const t of PRE) {
    u *= Math.exp((last - t) / 60)
    x = 1 - (1 - x) * Math.exp((last - t) / 25)
    u += 0.15 * (1 - u)
    released += u * x
    x -= u * x
    last = t
  }
  expect(neuron.g.values()[0]).toBeCloseTo(released, 13)
})

test.each(TARGETS)(
  '%s: a rule that reads the potential in each step, as that of Clopath et al. 2010',
  async target => {
    // Low-pass filters of the potential belong to the neuron; the weight changes continuously and at presynaptic spikes.
    const net = new Network({
      target,
      dt: ms(0.1),
      namespace: { tau: ms(10), theta_p: mV(-45), theta_m: mV(-70) },
    })
    const source = net.spikeGenerator(
      1,
      PRE.map(() => 0),
      ms(PRE),
    )
    const neuron = net.neuronGroup(
      1,
      'v = -60*mV + 30*mV*sin(2*pi*t*20*Hz) : volt\ndu/dt = (v - u)/tau : volt',
      { method: 'euler' },
    )
    neuron.u.set(mV(-70))
    const synapses = net.synapses(source, neuron, {
      equations: `dw/dt = 0.001*x*(v_post - theta_p)/mV*int(v_post > theta_p)*(u_post - theta_m)/mV*int(u_post > theta_m)/ms : 1
      dx/dt = -x/tau : 1`,
      onPre: 'x += 1\nw -= 0.01*(u_post - theta_m)/mV*int(u_post > theta_m)',
      method: 'euler',
    })
    synapses.connect({ i: 0, j: 0 })
    await net.run(ms(125))
    let [u, w, x] = [-70, 0, 0]
    for (let step = 0; step < 1250; step++) {
      const v = -60 + 30 * Math.sin(2 * Math.PI * step * 1e-4 * 20)
      // The neuron is integrated before the synapses: by their names.
      u += ((v - u) / 10) * 0.1
      const up = 0.001 * x * Math.max(v + 45, 0) * Math.max(u + 70, 0)
      w += up * 0.1
      x += (-x / 10) * 0.1
      if (PRE.some(t => Math.round(t * 10) === step)) {
        x += 1
        w -= 0.01 * Math.max(u + 70, 0)
      }
    }
    expect(synapses.w.values()[0]).toBeCloseTo(w, 9)
  },
)

test('stochastic release: the number of releases is binomial, and each synapse has its own draws', async () => {
  const net = new Network({ seed: 4 })
  const source = net.spikeGenerator(
    1,
    PRE.map(() => 0),
    ms(PRE),
  )
  const neurons = net.neuronGroup(5000, 'n : 1')
  const synapses = net.synapses(source, neurons, { onPre: 'n_post += int(rand() < 0.3)' })
  synapses.connect({ p: 1 })
  await net.run(ms(125))
  const counts = Float64Array.from(neurons.n.values())
  const mean = counts.reduce((sum, n) => sum + n, 0) / counts.length
  const variance = counts.reduce((sum, n) => sum + (n - mean) ** 2, 0) / counts.length
  // 3 and 2.1 for 10 trials of 0.3, within four standard errors.
  expect(Math.abs(mean - 3)).toBeLessThan(4 * Math.sqrt(2.1 / 5000))
  expect(Math.abs(variance - 2.1)).toBeLessThan(4 * 2.1 * Math.sqrt(2 / 5000))
})

test('homeostasis: scaling of all inputs of a neuron brings its rate to the one that is wanted', async () => {
  const net = new Network({ seed: 9, dt: ms(0.5), namespace: { wanted: 0.02, tau_r: ms(2000) } })
  const inputs = net.neuronGroup(100, '', { threshold: 'rand() < 0.01', reset: '' })
  const neurons = net.neuronGroup(20, 'dv/dt = -v/(20*ms) : 1\ndrate/dt = -rate/tau_r : 1', {
    threshold: 'v > 1',
    reset: 'v = 0\nrate += 1*ms/tau_r',
  })
  const synapses = net.synapses(inputs, neurons, { equations: 'w : 1', onPre: 'v_post += w' })
  synapses.connect({ p: 0.5 })
  synapses.w.set(0.02)
  synapses.runRegularly('w *= 1 + 0.02*(wanted - rate_post)/wanted', { dt: ms(50) })
  await net.run(ms(40_000))
  const spikes = net.spikeMonitor(neurons)
  await net.run(ms(20_000))
  const perNeuron = spikes.trains().map(train => train.length / 20_000)
  for (const rate of perNeuron) expect(Math.abs(rate - 0.02) / 0.02).toBeLessThan(0.2)
})
