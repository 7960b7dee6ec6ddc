import { nearestNames } from '../errors/nearest-name.js'
import { RheobaseError } from '../errors/rheobase-error.js'
import type { HostFunction, Value } from '../kernels/value.js'
import { mentions } from '../language/mentions.js'
import type { ExternalFunction, FunctionImplementation } from '../model/namespace.js'
import { checkFunctionBody } from './function-body.js'
import { convert } from './convert.js'
import { lowerExpression } from './lower-expression.js'
import { Lowering } from './lowering.js'
import { valueTypeOf, type Storage } from './storage.js'
import { lookUpTimedArray } from './timed-array.js'
import { lookUpTimedStream } from './timed-stream.js'

/** A call of a function that the user gave: a formula is written in place, host code is called, a timed array is looked up. */
export function callExternal(
  storage: Storage,
  lowering: Lowering,
  external: ExternalFunction,
  operands: readonly Value[],
): Value {
  const { implementation, signature } = external
  switch (implementation.kind) {
    case 'expression': {
      checkNames(lowering, external, implementation)
      const inner = new Lowering(lowering.builder, lowering.context, {}, undefined)
      implementation.parameters.forEach((parameter, position) => {
        const operand = operands[position]
        if (operand !== undefined) inner.locals.set(parameter, operand)
      })
      checkFunctionBody(implementation.body, implementation.parameters, signature, lowering.context)
      const value = lowerExpression(inner, implementation.body)
      return signature.resultType === 'integer' ? convert(lowering.builder, value, 'i32') : value
    }
    case 'host': {
      const host: HostFunction = {
        kind: 'host-function',
        name: signature.name,
        parameterTypes: operands.map(() => 'f64' as const),
        resultType: 'f64',
        call: implementation.call,
      }
      const result = lowering.builder.call(
        host,
        operands.map(operand => convert(lowering.builder, operand, 'f64')),
      )
      return convert(
        lowering.builder,
        result,
        signature.resultType === 'highest' ? 'f64' : valueTypeOf(signature.resultType),
      )
    }
    case 'timed-array':
      return lookUpTimedArray(storage, lowering, external, operands)
    case 'timed-stream':
      return lookUpTimedStream(storage, lowering, external, operands)
    default:
      return implementation satisfies never
  }
}

/** A formula may name its arguments, and of what is known where it is called all that is the same for every element. */
function checkNames(
  { context }: Lowering,
  { signature }: ExternalFunction,
  { parameters, body }: Extract<FunctionImplementation, { kind: 'expression' }>,
): void {
  for (const { kind, name } of mentions(body)) {
    const meaning = context.lookup(name)
    if (kind === 'name' && parameters.includes(name)) continue
    if (meaning?.kind === 'variable' && !meaning.scalar)
      throw new RheobaseError(
        'name',
        'variable-in-function',
        `the formula of the function \`${signature.name}\` names the variable \`${name}\`, which has a value for each element: make it an argument of the function`,
      )
    const isKnown =
      kind === 'call' ? meaning?.kind === 'function' : meaning !== undefined && meaning.kind !== 'function'
    if (isKnown) continue
    const near = nearestNames(name, [...parameters, ...context.names()])
    throw new RheobaseError(
      'name',
      'unknown-name-in-function',
      `the formula of the function \`${signature.name}\` names \`${name}\`, which is none of its arguments (${parameters.join(', ') || 'none'}) and known nowhere else.` +
        (near.length === 0 ? '' : ` Did you mean ${near.map(found => `\`${found}\``).join(' or ')}?`),
    )
  }
}
