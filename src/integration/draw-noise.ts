import type { Expression } from '../language/syntax-tree.js'
import { call, mul, name } from '../symbolic/construct.js'
import type { UpdateStatement } from './method.js'
import type { NoisyEquation } from './split-noise.js'

export interface NoiseDraws {
  readonly statements: readonly UpdateStatement[]
  /** The increment of a noise variable over the step. */
  increment(noise: string): Expression
}

/** One normal number with variance `dt` for each noise variable, in order of appearance. */
export function drawNoise(equations: readonly NoisyEquation[], local: (base: string) => string): NoiseDraws {
  const noises = new Set(equations.flatMap(({ factors }) => [...factors.keys()]))
  const locals = new Map([...noises].map(noise => [noise, local(`_dW_${noise}`)] as const))
  const value = mul(call('sqrt', name('dt')), call('randn'))
  return {
    statements: [...locals.values()].map(target => ({ target, value })),
    increment: noise => name(locals.get(noise) ?? noise),
  }
}
