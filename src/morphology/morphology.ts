import { RheobaseError } from '../errors/rheobase-error.js'
import { length } from '../units/dimension.js'
import { checkNoMore, describeValue } from '../units/options.js'
import { Quantity } from '../units/quantity.js'
import { measure, type Measure } from './compartment-geometry.js'
import { CompartmentValues } from './compartment-values.js'
import { Compartments } from './compartments.js'
import { copyTree } from './copy-tree.js'
import { CoordinateGenerator, type CoordinateOptions } from './generate-coordinates.js'
import { firstCompartments, placeOf } from './lay-out.js'
import { locateCompartment, type LocatedCompartment } from './locate-compartment.js'
import { compartmentAt, compartmentsBetween, type SectionPosition } from './position-in-section.js'
import { describeSection, SectionChildren, unknownSection, type Attachment } from './section-children.js'
import { readPath, type IsChildName } from './section-path.js'
import { borderCoordinate, hasCoordinates, type SectionShape } from './section-shape.js'
import { coordinatesOf, distancesOf, placeBehind, type Axis, type Spot } from './section-place.js'
import { selectCompartments, type CompartmentSelection } from './select-compartments.js'
import { topologyOf } from './topology.js'
import { lineOf, walkSections } from './walk-sections.js'

/** A section with a property for a child that was attached to it by name. */
export type WithChild<Parent, Name extends string, Child> =
  IsChildName<Name> extends true ? Parent & { readonly [K in Name]: Child } : Parent

/**
 * A section of a neuron, an unbranched row of compartments, and the tree of sections that hangs on its end. `soma`, `cylinder` and `section`
 * make one, `readSwc` and `fromPoints` a whole tree.
 *
 *     const cell = soma({ diameter: um(30) })
 *       .set('axon', cylinder({ diameter: um(1), length: um(300), n: 100 }))
 *       .set('dend', section({ diameter: um([4, 2, 1]), length: um([50, 80]), n: 2 }))
 *     cell.axon.length                        // of the section: a quantity with 100 values
 *     cell.axon.slice(um(0), um(40)).indices  // numbers of compartments in the whole tree
 *
 * A child that was attached in a chain of `set` is a property that the editor knows; `child(name)` finds every other. Lengths, areas and so
 * on are those of the section itself; `subtree` has those of all that hangs on it as well.
 */
export class Morphology extends CompartmentValues {
  /** @internal */
  readonly shape: SectionShape
  /** What the section is called in files: `soma`, `axon`, `dend`, `apic`, or any other word. Several sections can have one type. */
  readonly type: string | undefined
  /** @internal How it hangs on its parent. */
  attachment: Attachment | undefined
  #children: SectionChildren | undefined

  /** @internal */
  constructor(shape: SectionShape, type: string | undefined) {
    super()
    this.shape = shape
    this.type = type
  }

  /** Number of compartments of the section. */
  override get n(): number {
    return this.shape.n
  }
  /** A sphere, a cylinder, or a row of truncated cones. */
  get kind(): 'soma' | 'cylinder' | 'section' {
    return this.shape.kind
  }

  /** Number of compartments of the section and of all below it. */
  get totalCompartments(): number {
    let total = 0
    for (const { n } of walkSections(this)) total += n
    return total
  }
  /** Number of sections: this one and all below it. */
  get totalSections(): number {
    let total = 0
    const sections = walkSections(this)
    while (sections.next().done !== true) total++
    return total
  }

  /** The section that this one hangs on. */
  get parent(): Morphology | undefined {
    return this.attachment?.parent
  }
  /** The first section of the tree. */
  get root(): Morphology {
    return lineOf(this).at(-1) ?? this
  }
  /** The sections that hang on this one, in the order in which they were attached. */
  get children(): readonly Morphology[] {
    return this.#children?.list ?? NO_CHILDREN
  }
  /** The first name that it was given, or its number among the children of its parent; nothing for the root. */
  get name(): string | undefined {
    return this.attachment && (this.attachment.names[0] ?? String(this.attachment.number))
  }
  /** The way from the root, `dend.L`; empty for the root. `root.child(path)` finds the section again. */
  get path(): string {
    return lineOf(this)
      .map(({ name }) => name)
      .slice(0, -1)
      .reverse()
      .join('.')
  }
  /** Names and numbers of the sections that hang on this one. */
  childNames(): readonly string[] {
    return this.#children?.known() ?? []
  }
  /** This section and all below it, in the order in which compartments are numbered: parents first, children as they were attached. */
  sections(): IterableIterator<Morphology> {
    return walkSections(this)
  }

  /**
   * Attaches a section, and the tree below it, to the end of this one, and gives back this one: calls can be chained. A child can get a
   * second name. Besides its names it has a number: `'1'` is the child that was attached first.
   *
   * Several of the characters `L`, `R` and `1` to `9` in a row are a path with a section each: `set('LR', …)` attaches `R` to `L`. A path can
   * be written with points as well: `set('dend.L', …)`.
   * @throws {RheobaseError} kind `name` for a name that another section has or that cannot be one, kind `value` if the section hangs on
   * another one already: `copy()` gives one that does not
   */
  set<const Name extends string, Child extends Morphology>(
    name: Name,
    child: Child,
  ): WithChild<this, Name, Child> {
    const path = readPath(name)
    const last = path[path.length - 1] ?? name
    this.#descend(path.slice(0, -1)).#attach(child, last)
    // The property was just defined, for the names that the type knows.
    return this as WithChild<this, Name, Child>
  }

  /** Attaches a section without a name: it has its number. */
  add(child: Morphology): this {
    this.#attach(child, undefined)
    return this
  }

  /**
   * A section below this one, by its name, its number or a path: `child('axon')`, `child('2')`, `child('dend.L')`, `child('LLR')`.
   * @throws {RheobaseError} kind `name` if there is none
   */
  child(path: string): Morphology {
    return this.#descend(readPath(path))
  }
  /** Whether there is a section of this name, number or path. */
  has(path: string): boolean {
    return (
      readPath(path).reduce<Morphology | undefined>(
        (section, name) => section && section.#find(name),
        this,
      ) !== undefined
    )
  }
  /** Takes a section, and all below it, from the tree. @throws {RheobaseError} kind `name` if there is none */
  remove(path: string): this {
    const section = this.child(path)
    const { parent } = section
    if (parent !== undefined) parent.#detach(section)
    return this
  }

  /**
   * One compartment of the section: by its number (a negative one counts from the end), or by a distance from the start of the section. A
   * point on the border of two belongs to the second.
   * @throws {RheobaseError} kind `index` outside of the section
   */
  at(position: SectionPosition): Compartments
  at(position: SectionPosition, ...more: readonly unknown[]): Compartments {
    checkNoMore('at(position) of a section', more, '; slice(from, to) takes several compartments')
    const from = compartmentAt(this.shape, position)
    return new Compartments([{ section: this, from, to: from + 1 }])
  }
  /**
   * Compartments of the section in a row: from one number up to, not including, another, or from one distance to another. Of distances,
   * every compartment that the stretch touches with more than a border: `slice(um(20), um(40))`.
   * @throws {RheobaseError} kind `index` outside of the section, kind `type` for a number and a distance
   */
  slice(from?: SectionPosition, to?: SectionPosition): Compartments
  slice(from?: SectionPosition, to?: SectionPosition, ...more: readonly unknown[]): Compartments {
    checkNoMore('slice(from, to) of a section', more)
    return new Compartments([{ section: this, ...compartmentsBetween(this.shape, from, to) }])
  }
  /** The compartments of this section, without those below it. */
  get main(): Compartments {
    return this.slice()
  }
  /** The compartments of this section and of all below it. */
  get subtree(): Compartments {
    return selectCompartments(this, {})
  }
  /**
   * Compartments of this section and all below it, by the type of their section and by the distance of their middle to the root:
   * `cell.select({ type: 'apic', from: um(100), to: um(200) })`.
   */
  select(selection: CompartmentSelection): Compartments {
    return selectCompartments(this, selection)
  }
  /** The section that has the compartment of this number, counted from the start of this section, and its position in the section. */
  locate(compartment: number): LocatedCompartment {
    return locateCompartment(this, compartment)
  }

  /** Numbers of its compartments in the whole tree. */
  override get indices(): Int32Array {
    const first = firstCompartments(this.root, new Set([this])).get(this) ?? NaN
    return Int32Array.from({ length: this.n }, (_, k) => first + k)
  }
  /** Way from the end of the section to the root. */
  get endDistance(): Quantity<number> {
    return new Quantity<number>(placeBehind(placeOf(this), this.shape).distance, length)
  }
  /** x, y and z of the borders of the compartments, n + 1 points one after the other; nothing without coordinates. */
  get coordinates(): Quantity<Float64Array> | undefined {
    const { shape } = this
    if (!hasCoordinates(shape)) return undefined
    const { point } = placeOf(this)
    const values = Float64Array.from({ length: 3 * (shape.n + 1) }, (_, at) => {
      const axis = (at % 3) as Axis
      return point[axis] + borderCoordinate(shape, Math.floor(at / 3), axis)
    })
    return new Quantity<Float64Array>(values, length)
  }

  /**
   * A picture of the tree in text: a line for each section, with a dash for each compartment.
   * @throws {RheobaseError} kind `value` if it would have more than a hundred million letters, as of trees with thousands of sections in a row
   */
  topology(): string {
    return topologyOf(this)
  }

  /** A copy of this section alone, which hangs on nothing and has nothing attached. */
  copySection(): Morphology {
    return new Morphology(this.shape, this.type)
  }
  /** A copy of this section and all below it, which hangs on nothing. */
  copy(): this {
    // The copy has the same names, and so the same properties.
    return copyTree(this, section => section.copySection()) as this
  }

  /**
   * A copy of this section and all below it in which every section has coordinates, for pictures and for models in which places matter. What
   * is electrical stays as it is: lengths, diameters, areas. Sections that have coordinates keep them, unless told otherwise.
   *
   *     cell.generateCoordinates()                                        // in the plane, branches evenly apart
   *     cell.generateCoordinates({ sectionRandomness: 20, seed: 3 })      // in space
   * @throws {RheobaseError} kind `value` or `type` for what is no angle or no seed
   */
  generateCoordinates(options: CoordinateOptions = {}): this {
    const generator = new CoordinateGenerator(options)
    // The copy has the same names, and so the same properties.
    return copyTree(this, section => new Morphology(generator.shapeOf(section), section.type)) as this
  }

  override toString(): string {
    const { kind, n, totalSections: sections } = this
    const below = sections === 1 ? '' : `, and ${String(sections - 1)} more sections below it`
    return `${kind} of ${String(n)} ${n === 1 ? 'compartment' : 'compartments'}${below}`
  }
  /** How Node shows it in `console.log`. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString()
  }

  /** @internal */
  protected override measured(of: Measure): Float64Array {
    return measure(this.shape, of)
  }
  /** @internal */
  protected override distancesInMetres(): Float64Array {
    return distancesOf(placeOf(this), this.shape)
  }
  /** @internal */
  protected override coordinate(axis: Axis, spot: Spot): Float64Array | undefined {
    return hasCoordinates(this.shape) ? coordinatesOf(placeOf(this), this.shape, axis, spot) : undefined
  }

  #descend(path: readonly string[]): Morphology {
    return path.reduce<Morphology>((section, name) => {
      const next = section.#find(name)
      if (next === undefined) throw unknownSection(section, name)
      return next
    }, this)
  }

  #find(name: string): Morphology | undefined {
    return this.#children?.find(name)
  }

  #attach(child: unknown, name: string | undefined): void {
    if (!(child instanceof Morphology)) {
      throw new RheobaseError(
        'type',
        'not-a-section',
        `what is attached must be a section such as cylinder({ … }), not ${describeValue(child)}`,
      )
    }
    const children = (this.#children ??= new SectionChildren())
    if (name !== undefined) this.#expectName(name, child)
    if (child.attachment?.parent !== this) {
      this.#expectFree(child)
      if (name !== undefined) children.expectFree(name)
      child.attachment = { parent: this, number: children.nextNumber(), names: [] }
      children.list.push(child)
    }
    if (name === undefined) return
    children.name(child, child.attachment, name)
    if (/^\d/.test(name)) return
    // Of values, not of functions: objects with the same names then have the same layout, however many there are.
    Object.defineProperty(this, name, { value: child, enumerable: true, configurable: true })
  }

  #detach(child: Morphology): void {
    const { attachment } = child
    if (attachment === undefined) return
    for (const name of attachment.names) Reflect.deleteProperty(this, name)
    this.#children?.remove(child, attachment)
    child.attachment = undefined
  }

  /** A property that is there already would be hidden. */
  #expectName(name: string, child: Morphology): void {
    if (!(name in this) || this.#find(name) !== undefined) return
    throw new RheobaseError(
      'name',
      'impossible-section-name',
      `a section cannot be called \`${name}\`, which every section has as a property${child.type === undefined ? '' : `; its type can be ${child.type}`}`,
    )
  }

  /** Only what hangs on nothing can be attached, and not to its own tree. */
  #expectFree(child: Morphology): void {
    if (child.attachment !== undefined) {
      throw new RheobaseError(
        'value',
        'section-attached-elsewhere',
        `this section is ${describeSection(child)} of another section already; copy() gives one that can be attached`,
      )
    }
    // A section without children is nobody's ancestor: no need to walk to the root for each of a long chain.
    if (child.#children === undefined || this.root !== child) return
    throw new RheobaseError('value', 'section-in-itself', 'a section cannot be attached to its own tree')
  }
}

const NO_CHILDREN: readonly Morphology[] = []
