import { CONSTANTS } from '../language/names.js'
import { builtinFunctions, isReservedFunction } from '../language/functions.js'
import type { External, ExternalFunction, Namespace } from '../model/namespace.js'
import { dimensionless } from '../units/dimension.js'
import { unitByName, isReservedUnitName } from '../units/named-units.js'
import type { Binding, CodeContext } from './binding.js'
import { drawCount } from './draw-from-table.js'
import { callExternal } from './external-functions.js'
import type { Storage } from './storage.js'

/**
 * Names that no object defines, in the order of the language: constants (`pi`, `e`, `inf`), units, built-in functions, the
 * namespaces of the object and of the network, and last the functions and units whose names are free for others.
 */
export function externalContext(storage: Storage, namespaces: readonly Namespace[]): CodeContext {
  const made = new Map<string, Binding>()
  const find = (name: string): Binding | undefined => {
    const constant = CONSTANTS.get(name)
    if (constant !== undefined) return constantBinding(constant, dimensionless, 'float')
    if (isReservedUnitName(name)) return unitBinding(name)
    if (isReservedFunction(name)) return builtinBinding(storage, name)
    for (const { entries } of namespaces) {
      const external = entries.get(name)
      if (external !== undefined) return externalBinding(storage, external)
    }
    return builtinBinding(storage, name) ?? unitBinding(name)
  }
  const binding = (name: string): Binding | undefined => {
    const known = made.get(name)
    if (known !== undefined) return known
    const found = find(name)
    if (found !== undefined) made.set(name, found)
    return found
  }
  return {
    binding,
    lookup: name => binding(name)?.meaning,
    where: name =>
      CONSTANTS.has(name) || isReservedUnitName(name) || isReservedFunction(name)
        ? undefined
        : namespaces.find(({ entries }) => entries.has(name))?.title,
    *names() {
      for (const { entries } of namespaces) yield* entries.keys()
      yield* CONSTANTS.keys()
      yield* builtinFunctions.keys()
    },
  }
}

function builtinBinding(storage: Storage, name: string): Binding | undefined {
  const signature = builtinFunctions.get(name)
  if (signature === undefined) return undefined
  const meaning = { kind: 'function', signature } as const
  if (name !== 'binomial' && name !== 'poisson') return { meaning }
  return { meaning, call: (lowering, operands) => drawCount(storage, lowering, name, operands) }
}

function constantBinding(
  value: number,
  dimension: typeof dimensionless,
  type: 'float' | 'integer' | 'boolean',
): Binding {
  return {
    meaning: { kind: 'constant', value, dimension, type },
    read: ({ builder }) =>
      type === 'float'
        ? builder.f64(value)
        : type === 'integer'
          ? builder.i32(value)
          : builder.bool(value !== 0),
  }
}

function unitBinding(name: string): Binding | undefined {
  const unit = unitByName(name)
  return unit === undefined ? undefined : constantBinding(unit.value, unit.dimension, 'float')
}

function externalBinding(storage: Storage, external: External): Binding {
  return external.kind === 'constant'
    ? constantBinding(external.value, external.dimension, external.type)
    : functionBinding(storage, external)
}

function functionBinding(storage: Storage, external: ExternalFunction): Binding {
  return {
    meaning: { kind: 'function', signature: external.signature },
    call: (lowering, operands) => callExternal(storage, lowering, external, operands),
  }
}
