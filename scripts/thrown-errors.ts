import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import ts from 'typescript'
import { ROOT } from './run-tool.js'

/** An error or a message that stands in the sources, not in the catalogue of mistakes in model text. */
export interface SourceError {
  readonly code: string
  /** The kind of an error, or the level of a message: `warning`, `info`. */
  readonly kinds: readonly string[]
  /** First lines of its messages as they are written; `…` stands for what is only known when it is raised. */
  readonly messages: readonly string[]
}

const KINDS = 'syntax name dimension equation method type value index state integration'.split(' ')
const LEVELS = ['warning', 'info']
const CODE = /^[a-z]+(-[a-z0-9]+)*$/

/** All errors and messages of src/, sorted by code, each code once. */
export function errorsOfSources(): readonly SourceError[] {
  const found = new Map<string, SourceError>()
  for (const file of sourceFiles()) {
    for (const error of errorsOf(file, readFileSync(file, 'utf8'))) {
      const known = found.get(error.code)
      found.set(error.code, {
        code: error.code,
        kinds: [...new Set([...(known?.kinds ?? []), ...error.kinds])].sort(),
        messages: [...new Set([...(known?.messages ?? []), ...error.messages])],
      })
    }
  }
  return [...found.values()].sort((a, b) => (a.code < b.code ? -1 : 1))
}

function sourceFiles(): readonly string[] {
  return readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
    .filter(path => path.endsWith('.ts') && !/\.(test|test-d|test-support)\.ts$/.test(path))
    .map(path => join(ROOT, 'src', path))
    .sort()
}

/** The errors that one file raises. What it looks for: `kind, code, message` or `{ level, code, text }`, side by side. */
export function errorsOf(file: string, text: string): readonly SourceError[] {
  const tree = ts.createSourceFile(relative(ROOT, file), text, ts.ScriptTarget.ES2022, true)
  const errors: SourceError[] = []
  const add = (kinds: readonly string[], code: ts.Node | undefined, message: ts.Node | undefined): void => {
    const [name] = choices(code)
    if (kinds.length === 0 || name === undefined || !CODE.test(name) || message === undefined) return
    errors.push({ kinds, code: name, messages: [firstLine(wordsOf(message))] })
  }
  const visit = (node: ts.Node): void => {
    if (ts.isNewExpression(node) || ts.isCallExpression(node)) {
      const words = node.arguments ?? ([] as readonly ts.Expression[])
      if (node.expression.getText(tree) === 'DimensionError') add(['dimension'], words[0], words[1])
      else
        words.forEach((word, k) => {
          add(kindsOf(word, tree), words[k + 1], words[k + 2])
        })
    }
    if (ts.isObjectLiteralExpression(node)) {
      const { level, code, text } = propertiesOf(node)
      add(
        choices(level).filter(word => LEVELS.includes(word)),
        code,
        text,
      )
    }
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return errors
}

/** The kinds that an argument can stand for: a literal, a choice of literals, or a constant that is one. */
function kindsOf(node: ts.Node, tree: ts.SourceFile): readonly string[] {
  const isKind = (word: string): boolean => KINDS.includes(word) || LEVELS.includes(word)
  const own = choices(node).filter(isKind)
  if (own.length > 0 || !ts.isIdentifier(node) || node.text !== 'kind') return own
  const declared: string[] = []
  const search = (other: ts.Node): void => {
    if (ts.isVariableDeclaration(other) && other.name.getText(tree) === node.text)
      declared.push(...choices(other.initializer).filter(isKind))
    ts.forEachChild(other, search)
  }
  search(tree)
  return declared
}

function choices(node: ts.Node | undefined): readonly string[] {
  if (node === undefined) return []
  if (ts.isConditionalExpression(node)) return [...choices(node.whenTrue), ...choices(node.whenFalse)]
  return ts.isStringLiteral(node) ? [node.text] : []
}

function propertiesOf(node: ts.ObjectLiteralExpression): Readonly<Record<string, ts.Node | undefined>> {
  return Object.fromEntries(
    node.properties
      .filter(property => ts.isPropertyAssignment(property))
      .map(({ name, initializer }) => [name.getText(), initializer]),
  )
}

/** A text as it is written in the source, with `…` for everything in it that is computed. */
function wordsOf(node: ts.Node): string {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text
  if (ts.isTemplateExpression(node))
    return node.head.text + node.templateSpans.map(({ literal }) => `…${literal.text}`).join('')
  if (ts.isBinaryExpression(node)) return wordsOf(node.left) + wordsOf(node.right)
  if (ts.isParenthesizedExpression(node)) return wordsOf(node.expression)
  return '…'
}

const firstLine = (text: string): string => (text.split('\n')[0] ?? '').replace(/…+/g, '…').trim()
