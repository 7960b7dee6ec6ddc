import { test } from 'vitest'
import { versionOf } from './visit-page.js'

/** The browser that tests of pages start: `chromium`, or what the variable CHROMIUM says. */
export const CHROMIUM = process.env['CHROMIUM'] ?? 'chromium'

/** A test that needs it. Where there is none it is skipped, and `npm test` names it at the end. */
export const testInChromium = test.skipIf(versionOf(CHROMIUM) === undefined)
