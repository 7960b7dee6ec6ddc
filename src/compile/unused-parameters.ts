import { nearestNames } from '../errors/nearest-name.js'
import { mentions } from '../language/mentions.js'
import { hasFlag } from '../language/parse-flags.js'
import type { Expression, Statement } from '../language/syntax-tree.js'
import type { ModelFinding } from './model-finding.js'
import type { ModelObject, NetworkModel } from './network-model.js'

/** Parameters that no equation, code, link, monitor or text of the program names: a misspelling, more often than not. */
export function unusedParameters(
  { objects }: NetworkModel,
  namesInText: ReadonlySet<string>,
): readonly ModelFinding[] {
  const used = new Set([...namesInText, ...objects.flatMap(namesUsedBy)].map(withoutSide))
  return objects.flatMap(object => {
    if (object.kind !== 'neuron-group' && object.kind !== 'synapses') return []
    const { equations, name, variables } = object
    // What nobody can set, as the geometry of compartments, nobody misspelt.
    const unused = equations.parameters.filter(
      parameter => !used.has(parameter.name) && variables.get(parameter.name)?.access !== 'read-only',
    )
    return unused.map((parameter): ModelFinding => {
      const [near] = nearestNames(
        parameter.name,
        [...used].filter(other => !equations.byName.has(other)),
      )
      return {
        level: 'info',
        code: 'unused-parameter',
        text: `no equation, code, link or monitor uses the parameter \`${parameter.name}\` of \`${name}\`.${near === undefined ? '' : ` Did you mean \`${near}\`?`}`,
      }
    })
  })
}

const withoutSide = (name: string): string => name.replace(/_(?:pre|post)$/, '')

function namesUsedBy(object: ModelObject): readonly string[] {
  switch (object.kind) {
    case 'neuron-group':
      return [
        ...inEquations(object),
        ...inLinks(object),
        ...object.events.flatMap(({ condition, code }) => [
          ...inExpression(condition),
          ...inStatements(code?.statements ?? []),
        ]),
        ...(object.refractory === undefined ? [] : inExpression(object.refractory.expression)),
      ]
    case 'synapses':
      return [
        ...inEquations(object),
        ...inLinks(object),
        // A sum fills the parameter of its name.
        ...object.equations.subexpressions
          .filter(equation => hasFlag(equation, 'summed'))
          .map(({ name }) => name),
        ...object.pathways.flatMap(({ statements }) => inStatements(statements)),
      ]
    case 'regular-operation':
      return inStatements(object.statements)
    case 'spike-monitor':
    case 'state-monitor':
      return object.variables
    case 'spike-generator':
    case 'population-rate-monitor':
    case 'network-operation':
      return []
    default:
      return object satisfies never
  }
}

type WithEquations = Extract<ModelObject, { equations: unknown }>

const inEquations = ({ equations }: WithEquations): readonly string[] =>
  [...equations.byName.values()].flatMap(({ expression }) =>
    expression === undefined ? [] : inExpression(expression),
  )
const inLinks = ({ links }: WithEquations): readonly string[] =>
  [...links].flatMap(([, link]) =>
    link === undefined
      ? []
      : [link.variable, ...(link.mapping.kind === 'variable' ? [link.mapping.name] : [])],
  )
const inStatements = (statements: readonly Statement[]): readonly string[] =>
  statements.flatMap(({ target, value }) => [target, ...inExpression(value)])
const inExpression = (expression: Expression): readonly string[] =>
  mentions(expression).map(({ name }) => name)
