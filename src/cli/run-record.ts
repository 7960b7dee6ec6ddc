import type { Precision } from '../network/precision.js'
import type { Network } from '../network/network.js'

/** What a run of the command did and took, as `--json` prints it. */
export interface RunRecord {
  readonly model: string
  readonly neurons: number
  /** Of the neurons that have a form. */
  readonly compartments: number
  readonly synapses: number
  /** Of the neurons, or compartments, that a spike monitor counts; null if there is none. */
  readonly spikes: number | null
  /** Per neuron and simulated time; null if none is counted, if several compartments of one neuron are, or if no time has passed. */
  readonly rateHz: number | null
  /** Loading the file and building the network with its synapses. */
  readonly buildMilliseconds: number
  /** From the checked model to code that the engine has compiled. */
  readonly compileMilliseconds: number
  readonly runMilliseconds: number
  /** Of these, how long the run waited for its input: what is left over of real time if that is live. */
  readonly waitMilliseconds: number
  /** From the start of the process. */
  readonly wallMilliseconds: number
  /** Most memory that the process has held. */
  readonly peakBytes: number
  readonly seed: number
  readonly target: 'wasm' | 'js'
  readonly precision: Precision
  readonly threads: number
  /** Simulated time. */
  readonly durationSeconds: number
  /** Set if Ctrl-C ended the run. */
  readonly interrupted?: true
  readonly figure?: string
  /** Files with what was recorded. */
  readonly saved?: readonly SavedFile[]
}

export interface SavedFile {
  readonly file: string
  readonly bytes: number
}

/** @param milliseconds from the begin of loading to the end of the simulation */
export function recordRun(
  model: string,
  network: Network,
  milliseconds: number,
  figure: string | undefined,
): RunRecord {
  const { neurons, compartments, synapses, monitored, countsCompartments, spikes, seed, time } =
    network.summary()
  const durationSeconds = network.t.value
  const isCounted = monitored > 0
  const compileMilliseconds = time.generateMilliseconds + time.compileMilliseconds
  return {
    model,
    neurons,
    compartments,
    synapses,
    spikes: isCounted ? spikes : null,
    rateHz:
      isCounted && !countsCompartments && durationSeconds > 0 ? spikes / monitored / durationSeconds : null,
    buildMilliseconds: Math.max(0, milliseconds - compileMilliseconds - time.runMilliseconds),
    compileMilliseconds,
    runMilliseconds: time.runMilliseconds,
    waitMilliseconds: time.waitMilliseconds,
    ...untilNow(),
    seed,
    target: network.target,
    precision: network.precision,
    threads: network.threads,
    durationSeconds,
    ...(figure === undefined ? {} : { figure }),
  }
}

/** What the process has taken so far. */
export const untilNow = (): Pick<RunRecord, 'wallMilliseconds' | 'peakBytes'> => ({
  wallMilliseconds: process.uptime() * 1000,
  peakBytes: process.resourceUsage().maxRSS * 1024,
})
