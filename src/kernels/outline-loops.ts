import { Builder } from './builder.js'
import { Rewriter } from './rewrite.js'
import { suggestName } from './value-names.js'
import type {
  ArraySymbol,
  For,
  Load,
  Operation,
  Parameter,
  Procedure,
  Statement,
  Value,
  When,
} from './value.js'
import { isLong } from './vectorise.js'
import { accessOf, areSeen, localsIn, operandsOf, usedBy, walk } from './walk.js'

/** Statements besides a loop from which on it is worth a function of its own. */
const MUCH_ELSE = 16

/**
 * Moves long vector loops out of procedures that have much else to do into procedures of their own. An engine that compiles in tiers begins
 * with slow code and compiles whole functions anew: it is done sooner with a loop alone. What comes first is the procedure itself.
 */
export function outlineLoops(procedure: Procedure, isWorth = isLongAmongMuchElse): readonly Procedure[] {
  const names = namesOfLoops(procedure, isWorth)
  if (names.size === 0) return [procedure]
  const isSteady = steadyArrays(procedure.body)
  const loops: Procedure[] = []
  const builder = new Builder()
  const copy = new Rewriter(builder, (statement, rewriter) => {
    const name = statement.kind === 'for' ? names.get(statement) : undefined
    if (statement.kind !== 'for' || name === undefined) return false
    const loop = new LoopProcedure(statement, procedure, isSteady)
    builder.perform(
      name,
      loop.taken.map(value => rewriter.value(value)),
    )
    const { parameters, body } = loop
    loops.push({ name, comment: `loop of: ${procedure.comment}`, parameters, body })
    return true
  })
  copy.statements(procedure.body)
  return [{ ...procedure, body: builder.statements }, ...loops]
}

/** The loops to be moved, with the names of their procedures. */
function namesOfLoops(
  { name, body }: Procedure,
  isWorth: (loop: For, body: readonly Statement[]) => boolean,
): ReadonlyMap<For, string> {
  const apart: For[] = []
  walk(body, statement => {
    if (statement.kind !== 'for' || statement.lanes === 1) return
    if (isWorth(statement, body) && !sharesLocals(statement, body)) apart.push(statement)
  })
  return new Map(
    apart.map((loop, number) => [loop, `${name}.loop${apart.length === 1 ? '' : ` ${String(number + 1)}`}`]),
  )
}

const isLongAmongMuchElse = (loop: For, body: readonly Statement[]): boolean =>
  isLong(loop) && sizeOf(body) - sizeOf([loop]) >= MUCH_ELSE

function sizeOf(statements: readonly Statement[]): number {
  let size = 0
  walk(statements, () => {
    size++
  })
  return size
}

/**
 * A loop as a procedure. What it needs from outside is computed anew where that gives the same, the rest are parameters. What rare code alone
 * needs is computed there, and takes no register from the loop.
 */
class LoopProcedure {
  readonly body: readonly Statement[]
  readonly #parameters = new Map<Value, Parameter>()
  readonly #procedure: Procedure
  readonly #isSteady: IsSteady

  constructor(loop: For, procedure: Procedure, isSteady: IsSteady) {
    this.#procedure = procedure
    this.#isSteady = isSteady
    const outside = neededFromOutside(loop)
    const common = [loop, ...loop.body].flatMap(usedBy).filter(value => outside.has(value))
    const builder = new Builder()
    const copy = new Rewriter(builder, (statement, rewriter) => {
      if (statement.kind !== 'when' || !loop.body.includes(statement)) return false
      builder.when(rewriter.value(statement.mask), statement.element.name, element => {
        const rare = rewriter.fork(() => false)
        rare.map(statement.element, element)
        const needed = [...neededFromOutside(statement)].filter(value => outside.has(value))
        this.#bring(rare, needed, new Set(known))
        rare.statements(statement.body)
      })
      return true
    })
    const known = new Set<Value>()
    this.#bring(copy, common, known)
    copy.statement(loop)
    this.body = builder.statements
  }

  get parameters(): readonly Parameter[] {
    return [...this.#parameters.values()]
  }
  /** The values that it must be given, in the order of the parameters. */
  get taken(): readonly Value[] {
    return [...this.#parameters.keys()]
  }

  /** Makes values known to a copy that does not know them yet. */
  #bring(copy: Rewriter, values: readonly Value[], known: Set<Value>): void {
    for (const value of values) {
      if (known.has(value)) continue
      known.add(value)
      if (isRepeatable(value, this.#isSteady)) {
        this.#bring(copy, operandsOf(value), known)
        copy.statement({ kind: 'define', value })
      } else if (isOfProcedure(value, this.#procedure)) copy.map(value, this.#parameterFor(value))
    }
  }

  #parameterFor(value: Value): Parameter {
    let parameter = this.#parameters.get(value)
    if (parameter === undefined) {
      parameter = { kind: 'parameter', type: value.type, name: suggestName(value) }
      this.#parameters.set(value, parameter)
    }
    return parameter
  }
}

/** Whether an array is the same throughout a procedure. */
type IsSteady = (array: ArraySymbol) => boolean

function steadyArrays(body: readonly Statement[]): IsSteady {
  if (areSeen(body)) return () => false
  const { writes } = accessOf(body)
  return array => !writes.has(array)
}

/** What is the same wherever in the procedure it is computed: operations on such values, and loads of arrays that stay the same. */
const isRepeatable = (value: Value, isSteady: IsSteady): value is Operation | Load =>
  value.kind === 'operation' || (value.kind === 'load' && isSteady(value.array))

/** Whether a value belongs to the procedure alone: constants do not, nor what all procedures of the program are given. */
const isOfProcedure = (value: Value, { parameters }: Procedure): boolean =>
  value.kind === 'parameter' ? parameters.includes(value) : value.kind !== 'constant'

/** Values that a loop or rare code uses and does not define. */
function neededFromOutside(outermost: For | When): ReadonlySet<Value> {
  const inside = new Set<Value>()
  const used = new Set<Value>()
  walk([outermost], statement => {
    if (statement.kind === 'define') inside.add(statement.value)
    if (statement.kind === 'for' || statement.kind === 'when') inside.add(statement.element)
    for (const value of usedBy(statement)) used.add(value)
  })
  for (const value of inside) used.delete(value)
  return used
}

/** Whether a local variable that occurs in a loop also occurs elsewhere. */
function sharesLocals(loop: For, body: readonly Statement[]): boolean {
  const inside = localsIn([loop])
  const own = new Set(inside)
  return localsIn(body).filter(local => own.has(local)).length !== inside.length
}
