import type { Builder } from '../../kernels/builder.js'
import { floatArithmetic } from '../../kernels/functions/float-arithmetic.js'
import type { ArraySymbol, Element, Value } from '../../kernels/value.js'
import type { CableArrays } from './cable-arrays.js'
import { chainAt, eliminate, follow, type ChainTables } from './chain-tables.js'

/** Number of cells, and whether each has conductances of its own. */
interface Cells {
  readonly cells: number
  readonly each: boolean
}

/**
 * Many cells of one form, slot by slot: the cells of a slot lie side by side and need nothing of each other, so they go through the elimination
 * some at a time. The same operations as for one cell, in the same order.
 */
export function solveCells(
  builder: Builder,
  tables: ChainTables,
  arrays: CableArrays,
  { cells, each }: Cells,
): void {
  const { div } = floatArithmetic(builder)
  const { held, inflow, solved } = arrays
  const row = (slot: Value): Value => builder.op('i32.mul', slot, builder.i32(cells))
  /** The cells of a slot whose neighbour is the slot before it: what they share is a fixed distance away. */
  const sideBySide = (slot: Value, body: (index: Element) => void): void => {
    const from = row(slot)
    builder.for('index', from, builder.op('i32.add', from, builder.i32(cells)), body, { lanes: 2 })
  }
  const eachCell = (body: (cell: Value) => void): void => {
    builder.for('cell', builder.i32(0), builder.i32(cells), body)
  }
  /** What couples the cells of a slot to their neighbours, looked up as rarely as can be. */
  const couplingOf = (slot: Value): ((index: Value) => Value) => {
    if (each) return index => builder.load(arrays.conductance, index)
    const common = builder.load(arrays.conductance, slot)
    return () => common
  }
  const passOn = (from: Value, coupling: Value, to: Value, displacement = 0): void => {
    const passed = eliminate(builder, arrays, from, coupling, {
      held: builder.load(held, from),
      inflow: builder.load(inflow, from),
    })
    addTo(builder, held, to, passed.held, displacement)
    addTo(builder, inflow, to, passed.inflow, displacement)
  }
  /** To a slot anywhere else. */
  const passAcross = (from: Value, to: Value): void => {
    const coupling = couplingOf(from)
    const [here, there] = [row(from), row(to)]
    eachCell(cell => {
      const index = builder.op('i32.add', here, cell)
      passOn(index, coupling(index), builder.op('i32.add', there, cell))
    })
  }
  const followAcross = (from: Value, to: Value): void => {
    const [there, here] = [row(from), row(to)]
    eachCell(cell => {
      const index = builder.op('i32.add', here, cell)
      const before = builder.load(solved, builder.op('i32.add', there, cell))
      builder.store(solved, index, follow(builder, arrays, index, before))
    })
  }

  builder.for('turn', builder.i32(0), builder.i32(tables.count), turn => {
    const { first, last, above, end, hangs, branches } = chainAt(
      builder,
      tables,
      builder.op('i32.sub', builder.i32(tables.count - 1), turn),
    )
    builder.if(branches, () => {
      passAcross(end, last)
    })
    builder.for('k', builder.i32(0), builder.op('i32.sub', last, first), k => {
      const slot = builder.op('i32.sub', last, k)
      const coupling = couplingOf(slot)
      sideBySide(slot, index => {
        passOn(index, coupling(index), index, -cells)
      })
    })
    builder.if(
      hangs,
      () => {
        passAcross(first, above)
      },
      () => {
        sideBySide(first, index => {
          builder.store(solved, index, div(builder.load(inflow, index), builder.load(held, index)))
        })
      },
    )
  })

  builder.for('chain', builder.i32(0), builder.i32(tables.count), chain => {
    const { first, last, above, end, hangs, branches } = chainAt(builder, tables, chain)
    builder.if(hangs, () => {
      followAcross(above, first)
    })
    const next = (slot: Value): Value => builder.op('i32.add', slot, builder.i32(1))
    builder.for('k', next(first), next(last), slot => {
      sideBySide(slot, index => {
        builder.store(solved, index, follow(builder, arrays, index, builder.load(solved, index, -cells)))
      })
    })
    builder.if(branches, () => {
      followAcross(last, end)
    })
  })
}

function addTo(builder: Builder, array: ArraySymbol, index: Value, value: Value, displacement: number): void {
  const { add } = floatArithmetic(builder)
  builder.store(array, index, add(builder.load(array, index, displacement), value), displacement)
}
