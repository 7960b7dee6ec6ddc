import { MEETING_WORDS, type Meeting, type Parameter } from '../../kernels/value.js'
import type { ModuleContext } from './frame.js'
import { FunctionBody } from './function-body.js'
import { atomics, control, i32 } from './instructions.js'
import type { ModuleFunction } from './sections.js'

/** Whole words lie at multiples of 4 bytes. */
const WORD = 2

/**
 * The function that a thread calls at a barrier. The last one to come counts the barrier as passed and wakes those that sleep. The others
 * look for that count to change as often as their patience lasts, for a step can take less time than waking a thread; then they sleep. A
 * thread notes that it sleeps before it looks for the last time, so it is never forgotten. Each counts how often it has looked,
 * and a sleep as long as its patience: it takes at least that to wake.
 */
export function encodeBarrier(
  module: ModuleContext,
  { threads, words, patience, thread, waited }: Meeting,
): ModuleFunction {
  const body = new FunctionBody(0)
  const at = (word: keyof typeof MEETING_WORDS): number =>
    module.layout.offsetOf(words) + 4 * MEETING_WORDS[word]
  const load = (word: keyof typeof MEETING_WORDS): void => {
    body.i32(0)
    body.memory(atomics.load, WORD, at(word))
  }
  /** Leaves on the stack what was there before. */
  const add = (word: keyof typeof MEETING_WORDS, by: number): void => {
    body.i32(0)
    body.i32(by)
    body.memory(atomics.add, WORD, at(word))
  }
  const passed = body.ownLocal('i32')
  const turns = body.ownLocal('i32')
  const slept = body.ownLocal('i32')

  load('passed')
  body.set(passed)
  add('arrived', 1)
  body.i32(threads - 1)
  body.op(i32.eq)
  body.if()
  body.i32(0)
  body.i32(0)
  body.memory(atomics.store, WORD, at('arrived'))
  add('passed', 1)
  body.op(control.drop)
  load('sleeping')
  body.if()
  body.i32(0)
  body.i32(-1)
  body.memory(atomics.notify, WORD, at('passed'))
  body.op(control.drop)
  body.end()
  body.else()
  const pushParameter = (parameter: Parameter): void => {
    const global = module.globalOf(parameter)
    if (global === undefined) body.i32(0)
    else body.getGlobal(global)
  }
  pushParameter(patience)
  body.set(turns)
  body.block()
  body.loop()
  load('broken')
  body.if()
  body.op(control.unreachable)
  body.end()
  load('passed')
  body.get(passed)
  body.op(i32.ne)
  body.brIf(1)
  body.get(turns)
  body.if()
  body.get(turns)
  body.i32(1)
  body.op(i32.sub)
  body.set(turns)
  body.else()
  body.get(slept)
  pushParameter(patience)
  body.op(i32.add)
  body.set(slept)
  add('sleeping', 1)
  body.op(control.drop)
  body.i32(0)
  body.get(passed)
  body.i64(-1n)
  body.memory(atomics.wait32, WORD, at('passed'))
  body.op(control.drop)
  add('sleeping', -1)
  body.op(control.drop)
  body.end()
  body.br(0)
  body.end()
  body.end()
  const own = body.ownLocal('i32')
  pushParameter(thread)
  body.i32((waited.length / threads) * 4)
  body.op(i32.mul)
  body.tee(own)
  body.get(own)
  body.memory(i32.load, WORD, module.layout.offsetOf(waited))
  pushParameter(patience)
  body.get(turns)
  body.op(i32.sub)
  body.get(slept)
  body.op(i32.add)
  body.op(i32.add)
  body.memory(i32.store, WORD, module.layout.offsetOf(waited))
  body.end()
  return { signature: { parameters: [], result: undefined }, body }
}
