/**
 * Replaces complex numbers by their discrete Fourier transform, X_k = Σ x_n e^(-2πi kn/N); N is a power of two.
 * Source: Cooley & Tukey 1965, "An algorithm for the machine calculation of complex Fourier series", Math. Comput. 19, 297-301.
 */
export function fourierTransform(real: Float64Array, imaginary: Float64Array): void {
  const size = real.length
  swapToReversedBits(real, imaginary)
  for (let half = 1; half < size; half *= 2) {
    for (let k = 0; k < half; k++) {
      const angle = (-Math.PI * k) / half
      const [cosine, sine] = [Math.cos(angle), Math.sin(angle)]
      for (let at = k; at < size; at += 2 * half) {
        const [re, im] = [real[at + half] ?? 0, imaginary[at + half] ?? 0]
        const [turnedRe, turnedIm] = [re * cosine - im * sine, re * sine + im * cosine]
        const [ownRe, ownIm] = [real[at] ?? 0, imaginary[at] ?? 0]
        real[at + half] = ownRe - turnedRe
        imaginary[at + half] = ownIm - turnedIm
        real[at] = ownRe + turnedRe
        imaginary[at] = ownIm + turnedIm
      }
    }
  }
}

function swapToReversedBits(real: Float64Array, imaginary: Float64Array): void {
  const size = real.length
  for (let at = 1, reversed = 0; at < size; at++) {
    let bit = size >> 1
    for (; (reversed & bit) !== 0; bit >>= 1) reversed ^= bit
    reversed ^= bit
    if (at >= reversed) continue
    for (const values of [real, imaginary]) {
      const value = values[at] ?? 0
      values[at] = values[reversed] ?? 0
      values[reversed] = value
    }
  }
}
