import { code, condition, equations, type Entries } from './catalogue-entry.js'
import { foundWord } from './words.js'

/** Mistakes in the form of expressions. */
export const expressionEntries: Entries<
  | 'expected-operand'
  | 'missing-operator'
  | 'unexpected-token'
  | 'unclosed-parenthesis'
  | 'unopened-parenthesis'
  | 'chained-comparison'
  | 'unsupported-operator'
  | 'misplaced-not'
  | 'nested-too-deeply'
  | 'empty-expression'
  | 'line-break-in-expression'
> = {
  'expected-operand': {
    kind: 'syntax',
    title: ({ found, atEnd }) =>
      atEnd
        ? 'the expression ends where a number, a name or `(` should follow'
        : `there should be a number, a name or \`(\`, not ${foundWord(found)}`,
    details: ({ atEnd }) => (atEnd ? ['Code goes on on the next line only inside parentheses.'] : []),
    explanation: 'Every operator stands between two values, or before one.',
    bad: condition('v > '),
    good: condition('v > El'),
  },
  'missing-operator': {
    kind: 'syntax',
    title: ({ left, right }) => `there is no operator between \`${left}\` and \`${right}\``,
    details: ({ left, right, unit }) => [
      unit
        ? `Units are multiplied: write \`${left}*${right}\`.`
        : right === '(…)'
          ? `To multiply, write \`${left}*(…)\`; only a function can be called.`
          : `To multiply, write \`${left}*${right}\`.`,
    ],
    explanation: 'Products are never implied: `3 mV` and `2(x)` are written `3*mV` and `2*(x)`.',
    bad: condition('v > -50 mV'),
    good: condition('v > -50*mV'),
  },
  'unexpected-token': {
    kind: 'syntax',
    title: ({ found, expected }) => `there should be ${expected}, not ${foundWord(found)}`,
    explanation: 'An expression goes on with an operator, or it ends.',
    bad: condition('v > El;'),
    good: condition('v > El'),
  },
  'unclosed-parenthesis': {
    kind: 'syntax',
    title: facts =>
      facts.function === undefined
        ? 'this parenthesis is never closed'
        : `the parenthesis of the call of \`${facts.function}\` is never closed`,
    explanation:
      'Every opening parenthesis has a closing one, before the colon of the equation or the end of the statement.',
    bad: equations('dv/dt = -(v/tau : volt'),
    good: equations('dv/dt = -(v/tau) : volt'),
  },
  'unopened-parenthesis': {
    kind: 'syntax',
    title: () => 'this parenthesis was never opened',
    explanation: 'Every closing parenthesis has an opening one before it.',
    bad: equations('dv/dt = -v)/tau : volt'),
    good: equations('dv/dt = (-v)/tau : volt'),
  },
  'chained-comparison': {
    kind: 'syntax',
    title: () => 'only two things can be compared at a time',
    details: ({ rewritten }) => [
      rewritten.length > 200 ? 'Join single comparisons by `and`.' : `Write \`${rewritten}\`.`,
    ],
    explanation: 'A chain such as `a < b < c` is two comparisons, joined by `and`.',
    bad: condition('0 < w < 1'),
    good: condition('0 < w and w < 1'),
  },
  'unsupported-operator': {
    kind: 'syntax',
    title: ({ found }) => `there is no operator \`${found}\``,
    details: ({ found, instead }) =>
      instead === undefined
        ? []
        : [found === '^' ? `A power is written \`${instead}\`: \`v**2\`.` : `Write \`${instead}\` instead.`],
    explanation:
      'The operators are + - * / // % ** for numbers, < <= > >= == != to compare, and `and`, `or`, `not` for conditions. There are no operators on bits.',
    bad: code('w = w^2'),
    good: code('w = w**2'),
  },
  'misplaced-not': {
    kind: 'syntax',
    title: () => '`not` is weaker than the operator before it',
    details: () => ['Put parentheses around it: `b == (not c)`.'],
    explanation:
      '`not` applies to a whole comparison: `not a == b` means `not (a == b)`. Behind another operator it needs parentheses.',
    bad: condition('b == not b'),
    good: condition('b == (not b)'),
  },
  'nested-too-deeply': {
    kind: 'syntax',
    title: ({ limit }) => `the expression has more than ${String(limit)} operations inside each other`,
    details: () => ['Give parts of it a name: as a subexpression in equations, as a local variable in code.'],
    explanation:
      'Expressions of any sensible length are far below the limit, which keeps a mistaken or generated text from exhausting the stack.',
    bad: condition(`${'('.repeat(500)}w${')'.repeat(500)} > 0`),
    good: condition('(w) > 0'),
  },
  'empty-expression': {
    kind: 'syntax',
    title: () => 'the text is empty; there should be a condition or a value',
    explanation: 'A condition that is not wanted is left out of the options, not given as empty text.',
    bad: condition('  # nothing'),
    good: condition('False'),
  },
  'line-break-in-expression': {
    kind: 'syntax',
    title: () => 'the expression goes on on the next line',
    details: () => ['Put it on one line, or in parentheses.'],
    explanation:
      'Only equations, whose end is marked by the unit, may have line breaks anywhere. Other expressions may have them inside parentheses.',
    bad: condition('v > El\nand w > 1'),
    good: condition('(v > El\nand w > 1)'),
  },
}
