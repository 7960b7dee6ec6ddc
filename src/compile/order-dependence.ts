import { diagnostic, type Diagnostic } from '../language/diagnostics/diagnostic.js'
import { mentions } from '../language/mentions.js'
import type { Expression, Statement } from '../language/syntax-tree.js'
import type { PathwayModel, SynapsesModel, SynapticSide } from '../model/synapses.js'
import { haveCommonNeurons } from './neuron-place.js'

type Side = 'pre' | 'post'
/** How a statement changes a variable; `itself`: by a function of nothing but its own value. */
type Change = 'sum' | 'product' | 'replacement' | 'itself'

/** Something that code reads or writes and that differs between synapses or is shared by several of them. */
type Access =
  /** One value per synapse, or a local variable, which lives for one synapse. */
  | { readonly kind: 'own'; readonly key: string }
  | { readonly kind: 'local'; readonly key: string }
  /** One value for all synapses of a neuron. */
  | { readonly kind: 'neuron'; readonly key: string; readonly side: Side }

/**
 * A warning if the result of a pathway's code could depend on the order in which the synapses that are due in one step are treated, beyond
 * rounding. Cautious: it may warn where the order makes no difference. Two names
 * of one variable (a linked one) count as two. Random numbers belong to their synapse here,
 * so they depend on no order.
 */
export function orderDependence(synapses: SynapsesModel, pathway: PathwayModel): Diagnostic | undefined {
  const dependent = new OrderAnalysis(synapses, pathway.statements).firstDependent()
  return dependent === undefined
    ? undefined
    : diagnostic('order-dependent', dependent.span, { variable: dependent.target, pathway: pathway.name })
}

class OrderAnalysis {
  readonly #synapses: SynapsesModel
  readonly #statements: readonly Statement[]
  readonly #locals: ReadonlySet<string>
  /** Variables of neurons and locals whose value may differ with the order at some point of the code. */
  readonly #tainted = new Set<string>()
  /** How each variable of neurons is changed: in one way only the order makes no difference. */
  readonly #changes = new Map<string, Change>()
  /** Place of the first statement that replaces a variable of neurons: what reads it before sees what another synapse left. */
  readonly #replacedAt = new Map<string, number>()

  constructor(synapses: SynapsesModel, statements: readonly Statement[]) {
    this.#synapses = synapses
    this.#statements = statements
    this.#locals = new Set(
      statements.map(({ target }) => target).filter(target => this.#variable(target) === undefined),
    )
  }

  /** Sweeps until nothing changes: what a later statement does counts for an earlier one, because of the next synapse. */
  firstDependent(): Statement | undefined {
    for (;;) {
      const before = this.#tainted.size + this.#replacedAt.size
      const dependent = this.#statements.find((statement, place) => this.#isDependent(statement, place))
      if (dependent !== undefined || this.#tainted.size + this.#replacedAt.size === before) return dependent
    }
  }

  #isDependent(statement: Statement, place: number): boolean {
    const { target, operator, value } = accumulated(statement)
    const written = this.#access(target)
    const reads = this.#reads(value)
    const isTainted = reads.some(
      ({ key }) => this.#tainted.has(key) || place < (this.#replacedAt.get(key) ?? 0),
    )
    if (written === undefined) return false
    if (written.kind === 'local') {
      if (isTainted) this.#tainted.add(written.key)
      return false
    }
    if (written.kind !== 'neuron') return isTainted
    const readsItself = reads.every(
      read => read.kind === 'neuron' && read.key === written.key && read.side === written.side,
    )
    if (reads.length > 0 && readsItself) {
      // k times the same change, in whatever order; but between two of them the value differs.
      this.#tainted.add(written.key)
      return this.#mixes(written.key, 'itself')
    }
    const change = changeOf(operator)
    if (change === 'replacement' && !this.#replacedAt.has(written.key))
      this.#replacedAt.set(written.key, place)
    if (change === undefined || isTainted || this.#mixes(written.key, change)) return true
    if (change !== 'replacement') {
      this.#tainted.add(written.key)
      return false
    }
    return reads.some(read => read.kind !== 'neuron' || read.side !== written.side)
  }

  /** Notes how a variable changes, and tells whether it changes in another way elsewhere: sums and products do not commute. */
  #mixes(key: string, change: Change): boolean {
    const known = this.#changes.get(key) ?? change
    this.#changes.set(key, known)
    return known !== change
  }

  #reads(expression: Expression): readonly Access[] {
    return mentions(expression).flatMap(({ kind, name }) => (kind === 'name' ? this.#readsOf(name) : []))
  }
  /** What a name stands for; a subexpression for all that it reads. */
  #readsOf(name: string): readonly Access[] {
    if (this.#locals.has(name)) return [{ kind: 'local', key: `local ${name}` }]
    const variable = this.#variable(name)
    if (variable !== undefined) return [variable]
    const own = this.#synapses.equations.byName.get(name)?.expression
    if (own !== undefined) return this.#reads(own)
    const side = sideOf(name)
    const { group } = this.#synapses[side.place === 'pre' ? 'source' : 'target']
    const inner = 'equations' in group ? group.equations.byName.get(side.base)?.expression : undefined
    if (inner === undefined) return []
    return mentions(inner).flatMap(read =>
      read.kind === 'name' ? this.#readsOf(`${read.name}_${side.place}`) : [],
    )
  }

  #access(name: string): Access | undefined {
    return this.#locals.has(name) ? { kind: 'local', key: `local ${name}` } : this.#variable(name)
  }
  /** A variable with more than one value: of the synapse, or of a neuron. */
  #variable(name: string): Access | undefined {
    if (name === 'i' || name === 'j') return { kind: 'own', key: `own ${name}` }
    const own = this.#synapses.variables.get(name)
    if (own !== undefined) return own.shared ? undefined : { kind: 'own', key: `own ${name}` }
    if (this.#synapses.equations.byName.has(name)) return undefined
    const { place, base } = sideOf(name)
    const side = this.#synapses[place === 'pre' ? 'source' : 'target']
    const variable = side.group.variables.get(base)
    const isLinked = side.group.kind === 'neuron-group' && side.group.links.has(base)
    if (!isLinked && (variable === undefined || variable.shared)) return undefined
    // One neuron can stand on both sides, and then its variable has two names.
    const group = overlap(this.#synapses.source, this.#synapses.target) ? 'either' : place
    return { kind: 'neuron', key: `${group} ${base}`, side: place }
  }
}

/** A name without suffix is that of the target. */
const sideOf = (name: string): { readonly place: Side; readonly base: string } =>
  name.endsWith('_pre')
    ? { place: 'pre', base: name.slice(0, -'_pre'.length) }
    : { place: 'post', base: name.endsWith('_post') ? name.slice(0, -'_post'.length) : name }

const overlap = (a: SynapticSide, b: SynapticSide): boolean =>
  a.group.name === b.group.name && haveCommonNeurons(a, b)

function changeOf(operator: Statement['operator']): Exclude<Change, 'itself'> | undefined {
  switch (operator) {
    case '=':
      return 'replacement'
    case '+=':
    case '-=':
      return 'sum'
    case '*=':
    case '/=':
      return 'product'
    default:
      return undefined
  }
}

/** `x = x + e`, `x = e + x`, `x = x*e` and `x = e*x` as what they are: `x += e`, `x *= e`. */
function accumulated(statement: Statement): Statement {
  const { operator, target, value } = statement
  if (operator !== '=' || value.kind !== 'binary' || (value.operator !== '+' && value.operator !== '*'))
    return statement
  const isTarget = (side: Expression): boolean => side.kind === 'name' && side.name === target
  const rest = isTarget(value.left) ? value.right : isTarget(value.right) ? value.left : undefined
  return rest === undefined
    ? statement
    : { ...statement, operator: value.operator === '+' ? '+=' : '*=', value: rest }
}
