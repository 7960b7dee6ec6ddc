import { sameDimension } from '../units/dimension.js'
import { diagnostic, type Report } from './diagnostics/diagnostic.js'
import type { CheckedExpression, CheckOperand } from './checked-expression.js'
import { comparedSide } from './compared-side.js'
import { constantValue } from './constant-value.js'
import {
  argumentRule,
  takesArguments,
  type ArgumentRule,
  type FunctionSignature,
} from './function-signature.js'
import { builtinFunctions } from './functions.js'
import { higherType } from './number-type.js'
import type { Scope } from './scope.js'
import type { Call, Expression, NumberType } from './syntax-tree.js'
import { unknownFunction } from './unknown-name.js'

/** Checks a call: the function, the number of arguments, their dimensions and types. */
export function checkCall(
  call: Call,
  check: CheckOperand,
  scope: Scope,
  report: Report,
): CheckedExpression | undefined {
  const signature = signatureOf(call, scope, report)
  const given = call.arguments.map(check)
  if (signature === undefined) return undefined
  if (!takesArguments(signature, call.arguments.length)) {
    const expected = describeCount(signature)
    const facts = { function: call.name, expected, found: call.arguments.length }
    report(diagnostic('wrong-number-of-arguments', call.span, facts))
    return undefined
  }
  const known = given.filter(argument => argument !== undefined)
  if (known.length < given.length) return undefined
  const fits = call.arguments.map((_, position) =>
    checkArgument(call, position, known, signature, scope, report),
  )
  if (fits.includes(false)) return undefined
  const { result, resultType } = signature
  return {
    dimension:
      'dimension' in result ? result.dimension : result.dimensionOf(known.map(({ dimension }) => dimension)),
    type: resultType === 'highest' ? known.map(({ type }) => type).reduce(higherType, 'boolean') : resultType,
    scalar: signature.stateless && known.every(({ scalar }) => scalar),
    readsElements: known.some(({ readsElements }) => readsElements),
  }
}

/**
 * What a call calls. A variable or constant may have the name of a function that is not reserved: behind it, `(` still calls the function.
 */
export function signatureInScope(name: string, scope: Scope): FunctionSignature | undefined {
  const meaning = scope.lookup(name)
  if (meaning?.kind === 'function') return meaning.signature
  const builtin = builtinFunctions.get(name)
  return builtin?.reserved === false ? builtin : undefined
}

function signatureOf(
  { name, nameSpan, arguments: given }: Call,
  scope: Scope,
  report: Report,
): FunctionSignature | undefined {
  const signature = signatureInScope(name, scope)
  if (signature !== undefined) return signature
  const meaning = scope.lookup(name)
  if (meaning !== undefined && meaning.kind !== 'function') {
    report(diagnostic('not-a-function', nameSpan, { name, what: meaning.kind }))
  } else {
    report(unknownFunction(name, given.map(textOf).join(', '), nameSpan, scope))
  }
  return undefined
}

function describeCount({ arguments: rules, variadic }: FunctionSignature): string {
  const count = String(rules.length)
  return variadic === true ? `at least ${count}` : count
}

function checkArgument(
  { name, arguments: given }: Call,
  position: number,
  checked: readonly CheckedExpression[],
  signature: FunctionSignature,
  scope: Scope,
  report: Report,
): boolean {
  const rule = argumentRule(signature, position)
  const argument = given[position]
  const found = checked[position]
  if (rule === undefined || argument === undefined || found === undefined) return true
  const fitsType = checkArgumentType(name, position, argument, found.type, rule, scope, report)
  if (rule.dimension === 'any') return fitsType
  const side = comparedSide(argument, found.dimension, scope)
  if ('sameAs' in rule.dimension) {
    const other = rule.dimension.sameAs
    const [first, like] = [given[other], checked[other]]
    if (first === undefined || like === undefined || sameDimension(found.dimension, like.dimension))
      return fitsType
    const expected = comparedSide(first, like.dimension, scope)
    const related = [{ span: first.span, label: 'the argument that it must be like' }]
    report(
      diagnostic(
        'arguments-differ',
        argument.span,
        { function: name, position, other, expected, found: side },
        related,
      ),
    )
    return false
  }
  if (sameDimension(found.dimension, rule.dimension)) return fitsType
  const facts = { function: name, position, count: given.length, expected: rule.dimension, found: side }
  report(diagnostic('argument-dimension', argument.span, facts))
  return false
}

function checkArgumentType(
  name: string,
  position: number,
  argument: Expression,
  found: NumberType,
  { type: expected }: ArgumentRule,
  scope: Scope,
  report: Report,
): boolean {
  if (expected === undefined || found === expected || (expected === 'float' && found === 'integer'))
    return true
  // Numbers from outside are floats; a whole one serves as an integer.
  if (expected === 'integer' && found === 'float' && Number.isInteger(constantValue(argument, scope)))
    return true
  report(diagnostic('argument-type', argument.span, { function: name, position, expected, found }))
  return false
}

function textOf({ span }: Expression): string {
  return span.source.text.slice(span.start, span.end)
}
