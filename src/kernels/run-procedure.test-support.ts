import { NetworkMemory } from '../runtime/network-memory.js'
import { jsTarget } from '../targets/js/js-target.js'
import type { ArraySymbol, Procedure, ValueType } from './value.js'

/** A memory with arrays of given content, in which procedures run on the reference target. */
export class Bench {
  readonly memory = new NetworkMemory()

  array(name: string, type: ValueType, values: readonly number[]): ArraySymbol {
    const array = this.memory.array(name, type, values.length)
    this.memory.view(array).set(values)
    return array
  }
  run(...procedures: readonly Procedure[]): void {
    const program = jsTarget
      .translate({ name: 'test', procedures }, this.memory)
      .instantiate(this.memory.memory)
    for (const { name } of procedures) program.procedure(name)()
  }
  values(array: ArraySymbol): number[] {
    return Array.from(this.memory.view(array))
  }
}

export const procedure = (name: string, body: Procedure['body']): Procedure => ({
  name,
  comment: name,
  parameters: [],
  body,
})
