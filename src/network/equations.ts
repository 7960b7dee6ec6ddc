import { buildEquationSystem, type EquationSystem } from '../language/equation-system.js'
import { DiagnosticError } from '../language/diagnostics/diagnostic-error.js'
import { isNoise } from '../language/names.js'
import { parseEquations } from '../language/parse-equations.js'
import { printExpression } from '../language/print.js'
import { printEquations } from '../language/print-equations.js'
import type { Equation, NumberType } from '../language/syntax-tree.js'
import { baseUnitText } from '../units/describe-dimension.js'
import type { Dimension } from '../units/dimension.js'
import { captureValues } from './captured-values.js'
import { dependenciesOf, type Dependency } from './equation-dependencies.js'
import { explainEquations, kindOfNoise } from './explain-equations.js'
import type { NamespaceInput } from './namespace.js'
import { checkText } from './options.js'
import { fillPlaceholders, substituteNames, type Substitutions } from './substitute-equations.js'

/** One equation as data. */
export interface EquationDescription {
  readonly kind: Equation['kind']
  readonly type: NumberType
  readonly dimension: Dimension
  /** In base units, as text: `volt`, `1`; `integer` and `boolean` for those types. */
  readonly unit: string
  readonly flags: readonly string[]
  /** The right side; absent for a parameter. */
  readonly expression?: string
}

/**
 * The equations of a model as an object: they can be put together, renamed and asked what they define. Immutable. `net.neuronGroup` and
 * `net.synapses` take them where they take text. Made by `equations`.
 */
export class Equations<Text extends string = string> {
  /** The text, in which errors of the model point. */
  readonly text: Text
  /** Functions and timed arrays that were put into a template, by the names that they have in the text. */
  readonly captured: NamespaceInput
  readonly #system: EquationSystem

  /** @internal */
  constructor(text: Text, captured: NamespaceInput = {}) {
    this.text = text
    this.captured = captured
    this.#system = parsedSystem(text)
  }

  /** All names that are defined, in the order of the text. */
  get names(): readonly string[] {
    return [...this.#system.byName.keys()]
  }
  /** Names of the variables that have a differential equation. */
  get differential(): readonly string[] {
    return namesOf(this.#system.differential)
  }
  /** Names of subexpressions, each after those that it uses. */
  get subexpressions(): readonly string[] {
    return namesOf(this.#system.subexpressions)
  }
  get parameters(): readonly string[] {
    return namesOf(this.#system.parameters)
  }
  /** Names that the equations use and do not define: constants, units, functions, `t`, noise. */
  get identifiers(): readonly string[] {
    return [...this.#system.identifiers()]
  }
  /** The noise variables, `xi` or `xi_…`. */
  get noise(): readonly string[] {
    return this.identifiers.filter(isNoise)
  }
  /** `additive` if the factors of all noise depend on no variable and not on time; nothing without noise. */
  get stochasticType(): 'additive' | 'multiplicative' | undefined {
    return kindOfNoise(this.#system)
  }
  /** What one equation says; nothing for a name that is not defined. */
  get(name: string): EquationDescription | undefined {
    const equation = this.#system.byName.get(name)
    if (equation === undefined) return undefined
    const { kind, type, dimension, flags, expression } = equation
    return {
      kind,
      type,
      dimension,
      unit: type === 'float' ? baseUnitText(dimension) : type,
      flags: flags.map(flag => flag.name),
      ...(expression === undefined ? {} : { expression: printExpression(expression) }),
    }
  }
  /**
   * What an equation depends on, directly or through subexpressions: of `v` nothing, of `dv/dt` (write `'dv/dt'`) what stands on its right side.
   * `via` is the way: the subexpressions in between.
   */
  dependencies(name: string): readonly Dependency[] {
    return dependenciesOf(this.#system, name)
  }
  /** For every variable what it is and depends on, and for every integration method whether it fits and why not. */
  explain(): string {
    return explainEquations(this.#system)
  }

  /**
   * These equations and others.
   * @throws {DiagnosticError} kind `equation` for a name that both define
   */
  plus<Other extends string>(other: Equations<Other> | Other): Equations<`${Text}\n${Other}`> {
    const more =
      other instanceof Equations ? other : new Equations(checkText('what is added', other) as Other)
    const { text, captured } = apart(more, this.captured)
    return new Equations(`${this.text}\n${text as Other}`, { ...this.captured, ...captured })
  }

  /**
   * The same with other names: identifiers by identifiers, expressions or values, all at the same time.
   * @throws {RheobaseError} kind `value` for a key that occurs nowhere and for a value in place of a variable, `equation` for a name that is taken
   */
  substitute(substitutions: Substitutions): Equations {
    return new Equations(substituteNames(this.#system, substitutions), this.captured)
  }

  /** Whether both say the same, whatever the layout. */
  equals(other: Equations): boolean {
    return this.toString() === other.toString()
  }
  /** One equation a line: subexpressions after those that they use, then differential equations, then parameters. Parsing it gives the same. */
  toString(): string {
    return printEquations(this.#system)
  }
}

/**
 * Equations as an object, from text or as a template.
 *
 *     const leak = equations('dv/dt = (El - v)/tau : volt')
 *     const synapse = equations('dg_{x}/dt = -g_{x}/tau_{x} : siemens', { x: 'e' })     // dg_e/dt = -g_e/tau_e
 *     const fixed = equations`dv/dt = (${mV(-70)} - v)/${ms(10)} + ${current}(t) : volt`
 *
 * With text, the second argument replaces: a key that stands in braces is a piece of identifiers, any other key a name, by another name, an
 * expression or a value. In a template numbers and quantities become constants, functions and timed arrays are called, text and other equations
 * are inserted as they are.
 * @throws {DiagnosticError | RheobaseError} for everything that is wrong with the equations by themselves, except flags
 */
export function equations<const Text extends string>(text: Text): Equations<Text>
export function equations(text: string, substitutions: Substitutions): Equations
export function equations(template: TemplateStringsArray, ...values: readonly unknown[]): Equations
export function equations(given: string | TemplateStringsArray, ...more: readonly unknown[]): Equations {
  if (typeof given !== 'string' && Array.isArray(given) && 'raw' in given) {
    const { text, captured } = captureValues(given, more, value =>
      value instanceof Equations ? value : undefined,
    )
    return new Equations(text, captured)
  }
  const text = checkText('the text of equations', given)
  const [substitutions] = more
  if (substitutions === undefined) return new Equations(text)
  const { filled, names } = fillPlaceholders(text, substitutions)
  const plain = new Equations(filled)
  return Object.keys(names).length === 0 ? plain : plain.substitute(names)
}

function parsedSystem(text: string): EquationSystem {
  const parsed = parseEquations({ name: 'equations', text })
  if (parsed.diagnostics.length > 0) throw new DiagnosticError(parsed.diagnostics)
  const { system, diagnostics } = buildEquationSystem(parsed.equations)
  if (system === undefined) throw new DiagnosticError(diagnostics)
  return system
}

const namesOf = (list: readonly Equation[]): readonly string[] => list.map(({ name }) => name)

/** The same equations with other names for captured values where the names are taken. */
function apart(more: Equations, taken: NamespaceInput): Pick<Equations, 'text' | 'captured'> {
  const clashes = Object.keys(more.captured).filter(
    name => name in taken && taken[name] !== more.captured[name],
  )
  if (clashes.length === 0) return more
  const used = new Set([...Object.keys(taken), ...Object.keys(more.captured)])
  const renamed = new Map<string, string>()
  for (const name of clashes) {
    let number = 1
    while (used.has(`captured_${String(number)}`)) number++
    renamed.set(name, `captured_${String(number)}`)
    used.add(`captured_${String(number)}`)
  }
  return {
    text: more.substitute(Object.fromEntries(renamed)).text,
    captured: Object.fromEntries(
      Object.entries(more.captured).map(([name, value]) => [renamed.get(name) ?? name, value]),
    ),
  }
}
