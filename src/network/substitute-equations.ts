import { nearestNames } from '../errors/nearest-name.js'
import { RheobaseError } from '../errors/rheobase-error.js'
import type { EquationSystem } from '../language/equation-system.js'
import { mentions } from '../language/mentions.js'
import { isName, whyIllegalName } from '../language/names.js'
import { printEquation } from '../language/print-equations.js'
import type { Equation, Expression } from '../language/syntax-tree.js'
import { mapOperands } from '../symbolic/substitute.js'
import type { Quantity } from '../units/quantity.js'
import { readExpression } from './equation-text.js'
import { describeValue } from './options.js'
import { valueText } from './value-text.js'

/** Names and what replaces them: another name, an expression as text, a number, or a quantity. */
export type Substitutions = Readonly<Record<string, string | number | boolean | Quantity>>

const PLACEHOLDER = /\{(\w+)\}/g

/** Replaces `{key}` in text by a piece of a name; gives back the other substitutions. */
export function fillPlaceholders(
  text: string,
  substitutions: unknown,
): { readonly filled: string; readonly names: Substitutions } {
  if (typeof substitutions !== 'object' || substitutions === null || Array.isArray(substitutions))
    throw new RheobaseError(
      'type',
      'not-substitutions',
      `what replaces names is given as an object such as { tau: ms(10) }, not ${describeValue(substitutions)}`,
    )
  const entries = new Map<string, unknown>(Object.entries(substitutions))
  const used = new Set<string>()
  const filled = text.replace(PLACEHOLDER, (placeholder, key: string) => {
    const piece = entries.get(key)
    if (piece === undefined)
      throw new RheobaseError(
        'value',
        'unknown-placeholder',
        `nothing was given for ${placeholder}. There is: ${[...entries.keys()].join(', ') || 'nothing'}.`,
      )
    if (typeof piece !== 'string' || !/^\w+$/.test(piece))
      throw new RheobaseError(
        'value',
        'impossible-name',
        `${placeholder} stands for a piece of a name: letters, digits and _, not ${describeValue(piece)}`,
      )
    used.add(key)
    return piece
  })
  const names = Object.fromEntries(
    Object.entries(substitutions).filter(([key]) => !used.has(key)),
  ) as Substitutions
  return { filled, names }
}

/** The equations as text with all replacements made at the same time. */
export function substituteNames(system: EquationSystem, substitutions: Substitutions): string {
  const replacements = new Map<string, Expression>()
  const renamed = new Map<string, string>()
  const known = namesIn(system)
  for (const [key, value] of Object.entries(substitutions)) {
    if (!known.has(key)) throw unusedKey(key, known)
    const text = typeof value === 'string' ? value.trim() : valueText(value)
    if (typeof value === 'string' && isName(text)) renamed.set(key, text)
    else if (system.byName.has(key)) throw valueForVariable(key, text)
    replacements.set(key, readExpression(`what replaces \`${key}\``, text))
  }
  const equations = [...system.byName.values()].map(({ expression, ...equation }): Equation => ({
    ...equation,
    name: newName(equation.name, renamed),
    ...(expression === undefined ? {} : { expression: replaced(expression, replacements, renamed) }),
  }))
  const names = equations.map(({ name }) => name)
  const twice = names.find((name, place) => names.indexOf(name) !== place)
  if (twice !== undefined)
    throw new RheobaseError(
      'equation',
      'duplicate-variable',
      `after the replacement \`${twice}\` is defined twice`,
    )
  return equations.map(printEquation).join('\n')
}

function newName(name: string, renamed: ReadonlyMap<string, string>): string {
  const other = renamed.get(name) ?? name
  if (other === name || whyIllegalName(other) === undefined) return other
  throw new RheobaseError(
    'syntax',
    'illegal-name',
    `\`${name}\` cannot become \`${other}\`, which is no name for a variable`,
  )
}

function replaced(
  expression: Expression,
  replacements: ReadonlyMap<string, Expression>,
  renamed: ReadonlyMap<string, string>,
): Expression {
  const replace = (node: Expression): Expression => {
    if (node.kind === 'name') return replacements.get(node.name) ?? node
    const inner = mapOperands(node, replace)
    return inner.kind === 'call' ? { ...inner, name: renamed.get(inner.name) ?? inner.name } : inner
  }
  return replace(expression)
}

function namesIn({ byName }: EquationSystem): ReadonlySet<string> {
  const names = new Set(byName.keys())
  for (const { expression } of byName.values())
    if (expression !== undefined) for (const { name } of mentions(expression)) names.add(name)
  return names
}

function unusedKey(key: string, known: ReadonlySet<string>): RheobaseError {
  const near = nearestNames(key, known)
  return new RheobaseError(
    'value',
    'unused-substitution',
    `\`${key}\` occurs nowhere in the equations.${near.length === 0 ? '' : ` Did you mean ${near.map(name => `\`${name}\``).join(' or ')}?`}\nTheir names are: ${[...known].join(', ')}.`,
  )
}

const valueForVariable = (key: string, text: string): RheobaseError =>
  new RheobaseError(
    'value',
    'value-for-variable',
    `\`${key}\` is a variable of the equations: it can get another name, not the value ${text}`,
  )
