import { code, condition, type Entries } from './catalogue-entry.js'

/** Constructs of programming languages that the equation language leaves out, with what to write instead. */
export const refusedEntries: Entries<
  | 'no-indexing'
  | 'no-attributes'
  | 'no-lists'
  | 'conditional-expression'
  | 'keyword-in-expression'
  | 'named-argument'
  | 'starred-argument'
  | 'assignment-in-expression'
> = {
  'no-indexing': {
    kind: 'syntax',
    title: ({ name }) => `\`${name}[…]\`: there is no indexing in equations and code`,
    details: () => [
      'Text is written for one element; a name means the value at that element. `i` is its index.',
    ],
    explanation:
      'Equations and code run for each neuron or synapse. Values of other elements reach them through synapses or shared variables.',
    bad: code('w = v[0]/mV'),
    good: code('w = v/mV'),
  },
  'no-attributes': {
    kind: 'syntax',
    title: ({ found }) => `\`${found}\`: there are no attributes in equations and code`,
    details: ({ instead }) => [`Write \`${instead}\` if that is meant.`],
    explanation:
      'Functions are called by their bare name, `exp(x)` instead of `np.exp(x)`. Constants are entries of the namespace.',
    bad: code('w = np.exp(-w)'),
    good: code('w = exp(-w)'),
  },
  'no-lists': {
    kind: 'syntax',
    title: ({ what }) => `there are no ${what}s in equations and code`,
    explanation: 'A value is one number or one condition for each element.',
    bad: code('w = (1, 2)'),
    good: code('w = 1'),
  },
  'conditional-expression': {
    kind: 'syntax',
    title: () => 'a choice between two values is written with `where`',
    details: ({ rewritten }) => [
      rewritten === undefined ? 'Write `where(condition, value, other)`.' : `Write \`${rewritten}\`.`,
    ],
    explanation: '`where(c, x, y)` is x where the condition c holds, and y elsewhere.',
    bad: code('w = 1 if v > El else 2'),
    good: code('w = where(v > El, 1, 2)'),
  },
  'keyword-in-expression': {
    kind: 'syntax',
    title: ({ keyword }) => `\`${keyword}\` has no place in an expression`,
    details: ({ keyword }) => ADVICE.get(keyword) ?? [],
    explanation:
      'Expressions consist of numbers, names, operators and calls. The words of Python are reserved, so that models stay portable.',
    bad: condition('w is 1'),
    good: condition('w == 1'),
  },
  'named-argument': {
    kind: 'syntax',
    title: facts => `arguments have no names; \`${facts.function}\` takes them by position`,
    details: ({ name }) => [`Leave \`${name}=\` out. To compare, write \`${name} == …\`.`],
    explanation: 'Functions are called with values only, in the order of their definition.',
    bad: code('w = exp(x=w)'),
    good: code('w = exp(w)'),
  },
  'starred-argument': {
    kind: 'syntax',
    title: facts => `the arguments of \`${facts.function}\` must be written out, without \`*\``,
    explanation: 'There are no lists that could be spread over arguments.',
    bad: code('w = clip(*w)'),
    good: code('w = clip(w, 0, 1)'),
  },
  'assignment-in-expression': {
    kind: 'syntax',
    title: ({ operator }) => `\`${operator}\` assigns a value; it cannot stand inside an expression`,
    details: () => ['To compare, write `==`.'],
    explanation: 'A single `=` belongs to statements and equations. Two values are compared with `==`.',
    bad: condition('w = 1'),
    good: condition('w == 1'),
  },
}

const ADVICE: ReadonlyMap<string, readonly string[]> = new Map([
  ['is', ['To compare, write `==`.']],
  ['in', ['To test a range, write two comparisons: `i >= 2 and i < 5`.']],
  ['not in', ['To test a range, write two comparisons: `i < 2 or i >= 5`.']],
  ['None', ['Every variable has a value; "never" is a time far in the past, such as -1e4 s.']],
  ['if', ['A choice between two values is written `where(condition, value, other)`.']],
  ['else', ['A choice between two values is written `where(condition, value, other)`.']],
  ['for', ['Text is written for one element and runs for all of them.']],
  ['lambda', ['Call the variable `lambda_`. Functions are defined in the namespace.']],
])
