import type { ArraySymbol, KernelFunction, Load, Statement } from '../../kernels/value.js'
import { walk } from '../../kernels/walk.js'

/**
 * Which elements of an array a thread touches: only those that it owns, in a division that is named; all of them, but only the first thread
 * does it; or any.
 */
export type Region = { readonly own: string } | 'first thread' | 'any'

export interface Access {
  readonly array: ArraySymbol
  readonly writes: boolean
  readonly region: Region
}

/** A place in memory that code reads or writes. */
export type Place = Pick<Load, 'array' | 'index' | 'displacement'>

/** A part of a step between two points where threads could wait for each other. */
export interface Unit {
  readonly accesses: readonly Access[]
  /** Whether it calls the host, which may read and write anything; then only the first thread runs it. */
  readonly callsHost: boolean
}

/** An array is divided by its length; synapses also by their targets. */
export const ownStretchOf = ({ length }: ArraySymbol): Region => ({ own: String(length) })

/** Whether one thread could see what another one does too early or too late, if both units ran without waiting between them. */
export function areInConflict(a: Unit, b: Unit): boolean {
  if (a.callsHost || b.callsHost) return !(onFirstThread(a) && onFirstThread(b))
  return a.accesses.some(one =>
    b.accesses.some(
      other =>
        one.array === other.array && (one.writes || other.writes) && !stayApart(one.region, other.region),
    ),
  )
}

const onFirstThread = ({ callsHost, accesses }: Unit): boolean =>
  callsHost || accesses.every(({ region }) => region === 'first thread')

function stayApart(a: Region, b: Region): boolean {
  if (a === 'any' || b === 'any') return false
  if (a === 'first thread' || b === 'first thread') return a === b
  return a.own === b.own
}

/**
 * Whether code can run on several threads at once: it leaves the host alone, and of every array that it writes it touches only what each thread
 * owns.
 */
export function isDivisible({ accesses, callsHost }: Unit): boolean {
  const written = new Set(accesses.filter(({ writes }) => writes).map(({ array }) => array))
  return !callsHost && accesses.every(({ array, region }) => region !== 'any' || !written.has(array))
}

/** All that statements touch, each place in the region that `regionOf` tells, and the tables that functions read. */
export function accessesOf(
  statements: readonly Statement[],
  regionOf: (place: Place) => Region,
  region: Region,
): Unit {
  const accesses: Access[] = []
  let callsHost = false
  walk(statements, statement => {
    if (statement.kind === 'store') {
      accesses.push({ array: statement.array, writes: true, region: regionOf(statement) })
    } else if (statement.kind === 'define') {
      const { value } = statement
      if (value.kind === 'load') accesses.push({ array: value.array, writes: false, region: regionOf(value) })
      else if (value.kind === 'call' && value.callee.kind === 'host-function') callsHost = true
      else if (value.kind === 'call' && value.callee.kind === 'kernel-function') {
        const inner = accessesOfFunction(value.callee, region)
        accesses.push(...inner.accesses)
        callsHost ||= inner.callsHost
      }
    }
  })
  return { accesses, callsHost }
}

const accessesOfFunction = ({ body }: KernelFunction, region: Region): Unit =>
  accessesOf(body, () => region, region)
