import { runCold, type ColdRun } from './cold-process.js'

/** Runs a file of `processes` in a process of its own, against the build. @throws {Error} if it fails or prints no line of JSON */
export const runProcess = (root: string, file: string, ...args: readonly string[]): Promise<ColdRun> =>
  runCold(process.execPath, ['scripts/run-typescript.js', `benchmarks/processes/${file}`, ...args], root)
