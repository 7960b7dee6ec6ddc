import { code, equations, type Entries } from './catalogue-entry.js'
import { didYouMean, didYouMeanNames } from './words.js'
import { whyIllegal } from './system-entries.js'

/** Advice for names that are known to be missing for a reason. */
const ADVICE: ReadonlyMap<string, string> = new Map([
  [
    'lastupdate',
    '`lastupdate` exists only with event-driven equations. Otherwise declare `lastupdate : second` and set it in the code.',
  ],
  ['lastspike', '`lastspike` exists only in groups with a refractory period.'],
  ['not_refractory', '`not_refractory` exists only in groups with a refractory period.'],
  ['nan', 'There is no literal for "not a number".'],
  [
    'celsius',
    'Degrees Celsius have an offset and are no unit: write `kelvin` for differences, and add 273.15*kelvin to temperatures.',
  ],
])

/** Names that nothing defines, that mean something else, or that must not be written. */
export const nameEntries: Entries<
  | 'unknown-name'
  | 'unknown-function'
  | 'function-without-call'
  | 'not-a-function'
  | 'read-before-assignment'
  | 'update-of-unknown'
  | 'write-to-reserved'
  | 'write-to-constant'
  | 'write-to-read-only'
  | 'write-to-subexpression'
  | 'write-to-unknown-side'
> = {
  'unknown-name': {
    kind: 'name',
    title: ({ name }) => `nothing is called \`${name}\``,
    details: ({ name, nearest, known }) => [
      ...(name === 'xi' || name.startsWith('xi_')
        ? ['White noise stands in differential equations only.']
        : []),
      ...[ADVICE.get(name) ?? []].flat(),
      ...didYouMean(nearest),
      ...(known.length === 0
        ? []
        : [`${nearest.length === 0 ? 'Known' : 'Also known'} here: ${known.join(', ')}.`]),
      'It is no variable, no entry of a namespace, no unit and no function.',
    ],
    explanation:
      'A name is a variable of the object, a constant, a unit, a function, or an entry of the namespace of the object or of the network.',
    bad: equations('dv/dt = -v/tuam : volt'),
    good: equations('dv/dt = -v/tau : volt'),
  },
  'unknown-function': {
    kind: 'name',
    title: ({ name }) => `there is no function \`${name}\``,
    details: ({ name, nearest }) => [
      ...didYouMeanNames(nearest),
      `Functions of one's own are entries of the namespace. If \`${name}\` is a variable, write \`${name}*(…)\`.`,
    ],
    explanation:
      'Besides the built-in functions, text can call functions and timed arrays that the namespace holds.',
    bad: code('w = Exp(w)'),
    good: code('w = exp(w)'),
  },
  'function-without-call': {
    kind: 'syntax',
    title: ({ name }) => `\`${name}\` is a function; it must be called`,
    details: ({ name }) => [`Write \`${name}(…)\`.`],
    explanation: 'A function has a value only for given arguments.',
    bad: code('w = exp'),
    good: code('w = exp(w)'),
  },
  'not-a-function': {
    kind: 'syntax',
    title: ({ name, what }) => `\`${name}\` is a ${what}; it cannot be called`,
    details: ({ name }) => [`To multiply, write \`${name}*(…)\`.`],
    explanation: 'Products are never implied: a parenthesis behind a name calls a function.',
    bad: code('w = w(1 + k)'),
    good: code('w = w*(1 + k)'),
  },
  'read-before-assignment': {
    kind: 'name',
    title: ({ name }) => `\`${name}\` is read before it gets a value`,
    details: ({ name }) => [
      `\`${name}\` is a local variable of this code; the statement that assigns it stands further down.`,
    ],
    explanation:
      'Local variables start without value each time the code runs. What should last from one time to the next is a parameter in the equations.',
    bad: code('w = x; x = 1'),
    good: code('x = 1; w = x'),
  },
  'update-of-unknown': {
    kind: 'name',
    title: ({ name, operator }) => `\`${name}\` has no value that \`${operator}\` could change`,
    details: ({ nearest }) => didYouMean(nearest),
    explanation: '`+=` and its like change a variable that exists, of the object or of the code before.',
    bad: code('wx += 1'),
    good: code('w += 1'),
  },
  'write-to-reserved': {
    kind: 'syntax',
    title: ({ name, reason }) => `\`${name}\` cannot be assigned to: ${whyIllegal(reason)}`,
    explanation:
      'Names of units, functions and constants mean the same everywhere; a local variable needs another one.',
    bad: code('mV = 3'),
    good: code('amplitude = 3; w = amplitude'),
  },
  'write-to-constant': {
    kind: 'syntax',
    title: ({ name, where }) =>
      `\`${name}\` is a constant${where === undefined ? '' : ` from the ${where}`}; code cannot change it`,
    details: ({ name }) => [
      `What changes during a run is a variable: declare \`${name}\` as a parameter in the equations.`,
    ],
    explanation: 'Entries of a namespace are fixed during a run.',
    bad: code('El += 1*mV'),
    good: code('v += 1*mV'),
  },
  'write-to-read-only': {
    kind: 'syntax',
    title: ({ name, access }) =>
      `code cannot assign to \`${name}\`: it is ${access === 'constant' ? 'constant during a run' : 'read-only'}`,
    details: ({ name, access }) =>
      access === 'constant' ? [`Leave the flag "constant" of \`${name}\` out if it should change.`] : [],
    explanation:
      'Time, indices and numbers of elements follow from the simulation. Parameters with the flag "constant" may be set between runs only.',
    bad: code('t = 0*second'),
    good: code('w = t/second'),
  },
  'write-to-subexpression': {
    kind: 'syntax',
    title: ({ name, owner }) =>
      `\`${name}\` is read-only: it is a subexpression of ${owner}, computed where it is read`,
    details: ({ name }) => [`Change the variables that its formula uses, or make \`${name}\` a parameter.`],
    explanation: 'A subexpression stores nothing.',
    bad: code('u = 1*mV'),
    good: code('v = 1*mV'),
  },
  'write-to-unknown-side': {
    kind: 'name',
    title: ({ name }) => {
      const suffix = name.endsWith('_pre') ? '_pre' : '_post'
      return `the ${suffix === '_pre' ? 'source' : 'target'} has no variable \`${name.slice(0, -suffix.length)}\``
    },
    details: ({ nearest }) => didYouMean(nearest),
    explanation:
      'In synaptic code, `v_pre` and `v_post` are variables of the neurons on both sides. No local variable can have such a name.',
    bad: code('vv_post = El'),
    good: code('v_post = El'),
  },
}
