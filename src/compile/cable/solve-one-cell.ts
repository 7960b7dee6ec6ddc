import type { Builder } from '../../kernels/builder.js'
import { floatArithmetic } from '../../kernels/functions/float-arithmetic.js'
import type { Value } from '../../kernels/value.js'
import type { CableArrays } from './cable-arrays.js'
import { chainAt, eliminate, follow, type ChainTables, type PassedOn } from './chain-tables.js'

/** Each potential waits for its neighbour's, so what is passed on stays in registers. */
export function solveOneCell(builder: Builder, tables: ChainTables, arrays: CableArrays): void {
  const { add, div } = floatArithmetic(builder)
  const { conductance, held, inflow, solved } = arrays
  const pass = (slot: Value, here: PassedOn): PassedOn =>
    eliminate(builder, arrays, slot, builder.load(conductance, slot), here)
  const heldAt = (slot: Value): PassedOn => ({
    held: builder.load(held, slot),
    inflow: builder.load(inflow, slot),
  })

  builder.for('turn', builder.i32(0), builder.i32(tables.count), turn => {
    const { first, last, above, end, hangs, branches } = chainAt(
      builder,
      tables,
      builder.op('i32.sub', builder.i32(tables.count - 1), turn),
    )
    const here = builder.local('held', builder.load(held, last))
    const flow = builder.local('inflow', builder.load(inflow, last))
    const present = (): PassedOn => ({ held: builder.read(here), inflow: builder.read(flow) })
    builder.if(branches, () => {
      const passed = pass(end, heldAt(end))
      builder.assign(here, add(builder.read(here), passed.held))
      builder.assign(flow, add(builder.read(flow), passed.inflow))
    })
    builder.for('k', builder.i32(0), builder.op('i32.sub', last, first), k => {
      const slot = builder.op('i32.sub', last, k)
      const passed = pass(slot, present())
      builder.assign(here, add(builder.load(held, slot, -1), passed.held))
      builder.assign(flow, add(builder.load(inflow, slot, -1), passed.inflow))
    })
    builder.if(
      hangs,
      () => {
        const passed = pass(first, present())
        builder.store(held, above, add(builder.load(held, above), passed.held))
        builder.store(inflow, above, add(builder.load(inflow, above), passed.inflow))
      },
      () => {
        builder.store(solved, first, div(builder.read(flow), builder.read(here)))
      },
    )
  })

  builder.for('chain', builder.i32(0), builder.i32(tables.count), chain => {
    const { first, last, above, end, hangs, branches } = chainAt(builder, tables, chain)
    builder.if(hangs, () => {
      builder.store(solved, first, follow(builder, arrays, first, builder.load(solved, above)))
    })
    const v = builder.local('potential', builder.load(solved, first))
    const next = (slot: Value): Value => builder.op('i32.add', slot, builder.i32(1))
    builder.for('k', next(first), next(last), slot => {
      builder.assign(v, follow(builder, arrays, slot, builder.read(v)))
      builder.store(solved, slot, builder.read(v))
    })
    builder.if(branches, () => {
      builder.store(solved, end, follow(builder, arrays, end, builder.read(v)))
    })
  })
}
