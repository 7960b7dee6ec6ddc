/** How far something is that takes its time. */
export interface WorkInProgress {
  /** What is done: `connecting synapses`. */
  readonly work: string
  /** 0 at the beginning, 1 at the end. */
  readonly completed: number
}

type Watcher = (progress: WorkInProgress) => void

let watcher: Watcher | undefined

/**
 * From now on `watch` is called, often, by everything in this thread that can take long: runs that have no reporter of their own, connecting,
 * sweeps. There is one watcher, that of the program in whose terminal or page all this happens.
 * @returns what ends it
 */
export function watchWork(watch: Watcher): () => void {
  watcher = watch
  return () => {
    if (watcher === watch) watcher = undefined
  }
}

export function tellWork(work: string, completed: number): void {
  watcher?.({ work, completed })
}
