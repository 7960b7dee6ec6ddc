import { describe, expect, test } from 'vitest'
import { ModelSession } from '../src/io/model-session.js'
import { describeNetwork } from '../src/io/describe-network.js'
import { readModelDescription } from '../src/io/model-json.js'
import { CASES, readCases } from './case.js'
import { runCase } from './run-case.js'

// A network is written as JSON right before its first run, built again from that, and runs: the same bits must come out.

const runnable = readCases(CASES).filter(
  ({ test: { protocol, expectError } }) => expectError === undefined && protocol.some(step => 'run' in step),
)

describe.each(runnable)('$area/$test.name', ({ test: testCase }) => {
  test('is the same after a round trip through JSON', async () => {
    const straight = await runCase(testCase, 'wasm')
    const again = await runCase(testCase, 'wasm', async session => {
      const json: unknown = JSON.parse(JSON.stringify(describeNetwork(session.network)))
      const { network, protocol = [] } = readModelDescription(json)
      const rebuilt = new ModelSession(network, { target: 'wasm', onMessage: () => undefined })
      for (const step of protocol) await rebuilt.step(step)
      // Names of parts, and of code of events, are names of the file and not of the network.
      for (const object of testCase.network.objects) if (object.type === 'subgroup') rebuilt.add(object)
      // What is stored is no part of a model either.
      for (const step of testCase.protocol.slice(
        0,
        testCase.protocol.findIndex(each => 'run' in each),
      ))
        if ('store' in step) await rebuilt.step(step)
      const twice: unknown = JSON.parse(JSON.stringify(describeNetwork(rebuilt.network)))
      expect(twice).toEqual(json)
      return rebuilt
    })
    expect(again.reason).toBe(straight.reason)
    expect(again.digest).toBe(straight.digest)
  })
})
