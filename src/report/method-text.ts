import { second } from '../units/dimension.js'
import type { Inline } from './document.js'
import { typesetQuantity } from './typeset-number.js'

/** Methods of integration as papers call them. */
const METHODS: Readonly<Record<string, string>> = {
  exact: 'exactly, by the solution of the linear equations over a step',
  linear: 'exactly, by the solution of the linear equations over a step',
  euler: 'with the forward Euler method',
  euler_ito: 'with the Euler–Maruyama method',
  rk2: 'with the midpoint method (second-order Runge–Kutta)',
  rk4: 'with the fourth-order Runge–Kutta method',
  exponential_euler: 'with the exponential Euler method',
  heun: 'with the stochastic Heun method',
  milstein: 'with the derivative-free Milstein method',
}

/** How equations were integrated; nothing if there are none to integrate. */
export function methodText(method: string | undefined, dt: number, isStochastic: boolean): readonly Inline[] {
  if (method === undefined) return []
  const how =
    METHODS[isStochastic && method === 'euler' ? 'euler_ito' : method] ?? `with the method \`${method}\``
  return [
    `The equations were integrated ${how}, in steps of `,
    { formula: typesetQuantity(dt, second) },
    '. ',
  ]
}
