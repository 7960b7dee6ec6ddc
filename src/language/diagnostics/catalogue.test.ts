import { expect, test } from 'vitest'
import { checkCode, checkModelText, checkText } from '../examples.test-support.js'
import { exampleScope, variable } from '../example-scope.test-support.js'
import { voltage } from '../../units/dimension.js'
import type { Scope } from '../scope.js'
import { CATALOGUE, type Example } from './catalogue.js'
import { renderDiagnostic } from './render-text.js'

/** Raised by later stages, which know what an expression is for. */
const RAISED_ELSEWHERE = ['not-a-condition', 'not-a-refractory-period', 'order-dependent', 'no-derivative']
const IN_SYNAPSES = ['write-to-unknown-side', 'order-dependent']
const WRITING_SHARED = ['shared-from-elements', 'shared-after-elements']

function synapticScope(): Scope {
  const scope = exampleScope()
  const sides = [variable('N_post', voltage), variable('v_post', voltage)]
  return { ...scope, lookup: name => sides.find(each => each.name === name) ?? scope.lookup(name) }
}

function codesOf({ as, text }: Example, code: string): readonly string[] {
  switch (as) {
    case 'equations':
      return checkModelText(text).codes
    case 'synaptic equations':
      return checkModelText(text, 'synapses').codes
    case 'cable equations':
      return checkModelText(text, 'spatial-neuron').codes
    case 'code': {
      const scope = IN_SYNAPSES.includes(code) ? synapticScope() : exampleScope()
      const { codes, warnings } = checkCode(text, { writesShared: WRITING_SHARED.includes(code), scope })
      return [...codes, ...warnings.map(warning => warning.code)]
    }
    case 'condition':
      return checkText(text).codes
    default:
      return as satisfies never
  }
}

const entries = Object.entries(CATALOGUE)

test.each(entries.filter(([code]) => !RAISED_ELSEWHERE.includes(code)))(
  'the bad example of %s raises it and nothing else',
  (code, { bad }) => {
    expect(codesOf(bad, code)).toEqual([code])
  },
)

test.each(entries)('the good example of %s has no mistake', (code, { good }) => {
  expect(codesOf(good, code)).toEqual([])
})

test.each(entries)(
  '%s is explained in whole sentences, and its title is one line',
  (code, { explanation, bad }) => {
    expect(explanation).toMatch(/^[A-Z`'+].*\.$/)
    const text =
      bad.as === 'equations' || bad.as === 'synaptic equations' || bad.as === 'cable equations'
        ? checkModelText(bad.text)
        : bad.as === 'code'
          ? checkCode(bad.text)
          : checkText(bad.text)
    for (const diagnostic of text.diagnostics) {
      const rendered = renderDiagnostic(diagnostic)
      expect(rendered.split('\n')[0]).toMatch(/^\w+ \[[a-z-]+\]: .*[^.]$/)
      expect(rendered).not.toMatch(/undefined|\[object/)
    }
    expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/)
  },
)
