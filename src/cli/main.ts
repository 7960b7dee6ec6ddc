#!/usr/bin/env node
import { runCommandLine } from './command-line.js'
import { processTerminal } from './terminal.js'

// Who reads the output may stop before its end, as head does: that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

process.exitCode = await runCommandLine(process.argv.slice(2), processTerminal)
