import { Script } from 'node:vm'
import { expect, test } from 'vitest'
import { cylinder, mV, soma, um } from 'rheobase'
import { spatialPage } from './spatial-page.js'

const cell = () =>
  soma({ diameter: um(20), x: um(5), y: um(0), z: um(-1), type: 'soma' }).set(
    'dend',
    cylinder({ diameter: um(2), x: um([0, 30]), y: um([0, 40]), n: 2, type: 'dend' }),
  )

/** What the page hands to its script. */
const dataOf = (text: string): unknown => JSON.parse(/const DATA = (.*)/.exec(text)?.[1] ?? '')

test('a page has both ends of every compartment, in um, and a colour for each', () => {
  expect(dataOf(spatialPage(cell()))).toEqual({
    cones: [5, 0, -1, 10, 5, 0, -1, 10, 5, 0, -1, 1, 20, 20, -1, 1, 20, 20, -1, 1, 35, 40, -1, 1],
    groups: [1, 0, 0],
    first: 0,
    sections: [
      [0, 'soma', -1],
      [1, 'dend', 0],
    ],
    light: ['#20639b', '#27313b'],
    dark: ['#6aaee0', '#e3e8ed'],
  })
})

test('values are colours, with the lowest, the middle and the highest in the key', () => {
  const text = spatialPage(cell(), { values: mV([-70, NaN, 30]), unit: mV })
  expect(dataOf(text)).toMatchObject({ groups: [1, 0, 32], values: ['−70 mV', 'no value', '30 mV'] })
  for (const name of ['−70 mV', '−20 mV', '30 mV']) expect(text).toContain(`>${name}</li>`)
})

test('a page of a deep tree grows with the number of its sections', () => {
  const piece = cylinder({ diameter: um(1), x: um([0, 1]) })
  const chain = (sections: number) => {
    const root = piece.copySection()
    let last = root
    for (let k = 1; k < sections; k++) {
      const next = piece.copySection()
      last.set('next', next)
      last = next
    }
    return root
  }
  expect(spatialPage(chain(4000)).length).toBeLessThan(4.5 * spatialPage(chain(1000)).length)
})

test('a part of a cell keeps the numbers of its compartments', () => {
  const dend = cell().child('dend')
  expect(dataOf(spatialPage(dend))).toMatchObject({ first: 1, sections: [[0, 'dend', -1]] })
})

test('the page is whole: no address in it, its script is a program, and a title or colour is no markup', () => {
  const text = spatialPage(cell(), { title: '</title><script>alert(1)</script>', color: '</script>' })
  expect(text).not.toMatch(/https?:|src=|href=/)
  expect(text.match(/<\/script>/g)).toHaveLength(1)
  expect(text).not.toContain('<script>alert')
  const script = /<script>([\s\S]*)<\/script>/.exec(text)?.[1] ?? '('
  expect(() => new Script(script)).not.toThrow()
})

test('refused: no coordinates, a wrong number of values, options that do not exist', () => {
  expect(() => spatialPage(soma({ diameter: um(10) }))).toThrow('1 of 1 sections have no coordinates')
  expect(() => spatialPage(cell(), { values: mV([1]) })).toThrow('a value for each, not 1')
  expect(() => spatialPage(cell(), { titel: 'x' } as object)).toThrow('Did you mean `title`?')
})
