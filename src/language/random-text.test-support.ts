import fc from 'fast-check'
import type { Binary, Comparison, Expression, Logical } from './syntax-tree.js'

const source = { name: 'made up', text: '' }
const span = { source, start: 0, end: 0 }
const names = fc.constantFrom('v', 'w', 'tau', 'x_1', 'E', 'I', 'lambda_')
const functions = fc.constantFrom('exp', 'clip', 'f')

/** Any tree that text can have: numbers are not negative, and a tree has at most a few dozen nodes. */
export const anyExpression: fc.Arbitrary<Expression> = fc.letrec<{ expression: Expression }>(tie => ({
  expression: fc.oneof(
    { maxDepth: 6, depthSize: 'small' },
    fc.oneof(
      fc.nat({ max: 2 ** 31 }).map((value): Expression => ({ kind: 'number', value, type: 'integer', span })),
      fc
        .double({ min: 0, noNaN: true, noDefaultInfinity: true })
        .map((value): Expression => ({ kind: 'number', value, type: 'float', span })),
      names.map((name): Expression => ({ kind: 'name', name, span })),
      fc.boolean().map((value): Expression => ({ kind: 'boolean', value, span })),
    ),
    fc
      .tuple(fc.constantFrom('-' as const, '+' as const, 'not' as const), tie('expression'))
      .map(([operator, operand]): Expression => ({ kind: 'unary', operator, operand, span })),
    fc
      .tuple(
        fc.constantFrom<Binary['operator']>('+', '-', '*', '/', '//', '%', '**'),
        tie('expression'),
        tie('expression'),
      )
      .map(([operator, left, right]): Expression => ({ kind: 'binary', operator, left, right, span })),
    fc
      .tuple(
        fc.constantFrom<Comparison['operator']>('<', '<=', '>', '>=', '==', '!='),
        tie('expression'),
        tie('expression'),
      )
      .map(([operator, left, right]): Expression => ({ kind: 'comparison', operator, left, right, span })),
    fc
      .tuple(fc.constantFrom<Logical['operator']>('and', 'or'), tie('expression'), tie('expression'))
      .map(([operator, left, right]): Expression => ({ kind: 'logical', operator, left, right, span })),
    fc
      .tuple(functions, fc.array(tie('expression'), { maxLength: 3 }))
      .map(([name, given]): Expression => ({ kind: 'call', name, nameSpan: span, arguments: given, span })),
  ),
})).expression

/** A tree without places, to compare. */
export function withoutSpans(tree: unknown): unknown {
  if (Array.isArray(tree)) return tree.map(withoutSpans)
  if (typeof tree !== 'object' || tree === null) return tree
  return Object.fromEntries(
    Object.entries(tree)
      .filter(([key]) => !/span$/i.test(key))
      .map(([key, value]) => [key, withoutSpans(value)]),
  )
}

/** Models as people write them. */
export const MODELS: readonly string[] = [
  `
  dv/dt  = (ge + gi - (v - El)) / taum : volt (unless refractory)
  dge/dt = -ge / taue : volt
  dgi/dt = -gi / taui : volt
  `,
  `
  # Hodgkin and Huxley
  dv/dt = (gl*(El-v) + ge*(Ee-v) + gi*(Ei-v) - g_na*(m*m*m)*h*(v-ENa)
           - g_kd*(n*n*n*n)*(v-EK))/Cm : volt
  dm/dt = alpha_m*(1-m) - beta_m*m : 1
  dn/dt = alpha_n*(1-n) - beta_n*n : 1
  dh/dt = alpha_h*(1-h) - beta_h*h : 1
  dge/dt = -ge*(1./taue) : siemens
  dgi/dt = -gi*(1./taui) : siemens
  alpha_m = 0.32*(mV**-1)*4*mV/exprel((13*mV-v+VT)/(4*mV))/ms : Hz
  beta_m = 0.28*(mV**-1)*5*mV/exprel((v-VT-40*mV)/(5*mV))/ms : Hz
  alpha_h = 0.128*exp((17*mV-v+VT)/(18*mV))/ms : Hz
  beta_h = 4./(1+exp((40*mV-v+VT)/(5*mV)))/ms : Hz
  alpha_n = 0.032*(mV**-1)*5*mV/exprel((15*mV-v+VT)/(5*mV))/ms : Hz
  beta_n = .5*exp((10*mV-v+VT)/(40*mV))/ms : Hz
  `,
  `
  dvm/dt = (gL*(EL - vm) + gL*DeltaT*exp((vm - VT)/DeltaT) + I - w)/C : volt
  dw/dt = (a*(vm - EL) - w)/tauw : amp
  dx/dt = -x/tau_x + sigma*sqrt(2/tau_x)*xi_x : 1
  I = where(t > 100*ms and not (i == 3 or off), I0*sin(2*pi*f*t)**2, 0*amp) : amp (constant over dt)
  off : boolean (shared)
  count : integer
  C : farad (constant)
  `,
]
