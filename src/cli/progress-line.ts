import type { Progress } from '../network/progress.js'
import type { Ora } from 'ora'

/** Runs shorter than this are over before a line could be read. */
const PATIENCE_SECONDS = 0.5

/** One line on the terminal that says how far a run is and how long it will take. It is drawn by a package that only a long run loads. */
export class ProgressLine {
  #spinner: Ora | undefined
  #state: 'waiting' | 'wanted' | 'stopped' = 'waiting'

  readonly report = (progress: Progress): void => {
    if (progress.elapsed < PATIENCE_SECONDS || progress.completed >= 1) return
    const text = progressText(progress)
    if (this.#spinner !== undefined) this.#spinner.text = text
    else if (this.#state === 'waiting') void this.#start(text)
  }

  /** Takes the line away. */
  stop(): void {
    this.#state = 'stopped'
    this.#spinner?.stop()
    this.#spinner = undefined
  }

  async #start(text: string): Promise<void> {
    this.#state = 'wanted'
    const { default: ora } = await import('ora')
    if (!this.#hasStopped()) this.#spinner = ora({ text, discardStdin: false }).start()
  }

  /** The run may end while the package is loaded. */
  #hasStopped(): boolean {
    return this.#state === 'stopped'
  }
}

/** `simulating: 45 %, about 12 s left` */
export function progressText({ completed, remaining }: Progress): string {
  const left = Number.isFinite(remaining) ? `, about ${remainingText(remaining)} left` : ''
  return `simulating: ${String(Math.floor(completed * 100))} %${left}`
}

function remainingText(seconds: number): string {
  const whole = Math.ceil(seconds)
  if (whole < 60) return `${String(whole)} s`
  const minutes = Math.round(seconds / 60)
  return minutes < 60
    ? `${String(minutes)} min`
    : `${String(Math.floor(minutes / 60))} h ${String(minutes % 60)} min`
}
