import { RheobaseError } from '../errors/rheobase-error.js'
import { groupContext } from '../compile/group-context.js'
import { variableArray } from '../compile/storage.js'
import { constantValue } from '../language/constant-value.js'
import { frequency, sameDimension } from '../units/dimension.js'
import { describeDimension, printBriefly } from '../units/print-quantity.js'
import { Quantity } from '../units/quantity.js'
import { declaredVariables, readEquations, readExpression } from './equation-text.js'
import { EquationGroupCore } from './equation-group-core.js'
import { readNamespace, type NamespaceInput } from './namespace.js'
import type { NetworkScope } from './network-scope.js'
import { NOTHING_TO_INTEGRATE } from './read-integration.js'
import { checkCount, checkOptions, describeValue } from './options.js'

/** Options of `net.poissonGroup`. */
export interface PoissonGroupOptions {
  readonly namespace?: NamespaceInput
  readonly dt?: Quantity
  /** Slot in which spikes are drawn, `thresholds` if left out. */
  readonly when?: string
  readonly order?: number
  readonly name?: string
  readonly stream?: string
}

const OPTIONS = ['namespace', 'dt', 'when', 'order', 'name', 'stream']

/** Equations of a Poisson group: with given numbers the rates are a parameter, with text a subexpression. */
export type PoissonEquations = 'rates : hertz'

export function makePoissonGroup(
  scope: NetworkScope,
  size: number,
  rates: Quantity | string,
  options: PoissonGroupOptions,
): EquationGroupCore {
  checkOptions('poissonGroup', options, OPTIONS)
  const count = checkCount('the number of neurons', size, 1)
  const values = typeof rates === 'string' ? undefined : checkedRates(rates, count)
  const name = scope.claimName('poissongroup', options.name)
  const equations = readEquations(
    name,
    'neuron-group',
    typeof rates === 'string' ? `rates = ${rates} : hertz` : 'rates : hertz',
  )
  const order = options.order ?? 0
  const core = new EquationGroupCore(scope, {
    name,
    size: count,
    equations,
    order,
    variables: new Map(declaredVariables(name, equations).map(variable => [variable.name, variable])),
    refractory: undefined,
    integration: NOTHING_TO_INTEGRATE,
    clock: scope.clockFor(name, options.dt),
    stream: options.stream ?? name,
    namespaces: [readNamespace(`namespace of \`${name}\``, options.namespace ?? {})],
    events: [
      {
        name: 'spike',
        condition: readExpression(`spikes of \`${name}\``, 'rand() < rates*dt'),
        when: options.when ?? 'thresholds',
        order,
      },
    ],
    checkValues: checkStoredRates,
  })
  if (values !== undefined) core.state(core.whole, 'rates').set(values)
  scope.add(core)
  return core
}

/** Spikes per step from which on the numbers are clearly not those of a Poisson process any more. */
const LARGEST_PROBABILITY = 0.1

/** Rates as they are before a run, numbers or a constant text. @throws {RheobaseError} kind `value` for what is no rate */
function checkStoredRates(core: EquationGroupCore): void {
  const { name, clock, scope } = core
  const rates = ratesOf(core)
  let largest = 0
  for (let neuron = 0; neuron < rates.length; neuron++) {
    const rate = rates[neuron] ?? NaN
    if (!(rate >= 0))
      throw new RheobaseError(
        'value',
        'impossible-rate',
        `the rate of neuron ${String(neuron)} of \`${name}\` is ${String(rate)} Hz`,
      )
    largest = Math.max(largest, rate)
  }
  if (largest * clock.dt <= LARGEST_PROBABILITY) return
  scope.message(
    'warning',
    'rates-near-the-step',
    `the sources of \`${name}\` spike at most once in a step of ${String(clock.dt)} s, with the probability rate*dt = ${String(Number((largest * clock.dt).toPrecision(3)))}: ` +
      'the numbers of their spikes are not those of a Poisson process any more. A finer step helps.',
  )
}

/** The stored rates, or that of a text which is the same number always. */
function ratesOf(core: EquationGroupCore): ArrayLike<number> {
  const { workspace } = core.scope
  const stored = core.variables.get('rates')
  if (stored !== undefined) return workspace.memory.view(variableArray(workspace, stored, core.size))
  const text = core.equations.byName.get('rates')?.expression
  const range = { group: core.model(), start: 0, stop: core.size }
  const constant =
    text === undefined
      ? undefined
      : constantValue(text, groupContext(workspace, range, { writesShared: false, guarded: false }))
  return constant === undefined ? [] : [constant]
}

function checkedRates(rates: Quantity | number, size: number): Quantity {
  if (!(rates instanceof Quantity)) {
    throw new RheobaseError(
      typeof rates === 'number' ? 'dimension' : 'type',
      'not-a-rate',
      `rates must be frequencies such as Hz(15), or text, not ${describeValue(rates)}`,
    )
  }
  if (!sameDimension(rates.dimension, frequency)) {
    throw new RheobaseError(
      'dimension',
      'dimension-mismatch',
      `rates must be frequencies, not ${printBriefly(rates)}\n  expected  ${describeDimension(frequency)}\n  found     ${describeDimension(rates.dimension)}`,
    )
  }
  const values = typeof rates.values === 'number' ? [rates.values] : Array.from(rates.values)
  if (!rates.isScalar && values.length !== size) {
    throw new RheobaseError(
      'value',
      'number-of-values',
      `${String(values.length)} rates were given for ${String(size)} neurons`,
    )
  }
  const bad = values.find(value => !(value >= 0))
  if (bad !== undefined)
    throw new RheobaseError('value', 'impossible-rate', `a rate cannot be ${String(bad)} Hz`)
  return rates
}
