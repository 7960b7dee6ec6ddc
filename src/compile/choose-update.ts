import { RheobaseError } from '../errors/rheobase-error.js'
import { decayRates } from '../integration/decay-rate.js'
import { chooseMethod } from '../integration/choose-method.js'
import { integrationMethod } from '../integration/known-methods.js'
import { exact } from '../integration/exact.js'
import type {
  AdaptiveMethod,
  Attempt,
  DifferentialSystem,
  IntegrationMethod,
  Refusal,
  UpdateStatement,
} from '../integration/method.js'
import { gatedUpdate } from '../integration/refractory-gating.js'
import { readScheme } from '../integration/scheme.js'
import { schemeMethod } from '../integration/scheme-method.js'
import type { SchemeModel } from '../model/integration.js'
import type { Equation, Expression } from '../language/syntax-tree.js'
import type { NeuronGroupModel } from '../model/group.js'
import type { SynapsesModel } from '../model/synapses.js'
import { differentialSystem } from './differential-system.js'
import { contextOf, wholeOf } from './evaluated.js'
import type { Storage } from './storage.js'
import { hasFlag } from '../language/parse-flags.js'

/** The integration method of an object and what it makes of the equations. */
export interface ChosenUpdate {
  readonly method: IntegrationMethod | AdaptiveMethod | undefined
  /** The statements of a step; of an adaptive method, of a substep. */
  readonly statements: readonly UpdateStatement[]
  /** For an adaptive method. */
  readonly attempt?: Attempt
  /** What the user should know though the method fits. */
  readonly cautions?: readonly Refusal[]
  /** For a method that is only stable for short steps: how fast variables decay. */
  readonly rates?: ReadonlyMap<string, Expression>
}

const methodOf = (method: string | SchemeModel): IntegrationMethod | AdaptiveMethod =>
  typeof method === 'string'
    ? integrationMethod(method)
    : schemeMethod(readScheme(method.name, method.text, method.stochastic))

const isEventDriven = (equation: Equation): boolean => hasFlag(equation, 'event-driven')

/** The differential equations that are solved only when an event arrives. */
export const eventDrivenEquations = ({ equations }: SynapsesModel): readonly Equation[] =>
  equations.differential.filter(isEventDriven)

/** The first of the object's methods that does not refuse the equations which are integrated in every step. */
export function chooseUpdate(storage: Storage, owner: NeuronGroupModel | SynapsesModel): ChosenUpdate {
  const candidates = owner.integration.methods.map(methodOf)
  const system = systemOf(storage, owner, equation => !isEventDriven(equation))
  if (system.equations.length === 0) return { method: undefined, statements: [] }
  const choice = chooseMethod(system, candidates)
  if ('refusals' in choice) throw noMethodFits(owner.name, choice.refusals)
  const isFrozen = (name: string): boolean =>
    owner.kind === 'neuron-group' &&
    owner.refractory !== undefined &&
    owner.variables.get(name)?.unlessRefractory === true
  const frozen = new Set(system.equations.map(({ variable }) => variable).filter(isFrozen))
  const { method } = choice
  if (method.adaptive !== true) {
    const statements = gatedUpdate(method, system, frozen, 'not_refractory')
    const cautions = method.caution?.(system) ?? []
    return method.stabilityLimit === undefined
      ? { method, statements, cautions }
      : { method, statements, cautions, rates: decayRates(system) }
  }
  const attempt = method.attempt(system, frozen, 'not_refractory')
  return { method, statements: attempt.statements, attempt }
}

/** The exact solution of the event-driven equations over a time `dt`, which the code of a pathway sets to the time since the last event. */
export function eventDrivenUpdate(storage: Storage, synapses: SynapsesModel): readonly UpdateStatement[] {
  const system = systemOf(storage, synapses, isEventDriven)
  if (system.equations.length === 0) return []
  const refusals = exact.refuse(system)
  if (refusals.length > 0) {
    const lines = refusals.map(
      ({ variable, reason }) => `  ${variable === undefined ? '' : `d${variable}/dt: `}${reason}`,
    )
    throw new RheobaseError(
      'method',
      'not-event-driven',
      `the event-driven equations of \`${synapses.name}\` have no exact solution between events; make them (clock-driven)\n${lines.join('\n')}`,
    )
  }
  return exact.update(system)
}

function systemOf(
  storage: Storage,
  owner: NeuronGroupModel | SynapsesModel,
  which: (equation: Equation) => boolean,
): DifferentialSystem {
  return differentialSystem(
    owner,
    contextOf(storage, wholeOf(owner), { writesShared: false, guarded: false }),
    which,
  )
}

function noMethodFits(name: string, refusals: ReadonlyMap<string, readonly Refusal[]>): RheobaseError {
  const lines = [...refusals].flatMap(([method, reasons]) =>
    reasons.map(
      ({ variable, reason }) => `  ${method}: ${variable === undefined ? '' : `d${variable}/dt: `}${reason}`,
    ),
  )
  const what =
    refusals.size === 1
      ? `the method ${[...refusals.keys()].join()} cannot integrate`
      : 'none of the methods can integrate'
  return new RheobaseError(
    'method',
    'method-does-not-fit',
    `${what} the equations of \`${name}\`\n${lines.join('\n')}`,
  )
}
