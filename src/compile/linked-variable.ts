import { InternalError, RheobaseError } from '../errors/rheobase-error.js'
import type { Value } from '../kernels/value.js'
import type { LinkModel, NeuronGroupModel } from '../model/group.js'
import type { SynapsesModel } from '../model/synapses.js'
import type { Alarm } from './alarm.js'
import { checkIndex, indexAlarm } from './index-alarm.js'
import type { ModelObject } from './network-model.js'
import type { Binding, CodeContext } from './binding.js'
import type { Lowering, Place } from './lowering.js'
import { neuronAt } from './neuron-place.js'
import { variableArray, type Storage } from './storage.js'

/** A group or synapses with linked parameters. */
type LinkOwner = Pick<NeuronGroupModel | SynapsesModel, 'name' | 'size' | 'variables' | 'equations'>

/** A linked variable that stands for nothing yet: it can be named, but not read. */
export function unsetLink(group: LinkOwner, linked: string, name: string): Binding {
  const equation = group.equations.byName.get(linked)
  if (equation === undefined) throw new InternalError(`${group.name} has no equation of ${linked}`)
  return {
    meaning: {
      kind: 'variable',
      name,
      dimension: equation.dimension,
      type: equation.type,
      scalar: false,
      owner: group.name,
      readOnly: 'read-only',
    },
    read: () => {
      throw new RheobaseError(
        'state',
        'link-not-set',
        `\`${group.name}.${linked}\` is linked, but to nothing yet: call ${group.name}.link('${linked}', source, variable)`,
      )
    },
  }
}

/** Synapses may have become more since they were linked. @throws {RheobaseError} kind `state` */
function checkLength({ name, size }: LinkOwner, linked: string, { source, mapping }: LinkModel): void {
  const length =
    mapping.kind === 'list'
      ? mapping.neurons.length
      : mapping.kind === 'same'
        ? source.stop - source.start
        : undefined
  if (length === undefined || length === size) return
  throw new RheobaseError(
    'state',
    'link-outgrown',
    `\`${name}.${linked}\` was linked when \`${name}\` had ${String(length)} elements, and now it has ${String(size)}: link it again`,
  )
}

/** What stops a run in which the index of a link leads outside of its source. */
export function linkAlarms(storage: Storage, objects: readonly ModelObject[]): readonly Alarm[] {
  return objects.flatMap(group =>
    group.kind !== 'neuron-group' && group.kind !== 'synapses'
      ? []
      : [...group.links].flatMap(([linked, link]) => {
          if (link?.mapping.kind !== 'variable') return []
          const { source, mapping } = link
          return [
            indexAlarm(
              storage,
              `link ${group.name}.${linked}`,
              index =>
                new RheobaseError(
                  'index',
                  'index-out-of-range',
                  `\`${group.name}.${mapping.name}\`, the index of the link \`${linked}\`, is ${String(index)}: \`${source.group.name}\` has the elements 0 to ${String(source.stop - source.start - 1)} there`,
                ),
            ),
          ]
        }),
  )
}

/** A linked variable: reading and writing go to the element of the source (whose names are in `context`), with its value at that moment. */
export function linkedBinding(
  storage: Storage,
  group: LinkOwner,
  linked: string,
  link: LinkModel,
  context: CodeContext,
  name: string,
  place: Place,
): Binding {
  const { source, variable, mapping } = link
  checkLength(group, linked, link)
  const firstNeuron = source.listed?.neurons[0] ?? source.start
  const binding = context.binding(variable)
  const { meaning, isExact = false, read, write } = binding ?? {}
  if (meaning?.kind !== 'variable' || read === undefined)
    throw new InternalError(`the link ${group.name}.${linked} leads nowhere`)
  const index = ({ builder }: Lowering, own: Value): Value => {
    switch (mapping.kind) {
      case 'same':
        return neuronAt(builder, storage, source, own)
      case 'one':
        return builder.i32(firstNeuron)
      case 'list':
        return builder.load(storage.list(mapping.neurons), own)
      case 'variable': {
        const indices = group.variables.get(mapping.name)
        if (indices === undefined) throw new InternalError(`${group.name} has no variable ${mapping.name}`)
        const place = builder.load(variableArray(storage, indices, group.size), own)
        const size = source.stop - source.start
        const { safe } = checkIndex(builder, storage, `link ${group.name}.${linked}`, place, size)
        return neuronAt(builder, storage, source, safe)
      }
      default:
        return mapping satisfies never
    }
  }
  const at = (lowering: Lowering): Lowering => {
    const isOne = mapping.kind === 'one' || meaning.scalar
    return lowering.within(context, {
      own: isOne ? lowering.builder.i32(firstNeuron) : index(lowering, lowering.place(place)),
    })
  }
  const scalar = meaning.scalar || mapping.kind === 'one'
  return {
    meaning: { ...meaning, name, owner: group.name, scalar },
    isExact,
    read: lowering => read(at(lowering)),
    ...(write === undefined || scalar
      ? {}
      : {
          write: (lowering: Lowering, value: Value) => {
            write(at(lowering), value)
          },
        }),
  }
}
