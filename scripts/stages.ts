import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './run-tool.js'

/** A room of `src/`. The table is in the order of the stages: a room never imports a later one. */
export interface Stage {
  readonly name: string
  /** Rooms that it may import, and through them what those may. */
  readonly mayImport: readonly string[]
  /** Whether it runs in a browser as it is, without packages. */
  readonly core: boolean
}

/** The order of the rooms, from the table that the import rules are made of. */
export const STAGES = JSON.parse(readFileSync(join(ROOT, 'scripts/stages.json'), 'utf8')) as readonly Stage[]
