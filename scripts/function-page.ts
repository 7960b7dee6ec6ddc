import { builtinFunctions } from '../src/language/functions.js'

interface FunctionText {
  /** How it is called. */
  readonly call: string
  readonly meaning: string
  /** What it takes and gives: units and types. */
  readonly units: string
  /** Largest error in units in the last place that the tests allow, where it is not exact. */
  readonly ulp?: number
}

const numbers = 'numbers without unit'

/** Every function that text can use without a definition. A test holds the list to the language, and the errors to a high-precision reference. */
export const FUNCTIONS: Readonly<Record<string, FunctionText>> = {
  exp: { call: 'exp(x)', meaning: 'e to the power x', units: numbers, ulp: 1 },
  expm1: {
    call: 'expm1(x)',
    meaning: 'exp(x) - 1, without cancellation near zero',
    units: numbers,
    ulp: 1.2,
  },
  exprel: { call: 'exprel(x)', meaning: '(exp(x) - 1)/x, and 1 at zero', units: numbers, ulp: 3.2 },
  exp2: { call: 'exp2(x)', meaning: '2 to the power x', units: numbers, ulp: 1.1 },
  log: { call: 'log(x)', meaning: 'natural logarithm; nan below zero', units: numbers, ulp: 0.9 },
  log1p: { call: 'log1p(x)', meaning: 'log(1 + x), accurate near zero', units: numbers, ulp: 0.9 },
  log2: { call: 'log2(x)', meaning: 'logarithm to base 2', units: numbers, ulp: 0.9 },
  log10: { call: 'log10(x)', meaning: 'logarithm to base 10', units: numbers, ulp: 0.8 },
  sin: { call: 'sin(x)', meaning: 'sine of an angle in radians, however large', units: numbers, ulp: 0.8 },
  cos: { call: 'cos(x)', meaning: 'cosine', units: numbers, ulp: 0.8 },
  tan: { call: 'tan(x)', meaning: 'tangent', units: numbers, ulp: 1.5 },
  arcsin: { call: 'arcsin(x)', meaning: 'angle with this sine; nan beyond 1', units: numbers, ulp: 0.9 },
  arccos: { call: 'arccos(x)', meaning: 'angle with this cosine; nan beyond 1', units: numbers, ulp: 1 },
  arctan: { call: 'arctan(x)', meaning: 'angle with this tangent', units: numbers, ulp: 0.9 },
  arctan2: {
    call: 'arctan2(y, x)',
    meaning: 'angle of the point (x, y), in the right quadrant',
    units: 'two of one unit; a number',
    ulp: 1.5,
  },
  sinh: { call: 'sinh(x)', meaning: 'hyperbolic sine', units: numbers, ulp: 1.9 },
  cosh: { call: 'cosh(x)', meaning: 'hyperbolic cosine', units: numbers, ulp: 1.5 },
  tanh: { call: 'tanh(x)', meaning: 'hyperbolic tangent', units: numbers, ulp: 1.2 },
  arcsinh: { call: 'arcsinh(x)', meaning: 'inverse of sinh', units: numbers, ulp: 1.8 },
  arccosh: { call: 'arccosh(x)', meaning: 'inverse of cosh; nan below 1', units: numbers, ulp: 2 },
  arctanh: { call: 'arctanh(x)', meaning: 'inverse of tanh; nan beyond 1', units: numbers, ulp: 2 },
  sqrt: { call: 'sqrt(x)', meaning: 'square root; nan below zero', units: 'any; the root of the unit' },
  abs: { call: 'abs(x)', meaning: 'magnitude', units: 'any; the same, with the type of x' },
  sign: { call: 'sign(x)', meaning: '-1, 0 or 1', units: 'any; a number of the type of x' },
  floor: {
    call: 'floor(x)',
    meaning: 'largest whole number that is not above, of the value in SI units',
    units: 'any; the same',
  },
  ceil: { call: 'ceil(x)', meaning: 'smallest whole number that is not below', units: 'any; the same' },
  round: { call: 'round(x)', meaning: 'nearest whole number, of two the even one', units: 'any; the same' },
  clip: {
    call: 'clip(x, low, high)',
    meaning: 'x, or the bound that it is beyond; high if low is above high',
    units: 'three of one unit; the same',
  },
  min: { call: 'min(a, b, …)', meaning: 'smallest; nan if one is nan', units: 'of one unit; the same' },
  max: { call: 'max(a, b, …)', meaning: 'largest; nan if one is nan', units: 'of one unit; the same' },
  mod: { call: 'mod(a, b)', meaning: 'a % b, with the sign of b', units: 'two of one unit; the same' },
  int: { call: 'int(x)', meaning: 'cut towards zero; 0 or 1 for a condition', units: 'a number; an integer' },
  timestep: {
    call: 'timestep(t, dt)',
    meaning: 'whole steps in a time, where a thousandth of a step short of one counts as one',
    units: 'two times; an integer',
  },
  heaviside: { call: 'heaviside(x)', meaning: '0 below zero, 1 above, 1/2 at zero', units: 'any; a number' },
  where: {
    call: 'where(condition, a, b)',
    meaning: 'a where the condition holds, else b; the other one cannot spoil it',
    units: 'a condition and two of one unit; the same',
  },
  isnan: { call: 'isnan(x)', meaning: 'whether x is no number', units: 'any; a condition' },
  isinf: { call: 'isinf(x)', meaning: 'whether x is infinite', units: 'any; a condition' },
  rand: { call: 'rand()', meaning: 'uniform from 0 up to, not including, 1', units: 'a number' },
  randn: { call: 'randn()', meaning: 'normal with mean 0 and variance 1', units: 'a number' },
  poisson: { call: 'poisson(mean)', meaning: 'Poisson', units: 'a number; an integer' },
  binomial: { call: 'binomial(n, p)', meaning: 'successes in n trials', units: 'numbers; an integer' },
}

/** The page about functions. */
export function functionPage(): string {
  const rows = [...builtinFunctions.keys()].map(name => {
    const text = FUNCTIONS[name]
    if (text === undefined) throw new Error(`the function ${name} has no description`)
    const { call, meaning, units, ulp } = text
    const isRandom = builtinFunctions.get(name)?.stateless === false
    const accuracy = ulp === undefined ? (isRandom ? 'a draw' : 'exact') : `${String(ulp)} ulp`
    return `| \`${call}\` | ${meaning} | ${units} | ${accuracy} |`
  })
  return `# Functions

What text can call without a definition. Everything is computed by Rheobase itself, from additions and multiplications, so a result has the same bits on every
target, engine and machine. The last column is the largest error in units in the last place: tests compare each function with a reference of many
more digits, at numbers of all magnitudes, near zero, near one and at the edges of overflow.

Infinities and nan follow IEEE 754. \`x**2\`, \`x**3\`, \`x**0.5\` and \`x**-1\` with a written exponent are products, root and quotient; every other power is
right to 0.95 ulp. In a network of [single precision](precision.md) the errors are of the same size, in places of a single.
In the step of an integration, which is an approximation by itself, \`exp\` and \`exprel\` are those of an argument that is wrong by one more rounding, e^x - 1 is right
to a unit in the last place of 1, and the quotient of \`exprel\` is rounded once more, for the sake of speed. Code at spikes, thresholds and what you set are not touched by that.

| function | gives | takes; gives | largest error |
| --- | --- | --- | --- |
${rows.join('\n')}

Functions of your own come from \`modelFunction\`, tables over time from \`timedArray\`; both are entries of a namespace, or stand in a template of \`equations\`.
Random functions give a new number for each call in the text, element and step; [random numbers](random-numbers.md) says what they depend on.
`
}
