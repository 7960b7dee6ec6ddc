import { runTool, type Tool } from './run-tool.js'

const CHECKS: readonly { readonly name: string; readonly tool: Tool; readonly args: readonly string[] }[] = [
  { name: 'types', tool: 'tsc', args: ['-p', 'tsconfig.json'] },
  { name: 'lint', tool: 'eslint', args: ['.', '--max-warnings', '0'] },
  { name: 'format', tool: 'prettier', args: ['--check', '--log-level', 'warn', '.'] },
  {
    name: 'import rules',
    tool: 'depcruise',
    args: ['--config', '.dependency-cruiser.cjs', '--output-type', 'err', 'src'],
  },
]

/** Runs every check, so that one run shows all that is wrong, and names those that fail. */
export async function runChecks(): Promise<readonly string[]> {
  const failed: string[] = []
  for (const { name, tool, args } of CHECKS) {
    const status = await runTool(tool, ...args)
    console.log(status === 0 ? `ok      ${name}` : `FAILED  ${name}`)
    if (status !== 0) failed.push(name)
  }
  return failed
}
