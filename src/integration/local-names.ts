import type { DifferentialSystem } from './method.js'

/**
 * Gives names to the locals of an update. `_v` is kept for the new value of `v`, so a local that would
 * collide with one (`_k_v` where a variable is called `k_v`) gets underscores at its end. Each call gives a
 * name that was not given before.
 */
export function localNames(system: DifferentialSystem): (base: string) => string {
  const taken = new Set(system.equations.map(({ variable }) => newValueName(variable)))
  return base => {
    let name = base
    while (taken.has(name)) name += '_'
    taken.add(name)
    return name
  }
}

export const newValueName = (variable: string): string => `_${variable}`
