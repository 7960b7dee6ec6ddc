import { RheobaseError } from '../errors/rheobase-error.js'
import { Quantity } from '../units/quantity.js'
import { readStatements } from './equation-text.js'
import { checkText, describeValue } from './options.js'
import type { PathwayOptions } from './pathway.js'
import { SynapsesCore } from './synapses-core.js'
import type { SideView } from './synaptic-side.js'

/** What events at synapses do, and how long they take. */
export interface PathwaysInput {
  /** Code that runs for a synapse when a spike of its source arrives, or several pathways by name. */
  readonly onPre?: string | Readonly<Record<string, string>>
  /** The same for spikes of its target. */
  readonly onPost?: string | Readonly<Record<string, string>>
  /** Event that drives the pathways, `spike` if left out; or per pathway. */
  readonly onEvent?: string | Readonly<Record<string, string>>
  /** One delay for all synapses of the pathway `pre`, or per pathway. Left out: a delay per synapse, 0 until it is set. */
  readonly delay?: Quantity | Readonly<Record<string, Quantity>>
  /**
   * Whether network operations change delays during runs (code of the synapses that writes `delay` says so by itself): then each event is
   * sent on its own, with the delay of that moment, which is slower.
   */
  readonly changingDelays?: boolean
}

/** The pathways of synapses. @throws {RheobaseError | DiagnosticError} for names, events, delays and code that cannot be */
export function readPathways(
  name: string,
  source: SideView,
  target: SideView,
  options: PathwaysInput,
): readonly PathwayOptions[] {
  const delays: Readonly<Record<string, unknown>> =
    options.delay === undefined ? {} : isNamed(options.delay) ? options.delay : { pre: options.delay }
  const events: Readonly<Record<string, string>> | string = options.onEvent ?? 'spike'
  const read = (side: 'pre' | 'post', code: PathwaysInput['onPre']): PathwayOptions[] => {
    const named = namedCode(side, code)
    return Object.entries(named).map(([pathway, text]) => {
      if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(pathway))
        throw new RheobaseError(
          'value',
          'impossible-name',
          `"${pathway}" cannot be the name of a pathway of \`${name}\`: use letters, digits and _, and no digit first`,
        )
      const event =
        typeof events === 'string'
          ? events
          : ((Object.hasOwn(events, pathway) ? events[pathway] : undefined) ?? 'spike')
      checkEvent(name, side === 'pre' ? source : target, event)
      return {
        name: pathway,
        side,
        event,
        statements: readStatements(
          `code of the pathway ${pathway} of \`${name}\``,
          checkText('the code of a pathway', text),
        ),
        delay: Object.hasOwn(delays, pathway) ? delays[pathway] : undefined,
        changes: options.changingDelays === true && !Object.hasOwn(delays, pathway),
      }
    })
  }
  const pathways = [...read('pre', options.onPre), ...read('post', options.onPost)]
  const known = pathways.map(pathway => pathway.name)
  const twice = known.find((pathway, position) => known.indexOf(pathway) !== position)
  if (twice !== undefined)
    throw new RheobaseError(
      'value',
      'pathway-name-taken',
      `\`${name}\` has two pathways called "${twice}": those of onPre and onPost share their names`,
    )
  if (options.changingDelays === true && !pathways.some(({ changes }) => changes))
    throw new RheobaseError(
      'value',
      'one-delay-for-all',
      `\`${name}\` has no delays that could change: each of its pathways has one delay for all. Leave the option delay out, and set delays after connecting.`,
    )
  for (const [what, keys] of [
    ['delay', Object.keys(delays)],
    ['onEvent', typeof events === 'string' ? [] : Object.keys(events)],
  ] as const) {
    const unknown = keys.find(key => !known.includes(key))
    if (unknown === undefined) continue
    throw new RheobaseError(
      'value',
      'unknown-pathway',
      `the option ${what} of \`${name}\` names the pathway "${unknown}", which does not exist. Its pathways are: ${known.join(', ') || 'none'}.`,
    )
  }
  return pathways
}

/** The pathways of one side by name. Empty code makes none. */
function namedCode(side: 'pre' | 'post', code: unknown): Readonly<Record<string, unknown>> {
  if (code === undefined) return {}
  if (typeof code === 'string') return { [side]: code }
  if (typeof code === 'object' && code !== null && !Array.isArray(code)) return { ...code }
  throw new RheobaseError(
    'type',
    'not-text',
    `the code of synapses is text, or an object with text for each pathway, not ${describeValue(code)}`,
  )
}

const isNamed = (
  delay: Quantity | Readonly<Record<string, Quantity>>,
): delay is Readonly<Record<string, Quantity>> =>
  typeof delay === 'object' && (delay as unknown) !== null && !(delay instanceof Quantity)

function checkEvent(name: string, { core }: SideView, event: string): void {
  if (core.events.some(known => known.name === event)) return
  const hint =
    core instanceof SynapsesCore
      ? ' Synapses emit no events.'
      : event === 'spike'
        ? ' Did you forget to give it a threshold?'
        : ''
  throw new RheobaseError(
    'value',
    'unknown-event',
    `\`${name}\` waits for the event "${event}" of \`${core.name}\`, which has no such event.${hint}`,
  )
}
