import { Builder } from '../../kernels/builder.js'
import { floatArithmetic } from '../../kernels/functions/float-arithmetic.js'
import type { ArraySymbol, Procedure, Value } from '../../kernels/value.js'
import type { CableChains } from '../../model/cable.js'
import type { PartWork } from '../part.js'
import { builtin } from '../refractoriness.js'
import { variableArray, type Storage } from '../storage.js'
import {
  cableArrays,
  cellsOf,
  hasOwnResistivities,
  type CableArrays,
  type CableGroup,
} from './cable-arrays.js'
import type { ChainTables } from './chain-tables.js'
import { solveCells } from './solve-cells.js'
import { CABLE_STEPS, type CableStage } from './stages.js'
import { solveOneCell } from './solve-one-cell.js'

/**
 * Solves for the potentials of a cable, by elimination from the tips to the root, and back. What a slot holds by itself is kept apart from its
 * coupling, which can be a million times as large: so no digits are lost. The conductances inside the cell are computed once per run, for the first
 * stage of the method; those that follow find them.
 */
export function solveCable(storage: Storage, group: CableGroup, stage: CableStage): PartWork {
  const arrays = cableArrays(storage, group)
  const solution = {
    name: `${group.name}_cable_${stage.name}potentials`,
    comment: `potentials along the cable of ${group.name}`,
    parameters: [],
  }
  const tables = tablesOf(storage, group.cable.chains)
  const cells = cellsOf(group)
  const solve = (builder: Builder): void => {
    clearPoints(builder, group, arrays)
    if (cells === 1) solveOneCell(builder, tables, arrays)
    else solveCells(builder, tables, arrays, { cells, each: hasOwnResistivities(group) })
  }
  const [first] = CABLE_STEPS[group.cable.method].stages
  if (stage !== first) return { kind: 'kernel', procedure: { ...solution, body: written(solve) } }
  const prepare = (builder: Builder): void => {
    axialConductances(builder, storage, group, arrays)
  }
  return {
    kind: 'kernel',
    procedure: {
      ...solution,
      body: written(builder => {
        prepare(builder)
        solve(builder)
      }),
    },
    forConstants: {
      preparation: {
        name: `${group.name}_cable_conductances`,
        comment: `conductances inside ${group.name}`,
        parameters: [],
        body: written(prepare),
      },
      procedure: { ...solution, body: written(solve) },
    },
  }
}

function written(write: (builder: Builder) => void): Procedure['body'] {
  const builder = new Builder()
  write(builder)
  return builder.statements
}

function axialConductances(
  builder: Builder,
  storage: Storage,
  group: CableGroup,
  { conductance }: CableArrays,
): void {
  const { coupling } = group.cable
  const lengths = storage.filled(`${group.name}.cable.coupling`, 'f64', coupling)
  const resistivity = variableArray(storage, builtin(group, 'Ri'), group.size)
  if (hasOwnResistivities(group)) {
    conductancesOfCells(builder, storage, group, { conductance, lengths, resistivity })
    return
  }
  const common = builder.loadScalar(resistivity)
  const { div } = floatArithmetic(builder)
  builder.for(
    'slot',
    builder.i32(0),
    builder.i32(coupling.length),
    slot => {
      builder.store(conductance, slot, div(builder.load(lengths, slot), common))
    },
    { padded: true },
  )
}

interface Conductances {
  readonly conductance: ArraySymbol
  readonly lengths: ArraySymbol
  readonly resistivity: ArraySymbol
}

/** With the resistivities of the two compartments, each for its half; where they are equal, to the bits that a common one gives. */
function conductancesOfCells(
  builder: Builder,
  storage: Storage,
  group: CableGroup,
  { conductance, lengths, resistivity }: Conductances,
): void {
  const { coupling, resistance } = group.cable
  const [most, rest] = [storage.list(resistance.most), storage.list(resistance.rest)]
  const share = storage.filled(`${group.name}.cable.share_of_resistance`, 'f64', resistance.share)
  const { add, sub, mul, div } = floatArithmetic(builder)
  const cells = builder.i32(cellsOf(group))
  builder.for('slot', builder.i32(0), builder.i32(coupling.length), slot => {
    const length = builder.load(lengths, slot)
    const part = builder.load(share, slot)
    const row = (of: Value): Value => builder.op('i32.mul', of, cells)
    const [first, second, own] = [row(builder.load(most, slot)), row(builder.load(rest, slot)), row(slot)]
    builder.for('cell', builder.i32(0), cells, cell => {
      const of = (from: Value): Value => builder.load(resistivity, builder.op('i32.add', from, cell))
      const mean = add(of(first), mul(part, sub(of(second), of(first))))
      builder.store(conductance, builder.op('i32.add', own, cell), div(length, mean))
    })
  })
}

const tablesOf = (storage: Storage, { first, last, above, end }: CableChains): ChainTables => ({
  count: first.length,
  first: storage.list(first),
  last: storage.list(last),
  above: storage.list(above),
  end: storage.list(end),
})

/** Points without membrane hold nothing and let nothing in by themselves. */
function clearPoints(builder: Builder, group: CableGroup, { held, inflow }: CableArrays): void {
  const { coupling, compartments } = group.cable
  const cells = cellsOf(group)
  for (const array of [held, inflow])
    builder.for('point', builder.i32(compartments * cells), builder.i32(coupling.length * cells), point => {
      builder.store(array, point, builder.f64(0))
    })
}
