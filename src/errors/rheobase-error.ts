/** What sort of mistake it is; callers and the conformance cases tell errors apart by this word. */
export type ErrorKind =
  | 'syntax'
  | 'name'
  | 'dimension'
  | 'equation'
  | 'method'
  | 'type'
  | 'value'
  | 'index'
  | 'state'
  | 'integration'
  | 'internal'

/**
 * Base of every error that Rheobase throws on purpose. `code` names the exact mistake (kebab-case, never reused for another
 * meaning), `kind` its family. The message is complete: it can be shown to a user as it stands.
 */
export class RheobaseError extends Error {
  readonly code: string
  readonly kind: ErrorKind

  constructor(kind: ErrorKind, code: string, message: string) {
    super(message)
    this.kind = kind
    this.code = code
    this.name = CLASS_NAMES[kind]
  }
}

const CLASS_NAMES: Readonly<Record<ErrorKind, string>> = {
  syntax: 'SyntaxError',
  name: 'UnknownNameError',
  dimension: 'DimensionError',
  equation: 'EquationError',
  method: 'MethodError',
  type: 'TypeError',
  value: 'ValueError',
  index: 'IndexError',
  state: 'StateError',
  integration: 'IntegrationError',
  internal: 'InternalError',
}

/** A fault of Rheobase itself, never of the user's model. */
export class InternalError extends RheobaseError {
  constructor(message: string) {
    super(
      'internal',
      'internal',
      `${message}\nThis is a fault in Rheobase, not in your model. Please report it with the model.`,
    )
  }
}
