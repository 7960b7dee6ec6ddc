import { Builder } from '../kernels/builder.js'
import { floatArithmetic } from '../kernels/functions/float-arithmetic.js'
import { log } from '../kernels/functions/log.js'
import { log1p } from '../kernels/functions/log1p.js'
import { philox, type Key } from '../kernels/functions/philox.js'
import { uniformFromWords } from '../kernels/functions/uniform.js'
import type { ArraySymbol, Procedure, Value } from '../kernels/value.js'
import { mentions } from '../language/mentions.js'
import { printExpression } from '../language/print.js'
import type { Expression } from '../language/syntax-tree.js'
import type { EventModel, NeuronGroupModel } from '../model/group.js'
import type { CodeContext } from './binding.js'
import { stepWords } from './clock-bindings.js'
import { convert } from './convert.js'
import { eventList, listEvent } from './event-list.js'
import { groupContext } from './group-context.js'
import { lowerExpression } from './lower-expression.js'
import { Lowering } from './lowering.js'
import type { KernelForConstants } from './part.js'
import { isRandomFunction } from './random-functions.js'
import type { Storage } from './storage.js'

/** Neurons that are skipped through together; they share their largest probability. */
const BLOCK = 1024
/** A draw for each neuron costs as much as skipping from one event to the next where so many of them have one. */
const OFTEN = 0.1

/**
 * Events that happen by chance alone, `rand() < rates*dt`, where the probabilities do not change during a run: the number of neurons up to
 * the next event has a geometric distribution, so that the cost is that of the events and not that of the neurons. Neurons with less
 * than the largest probability of their block accept an event with the ratio of the two.
 */
export function chanceEvents(
  storage: Storage,
  group: NeuronGroupModel,
  event: EventModel,
): KernelForConstants | undefined {
  if (group.refractory !== undefined || event.place !== undefined) return undefined
  // Skipping draws for all elements together: a part of them would have other events.
  if (group.firstElement !== undefined) return undefined
  const range = { group, start: 0, stop: group.size }
  const context = groupContext(storage, range, { writesShared: false, guarded: true })
  const probability = probabilityOf(event.condition, context)
  if (probability === undefined) return undefined
  const name = `${group.name}_${event.name}_thresholder`
  const blocks = Math.ceil(group.size / BLOCK)
  const arrays: Chances = {
    each: storage.array(`${name}.probability`, 'f64', group.size),
    largest: storage.array(`${name}.largest`, 'f64', blocks),
    scale: storage.array(`${name}.scale`, 'f64', blocks),
  }
  const comment = `${event.name} of ${group.name}: ${printExpression(event.condition)}`
  return {
    preparation: {
      name: `${name}.probabilities`,
      comment: `what does not change during a run in: ${comment}`,
      parameters: [],
      body: preparation(context, probability, group.size, arrays),
    },
    procedure: {
      name,
      comment: `${comment}, from event to event`,
      parameters: [],
      body: drawing(storage, group, event, arrays),
    },
  }
}

interface Chances {
  readonly each: ArraySymbol
  /** Of a block. */
  readonly largest: ArraySymbol
  /** 1/log(1 - largest). */
  readonly scale: ArraySymbol
}

/** P of `rand() < P` without random numbers in it. */
function probabilityOf(condition: Expression, context: CodeContext): Expression | undefined {
  if (condition.kind !== 'comparison' || condition.operator !== '<') return undefined
  const { left, right } = condition
  if (left.kind !== 'call' || left.name !== 'rand' || context.binding('rand')?.call !== undefined)
    return undefined
  const draws = mentions(right).some(({ kind, name }) => kind === 'call' && isRandomFunction(name))
  return draws ? undefined : right
}

function preparation(
  context: CodeContext,
  probability: Expression,
  size: number,
  { each, largest, scale }: Chances,
): Procedure['body'] {
  const builder = new Builder()
  const { greater, select, div, neg } = floatArithmetic(builder)
  builder.for(
    'i',
    builder.i32(0),
    builder.i32(size),
    element => {
      const lowering = new Lowering(builder, context, { own: element })
      builder.store(each, element, convert(builder, lowerExpression(lowering, probability), 'f64'))
    },
    { padded: true },
  )
  forEachBlock(builder, size, (block, from, to) => {
    const peak = builder.local('peak', builder.f64(0))
    builder.for('member', from, to, member => {
      const chance = builder.load(each, member)
      builder.assign(peak, select(greater(chance, builder.read(peak)), chance, builder.read(peak)))
    })
    const found = builder.read(peak)
    builder.store(largest, block, found)
    builder.store(scale, block, div(1, log1p(builder, neg(found))))
  })
  return builder.statements
}

function drawing(
  storage: Storage,
  group: NeuronGroupModel,
  event: EventModel,
  { each, largest, scale }: Chances,
): Procedure['body'] {
  const builder = new Builder()
  const { add, mul, floor, less, greater } = floatArithmetic(builder)
  const list = eventList(storage, group, event.name)
  const stream = storage.randomKey(group.stream, `event ${event.name}`)
  const step = stepWords(builder, storage, group.clock)
  const key = [builder.load(stream, builder.i32(0)), builder.load(stream, builder.i32(1))] as const
  /** Two uniform numbers; those of a neuron have the place 0, those of a block the places after it. */
  const uniforms = (element: Value, place: Value): readonly [Value, Value] =>
    pairOfUniforms(builder, [element, step[0], step[1], place], key)

  builder.storeScalar(list.count, builder.i32(0))
  forEachBlock(builder, group.size, (block, from, to) => {
    const peak = builder.load(largest, block)
    const logScale = builder.load(scale, block)
    builder.if(
      less(peak, OFTEN),
      () => {
        const end = builder.op('f64.from_i32', to)
        const place = builder.local('place', builder.op('f64.from_i32', from))
        const turn = builder.local('turn', builder.i32(1))
        const goesOn = builder.local('goes_on', greater(peak, 0))
        builder.while(
          () => builder.read(goesOn),
          () => {
            const [skipped, accepted] = uniforms(block, builder.read(turn))
            builder.assign(turn, builder.op('i32.add', builder.read(turn), builder.i32(1)))
            const found = add(builder.read(place), floor(mul(log(builder, skipped), logScale)))
            const isInside = less(found, end)
            builder.assign(goesOn, isInside)
            builder.assign(place, add(found, 1))
            builder.if(isInside, () => {
              const neuron = builder.op('i32.from_f64', found)
              builder.if(less(mul(accepted, peak), builder.load(each, neuron)), () => {
                listEvent(builder, list, neuron)
              })
            })
          },
        )
      },
      () => {
        builder.for('i', from, to, element => {
          const [uniform] = uniforms(element, builder.i32(0))
          builder.when(less(uniform, builder.load(each, element)), 'spiking', spiking => {
            listEvent(builder, list, spiking)
          })
        })
      },
    )
  })
  return builder.statements
}

function pairOfUniforms(
  builder: Builder,
  counter: readonly [Value, Value, Value, Value],
  key: Key,
): readonly [Value, Value] {
  const [w0, w1, w2, w3] = philox(builder, counter, key)
  return [uniformFromWords(builder, w0, w1), uniformFromWords(builder, w2, w3)]
}

function forEachBlock(
  builder: Builder,
  size: number,
  body: (block: Value, from: Value, to: Value) => void,
): void {
  builder.for('block', builder.i32(0), builder.i32(Math.ceil(size / BLOCK)), block => {
    const from = builder.op('i32.mul', block, builder.i32(BLOCK))
    const next = builder.op('i32.add', from, builder.i32(BLOCK))
    const isFull = builder.op('i32.le_s', next, builder.i32(size))
    body(block, from, builder.op('i32.select', isFull, next, builder.i32(size)))
  })
}
