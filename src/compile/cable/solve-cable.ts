import { Builder } from '../../kernels/builder.js'
import { floatArithmetic } from '../../kernels/functions/float-arithmetic.js'
import type { ArraySymbol, Procedure, Value } from '../../kernels/value.js'
import type { CableChains } from '../../model/cable.js'
import type { PartWork } from '../part.js'
import { builtin } from '../refractoriness.js'
import { variableArray, type Storage } from '../storage.js'
import { cableArrays, type CableArrays, type CableGroup } from './cable-arrays.js'

/**
 * Solves for the potentials of a cable, by elimination from the tips to the root, and back. What a slot holds by itself is kept apart from its
 * coupling, which can be a million times as large: so no digits are lost. The conductances inside the cell are computed once per run.
 */
export function solveCable(storage: Storage, group: CableGroup): PartWork {
  const arrays = cableArrays(storage, group)
  const preparation: Procedure = {
    name: `${group.name}_cable_conductances`,
    comment: `conductances inside ${group.name}`,
    parameters: [],
    body: written(builder => {
      axialConductances(builder, storage, group, arrays)
    }),
  }
  const solution = {
    name: `${group.name}_cable_potentials`,
    comment: `potentials along the cable of ${group.name}`,
    parameters: [],
  }
  const solve = (builder: Builder): void => {
    solveOneCell(builder, storage, group, arrays)
  }
  return {
    kind: 'kernel',
    procedure: {
      ...solution,
      body: written(builder => {
        axialConductances(builder, storage, group, arrays)
        solve(builder)
      }),
    },
    forConstants: { preparation, procedure: { ...solution, body: written(solve) } },
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
  const resistivity = builder.loadScalar(variableArray(storage, builtin(group, 'Ri'), group.size))
  const { div } = floatArithmetic(builder)
  builder.for(
    'slot',
    builder.i32(0),
    builder.i32(coupling.length),
    slot => {
      builder.store(conductance, slot, div(builder.load(lengths, slot), resistivity))
    },
    { padded: true },
  )
}

interface ChainTables {
  readonly count: number
  readonly first: ArraySymbol
  readonly last: ArraySymbol
  readonly above: ArraySymbol
  readonly end: ArraySymbol
}

const tablesOf = (storage: Storage, { first, last, above, end }: CableChains): ChainTables => ({
  count: first.length,
  first: storage.list(first),
  last: storage.list(last),
  above: storage.list(above),
  end: storage.list(end),
})

/** What a slot passes on to the one before it when it is eliminated. */
interface PassedOn {
  readonly held: Value
  readonly inflow: Value
}

function eliminate(
  builder: Builder,
  { conductance, share, rest }: CableArrays,
  slot: Value,
  held: Value,
  inflow: Value,
): PassedOn {
  const { add, mul, div } = floatArithmetic(builder)
  const coupling = builder.load(conductance, slot)
  const inverse = div(1, add(coupling, held))
  const part = mul(coupling, inverse)
  builder.store(share, slot, part)
  builder.store(rest, slot, mul(inflow, inverse))
  return { held: mul(part, held), inflow: mul(part, inflow) }
}

function solveOneCell(builder: Builder, storage: Storage, group: CableGroup, arrays: CableArrays): void {
  const { chains, coupling, compartments } = group.cable
  const tables = tablesOf(storage, chains)
  for (const array of [arrays.held, arrays.inflow])
    builder.for('point', builder.i32(compartments), builder.i32(coupling.length), point => {
      builder.store(array, point, builder.f64(0))
    })
  eliminateChains(builder, tables, arrays)
  substituteBack(builder, tables, arrays)
}

function eliminateChains(builder: Builder, tables: ChainTables, arrays: CableArrays): void {
  const { add, div } = floatArithmetic(builder)
  const { held, inflow, solved } = arrays
  const none = builder.i32(-1)
  builder.for('turn', builder.i32(0), builder.i32(tables.count), turn => {
    const chain = builder.op('i32.sub', builder.i32(tables.count - 1), turn)
    const [first, last] = [builder.load(tables.first, chain), builder.load(tables.last, chain)]
    const [above, end] = [builder.load(tables.above, chain), builder.load(tables.end, chain)]
    const here = builder.local('held', builder.load(held, last))
    const flow = builder.local('inflow', builder.load(inflow, last))
    builder.if(builder.op('i32.ne', end, none), () => {
      const passed = eliminate(builder, arrays, end, builder.load(held, end), builder.load(inflow, end))
      builder.assign(here, add(builder.read(here), passed.held))
      builder.assign(flow, add(builder.read(flow), passed.inflow))
    })
    builder.for('k', builder.i32(0), builder.op('i32.sub', last, first), k => {
      const slot = builder.op('i32.sub', last, k)
      const passed = eliminate(builder, arrays, slot, builder.read(here), builder.read(flow))
      builder.assign(here, add(builder.load(held, slot, -1), passed.held))
      builder.assign(flow, add(builder.load(inflow, slot, -1), passed.inflow))
    })
    builder.if(
      builder.op('i32.ne', above, none),
      () => {
        const passed = eliminate(builder, arrays, first, builder.read(here), builder.read(flow))
        builder.store(held, above, add(builder.load(held, above), passed.held))
        builder.store(inflow, above, add(builder.load(inflow, above), passed.inflow))
      },
      () => {
        builder.store(solved, first, div(builder.read(flow), builder.read(here)))
      },
    )
  })
}

function substituteBack(builder: Builder, tables: ChainTables, { share, rest, solved }: CableArrays): void {
  const { add, mul } = floatArithmetic(builder)
  const none = builder.i32(-1)
  const below = (slot: Value, v: Value): Value =>
    add(mul(builder.load(share, slot), v), builder.load(rest, slot))
  builder.for('chain', builder.i32(0), builder.i32(tables.count), chain => {
    const [first, last] = [builder.load(tables.first, chain), builder.load(tables.last, chain)]
    const [above, end] = [builder.load(tables.above, chain), builder.load(tables.end, chain)]
    builder.if(builder.op('i32.ne', above, none), () => {
      builder.store(solved, first, below(first, builder.load(solved, above)))
    })
    const v = builder.local('potential', builder.load(solved, first))
    builder.for(
      'k',
      builder.op('i32.add', first, builder.i32(1)),
      builder.op('i32.add', last, builder.i32(1)),
      slot => {
        builder.assign(v, below(slot, builder.read(v)))
        builder.store(solved, slot, builder.read(v))
      },
    )
    builder.if(builder.op('i32.ne', end, none), () => {
      builder.store(solved, end, below(end, builder.read(v)))
    })
  })
}
