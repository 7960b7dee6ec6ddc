import { KNOWN_METHODS } from '../integration/known-methods.js'
import { readScheme, readSchemeNoise, type SchemeNoise } from '../integration/scheme.js'
import { RheobaseError } from '../errors/rheobase-error.js'
import type { SchemeModel } from '../model/integration.js'
import { checkOptions, checkText } from './options.js'

/** Options of `integrationScheme`. */
export interface IntegrationSchemeOptions {
  /** What messages call it; `scheme` if left out. */
  readonly name?: string
  /** Which noise it can integrate: none if left out, noise whose factor depends on no variable and not on time, or any noise. */
  readonly stochastic?: SchemeNoise
}

/** An explicit integration scheme of the user, for the option `method`. */
export class IntegrationScheme {
  /** @internal */
  readonly model: SchemeModel

  /** @internal */
  constructor(model: SchemeModel) {
    this.model = model
  }
  get name(): string {
    return this.model.name
  }
  get text(): string {
    return this.model.text
  }
  toString(): string {
    return this.text
  }
}

/**
 * An explicit integration scheme from its formulas: lines `name = expression`, the last one `x_new = …`. In them `x` is the state, `t` the time,
 * `dt` the step, `f(x, t)` the right side without noise, `g(x, t)` the factor of the noise and `dW` its increment, a normal number of
 * variance `dt`. With several noise variables a term with `g` or `dW` is the sum over them; a line with such a term has a part for each.
 *
 * @throws {DiagnosticError | RheobaseError} with the place in the text, for wrong form, unknown names and formulas whose units do not fit
 * @example
 * const ralston = integrationScheme(`
 *   k = f(x, t)
 *   x_new = x + dt*(k + 3*f(x + 2*dt/3*k, t + 2*dt/3))/4
 * `, { name: 'ralston' })
 * net.neuronGroup(10, 'dv/dt = -v**3/ms : 1', { method: ralston })
 */
export function integrationScheme(text: string, options: IntegrationSchemeOptions = {}): IntegrationScheme {
  checkOptions('integrationScheme', options, ['name', 'stochastic'])
  const name = checkText('the name of a scheme', options.name ?? 'scheme')
  const known = [...KNOWN_METHODS.map(method => method.name), 'linear', 'gsl']
  if (known.includes(name.toLowerCase()))
    throw new RheobaseError(
      'value',
      'known-method',
      `there is a method \`${name}\`; give the scheme another name`,
    )
  const stochastic = readSchemeNoise(options.stochastic ?? 'none')
  const model: SchemeModel = { name, text: checkText('an integration scheme', text), stochastic }
  readScheme(model.name, model.text, model.stochastic)
  return new IntegrationScheme(model)
}
