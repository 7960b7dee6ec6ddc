/** A number at an axis as people write it: `0.001`, `25,000`, `3×10⁻⁶`. */
export function numberText(value: number): string {
  const size = Math.abs(value)
  if (value === 0 || (size >= 1e-3 && size < 1e6))
    return value.toLocaleString('en-US', { maximumSignificantDigits: 12 }).replace('-', '−')
  const [digits = '', power = ''] = value.toExponential().split('e')
  const raised = power.replace('+', '').replace(/./g, letter => RAISED[letter] ?? letter)
  const factor = digits === '1' ? '' : digits === '-1' ? '−' : `${digits.replace('-', '−')}×`
  return `${factor}10${raised}`
}

/** Letters that stand above the line. */
export const RAISED: Readonly<Record<string, string>> = {
  '-': '⁻',
  '.': '·',
  0: '⁰',
  1: '¹',
  2: '²',
  3: '³',
  4: '⁴',
  5: '⁵',
  6: '⁶',
  7: '⁷',
  8: '⁸',
  9: '⁹',
}
