import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { format } from 'node:util'
import { ROOT } from './run-tool.js'

/** Inside of the project, so that programs find `rheobase`. */
const FOLDER = join(ROOT, '.cache/programs')
let count = 0

/** Runs a program of a document and gives back what it prints on the console. @throws what the program throws */
export async function runProgram(program: string): Promise<string> {
  mkdirSync(FOLDER, { recursive: true })
  const file = join(FOLDER, `${String(process.pid)}-${String(count++)}.ts`)
  writeFileSync(file, program)
  const printed: string[] = []
  const log = console.log
  console.log = (...words: unknown[]) => {
    printed.push(format(...words))
  }
  try {
    await import(pathToFileURL(file).href)
  } finally {
    console.log = log
  }
  return printed.join('\n')
}
