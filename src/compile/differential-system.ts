import type { DifferentialSystem } from '../integration/method.js'
import type { Call, Equation, Expression } from '../language/syntax-tree.js'
import type { EquationOwner } from '../model/group.js'
import { substitute } from '../symbolic/substitute.js'
import type { CodeContext } from './binding.js'
import { isMultiple } from './timed-array-grids.js'

/** Some of the differential equations of an object, with all subexpressions written out that are not held constant over a step. */
export function differentialSystem(
  owner: EquationOwner,
  context: CodeContext,
  which: (equation: Equation) => boolean,
): DifferentialSystem {
  const written = new Map<string, Expression>()
  for (const { name, expression } of owner.equations.subexpressions) {
    if (expression !== undefined && !owner.variables.has(name))
      written.set(name, substitute(expression, written))
  }
  return {
    equations: owner.equations.differential
      .filter(which)
      .flatMap(({ name, expression }) =>
        expression === undefined ? [] : [{ variable: name, derivative: substitute(expression, written) }],
      ),
    constantOverStep: call => isTimedArrayOnGrid(owner, call),
    integer: name => {
      const meaning = context.lookup(name)
      return meaning !== undefined && meaning.kind !== 'function' && meaning.type !== 'float'
    },
    stateful: name => {
      const meaning = context.lookup(name)
      return meaning?.kind === 'function' && !meaning.signature.stateless
    },
  }
}

/** `ta(t)` holds during a step if the table's step is a whole multiple of the clock's, to a millionth. */
function isTimedArrayOnGrid({ namespaces, clock }: EquationOwner, call: Call): boolean {
  const [time, column] = call.arguments
  if (time?.kind !== 'name' || time.name !== 't') return false
  if (column !== undefined && !isHeld(column)) return false
  for (const { entries } of namespaces) {
    const external = entries.get(call.name)
    if (external === undefined) continue
    if (external.kind !== 'function') return false
    if (external.implementation.kind === 'timed-stream')
      return isMultiple(external.implementation.input.dt, clock.dt)
    if (external.implementation.kind !== 'timed-array') return false
    return !external.implementation.isLinear && isMultiple(external.implementation.dt, clock.dt)
  }
  return false
}

const isHeld = (column: Expression): boolean =>
  column.kind === 'number' || (column.kind === 'name' && column.name === 'i')
