import { diagnostic, type Diagnostic } from './diagnostics/diagnostic.js'
import { whyIllegalName } from './names.js'
import type { Scope, VariableMeaning } from './scope.js'
import type { Statement } from './syntax-tree.js'
import { nearestKnownNames } from './unknown-name.js'

/** What a statement writes to. */
export type AssignmentTarget =
  | { readonly kind: 'variable'; readonly variable: VariableMeaning }
  /** `shadows`: it hides a constant or function of a namespace. */
  | { readonly kind: 'local'; readonly shadows: Diagnostic | undefined }
  | { readonly kind: 'refused'; readonly diagnostic: Diagnostic }

export function resolveTarget(
  statement: Statement,
  scope: Scope,
  isLocal: (name: string) => boolean,
): AssignmentTarget {
  const { target: name, targetSpan: span } = statement
  if (isLocal(name)) return { kind: 'local', shadows: undefined }
  const meaning = scope.lookup(name)
  if (meaning?.kind === 'variable') {
    const problem = whyNotWritable(meaning, statement)
    return problem === undefined
      ? { kind: 'variable', variable: meaning }
      : { kind: 'refused', diagnostic: problem }
  }
  const reason = whyIllegalName(name)
  if (reason !== undefined) {
    return { kind: 'refused', diagnostic: diagnostic('write-to-reserved', span, { name, reason }) }
  }
  return newLocal(statement, scope)
}

function whyNotWritable(
  variable: VariableMeaning,
  { target: name, targetSpan: span }: Statement,
): Diagnostic | undefined {
  const { owner, readOnly: access } = variable
  if (variable.subexpression === true) return diagnostic('write-to-subexpression', span, { name, owner })
  return access && diagnostic('write-to-read-only', span, { name, access, owner })
}

function newLocal({ target: name, targetSpan: span, operator }: Statement, scope: Scope): AssignmentTarget {
  const meaning = scope.lookup(name)
  const where = scope.where?.(name)
  if (operator !== '=') {
    const found =
      meaning === undefined
        ? diagnostic('update-of-unknown', span, { name, operator, nearest: nearestKnownNames(name, scope) })
        : diagnostic('write-to-constant', span, { name, where })
    return { kind: 'refused', diagnostic: found }
  }
  if (meaning === undefined && hasSide(name, scope)) {
    const nearest = nearestKnownNames(name, scope)
    return { kind: 'refused', diagnostic: diagnostic('write-to-unknown-side', span, { name, nearest }) }
  }
  const shadows = meaning && diagnostic('shadowed-name', span, { name, where })
  return { kind: 'local', shadows }
}

/** Whether the name has a suffix that stands for a variable of a neuron here: then it is misspelt, and no local is meant. */
function hasSide(name: string, scope: Scope): boolean {
  return ['_pre', '_post'].some(side => name.endsWith(side) && scope.lookup(`N${side}`) !== undefined)
}
