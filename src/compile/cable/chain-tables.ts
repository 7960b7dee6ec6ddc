import type { Builder } from '../../kernels/builder.js'
import { floatArithmetic } from '../../kernels/functions/float-arithmetic.js'
import type { ArraySymbol, Value } from '../../kernels/value.js'
import type { CableArrays } from './cable-arrays.js'

/** The chains of a cable, as kernels read them. */
export interface ChainTables {
  readonly count: number
  readonly first: ArraySymbol
  readonly last: ArraySymbol
  readonly above: ArraySymbol
  readonly end: ArraySymbol
}

/** A chain in a kernel. */
export interface Chain {
  readonly first: Value
  readonly last: Value
  readonly above: Value
  readonly end: Value
  /** Conditions: it hangs on a point, and has one at its end. */
  readonly hangs: Value
  readonly branches: Value
}

export function chainAt(builder: Builder, tables: ChainTables, chain: Value): Chain {
  const [first, last] = [builder.load(tables.first, chain), builder.load(tables.last, chain)]
  const [above, end] = [builder.load(tables.above, chain), builder.load(tables.end, chain)]
  const exists = (slot: Value): Value => builder.op('i32.ne', slot, builder.i32(-1))
  return { first, last, above, end, hangs: exists(above), branches: exists(end) }
}

/** What a slot passes on to the one before it when it is eliminated. */
export interface PassedOn {
  readonly held: Value
  readonly inflow: Value
}

/** Eliminates the potential at an index of the arrays; what is left is how it follows from the one before it. */
export function eliminate(
  builder: Builder,
  { share, rest }: CableArrays,
  index: Value,
  coupling: Value,
  { held, inflow }: PassedOn,
): PassedOn {
  const { add, mul, div } = floatArithmetic(builder)
  const inverse = div(1, add(coupling, held))
  const part = mul(coupling, inverse)
  builder.store(share, index, part)
  builder.store(rest, index, mul(inflow, inverse))
  // The next slot waits for this, and the product need not wait for the division.
  return { held: mul(mul(coupling, held), inverse), inflow: mul(part, inflow) }
}

/** The potential at an index, from that of the slot before it. */
export function follow(builder: Builder, { share, rest }: CableArrays, index: Value, before: Value): Value {
  const { add, mul } = floatArithmetic(builder)
  return add(mul(builder.load(share, index), before), builder.load(rest, index))
}
