import { InternalError } from '../errors/rheobase-error.js'
import type { Value } from '../kernels/value.js'
import { checkExpression } from '../language/check-expression.js'
import { DiagnosticError } from '../language/diagnostics/diagnostic-error.js'
import type { Diagnostic } from '../language/diagnostics/diagnostic.js'
import type { Equation, Expression } from '../language/syntax-tree.js'
import type { GroupModel, GroupRange, NeuronGroupModel } from '../model/group.js'
import type { EquationOwner } from '../model/group.js'
import { layeredContext, tableContext, type Binding, type CodeContext } from './binding.js'
import { CONDUCTANCE, conductanceBinding } from './cable/conductance-binding.js'
import { clockBindings } from './clock-bindings.js'
import { externalContext } from './external-context.js'
import { convertToNumberType } from './convert.js'
import { countBinding, indexBinding } from './index-binding.js'
import { placeOf } from './neuron-place.js'
import { lowerExpression } from './lower-expression.js'
import { linkedBinding, unsetLink } from './linked-variable.js'
import type { Lowering, Place, Places } from './lowering.js'
import { variableArray, type Storage } from './storage.js'
import { variableBinding } from './variable-binding.js'
import { hasFlag } from '../language/parse-flags.js'

/** What a piece of code of a group may do. */
export interface GroupCode {
  /** Regular operations and assignments may write shared variables; event code may not. */
  readonly writesShared: boolean
  /** Whether writes to `unless refractory` variables are refused for refractory neurons. */
  readonly guarded: boolean
}

/** All names of code that runs for the neurons of a group, or of a part of it: `i` and `N` are those of the part. */
export function groupContext(storage: Storage, range: GroupRange, code: GroupCode): CodeContext {
  const { group } = range
  return layeredContext([
    tableContext(
      new Map([
        ...elementBindings(storage, range, 'own', ''),
        ...clockBindings(storage, group.name, group.clock),
        ...variableBindings(storage, range, 'own', '', code),
      ]),
    ),
    externalContext(storage, group.namespaces),
  ])
}

/** `i` and `N` of a part of a group, with a suffix for pre- and postsynaptic ones. */
export function elementBindings(
  storage: Storage,
  part: GroupRange,
  place: Place,
  suffix: string,
): Map<string, () => Binding> {
  const { group, start, stop } = part
  return new Map([
    [
      `i${suffix}`,
      () =>
        indexBinding(group.name, `i${suffix}`, lowering =>
          placeOf(lowering.builder, storage, part, lowering.place(place)),
        ),
    ],
    [`N${suffix}`, () => countBinding(group.name, `N${suffix}`, stop - start)],
  ])
}

/** The stored variables of an object, each with the element at a place. */
export function storedBindings(
  storage: Storage,
  { variables, size }: Pick<GroupModel, 'variables' | 'size'>,
  place: Place,
  suffix: string,
  writesShared: boolean,
  notRefractory?: (lowering: Lowering) => Value,
): Map<string, () => Binding> {
  const entries = new Map<string, () => Binding>()
  for (const variable of variables.values()) {
    const name = `${variable.name}${suffix}`
    entries.set(name, () =>
      variableBinding(variable, {
        storage,
        size,
        place,
        name,
        writesShared,
        ...(notRefractory === undefined ? {} : { notRefractory }),
      }),
    )
  }
  return entries
}

/** The linked parameters of a group or of synapses. */
export function linkedBindings(
  storage: Storage,
  owner: EquationOwner & Pick<NeuronGroupModel, 'links' | 'size'>,
  place: Place,
  suffix: string,
): Map<string, () => Binding> {
  return new Map(
    [...owner.links].map(([linked, link]) => {
      const name = `${linked}${suffix}`
      return [
        name,
        () => {
          if (link === undefined) return unsetLink(owner, linked, name)
          const context = groupContext(storage, link.source, { writesShared: false, guarded: true })
          return linkedBinding(storage, owner, linked, link, context, name, place)
        },
      ]
    }),
  )
}

/** Stored variables and subexpressions of a group. */
export function variableBindings(
  storage: Storage,
  { group }: GroupRange,
  place: Place,
  suffix: string,
  { writesShared, guarded }: GroupCode,
): Map<string, () => Binding> {
  const notRefractory = group.variables.get('not_refractory')
  const guard =
    notRefractory === undefined || !guarded
      ? undefined
      : (lowering: Lowering): Value =>
          lowering.builder.load(variableArray(storage, notRefractory, group.size), lowering.place(place))
  const entries = storedBindings(storage, group, place, suffix, writesShared, guard)
  if (group.kind === 'neuron-group') {
    const equationsContext = lazy(() =>
      groupContext(storage, { group, start: 0, stop: group.size }, { writesShared: false, guarded: true }),
    )
    for (const [name, binding] of linkedBindings(storage, group, place, suffix)) entries.set(name, binding)
    for (const equation of group.equations.subexpressions) {
      if (group.variables.has(equation.name)) continue
      const name = `${equation.name}${suffix}`
      entries.set(name, () => subexpressionBinding(group, equation, name, place, equationsContext))
    }
    const { cable } = group
    if (cable !== undefined)
      entries.set(`${CONDUCTANCE}${suffix}`, () =>
        conductanceBinding(group, cable, lowering =>
          lowering.within(equationsContext(), { own: lowering.place(place) }),
        ),
      )
  }
  return entries
}

/** A subexpression is computed where it is read, with the names of its own object, and converted to its declared type. */
export function subexpressionBinding(
  owner: EquationOwner | GroupModel,
  equation: Equation,
  name: string,
  place: Place,
  context: () => CodeContext,
  /** Of an object whose elements have neurons, too: all places of the element. */
  placesOf?: (lowering: Lowering) => Places,
): Binding {
  const { expression } = equation
  if (expression === undefined) throw new InternalError(`\`${equation.name}\` has no expression`)
  return {
    meaning: {
      kind: 'variable',
      name,
      dimension: equation.dimension,
      type: equation.type,
      owner: owner.name,
      scalar: hasFlag(equation, 'shared'),
      readOnly: 'read-only',
      subexpression: true,
    },
    read: lowering => {
      checkOnce(expression, context())
      const inner =
        placesOf === undefined
          ? subexpressionLowering(lowering, equation, place, context())
          : lowering.within(context(), placesOf(lowering))
      return convertToNumberType(lowering.builder, lowerExpression(inner, expression), equation.type)
    },
  }
}

const checked = new WeakMap<CodeContext, WeakSet<Expression>>()

/** Text of the program can read a subexpression before the model was checked as a whole. @throws {DiagnosticError} */
function checkOnce(expression: Expression, context: CodeContext): void {
  const done = checked.get(context) ?? new WeakSet()
  if (done.has(expression)) return
  const found: Diagnostic[] = []
  checkExpression(expression, context, finding => {
    found.push(finding)
  })
  if (found.length > 0) throw new DiagnosticError(found)
  checked.set(context, done.add(expression))
}

function subexpressionLowering(
  lowering: Lowering,
  { flags }: Equation,
  place: Place,
  context: CodeContext,
): Lowering {
  if (place === 'own') return lowering.withContext(context)
  // Shared subexpressions refer to no element, so the place may be missing.
  return lowering.within(context, hasFlag({ flags }, 'shared') ? {} : { own: lowering.place(place) })
}

function lazy<T>(make: () => T): () => T {
  let value: { readonly made: T } | undefined
  return () => (value ??= { made: make() }).made
}
