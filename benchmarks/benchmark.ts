/** A network of which a benchmark exists here and in a peer. */
export interface Benchmark {
  readonly name: string
  /** What it shows, in one sentence. */
  readonly question: string
  /** Numbers of neurons that are measured unless the command line names others. */
  readonly sizes: readonly number[]
  /** Script of ours, for `rheobase run`; it takes the value `size`, and these. */
  readonly model: { readonly script: string; readonly values?: Readonly<Record<string, string>> }
  /** The same network for Brian 2: a script in `peers`, which takes `--size`, and these arguments. */
  readonly brian2?: { readonly script: string; readonly args?: readonly string[] }
}
