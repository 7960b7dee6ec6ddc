import { equations, type Entries } from './catalogue-entry.js'
import { foundWord } from './words.js'

/** Mistakes in the form of equations. */
export const equationEntries: Entries<
  | 'not-an-equation'
  | 'derivative-spelling'
  | 'missing-unit'
  | 'not-a-unit'
  | 'number-as-unit'
  | 'unit-syntax'
  | 'type-name'
  | 'after-unit'
  | 'malformed-flag'
> = {
  'not-an-equation': {
    kind: 'equation',
    title: ({ found, expected }) => `there should be ${expected}, not ${foundWord(found)}`,
    explanation:
      'A line of a model is a differential equation `dv/dt = … : volt`, a subexpression `I = … : amp` or a parameter `tau : second`.',
    bad: equations('dv/dt -v/tau : volt'),
    good: equations('dv/dt = -v/tau : volt'),
  },
  'derivative-spelling': {
    kind: 'equation',
    title: ({ found }) => `\`${found}\` is not how a derivative is written`,
    details: ({ instead }) => [`Write \`${instead} = …\`.`],
    explanation:
      'The derivative of v is `dv/dt`, with the `d` and the name in one word. There are first derivatives with respect to `t` only.',
    bad: equations("v' = -v/tau : volt"),
    good: equations('dv/dt = -v/tau : volt'),
  },
  'missing-unit': {
    kind: 'equation',
    title: ({ name }) => `the equation of \`${name}\` has no unit`,
    details: ({ name }) => [
      `It ends with the unit of \`${name}\`: \`: volt\`, or \`: 1\` for a plain number.`,
    ],
    explanation:
      'The unit marks the end of an equation, and is what its dimensions are checked against. For a differential equation it is that of the variable, not of its derivative.',
    bad: equations('dv/dt = -v/tau : volt\nI = 3*v'),
    good: equations('dv/dt = -v/tau : volt\nI = 3*v : volt'),
  },
  'not-a-unit': {
    kind: 'equation',
    title: ({ found, exists }) =>
      exists
        ? `variables are declared in base units, and \`${found}\` is none`
        : `there is no unit \`${found}\``,
    details: ({ advice }) => [advice],
    explanation:
      'Variables are stored in SI base units. Their declaration names the dimension by units without prefix: `volt`, `siemens/metre**2`. Values can be given in any unit.',
    bad: equations('v : mV'),
    good: equations('v : volt'),
  },
  'number-as-unit': {
    kind: 'equation',
    title: ({ found }) => `the number \`${found}\` is not a unit`,
    details: () => ['Plain numbers have the unit `1`; it may also stand before a division: `1/second`.'],
    explanation: 'A declaration names a dimension, which has no scale.',
    bad: equations('w : 2'),
    good: equations('w : 1'),
  },
  'unit-syntax': {
    kind: 'equation',
    title: ({ found, expected }) => `there should be ${expected}, not ${foundWord(found)}`,
    details: ({ found }) => (found === '(' ? ['A unit has no parentheses: write `siemens/metre**2`.'] : []),
    explanation:
      'A unit is made of unit names with `*`, `/` and `**`, on one line. Parentheses behind it hold flags.',
    bad: equations('g : siemens/(metre**2)'),
    good: equations('g : siemens/metre**2'),
  },
  'type-name': {
    kind: 'type',
    title: ({ found }) => `\`${found}\` is not the name of a type`,
    details: ({ instead }) => [`Write \`${instead}\`.`],
    explanation: 'Variables are floats with a unit, `integer` or `boolean`.',
    bad: equations('on : bool'),
    good: equations('on : boolean'),
  },
  'after-unit': {
    kind: 'equation',
    title: ({ found }) => `${foundWord(found)} does not belong behind the unit of an equation`,
    details: ({ found, flag }) => {
      if (flag) return ['Flags stand in parentheses: `v : volt (constant)`.']
      if (found === ';') return ['Each equation stands on a line of its own.']
      if (found === '+' || found === '-') return ['Units are multiplied and divided only.']
      return ['An equation ends with its unit, or with flags in parentheses.']
    },
    explanation: 'Behind the unit there may be flags in parentheses; then the line ends.',
    bad: equations('v : volt constant'),
    good: equations('v : volt (constant)'),
  },
  'malformed-flag': {
    kind: 'equation',
    title: ({ found }) =>
      found === ')'
        ? 'the parentheses behind the unit are empty'
        : `there should be a flag, not ${foundWord(found)}`,
    details: () => ['Flags are words, separated by commas: `(unless refractory)`, `(constant, shared)`.'],
    explanation: 'The parentheses behind a unit hold one or more flags.',
    bad: equations('v : volt ()'),
    good: equations('v : volt'),
  },
}
