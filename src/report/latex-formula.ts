import { isTall, type Formula } from './formula.js'

/** A formula as LaTeX with the packages of the American Mathematical Society, without the dollars around it. */
export function latexFormula(formula: Formula): string {
  switch (formula.kind) {
    case 'symbol': {
      if (FUNCTIONS.includes(formula.text)) return `\\${formula.text}`
      if (formula.text === '/') return '/'
      const text = letters(formula.text)
      return formula.upright === true || formula.text.length > 1 ? `\\mathrm{${text}}` : text
    }
    case 'number':
      return letters(formula.text)
    case 'operator':
      return spaced(letters(formula.text), formula.prefix === true)
    case 'words':
      return `\\text{${formula.text}}`
    case 'space':
      return '\\,'
    case 'row':
      return formula.items.map(latexFormula).join(' ')
    case 'fraction':
      return `\\frac{${latexFormula(formula.above)}}{${latexFormula(formula.below)}}`
    case 'root':
      return `\\sqrt{${latexFormula(formula.body)}}`
    case 'scripts': {
      const { base, below, above } = formula
      const script = (sign: string, part: Formula | undefined): string =>
        part === undefined ? '' : `${sign}{${latexFormula(part)}}`
      return `${latexFormula(base)}${script('_', below)}${script('^', above)}`
    }
    case 'fence': {
      const [open, close] = [FENCES[formula.open] ?? formula.open, FENCES[formula.close] ?? formula.close]
      const body = latexFormula(formula.body)
      return isTall(formula.body)
        ? `\\left${open} ${body} \\right${close}`
        : `${open}${/^\\/.test(open) ? ' ' : ''}${body}${close}`
    }
    case 'lines':
      return `\\begin{aligned} ${formula.lines.map(line => `& ${latexFormula(line)}`).join(' \\\\ ')} \\end{aligned}`
    case 'cases': {
      const rows = formula.rows.map(([value, when]) => `${latexFormula(value)} & ${latexFormula(when)}`)
      return `\\begin{cases} ${rows.join(' \\\\ ')} \\end{cases}`
    }
    default:
      return formula satisfies never
  }
}

const spaced = (text: string, isPrefix: boolean): string => (isPrefix ? `{${text}}` : text)

/** Words that TeX sets as functions. */
const FUNCTIONS = [
  'exp',
  'ln',
  'sin',
  'cos',
  'tan',
  'sinh',
  'cosh',
  'tanh',
  'arcsin',
  'arccos',
  'arctan',
  'log',
  'min',
  'max',
]

const FENCES: Readonly<Record<string, string>> = {
  '⌊': '\\lfloor',
  '⌋': '\\rfloor',
  '⌈': '\\lceil',
  '⌉': '\\rceil',
  '{': '\\{',
  '}': '\\}',
}

// prettier-ignore
const COMMANDS: Readonly<Record<string, string>> = {
  α: '\\alpha', β: '\\beta', γ: '\\gamma', δ: '\\delta', ε: '\\varepsilon', ζ: '\\zeta', η: '\\eta', θ: '\\theta', κ: '\\kappa', λ: '\\lambda',
  μ: '\\mu', ν: '\\nu', ξ: '\\xi', π: '\\pi', ρ: '\\rho', σ: '\\sigma', τ: '\\tau', φ: '\\varphi', χ: '\\chi', ψ: '\\psi', ω: '\\omega',
  Γ: '\\Gamma', Δ: '\\Delta', Θ: '\\Theta', Λ: '\\Lambda', Σ: '\\Sigma', Φ: '\\Phi', Ψ: '\\Psi', Ω: '\\Omega',
  '−': '-', '·': '\\cdot', '≤': '\\le', '≥': '\\ge', '≠': '\\ne', '←': '\\leftarrow', '∂': '\\partial', '∞': '\\infty', µ: '\\mu{}', '%': '\\%', '&': '\\&', '#': '\\#', _: '\\_',
}

/** Letters that TeX does not know as they are. A command ends where a letter follows. */
const letters = (text: string): string =>
  Array.from(text, (letter, k) => {
    const command = COMMANDS[letter]
    if (command === undefined) return letter
    return /[a-z]$/.test(command) && /[A-Za-z]/.test(Array.from(text)[k + 1] ?? '') ? `${command} ` : command
  }).join('')
