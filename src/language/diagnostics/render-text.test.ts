import { expect, test } from 'vitest'
import { checkCode, checkModelText } from '../examples.test-support.js'
import { renderDiagnostic } from './render-text.js'

const MODEL = `
  dv/dt = (ge + gi - (v - El) + Iext) / taum : volt (unless refractory)
  dge/dt = -ge / tuam : volt
  gi : volt
`

test('shows what is wrong, the text with both sides marked, their dimensions, and where a constant comes from', () => {
  const [mismatch, unknown] = checkModelText(MODEL).diagnostics.map(renderDiagnostic)
  expect(mismatch).toBe(
    [
      'DimensionError [dimension-mismatch]: cannot add a voltage and a current',
      '',
      '  equations of `neurons`, line 2, equation of `v`',
      '    dv/dt = (ge + gi - (v - El) + Iext) / taum : volt (unless refractory)',
      '             ~~~~~~~~~~~~~~~~~~   ^^^^',
      '',
      '  left side    volt (m^2 kg s^-3 A^-1)',
      '  right side   amp (A)',
      '  `Iext` is 0.5 nA; it comes from the namespace of `neurons`.',
      '  Read more: docs/errors/dimension-mismatch',
    ].join('\n'),
  )
  expect(unknown).toBe(
    [
      'UnknownNameError [unknown-name]: nothing is called `tuam`',
      '',
      '  equations of `neurons`, line 3, equation of `ge`',
      '    dge/dt = -ge / tuam : volt',
      '                   ^^^^',
      '',
      '  Did you mean `taum` (20 ms), `tau` (10 ms) or `taue` (5 ms)?',
      '  Also known here: v, ge, gi, El, Iext, g, rate, K.',
      '  It is no variable, no entry of a namespace, no unit and no function.',
      '  Read more: docs/errors/unknown-name',
    ].join('\n'),
  )
})

test('shows related places on other lines', () => {
  const [duplicate] = checkModelText('v : volt\n\n\tv = 2*mV : volt').diagnostics.map(renderDiagnostic)
  expect(duplicate?.split('\n').slice(0, 10)).toEqual([
    'EquationError [duplicate-variable]: `v` is defined twice',
    '',
    '  equations of `neurons`, line 3',
    '    v = 2*mV : volt',
    '    ^',
    '',
    '  first defined here: equations of `neurons`, line 1',
    '    v : volt',
    '    ~',
    '',
  ])
})

test.each([
  ['I = 3*v # no unit\n\n', ['    I = 3*v # no unit', '           ^']],
  ['I = 3*\r\n\r\n', ['    I = 3*', '          ^']],
  ['x = (a : 1', ['    x = (a : 1', '        ^']],
])('marks the end of %j on the line that has it', (text, lines) => {
  const [found] = checkModelText(text).diagnostics.map(renderDiagnostic)
  expect(found?.split('\n').slice(3, 5)).toEqual(lines)
})

test('cuts long lines around the place', () => {
  const text = `x = ${'a1 + '.repeat(100)}b c${' + a2'.repeat(100)} : 1`
  const [found] = checkModelText(text).diagnostics.map(renderDiagnostic)
  const [line = '', marks = ''] = found?.split('\n').slice(3, 5) ?? []
  expect(line.length).toBeLessThan(150)
  expect(line).toMatch(/^ {4}….*…$/)
  expect(line.slice(marks.indexOf('^'), marks.lastIndexOf('^') + 1)).toBe('b c')
})

test('a hint for a bare 0', () => {
  expect(checkCode('v = 0').diagnostics.map(renderDiagnostic)[0]).toContain(
    'Write `0*volt`: in equations and code 0 is a plain number.',
  )
  expect(checkCode('w = where(v/ms > 0, 1, 2)').diagnostics.map(renderDiagnostic)[0]).toContain(
    '`0*(volt/second)`',
  )
})

test('warnings are called warnings', () => {
  expect(checkCode('ww = 1').warnings.map(renderDiagnostic)[0]).toMatch(
    /^warning \[unread-local\]: `ww` is a local variable that nothing reads/,
  )
})
