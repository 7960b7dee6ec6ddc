import { RheobaseError } from '../../src/errors/rheobase-error.js'
import { readModelDescription } from '../../src/io/model-json.js'
import { ModelSession } from '../../src/io/model-session.js'
import type { Precision } from '../../src/network/precision.js'
import { parseQuantity } from '../../src/units/parse-quantity.js'
import { boundedRun, compareTargets, STOPPED, stateBits } from './outcome.js'

const STEPS = 20

/** Reads a model, builds its network, and carries out its protocol with runs of a few steps. Gives what is wrong. */
export function tryModel(json: unknown, precision: Precision): Promise<string | undefined> {
  return compareTargets(async target => {
    const { network, protocol = [] } = readModelDescription(json)
    const session = new ModelSession(network, {
      target,
      precision,
      seed: 1,
      memoryLimit: 2 ** 26,
      onMessage: () => undefined,
    })
    for (const step of protocol) {
      const brief = 'run' in step ? { ...step, run: briefly(step.run, session.network.dt.value) } : step
      const ended = await boundedRun(session.network, () => session.step(brief, { checkFinite: 'off' }))
      if (!ended) return STOPPED
    }
    return stateBits(session.network)
  })
}

function briefly(duration: string | number, dt: number): string | number {
  try {
    if (typeof duration === 'string' && parseQuantity(duration).value > STEPS * dt)
      return `${String(STEPS * dt)}*second`
  } catch (error) {
    // What is no quantity is an error of the step that runs.
    if (!(error instanceof RheobaseError)) throw error
  }
  return duration
}
