import type ora from 'ora'
import type { Ora } from 'ora'
import { watchWork, type WorkInProgress } from '../runtime/work-in-progress.js'
import type { Terminal } from './terminal.js'

/** In milliseconds. What is shorter is over before a line could be read. */
const PATIENCE = 500
const BETWEEN_DRAWINGS = 100
/** After such a silence, work that has not ended has been given up. */
const SILENCE = 10_000

interface Watched {
  readonly work: string
  /** When, and how far it was, when it was first heard of. */
  readonly began: number
  readonly from: number
  heard: number
  completed: number
}

/** One line on the terminal that says what is going on, how far it is, and how long it will take. */
export class ProgressLine {
  readonly #draw: typeof ora
  readonly #now: () => number
  #watched: Watched | undefined
  #spinner: Ora | undefined
  #drawn = -Infinity

  constructor(draw: typeof ora, now: () => number = () => performance.now()) {
    this.#draw = draw
    this.#now = now
  }

  /** What work that is part of other work, as the runs of a sweep, tells is not shown. */
  readonly told = ({ work, completed }: WorkInProgress): void => {
    const now = this.#now()
    let watched = this.#watched
    const isPart = watched !== undefined && watched.work !== work && now - watched.heard < SILENCE
    if (isPart) return
    if (completed >= 1) {
      this.stop()
      return
    }
    if (watched?.work !== work || completed < watched.completed)
      this.#watched = watched = { work, began: now, from: completed, heard: now, completed }
    watched.heard = now
    watched.completed = completed
    if (now - watched.began < PATIENCE || now - this.#drawn < BETWEEN_DRAWINGS) return
    this.#drawn = now
    this.#spinner ??= this.#draw({ discardStdin: false }).start()
    const pace = (completed - watched.from) / (now - watched.began)
    this.#spinner.text = progressText(work, completed, (1 - completed) / pace / 1000)
    // What works leaves little time to timers.
    this.#spinner.render()
  }

  /** Takes the line away. */
  stop(): void {
    this.#spinner?.stop()
    this.#spinner = undefined
    this.#watched = undefined
  }
}

/** Does something; on a terminal at which somebody sits, with a line that tells how far it is. Without a terminal, silently. */
export async function withProgress<Result>(
  terminal: Terminal | undefined,
  work: () => Promise<Result>,
): Promise<Result> {
  if (terminal?.isInteractive !== true) return work()
  // The package that draws the line is loaded only where somebody watches.
  const line = new ProgressLine((await import('ora')).default)
  const end = watchWork(line.told)
  try {
    return await work()
  } finally {
    end()
    line.stop()
  }
}

/** `simulating: 45 %, about 12 s left` */
export function progressText(work: string, completed: number, remainingSeconds: number): string {
  const left = Number.isFinite(remainingSeconds) ? `, about ${remainingText(remainingSeconds)} left` : ''
  return `${work}: ${String(Math.floor(completed * 100))} %${left}`
}

function remainingText(seconds: number): string {
  const whole = Math.ceil(seconds)
  if (whole < 60) return `${String(whole)} s`
  const minutes = Math.round(seconds / 60)
  return minutes < 60
    ? `${String(minutes)} min`
    : `${String(Math.floor(minutes / 60))} h ${String(minutes % 60)} min`
}
