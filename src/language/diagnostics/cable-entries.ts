import { cableEquations, type Entries } from './catalogue-entry.js'
import { dimensionTable, quantityWord } from './words.js'

const GOOD = cableEquations('Im = Iext/(100*um)**2 : amp/meter**2')

/** What goes wrong in the equations of a spatial neuron. */
export const cableEntries: Entries<
  'reserved-by-cable' | 'membrane-current-form' | 'current-dimension' | 'no-derivative'
> = {
  'reserved-by-cable': {
    kind: 'equation',
    title: ({ name }) =>
      `\`${name}\` cannot be defined: every compartment of a spatial neuron has it already`,
    details: ({ name }) =>
      name === 'v'
        ? ['The potential follows from the cable equation; what flows through the membrane is `Im`.']
        : [],
    explanation:
      'A spatial neuron has the potential `v` and the geometry of its compartments. Equations say which current `Im` flows into the membrane, and everything that it depends on.',
    bad: cableEquations('Im = Iext/(100*um)**2 : amp/meter**2\nv : volt'),
    good: GOOD,
  },
  'membrane-current-form': {
    kind: 'type',
    title: ({ kind, flag }) =>
      flag === undefined
        ? `the membrane current \`Im\` is a formula, not ${kind === 'parameter' ? 'a parameter' : 'a differential equation'}`
        : `the membrane current \`Im\` has no flags, so it cannot be "${flag}"`,
    details: () => ['Write `Im = … : amp/meter**2`, the current per area that flows into the cell.'],
    explanation:
      'The potential is solved for with the formula of the membrane current and its derivative, in every step.',
    bad: cableEquations('Im : amp/meter**2'),
    good: GOOD,
  },
  'current-dimension': {
    kind: 'dimension',
    title: ({ name, expected, found }) =>
      `\`${name}\` is declared as ${quantityWord(found)} and must be ${quantityWord(expected)}`,
    details: ({ expected, found }) =>
      dimensionTable([
        ['expected', expected],
        ['declared', found],
      ]),
    explanation:
      'The membrane current `Im` is a current per area. A point current is the current into a whole compartment: it is divided by its area and added to `Im`.',
    bad: cableEquations('Im = Iext/(100*um)**2 : amp/meter**2\nI : amp/meter**2 (point current)'),
    good: cableEquations('Im = Iext/(100*um)**2 : amp/meter**2\nI : amp (point current)'),
  },
  'no-derivative': {
    kind: 'type',
    title: ({ culprit }) =>
      `the membrane current \`Im\` depends on \`v\` through \`${culprit}\`, whose derivative is not known`,
    details: ({ isKnown }) => [
      ...(isKnown
        ? []
        : [
            'No function of this name is in the namespace of the neuron or of the network, where it is looked for when the neuron is made.',
          ]),
      'Write the function as a formula, or let a subexpression that is "constant over dt" hold its value during a step.',
    ],
    explanation:
      'The cable equation is solved with the derivative of the membrane current, which a function of the program or a random number does not have.',
    bad: cableEquations('Im = f(v)*amp/meter**2 : amp/meter**2'),
    good: cableEquations('Im = exp(v/(10*mV))*amp/meter**2 : amp/meter**2'),
  },
}
