import { expect, test } from 'vitest'
import { cylinder, Hz, modelFunction, ms, mV, Network, quantity, second, soma, um } from 'rheobase'
import { modelFromJson } from '../io/json-model.js'
import { embeddedModel, modelInPage } from './embedded-model.js'
import { startReport } from './start-report.js'

function plasticNetwork() {
  const net = new Network({ seed: 7, dt: ms(0.1) })
  const neurons = net.neuronGroup(
    10,
    `dv/dt = (El - v + ge)/taum + sigma*xi/taum**0.5 : volt (unless refractory)
     dge/dt = -ge/taue : volt
     input : volt`,
    {
      threshold: 'v > Vt',
      reset: 'v = El',
      refractory: ms(2),
      method: 'euler',
      namespace: { El: mV(-51), taum: ms(20), taue: ms(5), Vt: mV(-50), sigma: mV(1) },
      name: 'cells',
    },
  )
  neurons.v.set('El + rand()*(Vt - El)')
  const sources = net.poissonGroup(20, Hz(50), { name: 'sources' })
  const synapses = net.synapses(sources, neurons, {
    equations: 'w : volt\ndApre/dt = -Apre/(20*ms) : volt (event-driven)',
    onPre: 'ge += w\nApre += 0.1*mV',
    onPost: 'w = clip(w + Apre, 0*mV, 5*mV)',
    name: 'plastic',
  })
  synapses.connect({ p: 0.5 })
  synapses.w.set('rand()*3*mV')
  synapses.pre.delay.set(ms(1.5))
  const spikes = net.spikeMonitor(neurons, { name: 'spikes' })
  net.stateMonitor(neurons, 'v', { record: [0, 1], name: 'potentials' })
  net.poissonInput(neurons, 'ge', { n: 100, rate: Hz(10), weight: mV(0.5), name: 'background' })
  return { net, spikes }
}

test('a page holds the model in words and formulas, what came of it, and what is needed to run it again', async () => {
  const { net, spikes } = plasticNetwork()
  const report = startReport(net, { title: 'Plastic & <small>', environment: { Machine: 'a <fast> one' } })
  await net.run(ms(300))
  const page = await report.html()
  for (const text of [
    '<title>Plastic &amp; &lt;small&gt;</title>',
    'a &lt;fast&gt; one',
    'has 10 neurons, described by',
    'held while refractory',
    'is Gaussian white noise',
    'After a spike it is refractory for 2\u00a0ms',
    'with the Euler–Maruyama method',
    'is a parameter of each synapse',
    'Each pair is joined with probability 0.5, independent of the others',
    'What happens in a step, in order:',
    'each as a Poisson process',
    'receives the spikes of 100 independent Poisson sources, each at 10\u00a0Hz',
    'after a delay of 1.5\u00a0ms',
    'When the target neuron spikes',
    `${String(spikes.count)} spike`,
    'with the seed 7',
  ])
    expect(page).toContain(text)
  // What stands at a formula stays on its line.
  expect(page).toMatch(/<\/math>\u2060\./)
  // It needs no other file.
  expect(page).not.toMatch(/(?:src|href)="(?!data:)/)
  expect(page).not.toMatch(/@import|url\(/)
  // Every element that is opened is closed, in order.
  const open: string[] = []
  for (const [, end, name = '', own] of page
    .replace(/<script[^]*?<\/script>|<style>[^]*?<\/style>|<!doctype html>/g, '')
    .matchAll(/<(\/?)([a-zA-Z][\w-]*)(?:"[^"]*"|[^">])*?(\/?)>/g)) {
    if (own === '/' || ['meta', 'br'].includes(name)) continue
    if (end === '/') expect(open.pop()).toBe(name)
    else open.push(name)
  }
  expect(open).toEqual([])
})

test('the model in a page gives the same run, bit for bit', async () => {
  const { net, spikes } = plasticNetwork()
  const report = startReport(net)
  await net.run(ms(300))
  const text = await modelInPage(await report.html())
  const model = await modelFromJson(JSON.parse(text ?? ''))
  await model.run()
  const again = model.object('spikes') as typeof spikes
  expect(spikes.count).toBeGreaterThan(20)
  expect([...again.i]).toEqual([...spikes.i])
  expect([...again.t.values]).toEqual([...spikes.t.values])
})

test('a model is read back from its page, plain or compressed, whatever is in it', async () => {
  for (const model of [
    '{"name":"</script><!--","x":"\\u003c"}',
    JSON.stringify({ name: '</script>', list: Array.from({ length: 60_000 }, (_, k) => k * 7) }),
  ]) {
    const element = await embeddedModel(model)
    expect(element.match(/<\/script>/g)).toHaveLength(1)
    expect(JSON.parse((await modelInPage(`<p>before</p>${element}`)) ?? '')).toEqual(JSON.parse(model))
  }
  expect(await modelInPage('<p>nothing</p>')).toBeUndefined()
})

test('what changed in the run is told as it was at the start', async () => {
  const net = new Network()
  const neurons = net.neuronGroup(2, 'dv/dt = -v/(10*ms) : volt\nI : volt (constant)', { method: 'exact' })
  neurons.v.set(mV(30))
  neurons.I.set(mV([1, 3]))
  const report = startReport(net)
  await net.run(second(1))
  const text = report.markdown()
  expect(text).toContain('| $v$ | 30\u00a0mV | `v` |')
  expect(text).toContain('from 1\u00a0mV to 3\u00a0mV, mean 2\u00a0mV')
})

test('Markdown and LaTeX say the same, with formulas of TeX', async () => {
  const { net } = plasticNetwork()
  const environment = {
    Software: 'Rheobase and what it ran on, with all the versions that somebody might ask for',
  }
  const report = startReport(net, { environment })
  await net.run(ms(50))
  const [markdown, latex] = [report.markdown(), report.latex()]
  const equation =
    '\\frac{\\mathrm{d} g_{\\mathrm{e}}}{\\mathrm{d} t} = {-} \\frac{g_{\\mathrm{e}}}{\\tau_{\\mathrm{e}}}'
  expect(markdown).toContain(`$$${equation}$$`)
  expect(latex).toContain(equation)
  expect(latex).toContain('\\texttt{cells}')
  // A table that is wider than a page breaks the lines of its longest column; others are as wide as they need.
  expect(latex).toContain('\\begin{tabularx}{\\linewidth}{l>{\\raggedright\\arraybackslash}X}')
  expect(latex).toContain('\\begin{tabular}{lll}')
  for (const name of ['document', 'equation', 'tabular', 'tabularx', 'verbatim'])
    expect(latex.split(`\\begin{${name}}`).length).toBe(latex.split(`\\end{${name}}`).length)
})

test('how pairs were chosen, what names stand for and what rare functions are is said', async () => {
  const net = new Network({ seed: 1, namespace: { reach: 30 } })
  const eye = net.neuronGroup(1, 'dx/dt = -x/(10*ms) : 1', { method: 'exact', name: 'eye' })
  const cells = net.neuronGroup(
    30,
    'dv/dt = (place + gain - v)/exprel(v)/ms : 1\nplace : 1 (linked)\ngain : 1 (shared)',
    { threshold: 'v > 1', reset: 'v = 0', method: 'euler', name: 'cells' },
  )
  cells.link('place', eye, 'x')
  const ring = net.synapses(cells, cells, {
    equations: 'w : 1',
    onPre: 'v_post += clip(w, 0, 1)',
    name: 'ring',
  })
  ring.connect({ condition: 'i != j', p: 'exp(-abs(i - j)/reach)' })
  const next = net.synapses(cells, cells, { onPre: 'v_post += 1', name: 'next' })
  next.connect({ j: '(i + 1) % N_post' })
  const all = net.synapses(cells, cells, { onPre: 'v_post += 1', name: 'all' })
  all.connect({ n: 2 })
  const listed = net.synapses(cells, cells, { onPre: 'v_post += 1', name: 'listed' })
  listed.connect({ i: [0, 1], j: 5 })
  net.stateMonitor(cells, 'v', { record: [3] })
  const report = startReport(net)
  await net.run(ms(1))
  const text = report.markdown()
  for (const part of [
    '$\\mathrm{place}$ stands for $x$ of `eye`.',
    '$\\mathrm{gain}$ is a parameter with one value for all.',
    '$\\mathrm{exprel} (x) = \\frac{\\mathrm{e}^{x} - 1}{x}$, and 1 at 0',
    '$\\mathrm{clip} (x , a , b)$ is $x$, or the nearest value between $a$ and $b$',
    'Each pair of a source $i$ and a target $j$ for which $i \\ne j$ is joined with probability $\\exp',
    '| $\\mathrm{reach}$ | 30 | `reach` |',
    'The source $i$ is joined to the targets $j$ = `(i + 1) % N_post`. Here $i$ is the number of the source and $j$ that of the target, counted from 0.',
    'All pairs are joined, by 2 synapses.',
    '| `statemonitor` | $v$ of `cells`, element 3 |',
    '| thresholds | 0 | `cells_spike_thresholder` | 0.1\u00a0ms |',
  ])
    expect(text).toContain(part)
  // Lists say nothing in words, and rules do not account for synapses that were removed.
  expect(/The synapses `listed` .*/.exec(text)?.[0]).toMatch(/to each target\.$/)
  ring.remove('i > 20')
  expect(startReport(net).markdown()).not.toContain('is joined with probability')
})

test('what i and j are is said where they occur, and only there', async () => {
  const net = new Network({ seed: 1 })
  const cells = net.neuronGroup(4, 'dv/dt = (i - v)/(10*ms) : 1', { method: 'exact', name: 'cells' })
  cells.runRegularly('v = i')
  const plain = net.neuronGroup(4, 'dv/dt = -v/(10*ms) : 1', { method: 'exact', name: 'plain' })
  plain.runRegularly('v += 1')
  const poisson = net.poissonGroup(4, 'i*Hz', { name: 'poisson' })
  const near = net.synapses(poisson, cells, { onPre: 'v_post += 1', name: 'near' })
  near.connect({ p: '1/(1 + j)' })
  const signed = net.synapses(poisson, cells, { onPre: 'v_post += int(j > 1)', name: 'signed' })
  signed.connect()
  const counted = net.synapses(poisson, cells, { onPre: 'v_post += int(i > j)', name: 'counted' })
  counted.connect({ condition: 'i < j', n: 'i' })
  const simple = net.synapses(plain, plain, { equations: 'w : 1', name: 'simple' })
  simple.connect({ condition: 'v_pre == v_post' })
  const cable = cylinder({ diameter: um(1), length: um(20), n: 2 })
  net.spatialNeuron(cable, 'Im = i*amp/meter**2 : amp/meter**2', { name: 'cable' })
  const report = startReport(net)
  await net.run(ms(1))
  const text = report.markdown()
  const section = (name: string): string => text.split(`### ${name}\n`)[1]?.split('\n#')[0] ?? ''
  expect(section('cells')).toContain('Here $i$ is the number of the neuron, counted from 0.')
  expect(section('poisson')).toMatch(
    /rate .*Poisson process.*\. Here \$i\$ is the number of the neuron, counted from 0\./,
  )
  expect(section('cable')).toContain('Here $i$ is the number of the compartment, counted from 0.')
  const both = 'Here $i$ is the number of the source and $j$ that of the target, counted from 0.'
  expect(section('near')).toMatch(/Each pair of a source \$i\$ and a target \$j\$ is joined with probability/)
  expect(section('near').split(both)).toHaveLength(2)
  expect(section('signed')).toContain('Here $j$ is the number of the target, counted from 0.')
  expect(section('counted').split('Here $')).toHaveLength(2)
  expect(text).toMatch(
    /in `cells`: \$v \\leftarrow i\$\. Here \$i\$ is the number of the neuron, counted from 0\./,
  )
  for (const name of ['plain', 'simple']) expect(section(name)).not.toContain('counted from 0')
})

test('a mean that is only rounding is 0', () => {
  const net = new Network()
  const cells = net.neuronGroup(20, 'x : 1')
  cells.x.set('-1 + 2*i/(N - 1)')
  expect(startReport(net).markdown()).toContain('from −1 to 1, mean 0 |')
})

test('0 has the unit of what stands beside it, and what is one is told as one', () => {
  const net = new Network()
  const cells = net.neuronGroup(2, 'x : volt\nv : 1', { threshold: 'v > 1', reset: 'v = 0' })
  cells.x.set(mV([0, 20]))
  net.spikeGenerator(1, [0], ms([1]))
  net.poissonGroup(1, Hz(5))
  const synapses = net.synapses(cells, cells, { onPre: 'v_post += 1' })
  synapses.connect()
  synapses.pre.delay.set(ms([0, 1, 2, 3]))
  const text = startReport(net).markdown()
  for (const part of [
    'from 0\u00a0mV to 20\u00a0mV, mean 10\u00a0mV',
    'after delays from 0\u00a0ms to 3\u00a0ms, mean 1.5\u00a0ms',
    'has 1 neuron that emits 1 given spike.',
    'has 1 neuron that spikes at 5\u00a0Hz, as a Poisson process.',
  ])
    expect(text).toContain(part)
})

test('a network with functions of the program says that the script is needed', async () => {
  const net = new Network({ seed: 3 })
  const drive = modelFunction({ arguments: { x: '1' }, result: '1', call: x => x / 2 })
  net.neuronGroup(1, 'dx/dt = -drive(x)/ms : 1', { method: 'euler', namespace: { drive } })
  const report = startReport(net, { script: 'export default () => "<b>"' })
  await net.run(ms(1))
  const page = await report.html()
  expect(page).toContain('a function of the program')
  expect(page).toContain('The page holds no model file')
  expect(page).toContain('&lt;b&gt;')
  expect(await modelInPage(page)).toBeUndefined()
})

test('a network that had run before is told as it was at the end, and no model pretends to repeat the run', async () => {
  const net = new Network()
  const neurons = net.neuronGroup(1, 'dv/dt = -v/(10*ms) : volt', { method: 'exact' })
  neurons.v.set(mV(30))
  await net.run(ms(10))
  const report = startReport(net, { script: 'the program' })
  const page = await report.html()
  expect(page).toContain('was simulated for 10\u00a0ms')
  expect(page).toContain('At the end')
  expect(page).not.toContain('At the start')
  expect(page).toContain('had run it already')
  expect(await modelInPage(page)).toBeUndefined()
})

test('a neuron with a form is told by its sections, membrane and cable, and drawn', async () => {
  const net = new Network({ dt: ms(0.01) })
  const cell = soma({ diameter: um(20) })
    .set('axon', cylinder({ diameter: um(1), length: um(100), n: 10 }))
    .set('dend', cylinder({ diameter: um(2), length: um(50), n: 5 }))
  const neuron = net.spatialNeuron(
    cell.generateCoordinates(),
    'Im = gl*(El - v) : amp/meter**2\nI : amp (point current)',
    {
      ...{ Cm: quantity`1*uF/cm**2`, Ri: quantity`100*ohm*cm`, method: 'exponential_euler', name: 'cell' },
      ...{ threshold: 'v > -20*mV', refractory: 'v > -20*mV', thresholdLocation: 3 },
      namespace: { gl: quantity`0.1*msiemens/cm**2`, El: mV(-65) },
    },
  )
  neuron.v.set(mV(-65))
  net.stateMonitor(neuron, 'v', { record: [0, 5] })
  const report = startReport(net)
  await net.run(ms(1))
  const [text, page] = [report.markdown(), await report.html()]
  for (const part of [
    'The network of 1 neuron with 16 compartments',
    // 100 um and 50 um; spheres and cylinders have the area of pi*d*length.
    'has 16 compartments in 3 sections with 2 tips: 150\u00a0µm of cable',
    '| `axon` | 10 | 100\u00a0µm | 1\u00a0µm |',
    'C_{\\mathrm{m}} \\frac{\\partial v}{\\partial t} = ',
    '+ \\frac{I}{A}',
    'the capacity of the membrane ($1 \\, \\mathrm{\\mu{}F} / \\mathrm{cm}^{2}$)',
    'the resistivity inside ($100 \\, \\mathrm{\\Omega} \\, \\mathrm{cm}$)',
    '$g_{\\mathrm{l}}$ | $0.1 \\, \\mathrm{mS} / \\mathrm{cm}^{2}$',
    'is a current into single compartments',
    'backward Euler method, all compartments at once',
    'compartment 3 alone is asked',
    'compartments 0 and 5',
  ])
    expect(text).toContain(part)
  // What every spatial neuron has is not told as equations of this one.
  for (const name of ['r_length_1', 'space_constant']) expect(text).not.toContain(name)
  expect(page).toContain('from the side, and as a tree of distances')
  expect(page).toContain('Distance to the soma')
  expect(await modelInPage(page)).toBeDefined()
})

test('says what it is not made of', () => {
  expect(() => startReport({} as unknown as Network)).toThrow('a report is of a network')
  expect(() => startReport(new Network(), { titel: 'x' } as object)).toThrow('Did you mean `title`?')
})

test('what a monitor writes elsewhere is told with its place, and the page holds no model', async () => {
  const net = new Network({ seed: 1 })
  const neurons = net.neuronGroup(2, 'dv/dt = -v/(10*ms) : 1', { name: 'cells' })
  const to = { place: 'v.npy', begin: () => undefined, write: () => undefined }
  net.stateMonitor(neurons, 'v', { record: true, to, name: 'long' })
  const report = startReport(net)
  await net.run(ms(5))
  expect(report.markdown()).toMatch(/`long`.*written to v\.npy/)
  const page = await report.html()
  expect(page).toContain('cannot hold where they go')
  expect(await modelInPage(page)).toBeUndefined()
})
