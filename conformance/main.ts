import { Command, Option } from 'commander'
import { StatusLine } from '../scripts/status-line.js'
import { CASES, readCases } from './case.js'
import { reasonToFail } from './known-failures.js'
import { runCase, type CaseResult } from './run-case.js'

const program = new Command('conformance')
  .description('Runs models with known results and compares.')
  .argument('[folder...]', 'folders or files of cases; all of the project if left out')
  .addOption(
    new Option('--target <target>', 'what the kernels become')
      .choices(['js', 'wasm', 'both'])
      .default('both'),
  )
  .option('--case <name>', 'only cases whose name contains this')
  .option('--json', 'one line of JSON per case and target')
  .action(
    async (folders: string[], options: { target: 'js' | 'wasm' | 'both'; json?: boolean; case?: string }) => {
      let passed = 0
      let failed = 0
      let asKnown = 0
      const cases = (folders.length === 0 ? [CASES] : folders)
        .flatMap(readCases)
        .filter(({ test }) => options.case === undefined || test.name.includes(options.case))
      const status = new StatusLine()
      for (const [k, { area, test }] of cases.entries()) {
        status.tell(`conformance, ${area}`, k / cases.length)
        const targets = options.target === 'both' ? (['js', 'wasm'] as const) : [options.target]
        const results: CaseResult[] = []
        for (const target of targets) results.push(await runCase(test, target))
        for (const result of sameBits(results)) {
          const known = result.passed ? undefined : reasonToFail(test)
          if (result.passed) passed++
          else if (known === undefined) failed++
          else asKnown++
          status.above(() => {
            if (options.json === true) console.log(JSON.stringify(result))
            else if (!result.passed && known === undefined)
              console.log(`FAIL ${area}/${result.name} [${result.target}] ${result.reason}`)
          })
        }
      }
      status.end()
      const others = asKnown === 0 ? '' : `, ${String(asKnown)} failed for a reason in not-built.json`
      console.log(`${String(passed)} passed, ${String(failed)} failed${others}`)
      process.exitCode = failed === 0 ? 0 : 1
    },
  )

/** On both targets a case must give the same bits; otherwise it fails on both. */
function sameBits(results: readonly CaseResult[]): readonly CaseResult[] {
  const [first, second] = results
  if (
    first === undefined ||
    second === undefined ||
    first.digest === second.digest ||
    !first.passed ||
    !second.passed
  )
    return results
  return results.map(result => ({
    ...result,
    passed: false,
    reason: 'the targets js and wasm give different bits',
  }))
}

await program.parseAsync()
