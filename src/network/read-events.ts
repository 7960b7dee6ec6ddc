import { RheobaseError } from '../errors/rheobase-error.js'
import type { EquationSystem } from '../language/equation-system.js'
import type { EventModel } from '../model/group.js'
import { printCode } from '../units/print-code.js'
import { Quantity } from '../units/quantity.js'
import { readExpression, readStatements } from './equation-text.js'
import type { NeuronGroupOptions } from './make-neuron-group.js'
import { checkRecord, checkText, describeValue } from './options.js'

/** The events of a group: its threshold, with the reset as code, and those of its own. @throws {DiagnosticError | RheobaseError} */
export function readEvents(
  name: string,
  system: EquationSystem,
  { threshold, reset, events = {} }: NeuronGroupOptions,
  order: number,
): readonly EventModel[] {
  checkRecord(`the events of \`${name}\``, events)
  if (threshold !== undefined && 'spike' in events) {
    throw new RheobaseError(
      'value',
      'two-thresholds',
      `\`${name}\` has both a threshold and an event "spike": they are the same thing`,
    )
  }
  if (reset !== undefined && threshold === undefined && !('spike' in events)) {
    throw new RheobaseError(
      'value',
      'reset-without-threshold',
      `\`${name}\` has a reset but no threshold: nothing would ever spike. Did you forget \`threshold\`?`,
    )
  }
  const conditions = Object.entries(
    threshold === undefined ? events : { spike: checkThreshold(name, system, threshold), ...events },
  )
  return conditions.map(([event, condition]) => {
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(event))
      throw new RheobaseError(
        'type',
        'impossible-name',
        `"${event}" cannot be the name of an event: use letters, digits and _`,
      )
    const isSpike = event === 'spike'
    return {
      name: event,
      condition: readExpression(
        isSpike ? `threshold of \`${name}\`` : `event ${event} of \`${name}\``,
        checkText('the condition of an event', condition),
      ),
      when: isSpike ? 'thresholds' : 'after_thresholds',
      order,
      ...(isSpike && reset !== undefined
        ? {
            code: {
              statements: readStatements(`reset of \`${name}\``, checkText('a reset', reset)),
              when: 'resets',
              order,
            },
          }
        : {}),
    }
  })
}

function checkThreshold(name: string, { byName }: EquationSystem, threshold: unknown): string {
  if (typeof threshold === 'string') return threshold
  const names = [...byName.keys()]
  const variable =
    names.length === 1 ? names[0] : names.find(candidate => ['v', 'V', 'vm', 'Vm'].includes(candidate))
  const value =
    threshold instanceof Quantity
      ? printCode(threshold)
      : typeof threshold === 'number'
        ? String(threshold)
        : undefined
  throw new RheobaseError(
    'type',
    'not-text',
    `the threshold of \`${name}\` must be a condition as text, such as '${variable ?? 'v'} > ${value ?? '-50*mV'}', not ${describeValue(threshold)}`,
  )
}
