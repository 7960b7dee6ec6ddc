/** Digits after the decimal point that a printed number has at most. */
export const DEFAULT_PRECISION = 8

/** Arrays with more elements print only the first and last few. */
export const PRINT_THRESHOLD = 1000
const SHOWN_AT_EACH_END = 3

const LARGEST_POSITIONAL = 1e8
const SMALLEST_POSITIONAL = 1e-4
const LARGEST_RATIO = 1000

/**
 * A number with the fewest digits that say which number it is, at most `precision` of them after the point,
 * rounded half to even; without trailing zeros, with the point: `20.`, `0.33333333`, `1.e-04`.
 */
export function printNumber(value: number, precision = DEFAULT_PRECISION): string {
  return printAligned([value], precision)[0] ?? ''
}

/**
 * `[   0.    1. 1000.]`: all elements with the same number of decimals, padded to one width. Above
 * `threshold` elements, only the first and last `shownAtEachEnd`, with an ellipsis.
 */
export function printNumbers(
  values: ArrayLike<number>,
  precision = DEFAULT_PRECISION,
  threshold = PRINT_THRESHOLD,
  shownAtEachEnd = SHOWN_AT_EACH_END,
): string {
  if (values.length <= threshold) return `[${printAligned(Array.from(values), precision).join(' ')}]`
  const printed = printAligned(ends(values, shownAtEachEnd), precision)
  return `[${[...printed.slice(0, shownAtEachEnd), '...', ...printed.slice(shownAtEachEnd)].join(' ')}]`
}

/** The elements that print: all, or those at both ends of a long array. */
export function printedElements(values: ArrayLike<number>): ArrayLike<number> {
  return values.length <= PRINT_THRESHOLD ? values : ends(values, SHOWN_AT_EACH_END)
}

function ends(values: ArrayLike<number>, count: number): number[] {
  const all = Array.from(values)
  return [...all.slice(0, count), ...all.slice(-count)]
}

function printAligned(values: readonly number[], precision: number): string[] {
  const magnitudes = values.filter(value => Number.isFinite(value) && value !== 0).map(Math.abs)
  const largest = magnitudes.reduce((a, b) => Math.max(a, b), 0)
  const smallest = magnitudes.reduce((a, b) => Math.min(a, b), Infinity)
  const scientific =
    magnitudes.length > 0 &&
    (largest >= LARGEST_POSITIONAL || smallest < SMALLEST_POSITIONAL || largest / smallest > LARGEST_RATIO)
  const parts = values.map(value =>
    scientific ? scientificParts(value, precision) : positionalParts(value, precision),
  )
  const decimals = parts.reduce((most, { fraction }) => Math.max(most, fraction.length), 0)
  const exponentDigits = parts.reduce((most, { exponent }) => Math.max(most, exponent.length), 2)
  const texts = parts.map(({ whole, fraction, exponent, exponentSign }) => {
    if (exponentSign === undefined) return whole
    const tail = scientific ? `e${exponentSign}${exponent.padStart(exponentDigits, '0')}` : ''
    return `${whole}.${fraction.padEnd(decimals, '0')}${tail}`
  })
  const width = texts.reduce((most, text) => Math.max(most, text.length), 0)
  return texts.map(text => text.padStart(width))
}

interface NumberParts {
  readonly whole: string
  readonly fraction: string
  /** Digits without sign. */
  readonly exponent: string
  /** `undefined` for `nan` and `inf`, which have no further parts. */
  readonly exponentSign: '+' | '-' | undefined
}

function notFinite(value: number): NumberParts {
  const whole = Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf'
  return { whole, fraction: '', exponent: '', exponentSign: undefined }
}

const signOf = (value: number): string => (value < 0 || Object.is(value, -0) ? '-' : '')

function positionalParts(value: number, precision: number): NumberParts {
  if (!Number.isFinite(value)) return notFinite(value)
  const { digits, point } = roundedDigits(Math.abs(value), precision)
  const padded = digits.padEnd(point, '0')
  const whole = point > 0 ? padded.slice(0, point) : '0'
  const fraction = point > 0 ? padded.slice(point) : digits === '' ? '' : '0'.repeat(-point) + digits
  return { whole: signOf(value) + whole, fraction, exponent: '', exponentSign: '+' }
}

function scientificParts(value: number, precision: number): NumberParts {
  if (!Number.isFinite(value)) return notFinite(value)
  const magnitude = Math.abs(value)
  const { point: start } = shortestDigits(magnitude)
  const { digits, point } = roundedDigits(magnitude, precision - (start - 1))
  const exponent = digits === '' ? 0 : point - 1
  return {
    whole: signOf(value) + (digits[0] ?? '0'),
    fraction: digits.slice(1),
    exponent: String(Math.abs(exponent)),
    exponentSign: exponent < 0 ? '-' : '+',
  }
}

/** A magnitude as 0.DIGITS × 10^point, without zeros at either end; no digits for zero. */
interface Digits {
  readonly digits: string
  readonly point: number
}

function shortestDigits(magnitude: number): Digits {
  const [mantissa = '', exponent = '0'] = magnitude.toExponential().split('e')
  return withoutZeros(mantissa.replace('.', ''), Number(exponent) + 1)
}

function withoutZeros(digits: string, point: number): Digits {
  const start = digits.search(/[1-9]/)
  if (start < 0) return { digits: '', point: 1 }
  return { digits: digits.slice(start).replace(/0+$/, ''), point: point - start }
}

/**
 * The shortest digits, or, if they have more than `decimals` decimals, the exact value rounded half to even.
 */
function roundedDigits(magnitude: number, decimals: number): Digits {
  const shortest = shortestDigits(magnitude)
  if (shortest.digits.length - shortest.point <= decimals) return shortest
  const { numerator, denominator } = exactFraction(magnitude)
  const shift = 10n ** BigInt(Math.abs(decimals))
  const top = decimals >= 0 ? numerator * shift : numerator
  const bottom = decimals >= 0 ? denominator : denominator * shift
  const floor = top / bottom
  const twiceRest = 2n * (top % bottom)
  const up = twiceRest > bottom || (twiceRest === bottom && floor % 2n === 1n)
  const text = String(up ? floor + 1n : floor)
  return withoutZeros(text, text.length - decimals)
}

function exactFraction(magnitude: number): { numerator: bigint; denominator: bigint } {
  let scaled = magnitude
  let doublings = 0
  while (!Number.isInteger(scaled)) {
    scaled *= 2
    doublings++
  }
  return { numerator: BigInt(scaled), denominator: 2n ** BigInt(doublings) }
}
