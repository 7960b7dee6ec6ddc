import { Network } from '../../src/network/network.js'
import type { Precision } from '../../src/network/precision.js'
import { parseQuantity, parseUnit } from '../../src/units/parse-quantity.js'
import { ms, mV } from '../../src/units/units.js'
import { bits, boundedRun, compareTargets, notOurs, STOPPED, stateBits } from './outcome.js'
import type { TextKind } from './texts.js'

/** Parses, checks, builds and runs a text. Gives what is wrong. */
export function tryText(kind: TextKind, text: string, precision: Precision): Promise<string | undefined> {
  switch (kind) {
    case 'unit':
      return Promise.resolve(tryRead(() => parseUnit(text)))
    case 'quantity':
      return Promise.resolve(tryRead(() => parseQuantity(text).toString()))
    case 'expression':
      return compareTargets(target => {
        const network = quiet(target, precision)
        const group = network.neuronGroup(3, 'v : 1\nw : 1\nk : integer\nb : boolean')
        group.v.set([-1.5, 0, 2])
        group.w.set([0.25, 1e10, -0])
        group.k.set([-3, 0, 7])
        group.b.set([true, false, true])
        return Promise.resolve(bits(group.evaluate(text).values as Float64Array))
      })
    case 'equations':
      return compareTargets(async target => {
        const network = quiet(target, precision)
        network.neuronGroup(3, text)
        return runBriefly(network)
      })
    case 'statements':
      return compareTargets(async target => {
        const network = quiet(target, precision)
        const group = network.neuronGroup(3, 'dv/dt = (2 - v)/(1*ms) : 1\nw : 1\nk : integer\nb : boolean', {
          threshold: 'v > 0.2',
          reset: text,
          method: 'euler',
        })
        group.runRegularly(text, { dt: ms(0.3) })
        return runBriefly(network)
      })
    default:
      return kind satisfies never
  }
}

function tryRead(read: () => unknown): string | undefined {
  try {
    read()
    return undefined
  } catch (error) {
    return notOurs(error)
  }
}

const quiet = (target: 'js' | 'wasm', precision: Precision): Network =>
  new Network({
    target,
    precision,
    seed: 1,
    memoryLimit: 2 ** 26,
    onMessage: () => undefined,
    namespace: { tau: ms(10), El: mV(-60), taum: ms(20), taue: ms(5), Vt: mV(-50), Vr: mV(-60) },
  })

async function runBriefly(network: Network): Promise<string> {
  const ended = await boundedRun(network, () => network.run(ms(1), { checkFinite: 'off' }))
  return ended ? stateBits(network) : STOPPED
}
