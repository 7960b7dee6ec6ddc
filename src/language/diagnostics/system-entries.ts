import type { IllegalName } from '../names.js'
import type { Equation } from '../syntax-tree.js'
import { equations, synapticEquations, type Entries } from './catalogue-entry.js'
import { alternatives, didYouMeanNames } from './words.js'

const WHY_ILLEGAL: Readonly<Record<IllegalName, string>> = {
  'not a name': 'it is not a name',
  keyword: 'it is a word of Python, which equations share',
  internal: 'names that start with `_` are internal',
  constant: 'it is a mathematical constant',
  unit: 'it is a unit',
  function: 'it is a built-in function',
  noise: '`xi` and names that start with `xi_` are white noise',
  special: 'every object has it already',
  refractoriness: 'it belongs to refractoriness',
}

/** Why a name is taken, as a clause. */
export const whyIllegal = (reason: IllegalName): string => WHY_ILLEGAL[reason]

const KINDS: Readonly<Record<Equation['kind'], string>> = {
  differential: 'a differential equation',
  subexpression: 'a subexpression',
  parameter: 'a parameter',
}

function allowedFlags(on: Equation['kind'], owner: string, allowed: readonly string[]): string {
  return allowed.length === 0
    ? `In ${owner}, ${KINDS[on]} has no flags.`
    : `In ${owner}, ${KINDS[on]} may have ${alternatives(allowed)}.`
}

/** Contradictions between equations, and names and flags that do not fit. */
export const systemEntries: Entries<
  | 'duplicate-variable'
  | 'illegal-name'
  | 'reserved-by-synapses'
  | 'derivative-not-float'
  | 'noise-outside-derivative'
  | 'noise-in-several-equations'
  | 'circular-subexpressions'
  | 'unknown-flag'
  | 'flag-not-allowed'
  | 'flags-exclude-each-other'
  | 'flag-needs-another'
  | 'repeated-flag'
  | 'summed-without-side'
  | 'event-driven-dependency'
> = {
  'duplicate-variable': {
    kind: 'equation',
    title: ({ name }) => `\`${name}\` is defined twice`,
    explanation: 'Each variable has one equation, or one line that declares it as a parameter.',
    bad: equations('dv/dt = -v/tau : volt\nv : volt'),
    good: equations('dv/dt = -v/tau : volt\nu : volt'),
  },
  'illegal-name': {
    kind: 'syntax',
    title: ({ name, reason }) => `a variable cannot be called \`${name}\`: ${WHY_ILLEGAL[reason]}`,
    details: ({ name, reason }) =>
      reason === 'unit' || reason === 'keyword' ? [`Call it \`${name}_\`, for example.`] : [],
    explanation:
      'Names of units, functions and constants mean the same in every model. Names that every object has, and the words of Python, are taken, too.',
    bad: equations('dt : second'),
    good: equations('step : second'),
  },
  'reserved-by-synapses': {
    kind: 'value',
    title: ({ name, suffix }) =>
      suffix === undefined
        ? `a variable of synapses cannot be called \`${name}\`: synapses have it already`
        : `a variable cannot be called \`${name}\`: in synaptic code, \`${suffix}\` marks variables of the ${suffix === '_pre' ? 'source' : 'target'}`,
    explanation:
      'In synaptic code, `v_pre` and `v_post` are the variable `v` of the two neurons. Only summed variables are defined with such a name.',
    bad: equations('v_post : volt'),
    good: equations('v : volt'),
  },
  'derivative-not-float': {
    kind: 'type',
    title: ({ name, type }) =>
      `\`${name}\` has a differential equation, so it cannot be ${type === 'boolean' ? 'a boolean' : 'an integer'}`,
    details: () => ['Declare it with a unit, `1` for a plain number.'],
    explanation: 'What changes continuously is a float.',
    bad: equations('dk/dt = 1/tau : integer'),
    good: equations('dk/dt = 1/tau : 1'),
  },
  'noise-outside-derivative': {
    kind: 'equation',
    title: ({ noise, name }) =>
      name === undefined
        ? `the white noise \`${noise}\` stands in differential equations only`
        : `the white noise \`${noise}\` stands in the subexpression \`${name}\``,
    details: () => [
      'White noise stands directly in a differential equation. For a random number per step, use `randn()` with "constant over dt".',
    ],
    explanation:
      'White noise has no value at a moment, only an integral over a time; so it is part of a derivative or of nothing.',
    bad: equations('dv/dt = (I - v)/tau : 1\nI = xi*sqrt(tau) : 1'),
    good: equations('dv/dt = (xi*sqrt(tau) - v)/tau : 1'),
  },
  'noise-in-several-equations': {
    kind: 'equation',
    title: ({ noise, names }) => `\`${noise}\` stands in the equations of ${alternatives(names, 'and')}`,
    details: () => [
      'Use `xi_1`, `xi_2` for independent noise, or one name such as `xi_common` in both for common noise.',
    ],
    explanation:
      'A plain `xi` in two equations could mean the same noise or independent noise. Names with a suffix say which.',
    bad: equations('dv/dt = xi/sqrt(tau) : 1\ndu/dt = xi/sqrt(tau) : 1'),
    good: equations('dv/dt = xi_v/sqrt(tau) : 1\ndu/dt = xi_u/sqrt(tau) : 1'),
  },
  'circular-subexpressions': {
    kind: 'value',
    title: ({ cycle }) =>
      cycle.length === 2
        ? `\`${cycle[0] ?? ''}\` is defined by itself`
        : 'subexpressions are defined by each other in a circle',
    details: ({ cycle }) => [cycle.join(' → ')],
    explanation:
      'A subexpression stands for its formula. In a circle, none could be computed first. A variable that should keep its value is a parameter or has a differential equation.',
    bad: equations('a = b + 1 : 1\nb = 2*a : 1'),
    good: equations('a = b + 1 : 1\nb : 1'),
  },
  'unknown-flag': {
    kind: 'value',
    title: ({ flag }) => `there is no flag "${flag}"`,
    details: ({ nearest, on, owner, allowed }) => [
      ...didYouMeanNames(nearest),
      allowedFlags(on, owner, allowed),
    ],
    explanation: 'Flags are fixed words in parentheses behind the unit.',
    bad: equations('v : volt (constnat)'),
    good: equations('v : volt (constant)'),
  },
  'flag-not-allowed': {
    kind: 'value',
    title: ({ flag, on, owner }) => `${KINDS[on]} of ${owner} cannot be "${flag}"`,
    details: ({ flag, on, owner, allowed, elsewhere }) => [
      ...(elsewhere === undefined ? [] : [`"${flag}" is for ${elsewhere}.`]),
      allowedFlags(on, owner, allowed),
    ],
    explanation:
      'Each flag changes how one kind of variable is stored or computed, and has no meaning for others.',
    bad: equations('dv/dt = -v/tau : volt (shared)'),
    good: equations('dv/dt = -v/tau : volt (unless refractory)'),
  },
  'flags-exclude-each-other': {
    kind: 'value',
    title: ({ flag, other }) => `"${flag}" and "${other}" exclude each other`,
    details: ({ flag }) =>
      flag === 'linked' ? ['A linked variable lives in another object, which says what it is.'] : [],
    explanation:
      'A linked variable has no other flag. An equation of synapses is either clock-driven or event-driven. A sum over synapses belongs to neurons, so it is neither shared nor constant over dt.',
    bad: equations('v : volt (linked, constant)'),
    good: equations('v : volt (linked)'),
  },
  'flag-needs-another': {
    kind: 'value',
    title: ({ flag, other }) => `"${flag}" means something only together with "${other}"`,
    explanation:
      'Sums over synapses that are marked as added go on top of each other, where several synapses fill one variable of the neurons. Nothing else is added.',
    bad: synapticEquations('I = 2 : 1 (added)'),
    good: synapticEquations('I_post = 2 : 1 (summed, added)'),
  },
  'repeated-flag': {
    kind: 'value',
    title: ({ flag }) => `"${flag}" is given twice`,
    explanation:
      'A flag is given once. Two of the same are most likely a slip, one of them meant to be another.',
    bad: equations('v : volt (shared, shared)'),
    good: equations('v : volt (shared, constant)'),
  },
  'summed-without-side': {
    kind: 'value',
    title: ({ name }) => `the summed variable \`${name}\` must end in \`_pre\` or \`_post\``,
    explanation:
      'A summed line computes a parameter of the neurons on one side: `I_post = … (summed)` sums over the synapses of each target neuron.',
    bad: synapticEquations('I = 1 : 1 (summed)'),
    good: synapticEquations('I_post = 1 : 1 (summed)'),
  },
  'event-driven-dependency': {
    kind: 'equation',
    title: ({ course, other, way }) =>
      `\`${way[0] ?? ''}\` is ${course}, so it cannot depend on \`${way.at(-1) ?? ''}\`, which is ${other}`,
    details: ({ course, other, way }) => [
      ...(way.length > 2 ? [`It does so by ${way.join(' → ')}.`] : []),
      course === 'summed' || other === 'summed'
        ? 'Make the differential equation (clock-driven).'
        : 'Make both (clock-driven), or both (event-driven) if they are linear.',
    ],
    explanation:
      'An event-driven variable is brought up to date when an event arrives: between events its stored value is old, so nothing that is computed in each step may read it. It jumps from event to event by a formula, so it can use only what stays constant in between.',
    bad: synapticEquations('dx/dt = -x/tau : 1 (event-driven)\ndy/dt = (x - y)/tau : 1 (clock-driven)'),
    good: synapticEquations('dx/dt = -x/tau : 1 (event-driven)\ndy/dt = -y/tau : 1 (clock-driven)'),
  },
}
