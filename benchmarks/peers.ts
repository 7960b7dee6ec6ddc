import type { Peer } from './script-engine.js'

/** Brian 2 as C++ standalone, its fastest way to run once; with OpenMP for more than one thread. */
const brian2: Peer = {
  name: 'brian2',
  probe: `import warnings; warnings.simplefilter('ignore'); import brian2`,
  packages: 'python3-brian g++ make',
  scriptOf: network => network.brian2,
  argumentsOf: ({ threads, precision }) => [
    ...(threads === 1 ? [] : ['--mode', 'openmp', '--threads', String(threads)]),
    ...(precision === 'double' ? [] : ['--dtype', 'float32']),
  ],
}

/** NEURON, which computes in double precision only. */
const neuron: Peer = {
  name: 'neuron',
  probe: 'import neuron',
  packages: 'python3-neuron',
  scriptOf: network => network.neuron,
  argumentsOf: ({ threads, precision }) =>
    precision === 'double' ? ['--threads', String(threads)] : undefined,
}

export const PEERS = { brian2, neuron }
export type PeerName = keyof typeof PEERS
export const PEER_NAMES = ['brian2', 'neuron'] as const satisfies readonly PeerName[]
