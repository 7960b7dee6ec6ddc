import { sameDimension, type Dimension } from '../units/dimension.js'
import { diagnostic, type Diagnostic, type Report } from './diagnostics/diagnostic.js'
import { resolveTarget } from './assignment-target.js'
import { assignedValue } from './assigned-value.js'
import { checkExpression } from './check-expression.js'
import { checkStored } from './check-stored.js'
import type { CheckedExpression } from './checked-expression.js'
import { comparedSide } from './compared-side.js'
import { mentions } from './mentions.js'
import { higherType } from './number-type.js'
import type { Scope, VariableMeaning } from './scope.js'
import { SharedWrites } from './shared-writes.js'
import type { NumberType, Statement } from './syntax-tree.js'
import { nearestKnownNames } from './unknown-name.js'

export interface StatementRules {
  /** Whether the code may write shared variables: regular operations and assignments from the host may, event code may not. */
  readonly writesShared: boolean
}

/** A variable that lives as long as the block. */
export interface LocalVariable {
  readonly name: string
  readonly dimension: Dimension
  /** The highest type of all its assignments. */
  readonly type: NumberType
  readonly scalar: boolean
}

export interface CheckedStatements {
  readonly locals: readonly LocalVariable[]
  /** What is legal but probably not meant. */
  readonly warnings: readonly Diagnostic[]
}

/**
 * Checks a block of abstract code statement by statement: names, dimensions, types, and what may be written. Assigning to a name that is
 * no variable makes a local of the block.
 */
export function checkStatements(
  statements: readonly Statement[],
  scope: Scope,
  rules: StatementRules,
  report: Report,
): CheckedStatements {
  let types: ReadonlyMap<string, NumberType> = new Map()
  // A later assignment may raise the type of a local; then the statements before it are checked again with that type.
  for (;;) {
    const found: Diagnostic[] = []
    const block = new BlockChecker(scope, rules, types, problem => found.push(problem))
    const checked = block.check(statements)
    const raised = checked.locals.some(({ name, type }) => block.assumed.get(name) !== type)
    if (!raised) {
      found.forEach(report)
      return checked
    }
    types = new Map(checked.locals.map(({ name, type }) => [name, type]))
  }
}

class BlockChecker {
  /** Types of locals that were assumed at their first assignment. */
  readonly assumed = new Map<string, NumberType>()
  readonly #scope: Scope
  readonly #report: Report
  readonly #types: ReadonlyMap<string, NumberType>
  readonly #locals = new Map<string, LocalVariable>()
  readonly #warnings: Diagnostic[] = []
  readonly #shared: SharedWrites
  #assigned: ReadonlySet<string> = new Set()

  constructor(scope: Scope, rules: StatementRules, types: ReadonlyMap<string, NumberType>, report: Report) {
    this.#types = types
    this.#scope = withLocals(scope, this.#locals)
    this.#shared = new SharedWrites(this.#scope, rules.writesShared, report)
    this.#report = found => {
      report(this.#orReadTooEarly(found))
    }
  }

  check(statements: readonly Statement[]): CheckedStatements {
    this.#assigned = new Set(statements.map(({ target }) => target))
    for (const statement of statements) this.#checkStatement(statement)
    return { locals: [...this.#locals.values()], warnings: [...this.#warnings, ...this.#unread(statements)] }
  }

  #checkStatement(statement: Statement): void {
    const target = resolveTarget(statement, this.#scope, name => this.#locals.has(name))
    const value = assignedValue(statement)
    // The target of `x += e` is checked with it; if nothing is called `x`, the target alone is to blame.
    const isReadable = target.kind === 'variable' || target.kind === 'local' || statement.operator === '='
    const checked = checkExpression(isReadable ? value : statement.value, this.#scope, this.#report)
    switch (target.kind) {
      case 'refused':
        this.#report(target.diagnostic)
        return
      case 'variable':
        if (checked !== undefined) this.#checkVariable(statement, target.variable, checked)
        return
      case 'local':
        if (target.shadows !== undefined) this.#warnings.push(target.shadows)
        if (checked !== undefined) this.#assignLocal(statement, checked)
        return
      default:
        target satisfies never
    }
  }

  #checkVariable(statement: Statement, variable: VariableMeaning, checked: CheckedExpression): void {
    if (!this.#shared.check(statement, variable.scalar, checked)) return
    if (!this.#checkDimension(statement, variable.dimension, checked)) return
    const problem = checkStored(statement, variable, checked, this.#scope)
    if (problem !== undefined) this.#report(problem)
  }

  #assignLocal(statement: Statement, checked: CheckedExpression): void {
    const { target: name } = statement
    const known = this.#locals.get(name)
    if (known !== undefined && !this.#checkDimension(statement, known.dimension, checked)) return
    const scalar = checked.scalar && known?.scalar !== false
    if (!scalar) this.#shared.wroteElements(name)
    const type = higherType(
      higherType(checked.type, known?.type ?? 'boolean'),
      this.#types.get(name) ?? 'boolean',
    )
    if (known === undefined) this.assumed.set(name, type)
    this.#locals.set(name, { name, dimension: known?.dimension ?? checked.dimension, type, scalar })
  }

  #checkDimension(
    statement: Statement,
    expected: Dimension,
    { dimension: found }: CheckedExpression,
  ): boolean {
    if (sameDimension(expected, found)) return true
    const { target: name, operator, value, targetSpan } = statement
    const facts = { name, operator, expected, found: comparedSide(value, found, this.#scope) }
    this.#report(
      diagnostic('assigned-dimension', value.span, facts, [{ span: targetSpan, label: 'the variable' }]),
    )
    return false
  }

  /** A name that the block assigns later is not unknown, it is read too early. */
  #orReadTooEarly(found: Diagnostic): Diagnostic {
    if (found.code !== 'unknown-name' || found.span === undefined || !this.#assigned.has(found.facts.name))
      return found
    return diagnostic('read-before-assignment', found.span, { name: found.facts.name })
  }

  #unread(statements: readonly Statement[]): Diagnostic[] {
    const read = new Set(statements.flatMap(({ value }) => mentions(value).map(({ name }) => name)))
    return [...this.#locals.keys()].flatMap(name => {
      const first = statements.find(({ target }) => target === name)
      if (read.has(name) || first === undefined) return []
      const nearest = nearestKnownNames(name, this.#scope).filter(
        ({ meaning }) => meaning?.kind === 'variable',
      )
      return [diagnostic('unread-local', first.targetSpan, { name, nearest })]
    })
  }
}

/** Locals hide constants and functions of the same name, never variables. */
function withLocals(scope: Scope, locals: ReadonlyMap<string, LocalVariable>): Scope {
  return {
    lookup: name => {
      const local = locals.get(name)
      return local === undefined ? scope.lookup(name) : { kind: 'variable', owner: 'this code', ...local }
    },
    *names() {
      yield* locals.keys()
      yield* scope.names()
    },
    where: name => (locals.has(name) ? undefined : scope.where?.(name)),
  }
}
