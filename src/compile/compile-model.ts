import { fetchRows } from '../kernels/fetch-rows.js'
import { outlineLoops } from '../kernels/outline-loops.js'
import type { ArraySymbol, HostFunction, Procedure, Program } from '../kernels/value.js'
import { accessOf, callsHost as statementsCallHost } from '../kernels/walk.js'
import type { ClockModel } from '../model/clock.js'
import { advance, type StepEntry } from './advance.js'
import type { Alarm } from './alarm.js'
import type { ChosenUpdate } from './choose-update.js'
import { stepArray } from './clock-bindings.js'
import type { NetworkModel } from './network-model.js'
import { optimise, polish, type ScheduledWork } from './optimise.js'
import type { Part } from './part.js'
import { clearedSums } from './added-sums.js'
import { partsOf } from './parts.js'
import type { Recording } from './recording.js'
import { refractoryArrays } from './refractoriness.js'
import { schedule } from './schedule.js'
import { watchValues } from './watch-values.js'
import { ignoredPlace, type Storage } from './storage.js'
import { delayAlarm } from './event-calendar.js'
import { linkAlarms } from './linked-variable.js'
import { compileForThreads, type ThreadOptions, type ThreadsModel } from './threads/thread-model.js'

/** A network made ready to run. */
export interface CompiledModel {
  readonly program: Program
  /** Bit k of the mask of due clocks is clock k. */
  readonly clocks: readonly ClockModel[]
  /** What happens in a step, in order, as the model says. */
  readonly schedule: readonly Part[]
  /** The same after fusion: what the generated code does. */
  readonly steps: readonly ScheduledWork[]
  /** Names of the procedures to run before the first step. */
  readonly preparations: readonly string[]
  readonly recordings: readonly Recording[]
  /** What kernels can find wrong in the middle of a run. */
  readonly alarms: readonly Alarm[]
  /** What code for several threads needs; nothing if there is one. */
  readonly threads: ThreadsModel | undefined
  /** Integration of each group. */
  readonly updates: ReadonlyMap<string, ChosenUpdate>
}

export interface CompileOptions {
  /** Whether every value that is stored in a float variable is looked at. */
  readonly watches?: boolean
  /** Several threads; one if left out. */
  readonly threads?: ThreadOptions
}

/** A model that was checked → parts of a step → schedule → optimised kernels → program. */
export function compileModel(
  storage: Storage,
  model: NetworkModel,
  { watches = false, threads }: CompileOptions = {},
): CompiledModel {
  const updates = new Map<string, ChosenUpdate>()
  const scheduled = schedule(
    [
      ...clearedSums(storage, model.objects),
      ...model.objects.flatMap(object => partsOf(storage, object, updates)),
    ],
    model.slots,
  )
  const parts = watches ? watchValues(storage, scheduled, model.objects) : scheduled
  const clocks = clocksOf(model, parts)
  const { steps, preparations, listed } = optimise(
    storage,
    parts,
    clocks.map(clock => stepArray(storage, clock)),
    model.objects.flatMap(object =>
      object.kind === 'neuron-group' ? refractoryArrays(storage, object) : [],
    ),
    threads?.shares ?? [1],
  )
  const code =
    threads === undefined
      ? { procedures: inOneThread(storage, clocks, steps), threads: undefined }
      : compileForThreads(storage, threads, { clocks, steps, listed, objects: model.objects })
  return {
    program: {
      name: model.name,
      ...(code.threads === undefined ? {} : { parameters: code.threads.parameters }),
      procedures: [
        ...preparations,
        ...code.procedures.flatMap(procedure =>
          outlineLoops(fetchRows(procedure, type => ignoredPlace(storage, type))),
        ),
      ],
    },
    threads: code.threads,
    clocks,
    schedule: parts,
    steps,
    preparations: preparations.map(({ name }) => name),
    recordings: parts.flatMap(({ work }) =>
      work.kind === 'kernel' && work.recording !== undefined ? [work.recording] : [],
    ),
    alarms: [
      ...parts.flatMap(({ work }) =>
        work.kind === 'kernel' && work.alarm !== undefined ? [work.alarm] : [],
      ),
      ...linkAlarms(storage, model.objects),
      ...model.objects.flatMap(object =>
        object.kind !== 'synapses'
          ? []
          : object.pathways
              .filter(({ delay }) => delay.kind === 'calendar')
              .map(pathway => delayAlarm(storage, object, pathway)),
      ),
    ],
    updates,
  }
}

const inOneThread = (
  storage: Storage,
  clocks: readonly ClockModel[],
  steps: readonly ScheduledWork[],
): readonly Procedure[] => [
  ...steps.flatMap(({ work }) => (work.kind === 'kernel' ? [work.procedure] : [])),
  polish(advance(storage, clocks, steps.map(asEntry))),
]

/** The arrays that a step writes. */
export function writtenBy({ program }: CompiledModel): ReadonlySet<ArraySymbol> {
  const written = new Set<ArraySymbol>()
  for (const { body } of program.procedures) for (const array of accessOf(body).writes) written.add(array)
  return written
}

/** Whether a step calls functions of the host, which may have effects: then it cannot be made twice. */
export function callsHost({ program }: CompiledModel): boolean {
  return program.procedures.some(({ body }) => statementsCallHost(body))
}

/** Clocks in order of their first use. A clock of an object that does nothing advances all the same. */
function clocksOf({ objects }: NetworkModel, parts: readonly Part[]): readonly ClockModel[] {
  const clocks = new Set(parts.map(({ clock }) => clock))
  for (const object of objects) if ('clock' in object) clocks.add(object.clock)
  return [...clocks]
}

function asEntry({ parts, clock, work }: ScheduledWork): StepEntry {
  if (work.kind === 'kernel') return { clock, work: { kind: 'perform', procedure: work.procedure.name } }
  const callee: HostFunction = {
    kind: 'host-function',
    name: parts.map(({ name }) => name).join(),
    parameterTypes: [],
    resultType: 'f64',
    call: () => {
      work.call()
      return 0
    },
  }
  return { clock, work: { kind: 'callback', callee } }
}
