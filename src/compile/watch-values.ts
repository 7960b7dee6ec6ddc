import { RheobaseError } from '../errors/rheobase-error.js'
import { Builder } from '../kernels/builder.js'
import { floatArithmetic, floatTypeOf, isFloat } from '../kernels/functions/float-arithmetic.js'
import { Rewriter } from '../kernels/rewrite.js'
import type { ArraySymbol, Procedure, Statement, Value } from '../kernels/value.js'
import { printEquation } from '../language/print-equations.js'
import type { NeuronGroupModel } from '../model/group.js'
import type { SynapsesModel } from '../model/synapses.js'
import { second } from '../units/dimension.js'
import { printQuantity } from '../units/print-quantity.js'
import { Quantity } from '../units/quantity.js'
import { convert } from './convert.js'
import { raise, type Alarm } from './alarm.js'
import { timeOf } from './clock-bindings.js'
import type { NetworkModel } from './network-model.js'
import type { Part } from './part.js'
import { variableArray, type Storage } from './storage.js'

interface Watched {
  readonly owner: NeuronGroupModel | SynapsesModel
  readonly variable: string
}

/**
 * The same parts with a look at every value that they store in a float variable: the first that is not finite ends the run. Looking takes an
 * addition where the value is at hand, and no further pass over memory.
 */
export function watchValues(
  storage: Storage,
  parts: readonly Part[],
  objects: NetworkModel['objects'],
): readonly Part[] {
  const watched = watchedArrays(storage, objects)
  const list = [...watched]
  const { raised, facts } = watchArrays(storage)
  return parts.map((part, number): Part => {
    const { work } = part
    if (work.kind === 'callback') return part
    const numberOf = (array: ArraySymbol): number => list.findIndex(([each]) => each === array)
    const procedure = watching(work.procedure, (builder, { array, index, value }) => {
      if (!watched.has(array)) return undefined
      return {
        value,
        raise: () => {
          raise(builder, storage, { raised, facts }, [
            builder.f64(numberOf(array)),
            builder.op('f64.from_i32', index),
            builder.f64(number),
            convert(builder, value, 'f64'),
            timeOf(builder, storage, part.clock),
          ])
        },
      }
    })
    const alarm: Alarm = {
      raised,
      facts,
      error: ([place = 0, element = 0, writer = 0, value = NaN, time = NaN]) =>
        describe(list[place]?.[1], element, value, time, parts[writer] ?? part),
    }
    return work.alarm === undefined
      ? { ...part, work: { ...work, procedure, alarm } }
      : { ...part, work: { ...work, procedure } }
  })
}

/** Where code that looks notes what it found. */
export const watchArrays = (storage: Storage): Pick<Alarm, 'raised' | 'facts'> => ({
  raised: storage.array('run not finite raised', 'i32', 1),
  facts: storage.array('run not finite facts', 'f64', 5),
})

/** The arrays of float variables that the equations of a model declare. */
export const floatArrays = (storage: Storage, objects: NetworkModel['objects']): readonly ArraySymbol[] => [
  ...watchedArrays(storage, objects).keys(),
]

function watchedArrays(
  storage: Storage,
  objects: NetworkModel['objects'],
): ReadonlyMap<ArraySymbol, Watched> {
  const watched = new Map<ArraySymbol, Watched>()
  for (const owner of objects) {
    if (owner.kind !== 'neuron-group' && owner.kind !== 'synapses') continue
    for (const variable of owner.variables.values()) {
      // What the engine keeps for itself (the time of the last spike) is always finite.
      if (variable.type !== 'float' || !owner.equations.byName.has(variable.name)) continue
      watched.set(variableArray(storage, variable, owner.size), {
        owner,
        variable: variable.name,
      })
    }
  }
  return watched
}

interface StoredValue {
  readonly array: ArraySymbol
  readonly index: Value
  readonly value: Value
}
interface Look {
  readonly value: Value
  readonly raise: () => void
}
type Watch = (builder: Builder, stored: StoredValue) => Look | undefined

/** x - x is 0 for what is finite, else nan, which differs from itself. */
function notFinite(builder: Builder, value: Value): Value {
  const { sub, notEqual } = floatArithmetic(builder, floatTypeOf(value))
  const difference = sub(value, value)
  return notEqual(difference, difference)
}

/** Adds a look behind the stores that `watch` is for. */
function watching(procedure: Procedure, watch: Watch): Procedure {
  const builder = new Builder()
  // Stores of a loop are looked at together at the end of its body: one branch for all of them.
  let ofLoop: Look[] | undefined
  const within = (looks: Look[] | undefined, write: () => void): void => {
    const outer = ofLoop
    ofLoop = looks
    write()
    ofLoop = outer
  }
  const visit = (statement: Statement, rewriter: Rewriter): boolean => {
    switch (statement.kind) {
      case 'for': {
        const { element, from, to, lanes, padded, body } = statement
        builder.for(
          element.name,
          rewriter.value(from),
          rewriter.value(to),
          copy => {
            rewriter.map(element, copy)
            const looks: Look[] = []
            within(looks, () => {
              rewriter.statements(body)
            })
            const [first, ...others] = looks.map(({ value }) => value)
            if (first === undefined) return
            const { add } = floatArithmetic(builder, floatTypeOf(first))
            // Whatever is not finite makes the sum so.
            const sum = others.reduce((total, other) => add(total, other), first)
            builder.when(notFinite(builder, sum), 'bad', () => {
              for (const { value, raise: raiseFor } of looks) builder.if(notFinite(builder, value), raiseFor)
            })
          },
          { lanes, padded },
        )
        return true
      }
      case 'while':
        builder.while(
          () => {
            rewriter.statements(statement.test)
            return rewriter.value(statement.condition)
          },
          () => {
            within(undefined, () => {
              rewriter.statements(statement.body)
            })
          },
        )
        return true
      case 'if':
        builder.if(
          rewriter.value(statement.condition),
          () => {
            within(undefined, () => {
              rewriter.statements(statement.then)
            })
          },
          () => {
            within(undefined, () => {
              rewriter.statements(statement.otherwise)
            })
          },
        )
        return true
      case 'when':
        builder.when(rewriter.value(statement.mask), statement.element.name, element => {
          rewriter.map(statement.element, element)
          within(undefined, () => {
            rewriter.statements(statement.body)
          })
        })
        return true
      case 'store': {
        const { array, displacement } = statement
        const index = rewriter.value(statement.index)
        const value = rewriter.value(statement.value)
        builder.store(array, index, value, displacement)
        const found = isFloat(value) ? watch(builder, { array, index, value }) : undefined
        if (found === undefined) return true
        if (ofLoop === undefined) builder.if(notFinite(builder, found.value), found.raise)
        else ofLoop.push(found)
        return true
      }
      default:
        return false
    }
  }
  new Rewriter(builder, visit).statements(procedure.body)
  return { ...procedure, body: builder.statements }
}

const eachOf = (owner: Watched['owner']): string => {
  if (owner.kind === 'synapses') return 'synapse'
  return owner.cable === undefined ? 'neuron' : 'compartment'
}

function describe(
  watched: Watched | undefined,
  element: number,
  value: number,
  time: number,
  part: Part,
): RheobaseError {
  const name =
    watched === undefined
      ? ''
      : `\`${watched.owner.name}.${watched.variable}\` of ${eachOf(watched.owner)} ${String(element)}`
  const equation = watched?.owner.equations.byName.get(watched.variable)
  const isUpdate = part.name.endsWith('_stateupdater') && equation !== undefined
  const comment = part.work.kind === 'kernel' ? part.work.procedure.comment : part.name
  const text = isUpdate ? `${comment}: ${printEquation(equation)}` : comment
  return new RheobaseError(
    'value',
    'not-finite',
    `${name} became ${String(value)} in the step at ${printQuantity(new Quantity(time, second))}\n` +
      text
        .split('\n')
        .map(line => `  ${line}`)
        .join('\n') +
      (isUpdate && /exp\(/.test(text) && text.includes('/') && Number.isNaN(value)
        ? '\nA quotient that is 0/0 at one value, such as x/(exp(x) - 1), is finite as 1/exprel(x).'
        : ''),
  )
}
