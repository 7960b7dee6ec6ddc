/** Something the user should know that is no error. */
export interface Message {
  readonly level: 'warning' | 'info'
  /** What it is about; never changes its meaning. */
  readonly code: string
  readonly text: string
}

/** Where messages go unless a program wants them: warnings to the console, the rest nowhere. */
export function warnOnConsole({ level, text }: Message): void {
  if (level === 'warning') console.warn(text)
}
