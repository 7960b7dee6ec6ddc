import type { Rewriter } from '../../kernels/rewrite.js'
import type { Define, Local, Statement, Value } from '../../kernels/value.js'
import { operandsOf, usedBy, walk } from '../../kernels/walk.js'
import { accessesOf, type Access, type Unit } from './access.js'
import type { DividedStatement } from './divided-statement.js'
import { localsOf } from './own-locals.js'
import { isFirstThread, type ThreadPlan } from './thread-plan.js'

/** A stretch of a kernel within which no thread waits. */
export interface KernelUnit extends Unit {
  readonly emit: (rewriter: Rewriter) => void
}

export interface DividedKernel {
  readonly units: readonly KernelUnit[]
  readonly replacements: ReadonlyMap<Statement, (rewriter: Rewriter) => void>
}

/** Tries to divide a loop among the threads; `before` are the statements that stand before it in the kernel. */
export type Divide = (
  loop: Extract<Statement, { kind: 'for' }>,
  before: readonly Statement[],
) => DividedStatement | undefined

/**
 * A kernel for several threads. Loops that can be divided are; what they need from before them is computed by every thread for itself; all that
 * is left, the first thread does alone, in the same order.
 */
export function divideKernel(plan: ThreadPlan, body: readonly Statement[], divide: Divide): DividedKernel {
  const divided = new Map<Statement, DividedStatement>()
  body.forEach((statement, position) => {
    const found = statement.kind === 'for' ? divide(statement, body.slice(0, position)) : undefined
    if (found !== undefined) divided.set(statement, found)
  })
  dropEntangled(body, divided)
  let everywhere = neededEverywhere(body, divided)
  if (everywhere === undefined) {
    divided.clear()
    everywhere = new Set()
  }
  return {
    units: unitsOf(plan, body, divided, everywhere),
    replacements: new Map([...divided.values()].flatMap(({ replacements }) => [...(replacements ?? [])])),
  }
}

/** What shares a local variable with other statements, or needs a value that only the first thread can have, is not divided. */
function dropEntangled(body: readonly Statement[], divided: Map<Statement, DividedStatement>): void {
  const users = new Map<Local, Set<Statement>>()
  for (const statement of body) {
    for (const local of localsOf([statement])) {
      const known = users.get(local) ?? new Set()
      users.set(local, known.add(statement))
    }
  }
  for (const statement of divided.keys()) {
    const shares = [...localsOf([statement])].some(local => (users.get(local)?.size ?? 0) > 1)
    if (shares || !closure(body, valuesOf([statement])).every(canBeEverywhere)) divided.delete(statement)
  }
}

const canBeEverywhere = ({ value }: Define): boolean =>
  value.kind !== 'read' && (value.kind !== 'call' || value.callee.kind === 'kernel-function')

/** The definitions at the outermost level of a kernel that values depend on. */
function closure(body: readonly Statement[], values: Iterable<Value>): readonly Define[] {
  const needed = new Set(values)
  const found: Define[] = []
  for (let position = body.length - 1; position >= 0; position--) {
    const statement = body[position]
    if (statement?.kind !== 'define' || !needed.has(statement.value)) continue
    found.push(statement)
    for (const operand of operandsOf(statement.value)) needed.add(operand)
  }
  return found
}

function valuesOf(statements: readonly Statement[]): ReadonlySet<Value> {
  const values = new Set<Value>()
  walk(statements, statement => {
    for (const value of usedBy(statement)) values.add(value)
  })
  return values
}

/**
 * Statements that every thread runs: what divided loops need, and values that stretches of the first thread share. Nothing if such a value can
 * only be had by the first thread.
 */
function neededEverywhere(
  body: readonly Statement[],
  divided: ReadonlyMap<Statement, DividedStatement>,
): ReadonlySet<Statement> | undefined {
  const everywhere = new Set<Statement>(belonging(divided).keys())
  let values = valuesOf([...divided.keys(), ...everywhere])
  for (;;) {
    const needed = closure(body, values)
    if (!needed.every(canBeEverywhere)) return undefined
    for (const define of needed) everywhere.add(define)
    values = sharedValues(body, stretchesOf(body, divided, everywhere))
    if (values.size === 0) return everywhere
  }
}

/** Values that are defined in one stretch and used outside of it. */
function sharedValues(
  body: readonly Statement[],
  stretches: readonly (readonly Statement[])[],
): ReadonlySet<Value> {
  const shared = new Set<Value>()
  for (const stretch of stretches) {
    const own = new Set<Statement>(stretch)
    const used = valuesOf(body.filter(statement => !own.has(statement)))
    for (const statement of stretch)
      if (statement.kind === 'define' && used.has(statement.value)) shared.add(statement.value)
  }
  return shared
}

/** Statements that belong to a divided one. */
const belonging = (
  divided: ReadonlyMap<Statement, DividedStatement>,
): ReadonlyMap<Statement, readonly Access[]> =>
  new Map([...divided.values()].flatMap(({ before }) => [...(before ?? [])]))

/** The stretches of statements that only the first thread runs. */
function stretchesOf(
  body: readonly Statement[],
  divided: ReadonlyMap<Statement, DividedStatement>,
  everywhere: ReadonlySet<Statement>,
): readonly (readonly Statement[])[] {
  const stretches: Statement[][] = []
  let open: Statement[] | undefined
  for (const statement of body) {
    if (divided.has(statement) || everywhere.has(statement)) {
      open = undefined
    } else if (open === undefined) {
      open = [statement]
      stretches.push(open)
    } else open.push(statement)
  }
  return stretches
}

function unitsOf(
  plan: ThreadPlan,
  body: readonly Statement[],
  divided: ReadonlyMap<Statement, DividedStatement>,
  everywhere: ReadonlySet<Statement>,
): readonly KernelUnit[] {
  const stretches = new Map(stretchesOf(body, divided, everywhere).map(stretch => [stretch[0], stretch]))
  const replaced = belonging(divided)
  return body.flatMap((statement): readonly KernelUnit[] => {
    const found = divided.get(statement)
    if (found !== undefined) return [found, ...(found.after ?? [])]
    if (everywhere.has(statement)) {
      const { accesses } = accessesOf([statement], () => 'any', 'any')
      return [
        {
          accesses: replaced.get(statement) ?? accesses,
          callsHost: false,
          emit: rewriter => {
            rewriter.statement(statement)
          },
        },
      ]
    }
    const stretch = stretches.get(statement)
    return stretch === undefined ? [] : [onFirstThread(plan, stretch)]
  })
}

const onFirstThread = (plan: ThreadPlan, stretch: readonly Statement[]): KernelUnit => ({
  ...accessesOf(stretch, () => 'first thread', 'first thread'),
  emit: rewriter => {
    const { builder } = rewriter
    builder.if(isFirstThread(builder, plan), () => {
      rewriter.statements(stretch)
    })
  },
})
