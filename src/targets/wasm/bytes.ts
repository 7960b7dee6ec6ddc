const encoder = new TextEncoder()
/** Where a number becomes bytes: a view of each sink would take longer to make than all that most of them hold. */
const numberView = new DataView(new ArrayBuffer(8))
const eightBytes = new Uint8Array(numberView.buffer)
const fourBytes = eightBytes.subarray(0, 4)

/** Bytes that grow: where all binary code is written to. */
export class ByteSink {
  #bytes: Uint8Array
  #length = 0

  constructor(capacity = 256) {
    this.#bytes = new Uint8Array(capacity)
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
    if (Number.isNaN(value)) numberView.setBigUint64(0, 0x7ff8000000000000n, true)
    else numberView.setFloat64(0, value, true)
    this.#append(eightBytes)
  }

  /** The four bytes of a single, lowest first; every nan is written as the canonical one. */
  f32(value: number): void {
    if (Number.isNaN(value)) numberView.setUint32(0, 0x7fc00000, true)
    else numberView.setFloat32(0, value, true)
    this.#append(fourBytes)
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
  }
}
