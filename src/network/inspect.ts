import { printExpression } from '../language/print.js'
import { printProcedure } from '../kernels/print-kernel.js'
import { printQuantity } from '../units/print-quantity.js'
import { Quantity } from '../units/quantity.js'
import { second } from '../units/dimension.js'
import type { CompiledNetwork } from './compiled-network.js'

/** A part of a step. */
export interface ScheduledPart {
  readonly slot: string
  readonly order: number
  readonly name: string
  /** The time step of its clock, in seconds. */
  readonly dt: number
}

/** What a network makes of its model, each as readable text and together by `toString()`. */
export interface Inspection {
  /** The parts of a step in order: slot, order, name, time step. */
  readonly schedule: string
  /** The same as data. */
  readonly parts: readonly ScheduledPart[]
  /** For each group the integration method and the statements that it makes of the equations. */
  readonly updates: string
  /** The kernels after all passes: what the target translates. */
  readonly kernels: string
  /** The generated code. */
  readonly code: string
  toString(): string
}

export function inspectNetwork({ model, translated }: CompiledNetwork, target: string): Inspection {
  const schedule = table([
    ['slot', 'order', 'part', 'time step', 'kernel'],
    ...model.schedule.map(part => [
      part.when,
      String(part.order),
      part.name,
      printQuantity(new Quantity(part.clock.dt, second)),
      part.work.kind === 'callback' ? 'callback' : kernelOf(model, part),
    ]),
  ])
  const updates = [...model.updates]
    .map(([group, { method, statements, attempt }]) =>
      [
        `${group}: ${method?.name ?? 'nothing to integrate'}`,
        ...statements.map(({ target: name, value }) => `  ${name} = ${printExpression(value)}`),
        ...(attempt?.variables ?? []).flatMap(({ variable, value, error }) => [
          `  ${variable} = ${printExpression(value)}`,
          `  error of ${variable}: ${printExpression(error)}`,
        ]),
      ].join('\n'),
    )
    .join('\n\n')
  const kernels = model.program.procedures.map(printProcedure).join('\n\n')
  const code = translated.text
  const sections = [
    ['Schedule of a step', schedule],
    ['Update statements', updates],
    ['Kernels', kernels],
    [`Generated code (${target})`, code],
  ] as const
  return {
    schedule,
    parts: model.schedule.map(({ when, order, name, clock }) => ({ slot: when, order, name, dt: clock.dt })),
    updates,
    kernels,
    code,
    toString: () =>
      sections.map(([title, text]) => `${title}\n${'─'.repeat(title.length)}\n${text}`).join('\n\n'),
  }
}

function kernelOf(
  { steps }: CompiledNetwork['model'],
  part: CompiledNetwork['model']['schedule'][number],
): string {
  const step = steps.find(({ parts }) => parts.includes(part))
  return step?.parts.length === 1
    ? 'own'
    : `with ${
        step?.parts
          .filter(other => other !== part)
          .map(({ name }) => name)
          .join(', ') ?? ''
      }`
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map(row => row[column]?.length ?? 0))) ?? []
  return rows
    .map(row =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
