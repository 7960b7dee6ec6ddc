import { isDimensionless } from '../../units/dimension.js'
import { code, condition, equations, type Entries } from './catalogue-entry.js'
import { aboutSides, argumentWord, dimensionTable, quantityWord, zeroHint } from './words.js'

const VERBS: ReadonlyMap<string, readonly [verb: string, joint: string]> = new Map([
  ['+', ['add', 'and']],
  ['-', ['subtract', 'and']],
  ['%', ['take the remainder of', 'divided by']],
])

/** Quantities that do not fit together. */
export const dimensionEntries: Entries<
  | 'dimension-mismatch'
  | 'argument-dimension'
  | 'arguments-differ'
  | 'exponent-dimension'
  | 'exponent-not-constant'
  | 'floor-division-dimension'
  | 'assigned-dimension'
  | 'derivative-dimension'
  | 'subexpression-dimension'
  | 'not-a-refractory-period'
> = {
  'dimension-mismatch': {
    kind: 'dimension',
    title: ({ operator, left, right }) => {
      const [verb, joint] = VERBS.get(operator) ?? ['compare', 'with']
      return `cannot ${verb} ${quantityWord(left.dimension)} ${joint} ${quantityWord(right.dimension)}`
    },
    details: ({ left, right }) => [
      ...dimensionTable([
        ['left side', left.dimension],
        ['right side', right.dimension],
      ]),
      ...aboutSides(left, right),
    ],
    explanation:
      'Both sides of + - % and of comparisons have the same dimension. A plain 0 is no exception in equations and code.',
    bad: condition('v > 20'),
    good: condition('v > 20*mV'),
  },
  'argument-dimension': {
    kind: 'dimension',
    title: facts =>
      isDimensionless(facts.expected)
        ? `${argumentWord(facts.position, facts.count)} of \`${facts.function}\` must be a plain number, not ${quantityWord(facts.found.dimension)}`
        : `${argumentWord(facts.position, facts.count)} of \`${facts.function}\` must be ${quantityWord(facts.expected)}, not ${quantityWord(facts.found.dimension)}`,
    details: ({ expected, found }) => [
      ...dimensionTable([
        ['expected', expected],
        ['found', found.dimension],
      ]),
      ...aboutSides(found),
      ...(isDimensionless(expected) ? ['Divide it by a quantity of its own dimension: `exp(v/mV)`.'] : []),
      ...(found.zero ? [zeroHint(expected)] : []),
    ],
    explanation:
      'Exponential and trigonometric functions are defined for plain numbers. Other functions say what they take.',
    bad: code('w = exp(v)'),
    good: code('w = exp(v/mV)'),
  },
  'arguments-differ': {
    kind: 'dimension',
    title: facts =>
      `${argumentWord(facts.position, 2)} of \`${facts.function}\` must have the dimension of ${argumentWord(facts.other, 2)}`,
    details: ({ expected, found }) => [
      ...dimensionTable([
        ['expected', expected.dimension],
        ['found', found.dimension],
      ]),
      ...aboutSides(expected, found),
    ],
    explanation:
      'Limits have the dimension of what they limit, and all values to choose from have one dimension.',
    bad: code('v = clip(v, 0, 1*mV)'),
    good: code('v = clip(v, 0*mV, 1*mV)'),
  },
  'exponent-dimension': {
    kind: 'dimension',
    title: ({ found }) => `an exponent must be a plain number, not ${quantityWord(found)}`,
    details: ({ found }) => dimensionTable([['found', found]]),
    explanation: 'A power counts how often something is multiplied by itself.',
    bad: code('w = 2**(3*mV)'),
    good: code('w = 2**3'),
  },
  'exponent-not-constant': {
    kind: 'syntax',
    title: ({ base, culprit }) =>
      isDimensionless(base)
        ? `an exponent with a dimension must be constant; \`${culprit}\` is not`
        : `the exponent of ${quantityWord(base)} must be constant; \`${culprit}\` is not`,
    details: ({ base }) =>
      isDimensionless(base) ? [] : ['Divide the base by its unit to get a plain number: `(v/mV)**k`.'],
    explanation:
      'The dimension of a power depends on the exponent, so it must be known before the run: numbers and constants, joined by arithmetic.',
    bad: code('w = v**k/mV'),
    good: code('w = (v/mV)**k'),
  },
  'floor-division-dimension': {
    kind: 'syntax',
    title: () => '`//` divides plain numbers only',
    details: ({ left, right }) => [
      ...dimensionTable([
        ['left side', left],
        ['right side', right],
      ]),
      'Divide both by a unit first: `(v/mV)//1`.',
    ],
    explanation: 'Rounding down depends on the unit, so quantities are made numbers first.',
    bad: code('w = v//mV'),
    good: code('w = (v/mV)//1'),
  },
  'assigned-dimension': {
    kind: 'dimension',
    title: ({ name, operator, expected, found }) =>
      operator === '='
        ? `\`${name}\` is ${quantityWord(expected)}; it cannot become ${quantityWord(found.dimension)}`
        : `\`${operator}\` would turn \`${name}\`, ${quantityWord(expected)}, into ${quantityWord(found.dimension)}`,
    details: ({ expected, found }) => [
      ...dimensionTable([
        ['variable', expected],
        ['new value', found.dimension],
      ]),
      ...aboutSides(found),
      ...(found.zero ? [zeroHint(expected)] : []),
    ],
    explanation: 'A variable keeps its dimension. A local variable has that of its first value.',
    bad: code('v = 0'),
    good: code('v = 0*mV'),
  },
  'derivative-dimension': {
    kind: 'dimension',
    title: ({ name }) =>
      `the right side of \`d${name}/dt\` does not have the dimension of \`${name}\` per second`,
    details: ({ expected, found }) =>
      dimensionTable([
        ['expected', expected],
        ['found', found],
      ]),
    explanation:
      'A derivative is a change per time. In most cases a division by a time constant is missing. Noise has the dimension second**-0.5: `sigma*xi/sqrt(tau)`.',
    bad: equations('dv/dt = -v : volt'),
    good: equations('dv/dt = -v/tau : volt'),
  },
  'subexpression-dimension': {
    kind: 'dimension',
    title: ({ name, expected, found }) =>
      `\`${name}\` is declared as ${quantityWord(expected)}, but its formula is ${quantityWord(found.dimension)}`,
    details: ({ expected, found }) => [
      ...dimensionTable([
        ['declared', expected],
        ['formula', found.dimension],
      ]),
      ...aboutSides(found),
      ...(found.zero ? [zeroHint(expected)] : []),
    ],
    explanation: 'The unit of a subexpression is checked against its formula.',
    bad: equations('v : volt\nx = 2*v : 1'),
    good: equations('v : volt\nx = 2*v : volt'),
  },
  'not-a-refractory-period': {
    kind: 'dimension',
    title: ({ found }) => `refractoriness must be a time or a condition, not ${quantityWord(found)}`,
    details: ({ found, expected }) =>
      dimensionTable([
        ['expected', expected],
        ['found', found],
      ]),
    explanation: 'A neuron is refractory for a time after its spike, or as long as a condition holds.',
    bad: condition('5'),
    good: condition('5*ms'),
  },
}
