import { expectTypeOf, test } from 'vitest'
import { cylinder, readSwc, section, soma, um, type Morphology, type Quantity } from 'rheobase'

const piece = () => cylinder({ diameter: um(1), length: um(10) })

test('children that are attached in a chain are properties', () => {
  const cell = soma({ diameter: um(30) })
    .set('axon', piece())
    .set('dend', piece().set('L', piece()).set('2', piece()))
  expectTypeOf(cell.axon).toEqualTypeOf<Morphology>()
  expectTypeOf(cell.dend.L).toExtend<Morphology>()
  expectTypeOf(cell.dend.L.area).toEqualTypeOf<Quantity<Float64Array>>()
  // @ts-expect-error nothing is called axn
  cell.axn
  // @ts-expect-error a child is attached with set
  cell.axon = piece()
  expectTypeOf(cell.copy().dend.L).toExtend<Morphology>()
  expectTypeOf(cell.generateCoordinates().axon).toExtend<Morphology>()
})

test('paths and numbers are no properties, and names that only the run knows are not either', () => {
  const cell = soma({ diameter: um(30) })
    .set('L', piece())
    .set('LR', piece())
    .set('L.tip', piece())
  expectTypeOf(cell.L).toEqualTypeOf<Morphology>()
  // @ts-expect-error a path: R is on L
  cell.LR
  const name: string = 'axon'
  const named = soma({ diameter: um(30) }).set(name, piece())
  expectTypeOf(named).toEqualTypeOf<Morphology>()
  expectTypeOf(readSwc('').child('dend')).toEqualTypeOf<Morphology>()
})

test('a section has a length or coordinates', () => {
  // @ts-expect-error neither length nor coordinates
  cylinder({ diameter: um(1) })
  // @ts-expect-error both length and coordinates
  section({ diameter: um(1), length: um([1]), x: um([0, 1]) })
  // @ts-expect-error lengths have a unit
  cylinder({ diameter: 1, length: um(1) })
  // @ts-expect-error unknown option
  soma({ diametre: um(1) })
})

test('coordinates may be missing', () => {
  expectTypeOf(piece().x).toEqualTypeOf<Quantity<Float64Array> | undefined>()
})
