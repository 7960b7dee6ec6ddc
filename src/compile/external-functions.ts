import { nearestNames } from '../errors/nearest-name.js'
import { InternalError, RheobaseError } from '../errors/rheobase-error.js'
import { roundHalfEven } from '../kernels/functions/rounding.js'
import type { HostFunction, Value } from '../kernels/value.js'
import { mentions } from '../language/mentions.js'
import type { ExternalFunction, FunctionImplementation } from '../model/namespace.js'
import { convert } from './convert.js'
import { lowerExpression } from './lower-expression.js'
import { Lowering } from './lowering.js'
import { valueTypeOf, type Storage } from './storage.js'

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
      return lowerExpression(inner, implementation.body)
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
      return timedArray(storage, lowering, external, operands)
    default:
      return implementation satisfies never
  }
}

/** A formula may name its arguments and what is known where it is called. */
function checkNames(
  { context }: Lowering,
  { signature }: ExternalFunction,
  { parameters, body }: Extract<FunctionImplementation, { kind: 'expression' }>,
): void {
  for (const { kind, name } of mentions(body)) {
    const meaning = context.lookup(name)
    const isKnown =
      kind === 'call' ? meaning?.kind === 'function' : meaning !== undefined && meaning.kind !== 'function'
    if (isKnown || (kind === 'name' && parameters.includes(name))) continue
    const near = nearestNames(name, [...parameters, ...context.names()])
    throw new RheobaseError(
      'name',
      'unknown-name-in-function',
      `the formula of the function \`${signature.name}\` names \`${name}\`, which is none of its arguments (${parameters.join(', ') || 'none'}) and known nowhere else.` +
        (near.length === 0 ? '' : ` Did you mean ${near.map(found => `\`${found}\``).join(' or ')}?`),
    )
  }
}

/**
 * The row that holds at time `t` for an object with step `h`: with K = 2^ceil(log2(8 D/h)), at least 1, and e = D/K, the row is
 * trunc(round(t/e)/K), clipped to the table; so a row holds from e/2 before its time on. A column outside gives nan.
 */
function timedArray(
  storage: Storage,
  lowering: Lowering,
  { implementation, signature }: ExternalFunction,
  operands: readonly Value[],
): Value {
  const [time, column] = operands
  const step = lowering.context.binding('dt')?.read?.(lowering)
  if (implementation.kind !== 'timed-array' || time === undefined || step?.kind !== 'constant') {
    throw new InternalError(`\`${signature.name}\` is not used as a timed array`)
  }
  const { builder } = lowering
  const { values, dt, rows, columns } = implementation
  const table = storage.table(signature.name, values)
  const subdivisions = gridSubdivisions(dt, step.value)
  const fine = roundHalfEven(
    builder,
    builder.op('f64.div', convert(builder, time, 'f64'), builder.f64(dt / subdivisions)),
  )
  const row = builder.op('f64.trunc', builder.op('f64.div', fine, builder.f64(subdivisions)))
  const last = builder.f64(rows - 1)
  const clippedAbove = builder.op('f64.select', builder.op('f64.lt', row, last), row, last)
  const clipped = builder.op(
    'f64.select',
    builder.op('f64.gt', clippedAbove, builder.f64(0)),
    clippedAbove,
    builder.f64(0),
  )
  const rowIndex = builder.op('i32.from_f64', clipped)
  if (columns === 0) return builder.load(table, rowIndex)
  if (column === undefined) throw new InternalError(`\`${signature.name}\` needs a column`)
  const columnIndex = convert(builder, column, 'i32')
  const inside = builder.op('i32.lt_u', columnIndex, builder.i32(columns))
  const safe = builder.op('i32.select', inside, columnIndex, builder.i32(0))
  const value = builder.load(
    table,
    builder.op('i32.add', builder.op('i32.mul', rowIndex, builder.i32(columns)), safe),
  )
  return builder.op('f64.select', inside, value, builder.f64(NaN))
}

/** K of the row rule; the exponent is found by comparison, for the logarithm of the host is not the same everywhere. */
export function gridSubdivisions(dt: number, step: number): number {
  const ratio = (8 * dt) / step
  let power = 1
  while (power < ratio) power *= 2
  return power
}
