import type { Value } from '../kernels/value.js'
import type { NameMeaning, Scope } from '../language/scope.js'
import type { Lowering } from './lowering.js'

/** What a name means in a piece of code: for the checker, and for the kernel that the code becomes. */
export interface Binding {
  readonly meaning: NameMeaning
  /** Gives the value at the present element. Functions have none. */
  readonly read?: (lowering: Lowering) => Value
  /** Whether it is double in a network of single precision, too: time. */
  readonly isExact?: boolean
  /** Writes a value, rounded to what is stored; absent if code must not write it. */
  readonly write?: (lowering: Lowering, value: Value) => void
  /** Calls a function with lowered arguments. */
  readonly call?: (lowering: Lowering, operands: readonly Value[]) => Value
}

/** All names that a piece of code can use. */
export interface CodeContext extends Scope {
  binding(name: string): Binding | undefined
}

/** Contexts in order of search: the first that knows a name decides. */
export function layeredContext(layers: readonly CodeContext[]): CodeContext {
  const binding = (name: string): Binding | undefined => {
    for (const layer of layers) {
      const found = layer.binding(name)
      if (found !== undefined) return found
    }
    return undefined
  }
  return {
    binding,
    lookup: name => binding(name)?.meaning,
    where: name => layers.find(layer => layer.binding(name) !== undefined)?.where?.(name),
    *names() {
      for (const layer of layers) yield* layer.names()
    },
  }
}

/** A context of named bindings. Bindings are made when they are first asked for. */
export function tableContext(entries: ReadonlyMap<string, () => Binding>): CodeContext {
  const made = new Map<string, Binding>()
  const binding = (name: string): Binding | undefined => {
    const known = made.get(name)
    if (known !== undefined) return known
    const fresh = entries.get(name)?.()
    if (fresh !== undefined) made.set(name, fresh)
    return fresh
  }
  return { binding, lookup: name => binding(name)?.meaning, names: () => entries.keys() }
}
