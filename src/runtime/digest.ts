import type { TypedValues } from './typed-values.js'

/** A number that tells two contents of memory apart, but for one chance in 2**32; order matters. */
export function digestOf(...arrays: readonly TypedValues[]): number {
  let digest = 0
  for (const { buffer, byteOffset, byteLength } of arrays) {
    const words = new Int32Array(buffer, byteOffset, byteLength / Int32Array.BYTES_PER_ELEMENT)
    digest = Math.imul(digest ^ words.length, 0x9e3779b1)
    for (let k = 0; k < words.length; k++)
      digest = Math.imul(digest ^ (words[k] ?? 0), 0x9e3779b1) ^ (digest >>> 15)
  }
  return digest
}
