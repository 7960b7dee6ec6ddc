import { RheobaseError } from '../errors/rheobase-error.js'
import { describeValue } from '../units/options.js'
import { atLeast, checkPointOptions, morphologyOf, type PointOptions } from './from-points.js'
import type { Morphology } from './morphology.js'
import type { PointRecord } from './points.js'

/** Types of points that have a name; all others have none. */
const TYPES: Readonly<Record<number, string>> = { 1: 'soma', 2: 'axon', 3: 'dend', 4: 'apic' }
const COLUMNS = [
  'the number of the point',
  'its type',
  'x',
  'y',
  'z',
  'its radius',
  'the point before it',
] as const

/**
 * A morphology from the text of an SWC file: a line for each point, `number type x y z radius parent`, in micrometres. Comments (from # on) and
 * empty lines do not matter, nor does the order of the lines. Sections and their names are those of `fromPoints`.
 *
 *     const cell = readSwc(await readFile('cell.swc', 'utf8'))          // in Node
 *     const cell = readSwc(await (await fetch('cell.swc')).text())      // in a page
 * @throws {RheobaseError} kind `value`, with the number of the line, for what is no point or does not fit the others
 */
export function readSwc(text: string, options: PointOptions = {}): Morphology {
  const { leastDiameter } = checkPointOptions('readSwc', options)
  if (typeof (text as unknown) !== 'string') {
    throw new RheobaseError(
      'type',
      'not-text',
      `readSwc takes the text of an SWC file, not ${describeValue(text)}`,
    )
  }
  if (/^[^\n\r]*\.swc\s*$/i.test(text)) {
    throw new RheobaseError(
      'value',
      'not-swc-text',
      `readSwc takes the text of an SWC file, not its name ${JSON.stringify(text.trim())}: read the file first, as with readFileSync(…, 'utf8') in Node`,
    )
  }
  const records: PointRecord[] = []
  // A byte order mark is white space to `trim`.
  text.split(/\r\n|\r|\n/).forEach((line, k) => {
    const content = (line.split('#')[0] ?? '').trim()
    if (content !== '') records.push(atLeast(pointIn(content, k + 1), leastDiameter))
  })
  return morphologyOf(records, options)
}

function pointIn(content: string, line: number): PointRecord {
  const words = content.split(/\s+/)
  if (words.length !== COLUMNS.length) {
    throw swcError(
      line,
      `has ${String(words.length)} ${words.length === 1 ? 'value' : 'values'}, and a point has seven, with blanks between them: number type x y z radius parent`,
      content,
    )
  }
  const number = (column: number): number => {
    const word = words[column] ?? ''
    const value = DECIMAL.test(word) ? Number(word) : NaN
    if (Number.isFinite(value)) return value
    throw swcError(line, `has "${word}" for ${COLUMNS[column] ?? ''}, which is no finite number`, content)
  }
  const whole = (column: number): number => {
    const value = number(column)
    if (Number.isInteger(value)) return value
    throw swcError(
      line,
      `has ${words[column] ?? ''} for ${COLUMNS[column] ?? ''}, which must be a whole number`,
      content,
    )
  }
  return {
    index: whole(0),
    type: TYPES[whole(1)],
    x: number(2),
    y: number(3),
    z: number(4),
    diameter: 2 * number(5),
    parent: whole(6),
    where: `line ${String(line)}`,
  }
}

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/

function swcError(line: number, what: string, content: string): RheobaseError {
  const shown = content.length <= 80 ? content : `${content.slice(0, 77)}…`
  return new RheobaseError('value', 'swc-line', `line ${String(line)} ${what}\n  ${shown}`)
}
