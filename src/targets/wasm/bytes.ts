const encoder = new TextEncoder()

/** Bytes that grow: where all binary code is written to. */
export class ByteSink {
  #bytes: Uint8Array
  #view: DataView
  #length = 0

  constructor(capacity = 256) {
    this.#bytes = new Uint8Array(capacity)
    this.#view = new DataView(this.#bytes.buffer)
  }

  get length(): number {
    return this.#length
  }

  /** The bytes written so far, in an array of their own. */
  toBytes(): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.#bytes.subarray(0, this.#length))
  }

  byte(value: number): void {
    if (this.#length === this.#bytes.length) this.#reserve(1)
    this.#bytes[this.#length++] = value
  }

  append(bytes: ByteSink): void {
    this.#append(bytes.#bytes.subarray(0, bytes.#length))
  }

  /** Unsigned LEB128: seven bits a byte, lowest first. `value` is a whole number from 0 to 2^32 - 1. */
  unsigned(value: number): void {
    let rest = value >>> 0
    while (rest > 0x7f) {
      this.byte((rest & 0x7f) | 0x80)
      rest >>>= 7
    }
    this.byte(rest)
  }

  /** Signed LEB128 of a 32-bit integer. */
  signed(value: number): void {
    let rest = value | 0
    while (rest < -0x40 || rest > 0x3f) {
      this.byte((rest & 0x7f) | 0x80)
      rest >>= 7
    }
    this.byte(rest & 0x7f)
  }

  /** Signed LEB128 of a 64-bit integer. */
  signed64(value: bigint): void {
    let rest = value
    while (rest < -0x40n || rest > 0x3fn) {
      this.byte(Number(rest & 0x7fn) | 0x80)
      rest >>= 7n
    }
    this.byte(Number(rest & 0x7fn))
  }

  /** The eight bytes of a double, lowest first; every nan is written as the canonical one. */
  f64(value: number): void {
    if (this.#length + 8 > this.#bytes.length) this.#reserve(8)
    if (Number.isNaN(value)) this.#view.setBigUint64(this.#length, 0x7ff8000000000000n, true)
    else this.#view.setFloat64(this.#length, value, true)
    this.#length += 8
  }

  /** The four bytes of a single, lowest first; every nan is written as the canonical one. */
  f32(value: number): void {
    if (this.#length + 4 > this.#bytes.length) this.#reserve(4)
    if (Number.isNaN(value)) this.#view.setUint32(this.#length, 0x7fc00000, true)
    else this.#view.setFloat32(this.#length, value, true)
    this.#length += 4
  }

  /** A text: its length in bytes and its UTF-8 form. */
  name(text: string): void {
    const bytes = encoder.encode(text)
    this.unsigned(bytes.length)
    this.#append(bytes)
  }

  #append(bytes: Uint8Array): void {
    if (this.#length + bytes.length > this.#bytes.length) this.#reserve(bytes.length)
    this.#bytes.set(bytes, this.#length)
    this.#length += bytes.length
  }

  #reserve(extra: number): void {
    const larger = new Uint8Array(Math.max(2 * this.#bytes.length, this.#length + extra))
    larger.set(this.#bytes.subarray(0, this.#length))
    this.#bytes = larger
    this.#view = new DataView(larger.buffer)
  }
}
