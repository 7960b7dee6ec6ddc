import { RheobaseError } from '../errors/rheobase-error.js'
import { baseUnitText } from '../units/print-quantity.js'
import { parseQuantity } from '../units/parse-quantity.js'
import type { Measured } from './measured.js'
import type { BatchResult } from './measure-points.js'

/** Lines of JSON: the first says which sweep it is, each other one what was measured at some points. */
const KIND = 'finished points of a sweep'

/**
 * The file in which a sweep keeps what is finished. Points that failed are not in it: they are tried again.
 * @throws {RheobaseError} kind `value` if the file is of another sweep, or no such file
 */
export class FinishedPoints {
  readonly found: readonly BatchResult[]
  readonly #append: (line: string) => void

  private constructor(found: readonly BatchResult[], append: (line: string) => void) {
    this.found = found
    this.#append = append
  }

  /** @param sweep what the results depend on, as text */
  static open(file: string, sweep: string, size: number): FinishedPoints {
    const { appendFileSync, existsSync, readFileSync, writeFileSync } = process.getBuiltinModule('node:fs')
    const { createHash } = process.getBuiltinModule('node:crypto')
    const head = {
      kind: KIND,
      version: 1,
      sweep: createHash('sha256').update(sweep).digest('hex'),
      points: size,
    }
    const text = existsSync(file) ? readFileSync(file, 'utf8') : ''
    const append = (line: string): void => {
      appendFileSync(file, line)
    }
    if (text === '') {
      writeFileSync(file, `${JSON.stringify(head)}\n`)
      return new FinishedPoints([], append)
    }
    // A process that was ended in the middle of a line leaves half of it.
    const lines = text
      .slice(0, text.lastIndexOf('\n') + 1)
      .split('\n')
      .slice(0, -1)
    checkHead(file, lines[0] ?? '', head)
    if (!text.endsWith('\n')) writeFileSync(file, `${lines.join('\n')}\n`)
    return new FinishedPoints(
      lines.slice(1).map((line, k) => readLine(file, line, k + 2, size)),
      append,
    )
  }

  add({ measured }: BatchResult): void {
    for (const { first, values } of measured) {
      const columns = Object.entries(values).map(([name, { dimension, values: list }]) => [
        name,
        [baseUnitText(dimension), ...Array.from(list, numberText)],
      ])
      this.#append(`${JSON.stringify({ first, values: Object.fromEntries(columns) as unknown })}\n`)
    }
  }
}

function checkHead(file: string, line: string, wanted: { readonly sweep: string }): void {
  const head = parsed(line) as { readonly kind?: unknown; readonly sweep?: unknown } | undefined
  if (head?.kind !== KIND)
    throw new RheobaseError(
      'value',
      'not-finished-points',
      `${file} is there and holds no ${KIND}: name another file`,
    )
  if (head.sweep !== wanted.sweep)
    throw new RheobaseError(
      'value',
      'other-sweep',
      `${file} holds points of another sweep: its model, parameters or seed were different. Name another file, or remove it.`,
    )
}

interface Line {
  readonly first: number
  readonly values: Readonly<Record<string, readonly [unit: string, ...numbers: (number | string)[]]>>
}

function readLine(file: string, line: string, number: number, points: number): BatchResult {
  const read = parsed(line) as Line | undefined
  try {
    if (read === undefined) throw new Error('no JSON')
    const { first } = read
    const values: Measured = Object.fromEntries(
      Object.entries(read.values).map(([name, [unit, ...numbers]]) => [
        name,
        { dimension: parseQuantity(`1*${unit}`).dimension, values: Float64Array.from(numbers, Number) },
      ]),
    )
    const lengths = Object.values(values).map(({ values: list }) => list.length)
    const size = lengths[0] ?? 0
    if (size === 0 || lengths.some(length => length !== size) || !(first >= 0 && first + size <= points))
      throw new Error('other points')
    return { first, size, measured: [{ first, values }], failed: [] }
  } catch {
    throw new RheobaseError(
      'value',
      'not-finished-points',
      `line ${String(number)} of ${file} does not say what was measured at points of this sweep: remove the line, or the file`,
    )
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line) as unknown
  } catch {
    return undefined
  }
}

/** JSON has no word for these. */
const numberText = (value: number): number | string =>
  Number.isFinite(value) && !Object.is(value, -0) ? value : Object.is(value, -0) ? '-0' : String(value)
