import {
  conductance,
  current,
  dimensionless,
  frequency,
  second,
  voltage,
  type Dimension,
} from '../units/dimension.js'
import { isReservedUnitName, unitByName } from '../units/named-units.js'
import type { EquationSystem } from './equation-system.js'
import { builtinFunctions } from './functions.js'
import { CONSTANTS } from './names.js'
import type { NameMeaning, Scope, VariableMeaning } from './scope.js'
import type { NumberType } from './syntax-tree.js'

type VariableOptions = Partial<Pick<VariableMeaning, 'type' | 'scalar' | 'readOnly' | 'subexpression'>>

export function variable(name: string, dimension: Dimension, options: VariableOptions = {}): VariableMeaning {
  return { kind: 'variable', name, dimension, type: 'float', scalar: false, owner: 'neurons', ...options }
}

const constant = (value: number, dimension: Dimension, type: NumberType = 'float'): NameMeaning => ({
  kind: 'constant',
  value,
  dimension,
  type,
})
const special = (name: string, dimension: Dimension, type: NumberType, scalar: boolean): VariableMeaning =>
  variable(name, dimension, { type, scalar, readOnly: 'read-only' })

const SPECIAL: readonly VariableMeaning[] = [
  special('t', second, 'float', true),
  special('dt', second, 'float', true),
  special('t_in_timesteps', dimensionless, 'integer', true),
  special('i', dimensionless, 'integer', false),
  special('N', dimensionless, 'integer', true),
]
const VARIABLES: readonly VariableMeaning[] = [
  variable('v', voltage),
  variable('nq', voltage),
  variable('w', dimensionless),
  variable('k', dimensionless, { type: 'integer' }),
  variable('b', dimensionless, { type: 'boolean' }),
  variable('s', dimensionless, { scalar: true }),
  variable('ks', dimensionless, { type: 'integer', scalar: true }),
  variable('p', voltage, { readOnly: 'constant' }),
  variable('u', voltage, { readOnly: 'read-only', subexpression: true }),
]
const NAMESPACE: Readonly<Record<string, NameMeaning>> = {
  tau: constant(0.01, second),
  taum: constant(0.02, second),
  taue: constant(0.005, second),
  El: constant(-0.06, voltage),
  Iext: constant(5e-10, current),
  g: constant(3e-9, conductance),
  rate: constant(20, frequency),
  K: constant(3, dimensionless),
  on: constant(1, dimensionless, 'boolean'),
  pulse: {
    kind: 'function',
    signature: {
      name: 'pulse',
      arguments: [{ dimension: second }],
      result: { dimension: current },
      resultType: 'float',
      stateless: true,
    },
  },
  noise: {
    kind: 'function',
    signature: {
      name: 'noise',
      arguments: [],
      result: { dimension: dimensionless },
      resultType: 'float',
      stateless: false,
    },
  },
  table: {
    kind: 'function',
    signature: {
      name: 'table',
      arguments: [{ dimension: 'any', type: 'integer' }],
      result: { dimension: dimensionless },
      resultType: 'float',
      stateless: true,
    },
  },
}

/** A scope like that of code of a neuron group, with the given variables and a namespace. */
export function exampleScope(variables: readonly VariableMeaning[] = VARIABLES): Scope {
  const own = new Map([...SPECIAL, ...variables].map(each => [each.name, each]))
  return {
    lookup: name => own.get(name) ?? outside(name),
    *names() {
      yield* own.keys()
      yield* Object.keys(NAMESPACE)
      yield* builtinFunctions.keys()
    },
    where: name => (!own.has(name) && Object.hasOwn(NAMESPACE, name) ? 'namespace of `neurons`' : undefined),
  }
}

function outside(name: string): NameMeaning | undefined {
  const number = CONSTANTS.get(name)
  if (number !== undefined) return constant(number, dimensionless)
  const unit = unitByName(name)
  if (unit !== undefined && isReservedUnitName(name)) return constant(unit.value, unit.dimension)
  const signature = builtinFunctions.get(name)
  if (signature?.reserved === true) return { kind: 'function', signature }
  if (Object.hasOwn(NAMESPACE, name)) return NAMESPACE[name]
  return signature === undefined ? undefined : { kind: 'function', signature }
}

/** The scope of equations: their own variables, and the namespace. */
export function scopeOf(system: EquationSystem): Scope {
  return exampleScope(
    [...system.byName.values()].map(({ name, kind, dimension, type, flags }) =>
      variable(name, dimension, {
        type,
        scalar: flags.some(flag => flag.name === 'shared'),
        ...(kind === 'subexpression' ? { subexpression: true, readOnly: 'read-only' } : {}),
      }),
    ),
  )
}
