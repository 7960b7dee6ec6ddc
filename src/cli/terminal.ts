/** Where the command writes. */
export interface Terminal {
  /** What was asked for: a table, a line of JSON. */
  write(text: string): void
  /** Everything else: mistakes, warnings. */
  writeError(text: string): void
  /** Whether somebody sits there and watches, so that a line may change while the simulation runs. */
  readonly isInteractive: boolean
}

export const processTerminal: Terminal = {
  write: text => {
    process.stdout.write(text)
  },
  writeError: text => {
    process.stderr.write(text)
  },
  // A terminal that says it has no columns cannot have a line redrawn.
  isInteractive: process.stdout.isTTY && process.stderr.isTTY && process.stderr.columns > 0,
}
