import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** The folder of the project, as a path. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url))

const TOOLS = {
  tsc: 'typescript/bin/tsc',
  eslint: 'eslint/bin/eslint.js',
  prettier: 'prettier/bin/prettier.cjs',
  depcruise: 'dependency-cruiser/bin/dependency-cruise.mjs',
  vitest: 'vitest/vitest.mjs',
} as const
export type Tool = keyof typeof TOOLS

/** Runs a tool of the development dependencies in the project's folder and gives its exit status. */
export function runTool(tool: Tool, ...args: readonly string[]): Promise<number> {
  return runNode(`node_modules/${TOOLS[tool]}`, ...args)
}

/** Runs a script with this Node, without a shell: the same on every system. */
export function runNode(script: string, ...args: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], { cwd: ROOT, stdio: 'inherit' })
    child.on('error', reject)
    child.on('close', status => {
      resolve(status ?? 1)
    })
  })
}
