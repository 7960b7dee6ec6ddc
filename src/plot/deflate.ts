/**
 * Bytes in the zlib format, made smaller where they repeat what stands just before them or a row before: all that pictures of cells need.
 * Needs no package, and nothing of Node or of a browser.
 * Sources: RFC 1950 (zlib), RFC 1951 (deflate, with the fixed codes of 3.2.6).
 */
export function deflated(bytes: Uint8Array, row: number): Uint8Array {
  const out = new BitSink(bytes.length)
  // 32 KiB window, no dictionary; then one last block with fixed codes.
  out.bits(0x78, 8)
  out.bits(0x01, 8)
  out.bits(0b011, 3)
  const distances = [row, 1].filter(distance => distance >= 1 && distance <= WINDOW)
  let at = 0
  while (at < bytes.length) {
    const [length, distance] = longest(bytes, at, distances)
    if (length < SHORTEST) {
      literal(out, bytes[at] ?? 0)
      at++
    } else {
      copy(out, length, distance)
      at += length
    }
  }
  out.code(0, 7)
  out.align()
  const sum = adler32(bytes)
  for (const shift of [24, 16, 8, 0]) out.bits((sum >>> shift) & 255, 8)
  return out.bytes()
}

const WINDOW = 32768
const [SHORTEST, LONGEST] = [3, 258]

function longest(bytes: Uint8Array, at: number, distances: readonly number[]): readonly [number, number] {
  let best: readonly [number, number] = [0, 0]
  for (const distance of distances) {
    if (distance > at) continue
    const most = Math.min(LONGEST, bytes.length - at)
    let length = 0
    while (length < most && bytes[at + length] === bytes[at + length - distance]) length++
    if (length > best[0]) best = [length, distance]
  }
  return best
}

function literal(out: BitSink, byte: number): void {
  if (byte < 144) out.code(0x30 + byte, 8)
  else out.code(0x190 + byte - 144, 9)
}

/** Lengths and distances come in classes of numbers with the same leading bits; the rest follows as extra bits. */
function copy(out: BitSink, length: number, distance: number): void {
  const [symbol, extra, rest] =
    length === LONGEST ? ([285, 0, 0] as const) : classOf(length - SHORTEST, 4, 257)
  if (symbol < 280) out.code(symbol - 256, 7)
  else out.code(0xc0 + symbol - 280, 8)
  out.bits(rest, extra)
  const [place, more, remainder] = classOf(distance - 1, 2, 0)
  out.code(place, 5)
  out.bits(remainder, more)
}

/** Each doubling of the number has `parts` classes. */
function classOf(
  number: number,
  parts: 2 | 4,
  first: number,
): readonly [symbol: number, extra: number, rest: number] {
  const kept = parts === 4 ? 2 : 1
  const width = Math.max(0, 31 - Math.clz32(number) - kept)
  if (number < 2 * parts) return [first + number, 0, 0]
  return [first + width * parts + (number >> width), width, number & ((1 << width) - 1)]
}

function adler32(bytes: Uint8Array): number {
  let [a, b] = [1, 0]
  for (const byte of bytes) {
    a = (a + byte) % 65521
    b = (b + a) % 65521
  }
  return ((b << 16) | a) >>> 0
}

/** Bits one after the other, the lowest of each byte first. */
class BitSink {
  #bytes: Uint8Array
  #length = 0
  #waiting = 0
  #count = 0

  constructor(expected: number) {
    this.#bytes = new Uint8Array(Math.max(64, expected))
  }
  /** A number, its lowest bit first. */
  bits(value: number, count: number): void {
    this.#waiting |= value << this.#count
    this.#count += count
    while (this.#count >= 8) {
      this.#push(this.#waiting & 255)
      this.#waiting >>>= 8
      this.#count -= 8
    }
  }
  /** A code, its highest bit first. */
  code(value: number, count: number): void {
    let turned = 0
    for (let bit = 0; bit < count; bit++) turned |= ((value >> bit) & 1) << (count - 1 - bit)
    this.bits(turned, count)
  }
  align(): void {
    if (this.#count > 0) this.bits(0, 8 - this.#count)
  }
  bytes(): Uint8Array {
    return this.#bytes.slice(0, this.#length)
  }
  #push(byte: number): void {
    if (this.#length === this.#bytes.length) {
      const larger = new Uint8Array(2 * this.#length)
      larger.set(this.#bytes)
      this.#bytes = larger
    }
    this.#bytes[this.#length++] = byte
  }
}
