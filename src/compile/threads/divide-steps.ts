import { Builder } from '../../kernels/builder.js'
import { Rewriter } from '../../kernels/rewrite.js'
import { dropUnused } from '../../kernels/drop-unused.js'
import type { ArraySymbol, HostFunction, Procedure, Statement } from '../../kernels/value.js'
import type { ClockModel } from '../../model/clock.js'
import { runControl, type StepEntry } from '../advance.js'
import { stepArray } from '../clock-bindings.js'
import type { ScheduledWork } from '../optimise.js'
import { divideEvents } from './divide-events.js'
import { divideKernel, type DividedKernel } from './divide-kernel.js'
import { divideRange } from './divide-range.js'
import { divideDueRows } from './divide-due-rows.js'
import { divideRows } from './divide-rows.js'
import { divideSums } from './divide-sums.js'
import { pathwaysOf } from './places-of-row.js'
import type { SynapsesModel } from '../../model/synapses.js'
import { placeBarriers, type OrderedUnit } from './place-barriers.js'
import { privateArray, privatePlace, type ThreadPlan } from './thread-plan.js'

export interface DividedSteps {
  readonly procedures: readonly Procedure[]
  readonly entries: readonly StepEntry[]
  /** Whether the threads must meet before they look whether to go on with another step. */
  readonly meetsAtEnd: boolean
}

/** The number of the present step of each clock, once for each thread: nobody waits to count it up. */
export const stepCopies = (plan: ThreadPlan, clock: ClockModel): ArraySymbol =>
  privateArray(plan, `${clock.name}.step`, 'f64')

/**
 * The kernels of a step for several threads: divided where they can be, with barriers where one thread needs what another one does. All
 * threads run all kernels; what only the first one does stands in them under that condition.
 */
export function divideSteps(
  plan: ThreadPlan,
  steps: readonly ScheduledWork[],
  clocks: readonly ClockModel[],
  synapses: readonly SynapsesModel[],
): DividedSteps {
  const pathways = pathwaysOf(synapses)
  const kernels = steps.map(({ parts, clock, work }) => {
    const name = parts.map(part => part.name).join('+')
    const procedure = work.kind === 'kernel' ? work.procedure : callbackProcedure(name, work.call)
    const divided = divideKernel(
      plan,
      procedure.body,
      (loop, before) =>
        divideRange(plan, loop, before) ??
        divideRows(plan, pathways, loop) ??
        divideDueRows(plan, pathways, loop) ??
        divideSums(plan, synapses, loop) ??
        divideEvents(plan, loop),
    )
    return { clock, procedure, divided }
  })
  const clockOf = (clock: ClockModel): object | undefined => (clocks.length === 1 ? undefined : clock)
  const units: OrderedUnit[] = kernels.flatMap(({ clock, divided }) =>
    divided.units.map(({ accesses, callsHost }) => ({ accesses, callsHost, clock: clockOf(clock) })),
  )
  const copies = new Map(clocks.map(clock => [stepArray(plan.storage, clock), stepCopies(plan, clock)]))
  const barriers = placeBarriers([...units.map(unit => withoutCopied(unit, copies)), endOfStep(plan, clocks)])
  let first = 0
  const procedures = kernels.map(({ procedure, divided }) => {
    const own = divided.units.map((_, position) => barriers.has(first + position))
    first += divided.units.length
    return emitKernel(plan, procedure, divided, own, copies)
  })
  return {
    procedures,
    entries: kernels.map(({ clock, procedure }) => ({
      clock,
      work: { kind: 'perform', procedure: procedure.name },
    })),
    meetsAtEnd: barriers.has(units.length),
  }
}

function callbackProcedure(name: string, call: () => void): Procedure {
  const builder = new Builder()
  const callee: HostFunction = {
    kind: 'host-function',
    name,
    parameterTypes: [],
    resultType: 'f64',
    call: () => {
      call()
      return 0
    },
  }
  builder.call(callee, [])
  return { name, comment: `callback ${name}`, parameters: [], body: builder.statements }
}

/** Every thread looks whether the run is to stop; the first one counts the steps up. */
const endOfStep = ({ storage }: ThreadPlan, clocks: readonly ClockModel[]): OrderedUnit => ({
  clock: undefined,
  callsHost: false,
  accesses: [
    { array: runControl(storage).stop, writes: false, region: 'any' },
    ...clocks.map(clock => ({
      array: stepArray(storage, clock),
      writes: true,
      region: 'first thread' as const,
    })),
  ],
})

/** Numbers of steps are read from the copy of the thread. */
const withoutCopied = (unit: OrderedUnit, copies: ReadonlyMap<ArraySymbol, ArraySymbol>): OrderedUnit => ({
  ...unit,
  accesses: unit.accesses.filter(({ array }) => !copies.has(array)),
})

function emitKernel(
  plan: ThreadPlan,
  procedure: Procedure,
  { units, replacements }: DividedKernel,
  meets: readonly boolean[],
  copies: ReadonlyMap<ArraySymbol, ArraySymbol>,
): Procedure {
  const builder = new Builder()
  const rewriter = new Rewriter(builder, (statement: Statement, copy) => {
    const replacement = replacements.get(statement)
    if (replacement !== undefined) {
      replacement(copy)
      return true
    }
    if (statement.kind !== 'define' || statement.value.kind !== 'load') return false
    const own = copies.get(statement.value.array)
    if (own === undefined) return false
    copy.map(statement.value, builder.load(own, privatePlace(builder, plan)))
    return true
  })
  units.forEach(({ emit }, position) => {
    if (meets[position] === true) builder.barrier(plan.meeting)
    emit(rewriter)
  })
  return { ...procedure, body: dropUnused(builder.statements) }
}
