import type { Expression } from '../language/syntax-tree.js'
import { add, call, mul, name } from '../symbolic/construct.js'
import { linearForm, type LinearForm, type NotLinear } from '../symbolic/linear-form.js'
import { occurs } from '../symbolic/occurs.js'
import { InternalError } from '../errors/rheobase-error.js'
import { integerNames } from './integer-names.js'
import { localNames } from './local-names.js'
import type {
  DifferentialEquation,
  DifferentialSystem,
  IntegrationMethod,
  Refusal,
  UpdateStatement,
} from './method.js'
import { nameDraws } from './name-draws.js'
import { quote } from './quote.js'
import { noiseRefusals, nonlinearRefusal } from './refusals.js'
import { writeBack } from './write-back.js'

/**
 * Exponential Euler: for dx/dt = A x + B with A and B held during the step,
 *   x(t + dt) = x + dt (A x + B) exprel(A dt),   exprel(z) = (e^z - 1)/z, exprel(0) = 1.
 * Exact for a single linear equation, first order for a system. A and B may contain the variable itself
 * inside functions, conditions and denominators, which are held at the old value; at least one term must be
 * proportional to it.
 * Source: Rush & Larsen 1978, IEEE Trans. Biomed. Eng. 25, 389-392.
 */
export const exponentialEuler: IntegrationMethod = {
  name: 'exponential_euler',
  order: 1,
  refuse(system) {
    const noise = noiseRefusals(system, 'exponential_euler')
    if (noise.length > 0) return noise
    const { system: named } = nameDraws(system, localNames(system))
    return named.equations.flatMap((equation, position) => {
      const original = system.equations[position] ?? equation
      return refuseEquation(original, conditionallyLinear(equation, system))
    })
  },
  update(system) {
    const local = localNames(system)
    const { statements, system: named } = nameDraws(system, local)
    const coefficients: UpdateStatement[] = []
    const values = new Map<string, Expression>()
    for (const equation of named.equations) {
      const { variable } = equation
      const form = conditionallyLinear(equation, system)
      if ('nonlinear' in form)
        throw new InternalError('exponential_euler was asked to integrate equations that it refuses')
      const slope = form.slopes.get(variable)
      const define = (base: string, value: Expression): Expression => {
        const target = local(base)
        coefficients.push({ target, value })
        return name(target)
      }
      values.set(
        variable,
        step(equation, form, slope === undefined ? undefined : define(`_A_${variable}`, slope), define),
      )
    }
    return [...statements, ...coefficients, ...writeBack(values)]
  },
}

const DT = name('dt')

function step(
  { variable, derivative }: DifferentialEquation,
  { constant }: LinearForm,
  slope: Expression | undefined,
  define: (base: string, value: Expression) => Expression,
): Expression {
  const x = name(variable)
  if (slope === undefined) return constant === undefined ? x : add(x, mul(DT, derivative))
  if (constant === undefined) return mul(x, call('exp', mul(slope, DT)))
  const rate = add(mul(slope, x), define(`_B_${variable}`, constant))
  return add(x, mul(mul(DT, rate), call('exprel', mul(slope, DT))))
}

/** The right side as a linear form in its own variable, with functions of the variable held. */
const conditionallyLinear = (
  { variable, derivative }: DifferentialEquation,
  system: DifferentialSystem,
): LinearForm | NotLinear =>
  linearForm(derivative, { variables: new Set([variable]), integer: integerNames(system), freeze: true })

const ADVICE = 'exponential_euler needs terms without or with the first power of it; use rk2, rk4 or euler'

function refuseEquation(
  { variable, derivative }: DifferentialEquation,
  form: LinearForm | NotLinear,
): readonly Refusal[] {
  if ('nonlinear' in form) return form.nonlinear.map(term => nonlinearRefusal(variable, term, ADVICE))
  if (form.slopes.size > 0 || !occurs(derivative, new Set([variable]))) return []
  const reason = `no term of ${quote(derivative)} is proportional to \`${variable}\`, which occurs inside functions only; use rk2, rk4 or euler`
  return [{ variable, reason, span: derivative.span }]
}
