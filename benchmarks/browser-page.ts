// Runs in a browser: builds the model that the address names, runs it, and sends the figures back to the server that gave the page.
import { parseQuantity, second, type Network, type Quantity, type ScriptOptions } from 'rheobase'
import brunel from './models/brunel.js'
import cobahh from './models/cobahh.js'
import cuba from './models/cuba.js'
import stdp from './models/stdp.js'

const MODELS: Readonly<Record<string, (options: ScriptOptions) => Network>> = { brunel, cobahh, cuba, stdp }

const { model = '', seed, duration, ...texts } = Object.fromEntries(new URLSearchParams(location.search))

async function measure(): Promise<object> {
  const build = MODELS[model]
  if (build === undefined) throw new Error(`there is no model ${model} in the page`)
  const values: Record<string, Quantity> = {}
  for (const [name, text] of Object.entries(texts)) values[name] = parseQuantity(text)
  const start = performance.now()
  const net = build({ values, seed: Number(seed), threads: 1 })
  const buildMilliseconds = performance.now() - start
  const { runMilliseconds, generateMilliseconds, compileMilliseconds } = await net.run(
    second(Number(duration)),
  )
  const { neurons, synapses, monitored, spikes } = net.summary()
  return {
    ...{ neurons, synapses, spikes, rateHz: spikes / monitored / Number(duration) },
    ...{
      buildMilliseconds,
      compileMilliseconds: generateMilliseconds + compileMilliseconds,
      runMilliseconds,
    },
  }
}

const figures = await measure().catch((error: unknown) => ({ error: String(error) }))
await fetch('/', { method: 'POST', body: JSON.stringify(figures) })
