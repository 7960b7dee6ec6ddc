import { Builder } from '../kernels/builder.js'
import type { ArraySymbol, Procedure, Value } from '../kernels/value.js'
import type { SpikeGeneratorModel } from '../model/group.js'
import { stepArray } from './clock-bindings.js'
import { eventList, listEvent } from './event-list.js'
import type { Storage } from './storage.js'

/** The spikes of a generator in the order of (step, neuron), and the place of the next one. */
export interface GeneratorArrays {
  readonly steps: ArraySymbol
  readonly neurons: ArraySymbol
  readonly position: ArraySymbol
}
export const generatorArrays = (
  storage: Storage,
  { name, spikes }: SpikeGeneratorModel,
): GeneratorArrays => ({
  steps: storage.array(`${name}.spike-steps`, 'f64', spikes),
  neurons: storage.array(`${name}.spike-neurons`, 'i32', spikes),
  position: storage.array(`${name}.position`, 'i32', 1),
})

/** Lists the neurons whose given spikes fall into this step; spikes of steps that were left out are dropped. */
export function emitSpikes(storage: Storage, generator: SpikeGeneratorModel): Procedure {
  const builder = new Builder()
  const { steps, neurons, position } = generatorArrays(storage, generator)
  const list = eventList(storage, generator, 'spike')
  const now = phase(builder, builder.loadScalar(stepArray(storage, generator.clock)), generator.periodInSteps)
  builder.storeScalar(list.count, builder.i32(0))
  if (generator.periodInSteps > 0) {
    builder.if(builder.op('f64.eq', now, builder.f64(0)), () => {
      builder.storeScalar(position, builder.i32(0))
    })
  }
  const next = builder.local('next', builder.loadScalar(position))
  const reached = (): Value => {
    const at = builder.read(next)
    const inside = builder.op('i32.lt_s', at, builder.i32(generator.spikes))
    const safe = builder.op('i32.select', inside, at, builder.i32(0))
    return builder.op('bool.and', inside, builder.op('f64.le', builder.load(steps, safe), now))
  }
  builder.while(reached, () => {
    const at = builder.read(next)
    builder.if(builder.op('f64.eq', builder.load(steps, at), now), () => {
      listEvent(builder, list, builder.load(neurons, at))
    })
    builder.assign(next, builder.op('i32.add', at, builder.i32(1)))
  })
  builder.storeScalar(position, builder.read(next))
  return {
    name: generator.name,
    comment: `given spikes of ${generator.name}`,
    parameters: [],
    body: builder.statements,
  }
}

function phase(builder: Builder, step: Value, period: number): Value {
  if (period === 0) return step
  const turns = builder.op('f64.floor', builder.op('f64.div', step, builder.f64(period)))
  return builder.op('f64.sub', step, builder.op('f64.mul', turns, builder.f64(period)))
}
