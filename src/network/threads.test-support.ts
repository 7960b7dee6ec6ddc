import { expect } from 'vitest'
import { Network } from './network.js'
import type { NetworkOptions } from './network-options.js'

/** Numbers of threads to compare: fewer and more than there are processors, and some that divide nothing. */
export const THREAD_COUNTS = [1, 2, 3, 7]

/** Makes a network, runs it and looks at it with each number of threads; what is seen must be the same to the last bit. */
export async function expectSameOnThreads(
  experiment: (net: Network) => Promise<unknown>,
  options: NetworkOptions = {},
): Promise<void> {
  const [first, ...others] = THREAD_COUNTS
  const expected = await withThreads(first ?? 1, options, experiment)
  for (const threads of others)
    expect(await withThreads(threads, options, experiment), `${String(threads)} threads`).toEqual(expected)
}

export async function withThreads<Seen>(
  threads: number,
  options: NetworkOptions,
  experiment: (net: Network) => Promise<Seen>,
): Promise<Seen> {
  const net = new Network({ seed: 1, ...options, threads })
  try {
    return await experiment(net)
  } finally {
    net.dispose()
  }
}
