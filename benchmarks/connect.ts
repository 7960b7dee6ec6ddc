// npm run bench:connect -- [processes]: how long connecting takes, and the memory of 20 million synapses. Prints; never passes or fails on time.
import { fileURLToPath } from 'node:url'
import { ensureBuild } from '../scripts/up-to-date-build.js'
import { printConnectFigures } from './connect-figures.js'

const status = await ensureBuild()
if (status !== 0) process.exit(status)
printConnectFigures(fileURLToPath(new URL('..', import.meta.url)), Number(process.argv[2] ?? 12))
