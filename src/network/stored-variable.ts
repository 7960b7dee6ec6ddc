import { variableArray } from '../compile/storage.js'
import { RheobaseError } from '../errors/rheobase-error.js'
import type { Variable } from '../model/variable.js'
import { widened, type TypedValues } from '../runtime/typed-values.js'
import type { VariableStore } from './state-variable.js'
import { storedValues, typeOfText } from './stored-values.js'
import { absoluteOf, selectionOf, type VariableOwner } from './variable-owner.js'
import { readOnly } from './variable-refusals.js'

/** A variable that lives in memory. */
export function storedVariable(owner: VariableOwner, variable: Variable): VariableStore {
  const { workspace } = owner
  const isStretch = owner.listed === undefined
  const view = (): TypedValues =>
    workspace.memory.view(variableArray(workspace, variable, owner.storedSize()))
  const write = (elements: Int32Array | undefined, values: ArrayLike<number>): void => {
    // All are converted before the first is written: an integer that is too large must leave nothing half done.
    const stored = storedValues(workspace, variable, values)
    const target = view()
    const { start } = owner
    const [first = NaN] = stored.length === 0 ? [] : [stored[0]]
    if (variable.shared) target[0] = first
    else if (isStretch && elements === undefined && stored.length === 1)
      target.fill(first, start, start + owner.size())
    else if (isStretch && elements === undefined) target.set(stored, start)
    else {
      const step = stored.length === 1 ? 0 : 1
      const chosen = absoluteOf(owner, elements)
      for (let k = 0; k < chosen.length; k++) target[chosen[k] ?? 0] = stored[k * step] ?? NaN
    }
    owner.onWrite(variable.name)
  }
  const checkWritable = (): void => {
    if (variable.access === 'read-only') throw readOnly(owner, variable.name)
    if (variable.notByParts !== undefined && owner.size() < owner.storedSize())
      throw new RheobaseError(
        'value',
        'shared-by-all-parts',
        `\`${owner.name}.${variable.name}\` ${variable.notByParts}`,
      )
    owner.checkWritable()
  }
  return {
    owner: owner.name,
    element: owner.element,
    name: variable.name,
    dimension: variable.dimension,
    type: variable.type,
    shared: variable.shared,
    size: () => (variable.shared ? 1 : owner.size()),
    select: selector => selectionOf(owner, `\`${owner.name}.${variable.name}\``, selector),
    read: elements => {
      const values = view()
      if (variable.shared) return widened(values.slice())
      if (isStretch && elements === undefined)
        return widened(values.slice(owner.start, owner.start + owner.size()))
      const chosen = absoluteOf(owner, elements)
      const read = variable.type === 'float' ? new Float64Array(chosen.length) : new Int32Array(chosen.length)
      for (let k = 0; k < chosen.length; k++) read[k] = values[chosen[k] ?? 0] ?? NaN
      return read
    },
    ...(isStretch || variable.shared
      ? {
          view: () => {
            const values = workspace.lend(variableArray(workspace, variable, owner.storedSize()))
            owner.onLend?.()
            return variable.shared ? values : values.subarray(owner.start, owner.start + owner.size())
          },
        }
      : {}),
    write: (elements, values) => {
      checkWritable()
      write(elements, values)
    },
    writeText: (elements, text) => {
      checkWritable()
      const values = workspace.evaluate({
        evaluated: owner.evaluated(),
        title: `value of \`${owner.name}.${variable.name}\``,
        text,
        elements: variable.shared ? undefined : absoluteOf(owner, elements),
        type: typeOfText(variable.type),
        dimension: variable.dimension,
      })
      write(elements, values)
    },
  }
}
