import { Equations } from './equations.js'
import type { NamespaceInput } from './namespace.js'
import { checkText } from './options.js'

/** Equations as a user gives them to an object: text, or an object with values of its own. */
export const equationInput = (
  what: string,
  given: unknown,
): { readonly text: string; readonly captured: NamespaceInput } =>
  given instanceof Equations ? given : { text: checkText(what, given), captured: {} }
