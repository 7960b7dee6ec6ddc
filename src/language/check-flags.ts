import { nearestNames } from '../errors/nearest-name.js'
import { diagnostic, type Diagnostic } from './diagnostics/diagnostic.js'
import { FLAG_NAMES, type FlagName } from './parse-flags.js'
import type { Equation, Flag } from './syntax-tree.js'

/** Sorts of objects that have equations. */
export type OwnerKind = 'neuron-group' | 'synapses' | 'spatial-neuron'

type FlagTable = Readonly<Partial<Record<FlagName, readonly Equation['kind'][]>>>

/** What all owners have. */
const COMMON: FlagTable = {
  constant: ['parameter'],
  shared: ['parameter', 'subexpression'],
  linked: ['parameter'],
  'constant over dt': ['subexpression'],
}

/** Which flags an object knows, and on which kinds of equations. */
const ALLOWED: Readonly<Record<OwnerKind, FlagTable>> = {
  'neuron-group': { ...COMMON, 'unless refractory': ['differential'] },
  synapses: {
    ...COMMON,
    'event-driven': ['differential'],
    'clock-driven': ['differential'],
    summed: ['subexpression'],
    added: ['subexpression'],
  },
  'spatial-neuron': { ...COMMON, 'point current': ['parameter', 'subexpression', 'differential'] },
}
const OWNER_NAMES: Readonly<Record<OwnerKind, string>> = {
  'neuron-group': 'a neuron group',
  synapses: 'synapses',
  'spatial-neuron': 'a spatial neuron',
}

/** Pairs that contradict each other; `linked` goes with nothing at all. */
const EXCLUSIVE: readonly (readonly [FlagName, FlagName])[] = [
  ['event-driven', 'clock-driven'],
  ['summed', 'shared'],
  ['summed', 'constant over dt'],
]

/** Checks that each flag exists, fits its equation and its owner, and goes with the other flags. */
export function checkFlags(equations: readonly Equation[], owner: OwnerKind): readonly Diagnostic[] {
  return equations.flatMap(equation => {
    const ofEquation = [
      ...equation.flags.flatMap(flag => checkFlag(flag, equation, owner) ?? []),
      ...checkTogether(equation.flags),
    ]
    return ofEquation.map(found => ({ ...found, within: equation.name }))
  })
}

function checkFlag({ name, span }: Flag, { kind }: Equation, owner: OwnerKind): Diagnostic | undefined {
  const table = ALLOWED[owner]
  const allowed = flagsFor(table, kind)
  const known = FLAG_NAMES.find(flag => flag === name)
  const facts = { flag: name, owner: OWNER_NAMES[owner], on: kind, allowed }
  if (known === undefined) {
    const nearest = nearestNames(name.replaceAll(/[-_]/g, ' '), FLAG_NAMES)
    const same = FLAG_NAMES.filter(
      flag => flag.replaceAll('-', ' ') === name.replaceAll(/[-_]/g, ' ').toLowerCase(),
    )
    return diagnostic('unknown-flag', span, { ...facts, nearest: same.length > 0 ? same : nearest })
  }
  if (table[known]?.includes(kind) === true) return undefined
  return diagnostic('flag-not-allowed', span, { ...facts, elsewhere: whereAllowed(table, known) })
}

function flagsFor(table: FlagTable, kind: Equation['kind']): readonly string[] {
  return FLAG_NAMES.filter(flag => table[flag]?.includes(kind) === true)
}

const KIND_NAMES: Readonly<Record<Equation['kind'], string>> = {
  differential: 'differential equations',
  subexpression: 'subexpressions',
  parameter: 'parameters',
}

/** Where a flag that does not fit belongs. */
function whereAllowed(table: FlagTable, flag: FlagName): string | undefined {
  const here = table[flag]
  if (here !== undefined) return here.map(kind => KIND_NAMES[kind]).join(' and ')
  const owners = (Object.keys(ALLOWED) as OwnerKind[]).filter(owner => ALLOWED[owner][flag] !== undefined)
  return owners.map(owner => OWNER_NAMES[owner]).join(' and ') || undefined
}

function checkTogether(flags: readonly Flag[]): Diagnostic[] {
  const find = (name: string): Flag | undefined => flags.find(flag => flag.name === name)
  const repeated = flags.filter(flag => find(flag.name) !== flag)
  const found: Diagnostic[] = repeated.map(({ name, span }) =>
    diagnostic('repeated-flag', span, { flag: name }),
  )
  for (const [one, other] of EXCLUSIVE) {
    const [first, second] = [find(one), find(other)]
    if (first === undefined || second === undefined) continue
    found.push(diagnostic('flags-exclude-each-other', second.span, { flag: one, other }))
  }
  const added = find('added')
  if (added !== undefined && find('summed') === undefined)
    found.push(diagnostic('flag-needs-another', added.span, { flag: 'added', other: 'summed' }))
  const linked = find('linked')
  const another = flags.find(flag => flag.name !== 'linked')
  if (linked !== undefined && another !== undefined) {
    const facts = { flag: 'linked', other: another.name }
    found.push({ ...diagnostic('flags-exclude-each-other', another.span, facts), kind: 'syntax' })
  }
  return found
}
