// npm run build: src/ to dist/ (JavaScript, types, declaration maps).
import { build } from './up-to-date-build.js'

process.exitCode = await build()
