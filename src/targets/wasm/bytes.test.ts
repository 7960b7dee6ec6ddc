import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ByteSink } from './bytes.js'

const bytesOf = (write: (sink: ByteSink) => void): readonly number[] => {
  const sink = new ByteSink(1)
  write(sink)
  return [...sink.toBytes()]
}

test('integers are written as LEB128', () => {
  // The example of the DWARF standard, and the limits of a byte.
  expect(
    bytesOf(sink => {
      sink.unsigned(624485)
    }),
  ).toEqual([0xe5, 0x8e, 0x26])
  expect(
    bytesOf(sink => {
      sink.unsigned(127)
    }),
  ).toEqual([0x7f])
  expect(
    bytesOf(sink => {
      sink.unsigned(128)
    }),
  ).toEqual([0x80, 0x01])
  expect(
    bytesOf(sink => {
      sink.unsigned(2 ** 32 - 1)
    }),
  ).toEqual([0xff, 0xff, 0xff, 0xff, 0x0f])
  expect(
    bytesOf(sink => {
      sink.signed(-123456)
    }),
  ).toEqual([0xc0, 0xbb, 0x78])
  expect(
    bytesOf(sink => {
      sink.signed(63)
    }),
  ).toEqual([0x3f])
  expect(
    bytesOf(sink => {
      sink.signed(64)
    }),
  ).toEqual([0xc0, 0x00])
  expect(
    bytesOf(sink => {
      sink.signed(-64)
    }),
  ).toEqual([0x40])
  expect(
    bytesOf(sink => {
      sink.signed(-65)
    }),
  ).toEqual([0xbf, 0x7f])
  expect(
    bytesOf(sink => {
      sink.signed64(-(2n ** 63n))
    }),
  ).toEqual([0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x7f])
})

const decoded = (bytes: readonly number[], signed: boolean): bigint => {
  const value = bytes.reduce((sum, byte, position) => sum + (BigInt(byte & 0x7f) << BigInt(7 * position)), 0n)
  const bits = BigInt(7 * bytes.length)
  return signed && ((bytes.at(-1) ?? 0) & 0x40) !== 0 ? value - (1n << bits) : value
}

test('every integer can be read back', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 32 - 1 }), value => {
      expect(
        decoded(
          bytesOf(sink => {
            sink.unsigned(value)
          }),
          false,
        ),
      ).toBe(BigInt(value))
    }),
  )
  fc.assert(
    fc.property(fc.integer(), value => {
      const bytes = bytesOf(sink => {
        sink.signed(value)
      })
      expect(decoded(bytes, true)).toBe(BigInt(value))
      expect(
        bytesOf(sink => {
          sink.signed64(BigInt(value))
        }),
      ).toEqual(bytes)
    }),
  )
  fc.assert(
    fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), value => {
      expect(
        decoded(
          bytesOf(sink => {
            sink.signed64(value)
          }),
          true,
        ),
      ).toBe(value)
    }),
  )
})

test('doubles have their lowest byte first, and one nan', () => {
  expect(
    bytesOf(sink => {
      sink.f64(-0)
    }),
  ).toEqual([0, 0, 0, 0, 0, 0, 0, 0x80])
  expect(
    bytesOf(sink => {
      sink.f64(NaN)
    }),
  ).toEqual([0, 0, 0, 0, 0, 0, 0xf8, 0x7f])
})

test('names carry their length in bytes, and a sink grows as it must', () => {
  expect(
    bytesOf(sink => {
      sink.name('µS')
    }),
  ).toEqual([3, 0xc2, 0xb5, 0x53])
  const long = new ByteSink(1)
  for (let k = 0; k < 1000; k++) long.byte(k & 0xff)
  const sum = new ByteSink(1)
  sum.append(long)
  sum.append(long)
  expect(sum.length).toBe(2000)
  expect(sum.toBytes().at(-1)).toBe(999 & 0xff)
})
