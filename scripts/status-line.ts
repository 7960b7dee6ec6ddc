import { progressText } from '../src/cli/progress-line.js'

/** What a status line is drawn on. */
export interface Screen {
  readonly isTTY?: boolean
  readonly columns?: number
  write(text: string): unknown
}

/** To the begin of the line, and away with what stands there. */
const CLEAR = '\r\u001b[K'

/**
 * One line on the terminal that says how far a script is; nothing where nobody watches. It is drawn when it is told something and at no other time: no timer
 * takes the processor away from what is being measured.
 */
export class StatusLine {
  readonly #screen: Screen | undefined
  readonly #now: () => number
  readonly #began: number
  #text = ''

  constructor(screen: Screen = process.stderr, now: () => number = () => performance.now()) {
    this.#screen = screen.isTTY === true && (screen.columns ?? 0) > 0 ? screen : undefined
    this.#now = now
    this.#began = now()
  }

  /** @param completed of everything, from 0 to 1 */
  tell(work: string, completed: number): void {
    const left = ((this.#now() - this.#began) / 1000 / completed) * (1 - completed)
    this.#text = progressText(work, completed, left)
    this.#draw()
  }

  /** Lets something print without mixing the two up. */
  readonly above = (print: () => void): void => {
    this.#screen?.write(CLEAR)
    print()
    this.#draw()
  }

  /** Takes the line away. */
  end(): void {
    this.#text = ''
    this.#draw()
  }

  #draw(): void {
    const columns = this.#screen?.columns ?? 0
    this.#screen?.write(CLEAR + this.#text.slice(0, columns - 1))
  }
}
