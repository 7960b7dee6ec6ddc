import type { Rewriter } from '../../kernels/rewrite.js'
import type { Statement } from '../../kernels/value.js'
import type { Access, Unit } from './access.js'

/** A statement of a kernel that all threads run, each for what it owns. */
export interface DividedStatement extends Unit {
  readonly emit: (rewriter: Rewriter) => void
  /** What replaces statements within it, and before it. */
  readonly replacements?: ReadonlyMap<Statement, (rewriter: Rewriter) => void>
  /** Statements before it in the kernel that belong to it, with what replaces what they touch. */
  readonly before?: ReadonlyMap<Statement, readonly Access[]>
  /** What follows it, after the threads have met if they must. */
  readonly after?: readonly DividedStatement[]
}
