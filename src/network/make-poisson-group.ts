import { RheobaseError } from '../errors/rheobase-error.js'
import { frequency, sameDimension } from '../units/dimension.js'
import { describeDimension } from '../units/print-quantity.js'
import { Quantity } from '../units/quantity.js'
import { declaredVariables, readEquations, readExpression } from './equation-text.js'
import { EquationGroupCore } from './group-core.js'
import { readNamespace, type NamespaceInput } from './namespace.js'
import type { NetworkScope } from './network-scope.js'
import { NOTHING_TO_INTEGRATE } from './read-integration.js'
import { checkCount, checkOptionNames, describeValue } from './options.js'

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
  checkOptionNames('poissonGroup', options, OPTIONS)
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
  })
  if (values !== undefined) core.state(core.whole, 'rates').set(values)
  scope.add(core)
  return core
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
      `rates must be frequencies, not ${rates.toString()}\n  expected  ${describeDimension(frequency)}\n  found     ${describeDimension(rates.dimension)}`,
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
