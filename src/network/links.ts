import { RheobaseError } from '../errors/rheobase-error.js'
import type { GroupRange, LinkModel } from '../model/group.js'
import { sameDimension } from '../units/dimension.js'
import { describeDimension } from '../units/print-quantity.js'
import { elementsCalled, selectElements, type ElementName } from './element-selection.js'
import type { EquationSystem } from '../language/equation-system.js'
import type { Variable } from '../model/variable.js'
import type { EquationGroupCore } from './equation-group-core.js'
import type { NetworkScope } from './network-scope.js'
import type { GroupView } from './group-views.js'
import { neuronsOfPart, placeIn } from './group-part.js'
import type { Renumbering } from './renumbering.js'
import { checkText, describeValue } from './options.js'
import type { StateVariable, VariableStore } from './state-variable.js'

/** What a linked variable is to stand for. */
export interface LinkTarget {
  readonly view: GroupView
  readonly variable: string
  readonly index: ArrayLike<number> | string | undefined
}

/** A group or synapses with linked parameters. */
export interface LinkOwner {
  readonly scope: NetworkScope
  readonly name: string
  readonly size: number
  readonly equations: EquationSystem
  readonly variables: ReadonlyMap<string, Variable>
  readonly element: ElementName
}

interface Link {
  readonly view: GroupView
  readonly variable: string
  readonly mapping: LinkModel['mapping']
}

/** The links of each object. */
const allLinks = new WeakMap<object, Links>()

/** Two groups can be linked to each other, or one to itself: so the model of a source is made when it is looked at. */
const sourceOf = (view: GroupView): GroupRange => ({
  get group() {
    return view.core.model()
  },
  start: view.start,
  stop: view.stop,
  ...(view.listed === undefined ? {} : { listed: view.listed }),
})

/** The linked variables of a group or of synapses: reading and writing them goes to another group. */
export class Links {
  readonly #group: LinkOwner
  readonly #links: Map<string, Link | undefined>

  constructor(group: LinkOwner, names: readonly string[]) {
    this.#group = group
    this.#links = new Map(names.map(name => [name, undefined]))
    allLinks.set(group, this)
  }

  models(): ReadonlyMap<string, LinkModel | undefined> {
    return new Map(
      [...this.#links].map(([name, link]) => [
        name,
        link === undefined
          ? undefined
          : {
              source: sourceOf(link.view),
              variable: link.variable,
              mapping: link.mapping,
            },
      ]),
    )
  }

  /** Synapses were removed: those that stay keep what they are linked to. */
  renumber({ kept }: Renumbering): void {
    for (const [name, link] of this.#links) {
      if (link === undefined || link.mapping.kind === 'one' || link.mapping.kind === 'variable') continue
      const neurons = link.mapping.kind === 'list' ? link.mapping.neurons : neuronsOfPart(link.view)
      const mapping = { kind: 'list', neurons: kept.map(synapse => neurons[synapse] ?? 0) } as const
      this.#links.set(name, { ...link, mapping })
    }
  }

  set(given: string, { view, variable, index }: LinkTarget): void {
    const group = this.#group
    const name = checkText(`the name of a linked parameter of \`${group.name}\``, given)
    const declared = group.equations.byName.get(name)
    if (!this.#links.has(name) || declared === undefined) {
      throw new RheobaseError(
        'type',
        'not-linked',
        `\`${group.name}.${name}\` cannot be linked: only a parameter with the flag (linked) can. Linked parameters: ${[...this.#links.keys()].join(', ') || 'none'}.`,
      )
    }
    if (view.core.scope !== group.scope) {
      throw new RheobaseError(
        'state',
        'other-network',
        `\`${group.name}.${name}\` cannot stand for a variable of \`${view.name}\`, which belongs to another network: copy its values into a group of this network, and link to that`,
      )
    }
    const source = view.core.state(view, variable)
    if (!sameDimension(source.dimension, declared.dimension)) {
      throw new RheobaseError(
        'dimension',
        'dimension-mismatch',
        `\`${group.name}.${name}\` cannot stand for \`${view.name}.${variable}\`\n  expected  ${describeDimension(declared.dimension)}\n  found     ${describeDimension(source.dimension)}`,
      )
    }
    this.#checkCircle(name, view, variable)
    const mapping = this.#mapping(name, view, source, variable, index)
    this.#links.set(name, { view, variable, mapping })
    group.scope.changed()
  }

  /** Reads and writes the source of a linked variable; nothing for other variables. */
  store(name: string, group: EquationGroupCore): VariableStore | undefined {
    if (!this.#links.has(name)) return undefined
    const link = this.#links.get(name)
    if (link === undefined)
      throw new RheobaseError(
        'type',
        'link-not-set',
        `\`${group.name}.${name}\` is linked, but to nothing yet: call ${group.name}.link('${name}', source, variable)`,
      )
    const { view, variable, mapping } = link
    const source = view.core.state(view, variable)
    const shared = mapping.kind === 'one' || source.shared
    const at = (elements: Int32Array | undefined): StateVariable => {
      if (source.shared) return source
      if (shared) return source.at(0)
      return source.at(
        (elements ?? Int32Array.from({ length: group.size }, (_, index) => index)).map(element =>
          sourceElement(group, link, element),
        ),
      )
    }
    return {
      owner: group.name,
      name,
      element: group.element,
      dimension: source.dimension,
      type: source.type,
      shared,
      size: () => (shared ? 1 : group.size),
      select: selector => {
        if (typeof selector === 'string') return group.selectByCondition(selector)
        if ('i' in Object(selector) || 'j' in Object(selector))
          throw new RheobaseError('type', 'pairs-of-neurons', `\`${group.name}\` has single elements`)
        return selectElements(
          `\`${group.name}.${name}\``,
          selector as Parameters<typeof selectElements>[1],
          group.size,
          group.element,
        )
      },
      read: elements => at(elements).values(),
      write: (elements, values) => {
        at(elements).setPlain(values)
      },
      writeText: (elements, text) => {
        at(elements).setPlain(group.valuesOfText(text, source, elements))
      },
    }
  }

  /** @throws {RheobaseError} kind `value` if the link would lead to itself */
  #checkCircle(name: string, view: GroupView, variable: string): void {
    const path = [`${this.#group.name}.${name}`]
    let [at, next]: [unknown, string] = [view.core, variable]
    for (;;) {
      path.push(`${(at as LinkOwner).name}.${next}`)
      if (at === this.#group && next === name)
        throw new RheobaseError(
          'value',
          'circular-link',
          `a linked variable cannot stand for itself: ${path.join(' → ')}`,
        )
      const links: Links | undefined = allLinks.get(at as object)
      const link = links?.of(next)
      if (link === undefined) return
      ;[at, next] = [link.view.core, link.variable]
    }
  }
  /** What a linked variable stands for, if it is one and that is set. */
  of(name: string): Pick<Link, 'view' | 'variable'> | undefined {
    return this.#links.get(name)
  }

  #mapping(
    name: string,
    { core, start, stop, listed }: GroupView,
    source: StateVariable,
    variable: string,
    index: LinkTarget['index'],
  ): LinkModel['mapping'] {
    const group = this.#group
    const size = stop - start
    if (typeof index === 'string') {
      const parameter = group.variables.get(index)
      if (parameter === undefined)
        throw new RheobaseError(
          'value',
          'unknown-variable',
          `\`${group.name}\` has no parameter \`${index}\` to index the link ${name} with`,
        )
      if (parameter.type !== 'integer')
        throw new RheobaseError(
          'type',
          'index-not-whole',
          `\`${group.name}.${index}\` cannot be an index: it is no integer parameter`,
        )
      if (parameter.shared)
        throw new RheobaseError(
          'value',
          'index-not-whole',
          `\`${group.name}.${index}\` cannot be an index: it is shared, and each element needs its own`,
        )
      return { kind: 'variable', name: index }
    }
    if (index !== undefined) {
      if (!Array.isArray(index) && !ArrayBuffer.isView(index))
        throw new RheobaseError(
          'type',
          'not-a-list',
          `the index of the link ${name} is a list, or the name of an integer parameter, not ${describeValue(index)}`,
        )
      if (index.length !== group.size)
        throw new RheobaseError(
          'type',
          'number-of-values',
          `the index of the link ${name} needs ${String(group.size)} values, not ${String(index.length)}`,
        )
      const neurons = Int32Array.from(index as ArrayLike<number>, element => {
        if (!Number.isInteger(element))
          throw new RheobaseError(
            'type',
            'index-not-whole',
            `the index of the link ${name} has the value ${describeValue(element)}`,
          )
        if (element < 0 || element >= size)
          throw new RheobaseError(
            'value',
            'index-out-of-range',
            `the index of the link ${name} has the value ${String(element)}, but \`${core.name}\` has the ${elementsCalled(core.element)} 0 to ${String(size - 1)}`,
          )
        return listed?.neurons[element] ?? element + start
      })
      return { kind: 'list', neurons }
    }
    if (source.shared || (size === 1 && group.size !== 1)) return { kind: 'one' }
    if (size === group.size) return { kind: 'same' }
    throw new RheobaseError(
      'value',
      'sizes-differ',
      `\`${group.name}.${name}\` has ${elementsCalled(group.element, group.size)} and \`${core.name}.${variable}\` ${String(size)}: say with \`index\` which belongs to which`,
    )
  }
}

/** The element of the source, counted in its part, for an element of the group. */
function sourceElement(group: EquationGroupCore, { view, mapping }: Link, element: number): number {
  switch (mapping.kind) {
    case 'same':
      return element
    case 'one':
      return 0
    case 'list':
      return placeIn(view, mapping.neurons[element] ?? 0)
    case 'variable':
      return group.state(group.whole, mapping.name).values()[element] ?? 0
    default:
      return mapping satisfies never
  }
}
