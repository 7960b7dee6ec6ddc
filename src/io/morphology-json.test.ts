import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { cylinder, readSwc, section, soma, um, type Morphology } from 'rheobase'
import { readModelDescription } from 'rheobase/models'
import { buildMorphology } from './build-morphology.js'
import { describeMorphology } from './describe-morphology.js'
import type { SectionDescription } from './format-morphology.js'

const quietly = () => undefined

/** Through the format: as JSON text, checked as a model is. */
function throughJson(description: SectionDescription): SectionDescription {
  const neuron = {
    type: 'spatialNeuron',
    name: 'N',
    morphology: description,
    equations: 'Im = 0*amp/meter**2 : amp/meter**2',
  }
  const model = readModelDescription(JSON.parse(JSON.stringify({ network: { objects: [neuron] } })))
  const [object] = model.network.objects
  if (object?.type !== 'spatialNeuron') throw new Error('the neuron was lost')
  return object.morphology
}
const readBack = (description: unknown): Morphology =>
  buildMorphology(throughJson(description as SectionDescription), quietly)

interface Case {
  readonly network: {
    readonly objects: readonly { readonly name: string; readonly morphology?: SectionDescription }[]
  }
  readonly expect?: readonly {
    readonly quantity?: string
    readonly where?: unknown
    readonly values: readonly number[]
  }[]
}
const FOLDER = new URL('../../conformance/cases/compartments/', import.meta.url)
const cases = readdirSync(FOLDER).map(
  file => [file, JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as Case] as const,
)
const GEOMETRY = {
  area: 'area',
  length: 'length',
  diameter: 'diameter',
  distance: 'distance',
  r_length_1: 'rLength1',
  r_length_2: 'rLength2',
  x: 'x',
  y: 'y',
  z: 'z',
} as const

test.each(cases)(
  '%s: the geometry of its cells is that of Brian 2, and survives JSON',
  (_, { network, expect: all = [] }) => {
    for (const { name, morphology } of network.objects) {
      if (morphology === undefined) continue
      const cell = buildMorphology(morphology, quietly)
      expectSame(readBack(describeMorphology(cell)), cell)
      for (const { quantity = '', where, values } of all) {
        const [owner, ...path] = quantity.split('.')
        const measured = path.pop() ?? ''
        const own = path.at(-1) === 'main'
        const section = (own ? path.slice(0, -1) : path).reduce((parent, child) => parent.child(child), cell)
        // x and y can be variables of the model as well.
        const found =
          measured in GEOMETRY ? (own ? section.main : section.subtree)[GEOMETRY[measured as 'x']] : undefined
        if (owner !== name || where !== undefined || found === undefined) continue
        expect(found.length).toBe(values.length)
        values.forEach((value, k) => {
          expect(Math.abs(found.at(k).value - value)).toBeLessThanOrEqual(1e-13 * Math.abs(value) + 1e-20)
        })
      }
    }
  },
)

test('a reconstruction and generated coordinates survive JSON to the last bit', () => {
  const text = readFileSync(new URL('../../examples/data/tc200.CNG.swc', import.meta.url), 'utf8')
  const cell = readSwc(text, { onMessage: quietly })
  expectSame(readBack(describeMorphology(cell)), cell)
  const made = soma({ diameter: um(20), type: 'body' })
    .set(
      'axon',
      cylinder({ diameter: um(1), length: um(70), n: 3, type: 'axon' }).add(
        cylinder({ diameter: um(1), length: um(7) }),
      ),
    )
    .set('dend', section({ diameter: um([2, 1, 1]), length: um([30, 40]), n: 2 }))
  expectSame(readBack(describeMorphology(made)), made)
  for (const options of [{}, { sectionRandomness: 20, compartmentRandomness: 5 }]) {
    const drawn = made.generateCoordinates(options)
    expectSame(readBack(describeMorphology(drawn)), drawn)
  }
})

test('trees deeper than files nest survive JSON as well', () => {
  const piece = () => cylinder({ diameter: um(1), length: um(2) })
  const root = piece()
  let last: Morphology = root
  for (let k = 0; k < 3000; k++) {
    const next = piece()
    if (k % 7 === 0) last.set('side', piece().set('tip', piece()))
    last.set(k % 3 === 0 ? 'next' : 'R', next)
    if (k % 5 === 0) last.add(piece())
    last = next
  }
  const back = readBack(describeMorphology(root))
  const form = (cell: Morphology) => [...cell.sections()].map(({ name, children }) => [name, children.length])
  expect(form(back)).toEqual(form(root))
  expect(back.subtree.distance.values).toEqual(root.subtree.distance.values)
  // What is not deep is nested, for people to read.
  expect(JSON.stringify(describeMorphology(piece().set('a', piece().set('b', piece()))))).not.toContain(
    '"on"',
  )
})

test.each([
  [
    'a section on one that comes later',
    {
      type: 'soma',
      diameter: '20*um',
      children: [{ type: 'cylinder', diameter: '1*um', length: '1*um', on: 0 }],
    },
    'must come before it: it is the first\n  in the model file: children[0]',
  ],
  ['a root on something', { type: 'soma', diameter: '20*um', on: 0 }, 'hangs `on` nothing'],
  ['no diameter', { type: 'soma' }, 'the diameter of a soma must be a length'],
  [
    'a length and coordinates',
    { type: 'cylinder', diameter: '1*um', length: '10*um', x: { values: [0, 1], unit: 'um' } },
    'not both',
  ],
  ['a wrong unit', { type: 'soma', diameter: '20*mV' }, 'must be a length'],
  ['no text', { type: 'swc' }, 'a morphology of type "swc" needs the field text'],
  ['no points', { type: 'points' }, 'needs the field points'],
  [
    'a point of text',
    { type: 'points', points: [['a', 'soma', 0, 0, 0, 1, -1]] },
    'must be a whole number, not the text "a"',
  ],
  ['a line of a file', { type: 'swc', text: ['1 1 0 0 0 5 -1', '2 3 x 0 0 1 1'] }, 'line 2 has "x" for x'],
  [
    'too few coordinates',
    { type: 'soma', diameter: '20*um', coordinates: { values: [1, 2], unit: 'um' } },
    'must have 3 values, not 2',
  ],
  [
    'a mistake deep in the tree',
    {
      type: 'soma',
      diameter: '20*um',
      children: [
        {
          type: 'cylinder',
          diameter: '1*um',
          length: '1*um',
          children: [{ type: 'cylinder', diameter: '0*um', length: '1*um' }],
        },
      ],
    },
    'in the model file: children[0].children[0]',
  ],
  [
    'a name twice',
    {
      type: 'soma',
      diameter: '20*um',
      children: [1, 2].map(() => ({ type: 'cylinder', name: 'a', diameter: '1*um', length: '1*um' })),
    },
    'there is a section `a` already; remove it first, or give this one another name\n  in the model file: children[1]',
  ],
])('refused: %s', (_, description, message) => {
  expect(() => readBack(description)).toThrow(message)
})

function expectSame(found: Morphology, expected: Morphology): void {
  expect(found.topology()).toBe(expected.topology())
  const [sections, others] = [[...found.sections()], [...expected.sections()]]
  sections.forEach((section, k) => {
    const other = others[k]
    expect([section.kind, section.type, section.attachment?.names]).toEqual([
      other?.kind,
      other?.type,
      other?.attachment?.names,
    ])
    for (const measured of ['length', 'area', 'startDiameter', 'endDiameter', 'coordinates'] as const)
      expect(section[measured]?.values).toEqual(other?.[measured]?.values)
  })
}
