import { DEFAULT_SLOTS } from '../compile/schedule.js'
import { warnOnConsole, type Message } from '../errors/message.js'
import { RheobaseError } from '../errors/rheobase-error.js'
import { Clock } from '../runtime/clock.js'
import { jsTarget } from '../targets/js/js-target.js'
import type { Target } from '../targets/target.js'
import { wasmTarget } from '../targets/wasm/wasm-target.js'
import type { Quantity } from '../units/quantity.js'
import { readNamespace, type NamespaceInput } from './namespace.js'
import { checkOptions, describeValue } from './options.js'
import { floatOf, type Precision } from './precision.js'
import { readTimeStep } from './read-time.js'
import type { SimulationParts } from './simulation.js'
import { checkedThreads, Threads } from './threads.js'
import { Workspace } from './workspace.js'

/** Options of `new Network()`. */
export interface NetworkOptions {
  /** Time step of all objects that have none of their own; 0.1 ms if left out. */
  readonly dt?: Quantity
  /** A whole number from 0 to 2^53 - 1. Without one it is drawn, and `net.seed` tells it. */
  readonly seed?: number
  /** What the kernels become: WebAssembly, or readable JavaScript with the same bits. */
  readonly target?: 'wasm' | 'js'
  /**
   * Digits of float variables and of what is computed with them: `'double'`, or `'single'` for speed and half the memory. Times, delays
   * and spikes are exact in both; what is read is a double in both.
   */
  readonly precision?: Precision
  /**
   * Threads that a run uses, from 1 to 64, with the same results to the last bit. In a page they need isolation from other origins
   * (`crossOriginIsolated`); where there is none, a run uses one.
   */
  readonly threads?: number | undefined
  /** Constants and functions that all objects share. */
  readonly namespace?: NamespaceInput
  /** Slots of a time step in order, instead of start, groups, thresholds, synapses, resets, end. */
  readonly schedule?: readonly string[]
  /** Bytes that state, synapses and buffers may take together; 4 GiB if left out, which is the most there is. */
  readonly memoryLimit?: number
  /** Where messages go; warnings go to `console.warn` if left out. */
  readonly onMessage?: (message: Message) => void
}

const OPTIONS = [
  'dt',
  'seed',
  'target',
  'precision',
  'threads',
  'namespace',
  'schedule',
  'memoryLimit',
  'onMessage',
]
const TARGETS: Readonly<Record<'wasm' | 'js', Target>> = { wasm: wasmTarget, js: jsTarget }

/** What a network is made of. @throws {RheobaseError} for unknown options and impossible values */
export function readNetworkOptions(options: NetworkOptions): SimulationParts {
  checkOptions('Network', options, OPTIONS)
  const target = options.target ?? 'wasm'
  if (typeof target !== 'string' || !Object.hasOwn(TARGETS, target))
    throw new RheobaseError(
      'value',
      'unknown-target',
      `there is no target ${describeValue(target)}: use 'wasm' or 'js'`,
    )
  const namespace = readNamespace('namespace of the network', options.namespace ?? {})
  const seed = { seed: checkedSeed(options.seed ?? drawnSeed()), epoch: 0 }
  const threads = new Threads(checkedThreads(options.threads), target)
  return {
    workspace: new Workspace(
      TARGETS[target],
      namespace,
      seed,
      floatOf(options.precision ?? 'double'),
      checkedMemoryLimit(options.memoryLimit),
      threads.isShared,
    ),
    defaultClock: new Clock('defaultclock', readTimeStep(options.dt)),
    slots: checkedSlots(options.schedule ?? DEFAULT_SLOTS),
    onMessage: options.onMessage ?? warnOnConsole,
    threads,
  }
}

/** @throws {RheobaseError} kind `type` or `value` */
export function checkedSeed(seed: unknown): number {
  if (typeof seed !== 'number')
    throw new RheobaseError('type', 'not-a-seed', `a seed is a whole number, not ${describeValue(seed)}`)
  if (Number.isSafeInteger(seed) && seed >= 0) return seed
  throw new RheobaseError(
    'value',
    'impossible-seed',
    `a seed is a whole number from 0 to 2^53 - 1, not ${String(seed)}`,
  )
}

/** From the clock of the host and its random numbers: a new network without a seed is different each time, and says which it is. */
// eslint-disable-next-line no-restricted-properties -- the seed itself may be anything; it is told
const drawnSeed = (): number => Math.floor(Math.random() * 2 ** 32)

function checkedMemoryLimit(bytes: unknown): number | undefined {
  if (bytes === undefined || (typeof bytes === 'number' && bytes > 0)) return bytes
  throw new RheobaseError(
    'value',
    'impossible-memory-limit',
    `a limit of memory is a positive number of bytes, not ${describeValue(bytes)}`,
  )
}

function checkedSlots(slots: unknown): readonly string[] {
  if (!Array.isArray(slots) || slots.some(slot => typeof slot !== 'string')) {
    throw new RheobaseError(
      'type',
      'not-a-schedule',
      `a schedule is a list of slot names, not ${describeValue(slots)}`,
    )
  }
  const names = slots as readonly string[]
  if (names.length === 0)
    throw new RheobaseError('value', 'not-a-schedule', 'a schedule needs at least one slot')
  const twice = names.find((slot, position) => names.indexOf(slot) !== position)
  if (twice !== undefined)
    throw new RheobaseError('value', 'not-a-schedule', `the slot "${twice}" stands twice in the schedule`)
  const derived = names.find(slot => /^(before|after)_/.test(slot))
  if (derived !== undefined)
    throw new RheobaseError(
      'value',
      'implicit-slot',
      `"${derived}" cannot be listed in a schedule: every slot has its before_ and after_ anyway`,
    )
  return names
}
