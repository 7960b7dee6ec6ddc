import { RheobaseError, type ErrorKind } from '../src/errors/rheobase-error.js'
import { checkCode, checkModelText, checkText, expressionOf } from '../src/language/examples.test-support.js'
import { exampleScope, variable } from '../src/language/example-scope.test-support.js'
import { CATALOGUE, type CatalogueEntry, type Example } from '../src/language/diagnostics/catalogue.js'
import { diagnostic, type Diagnostic, type DiagnosticCode } from '../src/language/diagnostics/diagnostic.js'
import { parseEquations } from '../src/language/parse-equations.js'
import { parseStatements } from '../src/language/parse-statements.js'
import { renderDiagnostic } from '../src/language/diagnostics/render-text.js'
import type { Scope } from '../src/language/scope.js'
import { second, voltage } from '../src/units/dimension.js'
import { errorsOfSources, type SourceError } from './thrown-errors.js'

const AS: Readonly<Record<Example['as'], string>> = {
  equations: 'Equations',
  'synaptic equations': 'Equations of synapses',
  'cable equations': 'Equations of a spatial neuron',
  code: 'Code, as in a reset or on a spike',
  condition: 'An expression, as in a threshold or a refractory period',
}

/** What to say where the message is made by a function, so that its words do not stand in the place where it is raised. */
const SAID_ELSEWHERE: Readonly<Record<string, string>> = {
  celsius: 'temperatures are written in kelvin; differences in °C and in K are the same',
  'element-out-of-range': 'the quantity has no element with this index, or is a single value',
  'figure-too-small': 'a figure of this width or height has no room for its panels',
  'network-busy':
    'a run is under way, has failed, or the network was disposed of; the message says which and what cannot be done',
  'quantity-syntax': 'the text is no quantity; the place is marked',
  'unknown-export':
    'a script imports a name that the module does not export; the place and the nearest names are told',
  'unknown-module':
    'a script imports a file, a package or a part of this package that is not there; the place and the nearest are told',
  'unknown-unit': 'no unit has this name; the nearest ones are named',
}

/** All pages about errors, by their paths in docs/errors. */
export function errorPages(): ReadonlyMap<string, string> {
  const codes = Object.keys(CATALOGUE) as DiagnosticCode[]
  return new Map([
    ['README.md', overview(codes)] as const,
    ...codes.map(code => [`${code}.md`, page(code, CATALOGUE[code])] as const),
  ])
}

function overview(codes: readonly DiagnosticCode[]): string {
  const rows = codes.map(code => {
    const { explanation } = CATALOGUE[code]
    return `| [\`${code}\`](${code}.md) | ${headOf(CATALOGUE[code])} | ${cell(explanation)} |`
  })
  const others = errorsOfSources()
  const isMessage = ({ kinds }: SourceError): boolean =>
    kinds.every(kind => kind === 'warning' || kind === 'info')
  return `${GENERATED}
# Errors

Every error that Rheobase throws on purpose is a \`RheobaseError\` with a \`code\`, which names the exact mistake and never changes its
meaning, and a \`kind\`, its family. Catch by code, not by message:

\`\`\`ts
try {
  await net.run(ms(100))
} catch (error) {
  if (error instanceof RheobaseError && error.code === 'unknown-name') console.error(error.message)
  else throw error
}
\`\`\`

Mistakes in model text come as a \`DiagnosticError\`: its \`diagnostics\` are all mistakes of the model as data, with their places in the
text; code and kind of the error are those of the first. An \`InternalError\` is a fault of Rheobase and not of your model.

## Mistakes in model text

| code | class or level | why the rule exists |
| --- | --- | --- |
${rows.join('\n')}

## Other errors

Raised by what the program asks for, not by what the equations say. \`…\` stands for names and values.

| code | kind | message |
| --- | --- | --- |
${others
  .filter(error => !isMessage(error))
  .map(row)
  .join('\n')}

## Messages

Nothing is thrown; the text goes to \`onMessage\` of the network, or as a warning to the console, and stays in \`net.messages\`.

| code | level | message |
| --- | --- | --- |
${others.filter(isMessage).map(row).join('\n')}
`
}

const row = ({ code, kinds, messages }: SourceError): string => {
  const said = messages.filter(message => /[a-z]/.test(message))
  const words = said.length > 0 ? said : [SAID_ELSEWHERE[code] ?? 'says it in its message']
  return `| \`${code}\` | ${kinds.join(', ')} | ${words.map(cell).join('<br>')} |`
}

function page(code: DiagnosticCode, entry: CatalogueEntry): string {
  const { kind, severity, explanation, bad, good } = entry
  const level =
    severity === undefined ? `${headOf(entry)}, kind \`${kind}\`` : `A ${severity}, kind \`${kind}\``
  return `${GENERATED}
# \`${code}\`

${level}. [All errors](README.md)

${explanation}

## An example

${AS[bad.as]}:

${block(bad.text)}

What Rheobase says:

${block(messageOf(code, bad))}

Put right:

${block(good.text)}
`
}

const GENERATED = '<!-- Made by `npm run docs`; change src/language/diagnostics/ instead. -->'

const headOf = ({ kind, severity }: CatalogueEntry): string => severity ?? classOf(kind)
const classOf = (kind: ErrorKind): string => new RheobaseError(kind, '', '').name

const block = (text: string): string => ['```text', text, '```'].join('\n')
const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '&lt;')

/** The message that the bad example raises, without the line that leads to the page. */
function messageOf(code: DiagnosticCode, example: Example): string {
  const raised = raise(code, example).find(each => each.code === code)
  if (raised === undefined) throw new Error(`the bad example of ${code} does not raise it`)
  return renderDiagnostic(raised)
    .split('\n')
    .filter(line => !line.includes('Read more:'))
    .join('\n')
    .trimEnd()
}

function raise(code: DiagnosticCode, { as, text }: Example): readonly Diagnostic[] {
  // What a text is for is known to later stages only, which raise these four.
  if (code === 'order-dependent') {
    const [statement] = parseStatements({ name: 'code of the pathway pre of `synapses`', text }).statements
    return statement === undefined
      ? []
      : [diagnostic(code, statement.span, { variable: statement.target, pathway: 'pre' })]
  }
  if (code === 'not-a-condition') {
    const { checked } = checkText(text)
    return checked === undefined ? [] : [diagnostic(code, expressionOf(text).span, { found: checked.type })]
  }
  if (code === 'not-a-refractory-period') {
    const { checked } = checkText(text)
    if (checked === undefined) return []
    return [diagnostic(code, expressionOf(text).span, { found: checked.dimension, expected: second })]
  }
  if (code === 'no-derivative') {
    const { equations } = parseEquations({ name: 'equations of `neuron`', text })
    const span = equations[0]?.expression?.span
    return span === undefined ? [] : [diagnostic(code, span, { culprit: 'f(v)', isKnown: true })]
  }
  if (as === 'equations') return checkModelText(text).diagnostics
  if (as === 'synaptic equations') return checkModelText(text, 'synapses').diagnostics
  if (as === 'cable equations') return checkModelText(text, 'spatial-neuron').diagnostics
  if (as === 'condition') return checkText(text).diagnostics
  const writesShared = code === 'shared-from-elements' || code === 'shared-after-elements'
  const scope = code === 'write-to-unknown-side' ? synapticScope() : exampleScope()
  const { diagnostics, warnings } = checkCode(text, { writesShared, scope })
  return [...diagnostics, ...warnings]
}

function synapticScope(): Scope {
  const scope = exampleScope()
  const sides = [variable('N_post', voltage), variable('v_post', voltage)]
  return { ...scope, lookup: name => sides.find(each => each.name === name) ?? scope.lookup(name) }
}
