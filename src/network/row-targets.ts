import { RheobaseError } from '../errors/rheobase-error.js'
import type { CompiledModel } from '../compile/compile-model.js'
import type { RowTarget, StreamedRows } from '../runtime/streamed-rows.js'
import type { MemberRegistry } from './member-registry.js'
import { MonitorCore } from './monitor-core.js'

/** Where the rows of the monitors of a network go: into their columns, or to a sink. */
export class RowTargets {
  readonly #registry: MemberRegistry

  constructor(registry: MemberRegistry) {
    this.#registry = registry
  }

  of(monitor: string): RowTarget {
    const member = this.#registry.find(monitor)
    if (member instanceof MonitorCore) return member.streamed ?? member.columns
    throw new RheobaseError('internal', 'unknown-monitor', `no monitor is called ${monitor}`)
  }

  get streamed(): readonly StreamedRows[] {
    return this.#registry.all.flatMap(member =>
      member instanceof MonitorCore ? (member.streamed ?? []) : [],
    )
  }
  /** Tells sinks, before a run, what rows they will get. */
  async begin({ recordings }: CompiledModel): Promise<void> {
    for (const recording of recordings) {
      const member = this.#registry.find(recording.monitor)
      if (member instanceof MonitorCore) await member.streamed?.begin(member.layout(recording))
    }
  }
  async flush(): Promise<void> {
    await Promise.all(this.streamed.map(rows => rows.flush()))
  }
  /** After an error, which is told, not that of a sink: what was written before it should be readable. */
  async flushAfterError(): Promise<void> {
    await Promise.allSettled(this.streamed.map(rows => rows.flush()))
  }
  /** Nobody is left to hear of a failure. */
  close(): void {
    for (const rows of this.streamed) rows.close().catch(() => undefined)
  }
}
