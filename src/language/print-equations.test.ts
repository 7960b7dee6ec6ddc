import { expect, test } from 'vitest'
import { buildEquationSystem, type EquationSystem } from './equation-system.js'
import { parseEquations } from './parse-equations.js'
import { printEquations } from './print-equations.js'
import { MODELS, withoutSpans } from './random-text.test-support.js'

function systemOf(text: string): EquationSystem {
  const { equations, diagnostics } = parseEquations({ name: 'equations', text })
  const { system } = buildEquationSystem(equations)
  if (system === undefined || diagnostics.length > 0) throw new Error(`not a model: ${text}`)
  return system
}

test('prints subexpressions in order of dependency, then derivatives, then parameters', () => {
  const system = systemOf(`
    tau : second (constant)
    dw/dt = -w/tau : siemens/metre**2
    on : boolean (shared, constant)
    dv/dt = (I - v)/tau : volt (unless refractory)
    I = a + b : volt
    b = 2*a : volt
    a = 1*mV : volt
    k : integer
  `)
  expect(printEquations(system)).toBe(
    [
      'a = 1*mV : volt',
      'b = 2*a : volt',
      'I = a + b : volt',
      'dv/dt = (I - v)/tau : volt (unless refractory)',
      'dw/dt = -w/tau : siemens/metre**2',
      'k : integer',
      'on : boolean (shared, constant)',
      'tau : second (constant)',
    ].join('\n'),
  )
})

test.each(MODELS)('parsing a printed model gives the same equations: %s', text => {
  const system = systemOf(text)
  const again = systemOf(printEquations(system))
  expect(withoutSpans(again.subexpressions)).toEqual(withoutSpans(system.subexpressions))
  for (const [name, equation] of system.byName)
    expect(withoutSpans(again.byName.get(name))).toEqual(withoutSpans(equation))
})
