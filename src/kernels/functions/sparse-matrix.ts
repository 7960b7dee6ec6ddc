import type { Builder } from '../builder.js'
import type { Value } from '../value.js'
import { floatArithmetic, type Float } from './float-arithmetic.js'

type Entries = readonly (readonly (Value | undefined)[])[]

/** A square matrix of f64 values; absent entries are zero whatever the data, and nothing is computed for them. */
export class SparseMatrix {
  readonly #builder: Builder
  readonly #entries: Entries

  private constructor(builder: Builder, entries: Entries) {
    this.#builder = builder
    this.#entries = entries
  }

  /** Entries that are the constant 0 are absent. */
  static from(builder: Builder, entries: readonly (readonly Value[])[]): SparseMatrix {
    const isZero = (entry: Value): boolean => entry.kind === 'constant' && entry.value === 0
    return new SparseMatrix(
      builder,
      entries.map(row => row.map(entry => (isZero(entry) ? undefined : entry))),
    )
  }

  entry(row: number, column: number): Value | undefined {
    return this.#entries[row]?.[column]
  }
  has(row: number, column: number): boolean {
    return this.entry(row, column) !== undefined
  }

  map(change: (entry: Value, row: number, column: number) => Value): SparseMatrix {
    return this.#fill((row, column) => {
      const entry = this.entry(row, column)
      return entry === undefined ? undefined : change(entry, row, column)
    })
  }
  times(factor: Float): SparseMatrix {
    const { mul } = floatArithmetic(this.#builder)
    return this.map(entry => mul(entry, factor))
  }
  plus(other: SparseMatrix): SparseMatrix {
    const { add } = floatArithmetic(this.#builder)
    return this.#fill((row, column) => sum(this.entry(row, column), other.entry(row, column), add))
  }
  product(other: SparseMatrix): SparseMatrix {
    const { add, mul } = floatArithmetic(this.#builder)
    return this.#fill((row, column) =>
      this.#entries.reduce<Value | undefined>((so, _, inner) => {
        const [left, right] = [this.entry(row, inner), other.entry(inner, column)]
        return left === undefined || right === undefined ? so : sum(so, mul(left, right), add)
      }, undefined),
    )
  }
  /** This matrix where the condition holds, else the other. */
  where(condition: Value, other: SparseMatrix): SparseMatrix {
    const { select } = floatArithmetic(this.#builder)
    return this.#fill((row, column) => {
      const [entry, otherEntry] = [this.entry(row, column), other.entry(row, column)]
      return entry === undefined && otherEntry === undefined
        ? undefined
        : select(condition, entry ?? 0, otherEntry ?? 0)
    })
  }

  /** The largest sum of magnitudes in a row; nan if an entry is nan. */
  norm(): Value {
    const { abs, add, select } = floatArithmetic(this.#builder)
    const sums = this.#entries.map(row =>
      row.reduce<Value>(
        (so, entry) => (entry === undefined ? so : add(so, abs(entry))),
        this.#builder.f64(0),
      ),
    )
    return sums.reduce(
      (largest, next) => select(this.#builder.op('f64.lt', next, largest), largest, next),
      this.#builder.f64(0),
    )
  }

  /** Present where a way along present entries leads from row to column; the values mean nothing. */
  closure(): SparseMatrix {
    return this.#entries.reduce<SparseMatrix>(
      (reached, _, middle) =>
        this.#fill(
          (row, column) =>
            reached.entry(row, column) ??
            (reached.has(middle, column) ? reached.entry(row, middle) : undefined),
        ),
      this,
    )
  }

  #fill(entry: (row: number, column: number) => Value | undefined): SparseMatrix {
    return new SparseMatrix(
      this.#builder,
      this.#entries.map((columns, row) => columns.map((_, column) => entry(row, column))),
    )
  }
}

function sum(
  x: Value | undefined,
  y: Value | undefined,
  add: (x: Value, y: Value) => Value,
): Value | undefined {
  return x === undefined ? y : y === undefined ? x : add(x, y)
}
