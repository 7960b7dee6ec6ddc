import { expect, test } from 'vitest'
import { runCold } from './cold-process.js'

const node = (script: string): ReturnType<typeof runCold> => runCold(process.execPath, ['-e', script], '.')

test('gives the last line of JSON, whatever else is printed', async () => {
  const { line, wallSeconds } = await node(
    `console.log('{"a":1}'); console.log('{"a":2}'); console.log('done')`,
  )
  expect(line).toEqual({ a: 2 })
  expect(wallSeconds).toBeGreaterThan(0)
})

test('a process that fails is an error with what it said', async () => {
  await expect(node(`console.log('{}'); console.error('out of ideas'); process.exit(3)`)).rejects.toThrow(
    /status 3[^]*out of ideas/,
  )
})

test('a process that says nothing of itself is an error with its output', async () => {
  await expect(node(`console.log('hello')`)).rejects.toThrow(/no line of JSON[^]*hello/)
  await expect(node(`console.log('{ half')`)).rejects.toThrow(/no line of JSON/)
})

test('a command that does not exist is an error', async () => {
  await expect(runCold('no-such-command', [], '.')).rejects.toThrow('no-such-command')
})
