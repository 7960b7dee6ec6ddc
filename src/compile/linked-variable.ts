import { InternalError, RheobaseError } from '../errors/rheobase-error.js'
import type { Value } from '../kernels/value.js'
import type { LinkModel, NeuronGroupModel } from '../model/group.js'
import type { Binding, CodeContext } from './binding.js'
import type { Lowering, Place } from './lowering.js'
import { neuronAt } from './neuron-place.js'
import { variableArray, type Storage } from './storage.js'

/** A linked variable that stands for nothing yet: it can be named, but not read. */
export function unsetLink(group: NeuronGroupModel, linked: string, name: string): Binding {
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

/** A linked variable: reading and writing go to the element of the source (whose names are in `context`), with its value at that moment. */
export function linkedBinding(
  storage: Storage,
  group: NeuronGroupModel,
  linked: string,
  link: LinkModel,
  context: CodeContext,
  name: string,
  place: Place,
): Binding {
  const { source, variable, mapping } = link
  const firstNeuron = source.listed?.neurons[0] ?? source.start
  const binding = context.binding(variable)
  const { meaning, read, write } = binding ?? {}
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
        return neuronAt(builder, storage, source, place)
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
