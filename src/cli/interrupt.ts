import type { Terminal } from './terminal.js'

/**
 * Does something that Ctrl-C ends early, by its signal, so that what there is until then can still be told, drawn and saved. A second Ctrl-C ends the process
 * as it always does.
 * @returns whether it was ended so
 */
export async function untilInterrupted(
  terminal: Terminal,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<boolean> {
  const controller = new AbortController()
  const reason = new Error('interrupted')
  const interrupt = (): void => {
    terminal.writeError('\nending after this step; Ctrl-C again ends at once\n')
    controller.abort(reason)
  }
  process.once('SIGINT', interrupt)
  try {
    await work(controller.signal)
    return false
  } catch (error) {
    if (error === reason) return true
    throw error
  } finally {
    process.off('SIGINT', interrupt)
  }
}
