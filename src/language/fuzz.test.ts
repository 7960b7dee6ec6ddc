import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkCode, checkModelText, checkText } from './examples.test-support.js'
import { renderDiagnostic } from './diagnostics/render-text.js'
import { parseEquations } from './parse-equations.js'
import { MODELS } from './random-text.test-support.js'

/** Pieces that are likely to upset a parser. */
// prettier-ignore
const PIECES = [
  '(', ')', '**', '/dt', '=', ':', ' : volt', '\n', '#', ';', ',', '"', "'", '{', '}', '$', '\\', '0x', '1e', '1e999', '..', '_', 'd', 'dv/dt = ',
  'not ', ' if ', ' else ', 'lambda', '<', '< a <', '==', '=>', '++', '[0]', 'np.', 'xi', 'τ', '😀', '\u0000', '\u2028', '\r', '\t', '(((((', '-----',
  '(constant)', '(unless refractory', 'mV', '3mV', 'boolean', 'inf', 'nan', '9'.repeat(400),
]

const piece = fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 4, unit: 'binary' }))
const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  remove: fc.integer({ min: 0, max: 30 }),
  insert: piece,
})

/** A real model with some stretches replaced. */
const mutatedModel = fc
  .tuple(fc.constantFrom(...MODELS), fc.array(edit, { minLength: 1, maxLength: 6 }))
  .map(([model, edits]) =>
    edits.reduce((text, { at, remove, insert }) => {
      const position = Math.floor(at * text.length)
      return text.slice(0, position) + insert + text.slice(position + remove)
    }, model),
  )
const soup = fc.array(piece, { maxLength: 30 }).map(pieces => pieces.join(''))
const anyText = fc.oneof({ weight: 3, arbitrary: mutatedModel }, { weight: 1, arbitrary: soup })

test('no text makes the equation parser fail or hang, and every mistake has its place in the text', () => {
  fc.assert(
    fc.property(anyText, text => {
      const source = { name: 'equations', text }
      const { equations, diagnostics } = parseEquations(source)
      for (const { span, facts } of diagnostics) {
        expect(facts).toBeDefined()
        expect(span?.source).toBe(source)
        expect(
          span !== undefined && 0 <= span.start && span.start <= span.end && span.end <= text.length,
        ).toBe(true)
      }
      for (const { span } of equations) expect(span.start < span.end).toBe(true)
    }),
    { numRuns: 10_000 },
  )
})

test('no text makes the checks or the messages fail', () => {
  fc.assert(
    fc.property(anyText, text => {
      const found = [checkModelText(text), checkCode(text), checkText(text.replaceAll('\n', ' '))]
      for (const { diagnostics } of found)
        for (const diagnostic of diagnostics) expect(renderDiagnostic(diagnostic)).toContain(diagnostic.code)
    }),
    { numRuns: 300 },
  )
})
