import type { Progress } from '../network/progress.js'
import type ora from 'ora'
import type { Ora } from 'ora'

/** Runs shorter than this are over before a line could be read. */
const PATIENCE_SECONDS = 0.5

/** One line on the terminal that says how far a run is and how long it will take. */
export class ProgressLine {
  readonly #draw: typeof ora
  #spinner: Ora | undefined

  private constructor(draw: typeof ora) {
    this.#draw = draw
  }

  /** The package that draws the line is loaded only where somebody watches. */
  static async load(): Promise<ProgressLine> {
    return new ProgressLine((await import('ora')).default)
  }

  readonly report = (progress: Progress): void => {
    if (progress.elapsed < PATIENCE_SECONDS || progress.completed >= 1) return
    this.#spinner ??= this.#draw({ discardStdin: false }).start()
    this.#spinner.text = progressText(progress)
    // A simulation leaves little time to timers.
    this.#spinner.render()
  }

  /** Takes the line away. */
  stop(): void {
    this.#spinner?.stop()
    this.#spinner = undefined
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
