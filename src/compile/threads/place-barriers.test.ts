import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ArraySymbol } from '../../kernels/value.js'
import { areInConflict, type Access, type Region } from './access.js'
import { placeBarriers, type OrderedUnit } from './place-barriers.js'

const arrays = ['a', 'b', 'c'].map((name): ArraySymbol => ({ name, type: 'f64', length: 8 }))
const [a] = arrays
if (a === undefined) throw new Error('no array')
const own: Region = { own: '8' }
const clocks = [{}, {}]

const unit = (...accesses: Access[]): OrderedUnit => ({ accesses, callsHost: false, clock: undefined })
const reads = (region: Region): Access => ({ array: a, writes: false, region })
const writes = (region: Region): Access => ({ array: a, writes: true, region })

test.each([
  ['what each thread writes and reads for itself needs none', [unit(writes(own)), unit(reads(own))], []],
  [
    'one before others read what a thread has written',
    [unit(writes(own)), unit(), unit(reads('any'))],
    [0, 2],
  ],
  [
    'none between what the first thread does',
    [unit(writes('first thread')), unit(reads('first thread'))],
    [],
  ],
  [
    'one for several reads, as late as it can be',
    [unit(writes(own)), unit(), unit(reads('any')), unit(reads('any'))],
    [0, 2],
  ],
  [
    'another division of the same array is another owner',
    [unit(writes(own)), unit(writes({ own: 'synapses' }))],
    [0, 1],
  ],
  ['a call of the host sees everything', [unit(writes(own)), { ...unit(), callsHost: true }], [0, 1]],
] as const)('%s', (_, units, expected) => {
  expect([...placeBarriers(units)].sort()).toEqual(expected)
})

const anyRegion = fc.constantFrom<Region>(own, { own: 'other' }, 'first thread', 'any')
const anyAccess = fc.record({ array: fc.constantFrom(...arrays), writes: fc.boolean(), region: anyRegion })
const anyUnit = fc.record({
  accesses: fc.array(anyAccess, { maxLength: 3 }),
  callsHost: fc.constant(false),
  clock: fc.constantFrom(undefined, ...clocks),
})
const anyDue = fc.array(fc.tuple(fc.boolean(), fc.boolean()), { minLength: 1, maxLength: 6 })

test('whichever clocks are due, a barrier lies between any two units that are in conflict', () => {
  fc.assert(
    fc.property(fc.array(anyUnit, { minLength: 1, maxLength: 6 }), anyDue, (units, steps) => {
      const barriers = placeBarriers(units)
      // What has run since the last barrier, over all steps.
      let open: OrderedUnit[] = []
      for (const due of steps) {
        units.forEach((next, position) => {
          if (next.clock !== undefined && due[clocks.indexOf(next.clock)] !== true) return
          if (barriers.has(position)) open = []
          expect(open.some(earlier => areInConflict(earlier, next))).toBe(false)
          open.push(next)
        })
      }
    }),
    { numRuns: 2000 },
  )
})
