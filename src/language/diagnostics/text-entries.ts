import { code, condition, equations, type Entries } from './catalogue-entry.js'

/** Mistakes in single words: characters, numbers. */
export const textEntries: Entries<
  | 'strange-character'
  | 'template-placeholder'
  | 'malformed-number'
  | 'number-too-large'
  | 'imaginary-number'
  | 'text-literal'
> = {
  'strange-character': {
    kind: 'syntax',
    title: ({ found }) => `\`${found}\` has no meaning in equations and code`,
    details: ({ instead }) =>
      instead === undefined ? [] : [`Write ${instead.includes(' ') ? instead : `\`${instead}\``}.`],
    explanation:
      'Names consist of the letters a to z, digits and `_`; operators are typed on a keyboard. Text from a formatted page often has look-alikes, such as a typographic minus.',
    bad: condition('v > −50*mV'),
    good: condition('v > -50*mV'),
  },
  'template-placeholder': {
    kind: 'syntax',
    title: ({ found }) => `\`${found}\` was left in the text; equations have no placeholders`,
    details: () => [
      'In a JavaScript template a value is put in with ${…} between backticks. A constant can also be a name, given in the namespace.',
    ],
    explanation:
      'Text is taken literally. A placeholder that was not replaced is most likely a string with the wrong quotes.',
    bad: code('v += {weight}*mV'),
    good: code('v += w*mV'),
  },
  'malformed-number': {
    kind: 'syntax',
    title: ({ found, reason }) =>
      reason === 'leading zeros'
        ? `the number \`${found}\` starts with a zero`
        : reason === 'underscore'
          ? `\`_\` may only stand between two digits, not as in \`${found}\``
          : `\`${found}\` is not a number`,
    details: ({ reason }) => (reason === 'leading zeros' ? ['Octal numbers are written `0o17`.'] : []),
    explanation:
      'Numbers are written 3, 1_000, 1.5, .5, 1e-3, and 0x10, 0o17, 0b101 for other bases. A leading zero means base 8 in some languages, so it is refused.',
    bad: code('w = 012'),
    good: code('w = 12'),
  },
  'number-too-large': {
    kind: 'syntax',
    title: ({ found }) =>
      `${found.length > 20 ? 'the number' : `\`${found}\``} is larger than any number of double precision`,
    details: () => ['The largest is about 1.8e308. For infinity write `inf`.'],
    explanation:
      'All numbers are IEEE 754 doubles. A literal beyond their range would silently become infinite.',
    bad: code('w = 1e400'),
    good: code('w = 1e300'),
  },
  'imaginary-number': {
    kind: 'syntax',
    title: ({ found }) => `\`${found}\` is an imaginary number; there are real numbers only`,
    details: ({ found }) => [
      `If \`${found.slice(-1)}\` is a name, write \`${found.slice(0, -1)}*${found.slice(-1)}\`.`,
    ],
    explanation: 'State variables and constants are real numbers.',
    bad: code('w = 3j'),
    good: code('w = 3'),
  },
  'text-literal': {
    kind: 'syntax',
    title: ({ found }) => `${found.length > 20 ? 'quoted text' : found} has no place in equations and code`,
    details: () => ['Names stand without quotes.'],
    explanation: 'Values are numbers, with or without unit, and conditions.',
    bad: equations("dv/dt = -v/'tau' : volt"),
    good: equations('dv/dt = -v/tau : volt'),
  },
}
