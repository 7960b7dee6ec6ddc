import { stepArray } from '../../compile/clock-bindings.js'
import type { CompiledModel } from '../../compile/compile-model.js'
import type { Storage } from '../../compile/storage.js'
import { InternalError } from '../../errors/rheobase-error.js'
import type { CompiledProgram, TranslatedProgram } from '../../targets/target.js'
import type { NetworkMemory } from '../network-memory.js'
import type { ThreadCode, ThreadTeam } from './thread-team.js'

/** A compiled program whose steps several threads make together. */
export interface ThreadedProgram extends CompiledProgram {
  /** To be awaited before a run. */
  readonly ready: () => Promise<void>
}

/** Binds code for several threads to their memory: procedures of a step run on all of them, what prepares a run on the first alone. */
export function bindThreads(
  team: ThreadTeam,
  memory: NetworkMemory,
  storage: Storage,
  model: CompiledModel,
  translated: TranslatedProgram,
): ThreadedProgram {
  const { threads } = model
  const { shared } = translated
  if (threads === undefined || shared === undefined)
    throw new InternalError('a program for one thread was given to several')
  const program = translated.instantiate(memory.memory, team.parametersOf(0))
  const alone = new Set(model.preparations)
  const procedures = model.program.procedures.map(({ name }) => name).filter(name => !alone.has(name))
  const code: ThreadCode = { ...shared, procedures, threads }
  const copySteps = (): void => {
    for (const [clock, copies] of threads.steps)
      memory.view(copies).fill(memory.scalar(stepArray(storage, clock)))
  }
  return {
    ready: () => team.load(code),
    rebind: () => {
      program.rebind()
    },
    procedure: name => {
      const call = program.procedure(name)
      const position = procedures.indexOf(name)
      if (position < 0) return call
      return (first = 0, second = 0) => {
        copySteps()
        team.perform(
          position,
          () => {
            call(first, second)
          },
          first,
          second,
        )
      }
    },
  }
}
