import type { Expression } from '../language/syntax-tree.js'
import { add, mul, name } from '../symbolic/construct.js'
import { namesIn } from '../symbolic/occurs.js'
import { substitute } from '../symbolic/substitute.js'
import type { DifferentialSystem, UpdateStatement } from './method.js'

/** Names of locals by variable. */
export type Locals = ReadonlyMap<string, string>

/** Writes the stages of an explicit Runge-Kutta method as statements with readable locals. */
export interface StageWriter {
  readonly statements: readonly UpdateStatement[]
  /** The time `t + value`; `undefined` if no right side mentions `t`. */
  time(base: string, value: Expression): string | undefined
  /** A point `x + value(variable)` for every variable that a right side mentions. */
  point(base: string, value: (variable: string) => Expression): Locals
  /** The increments `step*f` at a point and time; without a point, at the old values. */
  increments(base: string, at?: { readonly point: Locals; readonly time: string | undefined }): Locals
}

/** `step` is the name of the length of the step. */
export function stageWriter(
  system: DifferentialSystem,
  local: (base: string) => string,
  step = 'dt',
): StageWriter {
  const statements: UpdateStatement[] = []
  const mentioned = new Set<string>()
  for (const { derivative } of system.equations) namesIn(derivative, mentioned)
  const define = (base: string, value: Expression): string => {
    const target = local(base)
    statements.push({ target, value })
    return target
  }
  return {
    statements,
    time: (base, value) => (mentioned.has('t') ? define(base, add(name('t'), value)) : undefined),
    point: (base, value) =>
      new Map(
        system.equations
          .filter(({ variable }) => mentioned.has(variable))
          .map(
            ({ variable }) =>
              [variable, define(`${base}_${variable}`, add(name(variable), value(variable)))] as const,
          ),
      ),
    increments(base, at) {
      const replacements = new Map<string, Expression>()
      for (const [variable, target] of at?.point ?? []) replacements.set(variable, name(target))
      if (at?.time !== undefined) replacements.set('t', name(at.time))
      return new Map(
        system.equations.map(({ variable, derivative }) => {
          const value = mul(name(step), substitute(derivative, replacements))
          return [variable, define(`${base}_${variable}`, value)] as const
        }),
      )
    },
  }
}

/** The increment of a variable in a stage. */
export const incrementOf = (increments: Locals, variable: string): Expression =>
  name(increments.get(variable) ?? variable)
