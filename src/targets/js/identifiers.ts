/**
 * A JavaScript identifier that reads like a name of the model: `neurons.v` becomes `neurons_v`. What comes out is made of ASCII letters,
 * digits and `_` alone, so no text of a user can become code.
 */
export function identifierFrom(name: string): string {
  const plain = name.replace(/[^A-Za-z0-9_]+/g, '_')
  return /^[0-9]|^$/.test(plain) ? `_${plain}` : plain
}

/** Words that the language keeps for itself in strict code, and the globals and parameters that generated code uses. */
export const RESERVED_WORDS: readonly string[] = [
  ...[
    'arguments',
    'await',
    'break',
    'case',
    'catch',
    'class',
    'const',
    'continue',
    'debugger',
    'default',
    'delete',
    'do',
  ],
  ...[
    'else',
    'enum',
    'eval',
    'export',
    'extends',
    'false',
    'finally',
    'for',
    'function',
    'if',
    'implements',
    'import',
    'in',
  ],
  ...[
    'instanceof',
    'interface',
    'let',
    'new',
    'null',
    'package',
    'private',
    'protected',
    'public',
    'return',
    'static',
  ],
  ...[
    'super',
    'switch',
    'this',
    'throw',
    'true',
    'try',
    'typeof',
    'undefined',
    'var',
    'void',
    'while',
    'with',
    'yield',
  ],
  ...['Float64Array', 'Infinity', 'Int32Array', 'Math', 'NaN', 'Object', 'host', 'memory', 'rebind'],
]

/** Text for a `//` comment: on one line, whatever the user's text holds. */
export const commentText = (text: string): string => text.replace(/[\s\u2028\u2029]+/g, ' ').trim()
