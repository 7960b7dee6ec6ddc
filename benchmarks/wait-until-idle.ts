import { cpus } from 'node:os'
import { setTimeout } from 'node:timers/promises'

/** Cores that may be busy with something else. */
const QUIET = 0.1

/**
 * Waits for a second in which the machine does next to nothing, at most for some seconds.
 * @returns how many cores were busy in the last second it looked at
 */
export async function waitUntilIdle(limitSeconds: number): Promise<number> {
  let cores = 0
  for (let second = 0; second < limitSeconds; second++) {
    const before = busyMilliseconds()
    await setTimeout(1000)
    cores = (busyMilliseconds() - before) / 1000
    if (cores <= QUIET) break
  }
  return cores
}

export const isQuiet = (cores: number): boolean => cores <= QUIET

function busyMilliseconds(): number {
  return cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0)
}
