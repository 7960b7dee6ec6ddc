import { expect, test } from 'vitest'
import { parseExpression } from '../language/parse-expression.js'
import { parseStatements } from '../language/parse-statements.js'
import type { Expression } from '../language/syntax-tree.js'
import { second, volt } from '../units/units.js'
import { plainQuantity } from './formula.js'
import { latexFormula } from './latex-formula.js'
import { mathml } from './mathml.js'
import { typesetExpression, typesetStatement } from './typeset-expression.js'
import { typesetName } from './typeset-name.js'
import { typesetQuantity } from './typeset-number.js'
import { typesetUnit } from './typeset-unit.js'

const UNITS = ['mV', 'ms', 'second', 'siemens', 'cm']
const FUNCTIONS = ['exp', 'where', 'sqrt', 'abs', 'floor', 'log10', 'sign']
const scope = { defines: (name: string) => !UNITS.includes(name) && !FUNCTIONS.includes(name) }

function parsed(text: string): Expression {
  const { expression } = parseExpression({ name: 'test', text })
  if (expression === undefined) throw new Error(text)
  return expression
}
/** LaTeX without the spaces that it does not need. */
const tex = (text: string): string =>
  latexFormula(typesetExpression(parsed(text), scope)).replaceAll(/ ?\\, ?/g, '~')

test.each([
  ['v', 'v'],
  ['tau', '\\tau'],
  ['taum', '\\tau_{\\mathrm{m}}'],
  ['tau_m', '\\tau_{\\mathrm{m}}'],
  ['Vt', 'V_{\\mathrm{t}}'],
  ['Vrest', 'V_{\\mathrm{rest}}'],
  ['gNa', 'g_{\\mathrm{Na}}'],
  ['ge_post', 'g_{\\mathrm{e} \\mathrm{,} \\mathrm{post}}'],
  ['x1', 'x_{1}'],
  ['m_inf', 'm_{\\infty}'],
  ['Delta_T', '\\Delta_{\\mathrm{T}}'],
  // Words stay words.
  ['gain', '\\mathrm{gain}'],
  ['rates', '\\mathrm{rates}'],
  ['Ca', '\\mathrm{Ca}'],
  ['lastspike', '\\mathrm{lastspike}'],
])('the name %s', (name, expected) => {
  expect(latexFormula(typesetName(name))).toBe(expected)
})

test.each([
  ['(El - v)/taum', '\\frac{E_{\\mathrm{l}} - v}{\\tau_{\\mathrm{m}}}'],
  // The sign of what is divided stands before the fraction; after another sign it needs parentheses.
  ['-v/tau', '{-} \\frac{v}{\\tau}'],
  ['x - -v/tau', 'x - \\left( {-} \\frac{v}{\\tau} \\right)'],
  ['a*(b + c)', 'a~(b + c)'],
  ['a - (b - c)', 'a - (b - c)'],
  ['(a - b) - c', 'a - b - c'],
  ['(a + b)**2', '(a + b)^{2}'],
  ['(a/b)**2', '\\left( \\frac{a}{b} \\right)^{2}'],
  ['x**0.5', '\\sqrt{x}'],
  ['m*m*m*h', 'm^{3}~h'],
  ['2*3*x', '2 \\cdot 3~x'],
  ['20*mV', '20~\\mathrm{mV}'],
  ['0.005*second', '5~\\mathrm{ms}'],
  ['0.128/ms', '0.128~\\mathrm{ms}^{-1}'],
  ['1e-9*x', '10^{-9}~x'],
  ['v > Vt and not x', 'v > V_{\\mathrm{t}}\\text{ and }\\text{not }x'],
  ['exp(-t/tau)', '\\mathrm{e}^{{-} \\frac{t}{\\tau}}'],
  ['exp((v - a)*(v - b)/c)', '\\exp \\left( \\frac{(v - a)~(v - b)}{c} \\right)'],
  ['a // b', '\\left\\lfloor \\frac{a}{b} \\right\\rfloor'],
  ['abs(v)', '|v|'],
  ['floor(v)', '\\lfloor v\\rfloor'],
  ['log10(v)', '\\log_{10} (v)'],
  ['sign(v)', '\\mathrm{sgn} (v)'],
  ['where(a, b, c)', '\\begin{cases} b & \\text{if } a \\\\ c & \\text{otherwise} \\end{cases}'],
])('the expression %s', (text, expected) => {
  expect(tex(text).replaceAll(/ ?(\\text\{[^}]*\}) ?/g, '$1')).toBe(
    expected.replaceAll(/ ?(\\text\{[^}]*\}) ?/g, '$1'),
  )
})

test('a long sum is broken before signs, with every term once', () => {
  const text = Array.from({ length: 6 }, (_, k) => `g_${String(k)}*(E_${String(k)} - v)*h_${String(k)}`).join(
    ' - ',
  )
  const broken = tex(`(${text})/C`)
  expect(broken).toMatch(/^\\frac\{1\}\{C\} \\left\( \\begin\{aligned\} & g_\{0\}/)
  expect(broken.match(/\\\\ & - /g)?.length).toBeGreaterThan(0)
  expect(broken.match(/h_\{\d\}/g)).toHaveLength(6)
})

test('code is assignments', () => {
  const { statements } = parseStatements({ name: 'test', text: 'ge += w\nv = Vr\nx *= a + b' })
  expect(statements.map(each => latexFormula(typesetStatement(each, scope)))).toEqual([
    'g_{\\mathrm{e}} \\leftarrow g_{\\mathrm{e}} + w',
    'v \\leftarrow V_{\\mathrm{r}}',
    'x \\leftarrow x \\, (a + b)',
  ])
})

test('MathML has the same shape, and text in it is only text', () => {
  expect(mathml(typesetExpression(parsed('(El - v)/tau'), scope))).toBe(
    '<math><mfrac><mrow><msub><mi>E</mi><mi mathvariant="normal">l</mi></msub><mo>−</mo><mi>v</mi></mrow><mi>τ</mi></mfrac></math>',
  )
  // Parentheses grow with what is higher than a line, and are narrow around the rest.
  expect(mathml(typesetExpression(parsed('a*(b + c)'), scope))).toContain('stretchy="false">(')
  expect(mathml(typesetExpression(parsed('(a/b)**2'), scope))).toContain('stretchy="true">(')
  expect(mathml(typesetExpression(parsed('a < b'), scope))).toContain('<mo>&lt;</mo>')
  expect(mathml({ kind: 'words', text: '<script>' }, true)).toBe(
    '<math display="block"><mtext>&lt;script&gt;</mtext></math>',
  )
})

test('quantities are in the unit in which they read best, times of simulations in milliseconds', () => {
  const text = (value: number, of: typeof second): string | undefined =>
    plainQuantity(typesetQuantity(value, of.dimension))
  expect(text(-0.049, volt)).toBe('−49\u00a0mV')
  expect(text(1e-4, second)).toBe('0.1\u00a0ms')
  expect(text(2.5, second)).toBe('2.5\u00a0s')
  expect(text(0, second)).toBe('0\u00a0s')
  expect(latexFormula(typesetUnit('uF/(cm^2)'))).toBe('\\mathrm{\\mu{}F} / \\mathrm{cm}^{2}')
})
