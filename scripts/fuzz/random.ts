/** Random choices that a seed and the number of an input repeat: xorshift32 on their mixed bits. */
export class Random {
  #state: number

  constructor(seed: number, index: number) {
    this.#state = (Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b)) | 1
    for (let k = 0; k < 8; k++) this.#next()
  }
  #next(): number {
    let x = this.#state
    x ^= x << 13
    x ^= x >>> 17
    x ^= x << 5
    this.#state = x
    return x >>> 0
  }
  /** A whole number from 0 up to, not including, `end`. */
  below(end: number): number {
    return this.#next() % Math.max(1, end)
  }
  chance(p: number): boolean {
    return this.#next() < p * 2 ** 32
  }
  pick<Item>(items: readonly Item[]): Item {
    const item = items[this.below(items.length)]
    if (item === undefined && items.length === 0) throw new Error('nothing to pick from')
    return item as Item
  }
}
