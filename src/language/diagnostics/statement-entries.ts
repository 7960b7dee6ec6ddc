import { code, type Entries } from './catalogue-entry.js'

/** Mistakes in the form of statements. */
export const statementEntries: Entries<
  | 'not-a-statement'
  | 'statement-keyword'
  | 'chained-assignment'
  | 'several-targets'
  | 'increment-operator'
  | 'unsupported-assignment'
  | 'assignment-to-part'
> = {
  'not-a-statement': {
    kind: 'syntax',
    title: ({ found }) => `${found.length > 40 ? 'this' : `\`${found}\``} is not a statement`,
    details: ({ comparison }) => [
      comparison
        ? 'To assign a value, write a single `=`.'
        : 'A statement assigns a value: `v = El` or `w += 1`.',
    ],
    explanation:
      'Code is a sequence of assignments with = += -= *= /= //= %= **=, separated by `;` or line breaks.',
    bad: code('v == El'),
    good: code('v = El'),
  },
  'statement-keyword': {
    kind: 'syntax',
    title: ({ keyword }) => `there is no \`${keyword}\` in code`,
    details: ({ keyword }) =>
      ADVICE.get(keyword) ?? ['Code is a sequence of assignments. The words of Python cannot be names.'],
    explanation:
      'Code runs for all elements at once, so it has no branches and no loops. A condition chooses a value: `where(c, x, y)`.',
    bad: code('if w > 1: w = 0'),
    good: code('w = where(w > 1, 0, w)'),
  },
  'chained-assignment': {
    kind: 'syntax',
    title: () => 'a statement assigns to one variable',
    details: () => ['Write a statement for each: `a = 1; b = 1`.'],
    explanation: 'Several variables are assigned by several statements, which run in order.',
    bad: code('w = x = 1'),
    good: code('x = 1; w = x'),
  },
  'several-targets': {
    kind: 'syntax',
    title: () => 'a statement assigns to one variable',
    details: () => ['Write a statement for each: `a = 1; b = 2`.'],
    explanation:
      'Several variables are assigned by several statements. They run in order, so swapping two values needs a local variable.',
    bad: code('v, w = El, 1'),
    good: code('v = El; w = 1'),
  },
  'increment-operator': {
    kind: 'syntax',
    title: ({ found }) => `there is no \`${found}\``,
    details: ({ instead }) => [`Write \`${instead}\`.`],
    explanation: 'Counting up is an assignment like every other.',
    bad: code('w++'),
    good: code('w += 1'),
  },
  'unsupported-assignment': {
    kind: 'syntax',
    title: ({ operator }) => `there is no assignment with \`${operator}\``,
    details: ({ instead }) => (instead === undefined ? [] : [`Write \`${instead}\`.`]),
    explanation: 'Assignments are = += -= *= /= //= %= and **=. There are no operators on bits.',
    bad: code('w := 1'),
    good: code('w = 1'),
  },
  'assignment-to-part': {
    kind: 'syntax',
    title: ({ found }) => `\`${found}\` cannot be assigned to; only a whole variable can`,
    details: () => ['Code runs for one element at a time; a name means the value at that element.'],
    explanation:
      'There is no indexing and there are no attributes. Values of single elements are set from the host program.',
    bad: code('w[0] = 1'),
    good: code('w = where(i == 0, 1, w)'),
  },
}

const ADVICE: ReadonlyMap<string, readonly string[]> = new Map([
  ['if', ['A choice between two values is written `v = where(condition, value, v)`.']],
  ['for', ['Code runs for each element without being told.']],
  ['while', ['Code runs for each element without being told, once.']],
  ['pass', ['Code that does nothing is empty text.']],
  ['lambda', ['Call the variable `lambda_`.']],
  ['return', ['Code changes variables; it has no result.']],
])
