import type { NumberType } from '../syntax-tree.js'
import { code, condition, equations, type Entries } from './catalogue-entry.js'
import { argumentWord, didYouMean } from './words.js'

const TYPES: Readonly<Record<NumberType, string>> = {
  boolean: 'a condition',
  integer: 'an integer',
  float: 'a float',
}

/** Conditions, integers and floats in the wrong place; what has one value for all elements against what has many; warnings. */
export const typeEntries: Entries<
  | 'wrong-number-of-arguments'
  | 'argument-type'
  | 'not-boolean'
  | 'sign-of-boolean'
  | 'comparison-as-number'
  | 'division-by-zero'
  | 'not-a-condition'
  | 'float-into-integer'
  | 'outside-integer-range'
  | 'write-to-shared'
  | 'shared-from-elements'
  | 'shared-after-elements'
  | 'shared-needs-shared'
  | 'random-subexpression'
  | 'unread-local'
  | 'order-dependent'
  | 'shadowed-name'
> = {
  'wrong-number-of-arguments': {
    kind: 'syntax',
    title: facts =>
      `\`${facts.function}\` takes ${facts.expected} argument${facts.expected === '1' ? '' : 's'}, not ${String(facts.found)}`,
    explanation: 'All arguments are given, in order; there are no defaults.',
    bad: code('w = clip(w, 0)'),
    good: code('w = clip(w, 0, 1)'),
  },
  'argument-type': {
    kind: 'type',
    title: facts =>
      `${argumentWord(facts.position, 2)} of \`${facts.function}\` must be ${TYPES[facts.expected]}, not ${TYPES[facts.found]}`,
    details: ({ expected }) =>
      expected === 'integer' ? ['`int(…)` cuts off the part behind the point.'] : [],
    explanation: 'Where a function declares the type of an argument, conversions are written out.',
    bad: code('w = where(w, 1, 2)'),
    good: code('w = where(w > 0, 1, 2)'),
  },
  'not-boolean': {
    kind: 'type',
    title: ({ operator, found }) => `\`${operator}\` joins conditions; this is ${TYPES[found]}`,
    details: () => ['Write a comparison, for example `w > 0` or `k != 0`.'],
    explanation: '`and`, `or` and `not` apply to comparisons and boolean variables, not to numbers.',
    bad: condition('w and b'),
    good: condition('w > 0 and b'),
  },
  'sign-of-boolean': {
    kind: 'type',
    title: ({ operator }) => `a condition has no sign \`${operator}\``,
    details: () => ['The opposite of a condition is `not …`; as a number it is `int(…)`.'],
    explanation: 'True and false are not numbers with a sign.',
    bad: code('w = -b'),
    good: code('w = -int(b)'),
  },
  'comparison-as-number': {
    kind: 'syntax',
    title: ({ operator }) => `\`${operator}\` needs numbers, and this is a condition`,
    details: ({ text }) => [
      text.length > 40
        ? 'As a number it is `int(…)`: 1 or 0.'
        : `As a number it is \`int(${text})\`: 1 or 0.`,
    ],
    explanation:
      'A condition becomes 1 or 0 by `int(…)`. To choose between values there is `where(c, x, y)`.',
    bad: code('w = (v > El)*w'),
    good: code('w = int(v > El)*w'),
  },
  'division-by-zero': {
    kind: 'value',
    title: ({ operator }) => `\`${operator}\` divides an integer by zero`,
    explanation: 'Integers have no infinity.',
    bad: code('k = k//0'),
    good: code('k = k//2'),
  },
  'not-a-condition': {
    kind: 'type',
    title: ({ found }) => `this must be a condition, and it is ${TYPES[found]}`,
    details: () => ['A condition is a comparison such as `v > -50*mV`, or several joined by `and` and `or`.'],
    explanation: 'A threshold is true or false for each neuron.',
    bad: condition('w + 1'),
    good: condition('w > 1'),
  },
  'float-into-integer': {
    kind: 'type',
    title: ({ name, operator }) =>
      operator === '/='
        ? `\`/=\` gives a float, and \`${name}\` is an integer`
        : `\`${name}\` is an integer, and the new value is a float`,
    details: ({ operator }) => [
      operator === '/='
        ? 'Write `//=` to round down.'
        : 'Write `int(…)` to cut off the part behind the point.',
    ],
    explanation:
      'What happens to the part behind the point is written out: `int(…)` cuts it off, `//` rounds down.',
    bad: code('k = w'),
    good: code('k = int(w)'),
  },
  'outside-integer-range': {
    kind: 'value',
    title: ({ name, value }) => `\`${name}\` cannot hold ${String(value)}`,
    details: () => [
      'Integers have 32 bits: -2147483648 to 2147483647. Use a float, declared with the unit `1`.',
    ],
    explanation: 'A larger value would silently become another one.',
    bad: code('k = 2147483648'),
    good: code('k = 2147483647'),
  },
  'write-to-shared': {
    kind: 'syntax',
    title: ({ name }) => `\`${name}\` is shared; code that runs for single elements cannot write it`,
    details: () => ['Write it in an operation that runs regularly, or from the host program.'],
    explanation:
      'A reset or a pathway runs for many elements in one step. It would be unclear whether the write happens once or for each.',
    bad: code('s += 1'),
    good: code('w += 1'),
  },
  'shared-from-elements': {
    kind: 'syntax',
    title: ({ name, culprit }) =>
      `\`${name}\` has one value for all elements, and ${culprit === undefined ? 'this' : `\`${culprit}\``} has one for each`,
    explanation: 'A shared variable is computed from shared variables, constants and time.',
    bad: code('s = w'),
    good: code('s = 2*s'),
  },
  'shared-after-elements': {
    kind: 'syntax',
    title: ({ name, earlier }) =>
      `the shared variable \`${name}\` is written after \`${earlier}\`, which differs between elements`,
    details: () => ['Put the statements that write shared variables first.'],
    explanation: 'Statements for shared variables run once, before those that run for each element.',
    bad: code('w = 1; s = 2'),
    good: code('s = 2; w = 1'),
  },
  'shared-needs-shared': {
    kind: 'syntax',
    title: ({ name, culprit }) => `\`${name}\` is shared, and \`${culprit}\` differs between elements`,
    details: ({ name }) => [
      `Leave the flag "shared" of \`${name}\` out, or give it to \`${name}\`'s variables as well.`,
    ],
    explanation:
      'A shared subexpression has one value for the whole object, so it can only use what has one value.',
    bad: equations('y : 1\nx = 2*y : 1 (shared)'),
    good: equations('y : 1 (shared)\nx = 2*y : 1 (shared)'),
  },
  'random-subexpression': {
    kind: 'syntax',
    title: facts =>
      `the subexpression \`${facts.name}\` calls \`${facts.function}\`, so it would differ each time it is read`,
    details: ({ name }) => [`Give it the flag "constant over dt": \`${name} = … : … (constant over dt)\`.`],
    explanation:
      'A subexpression is computed wherever it is read. With "constant over dt" it is computed once per step.',
    bad: equations('x = rand() : 1'),
    good: equations('x = rand() : 1 (constant over dt)'),
  },
  'unread-local': {
    kind: 'name',
    severity: 'warning',
    title: ({ name }) => `\`${name}\` is a local variable that nothing reads`,
    details: ({ nearest }) => didYouMean(nearest),
    explanation:
      'Assigning to a name that is no variable of the object makes a local variable. One that is never read is most likely misspelt.',
    bad: code('ww = 1'),
    good: code('w = 1'),
  },
  'order-dependent': {
    kind: 'value',
    severity: 'warning',
    title: ({ variable, pathway }) =>
      `\`${variable}\` depends on the order of the synapses that are due in one step (pathway \`${pathway}\`)`,
    details: () => [
      'They are treated one after the other: by time of emission, then emitting neuron, then number of the synapse.',
    ],
    explanation:
      'Several synapses of one neuron can be due in the same step. Code that only adds to a variable of the neuron gives the same in any order, up to rounding; code that replaces it by something of the synapse, or reads it while others change it, does not. The order is fixed, so results can be repeated, but it is rarely what a model means.',
    bad: code('v_post = w*mV'),
    good: code('v_post += w*mV'),
  },
  'shadowed-name': {
    kind: 'name',
    severity: 'warning',
    title: ({ name, where }) =>
      `the local variable \`${name}\` hides ${where === undefined ? 'a name' : `that of the ${where}`}`,
    explanation: 'From the assignment on, the name means the local variable, in this code only.',
    bad: code('El = 1; w = El'),
    good: code('level = 1; w = level'),
  },
}
