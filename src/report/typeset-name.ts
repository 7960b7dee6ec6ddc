import { numeral, row, subscript, symbol, upright, type Formula } from './formula.js'

/** Names of letters, as equations have them. */
const GREEK: Readonly<Record<string, string>> = {
  alpha: 'α',
  beta: 'β',
  gamma: 'γ',
  delta: 'δ',
  epsilon: 'ε',
  zeta: 'ζ',
  eta: 'η',
  theta: 'θ',
  kappa: 'κ',
  lambda: 'λ',
  mu: 'μ',
  nu: 'ν',
  xi: 'ξ',
  pi: 'π',
  rho: 'ρ',
  sigma: 'σ',
  tau: 'τ',
  phi: 'φ',
  chi: 'χ',
  psi: 'ψ',
  omega: 'ω',
  Gamma: 'Γ',
  Delta: 'Δ',
  Theta: 'Θ',
  Lambda: 'Λ',
  Sigma: 'Σ',
  Phi: 'Φ',
  Psi: 'Ψ',
  Omega: 'Ω',
}

/** Letters that begin a name without `_` and are followed by an index: `taum`, `Vr`, `gNa`. */
const WITH_INDEX_GREEK = ['tau', 'alpha', 'beta', 'gamma', 'theta', 'lambda', 'sigma', 'Delta']
const QUANTITIES = 'gEVICRAw'
const MOST_OF_INDEX = 2
// prettier-ignore
/** Longer indices that are in use. */
const INDICES = [
  'pre', 'post', 'rest', 'reset', 'ext', 'syn', 'max', 'min', 'exc', 'inh', 'leak', 'peak', 'rise', 'decay', 'slow', 'fast', 'ref', 'noise',
  'spike', 'init', 'half', 'ampa', 'AMPA', 'nmda', 'NMDA', 'gaba', 'GABA',
]
/** Symbols of elements are words. */
const ELEMENTS = ['Ca', 'Cl']

/**
 * A name of a model as people write it: `tau_m` and `taum` are τ with the index m, `v` a leaning letter, `Vt` a V with an index, `rates` a word.
 */
export function typesetName(name: string): Formula {
  const [first = '', ...rest] = name.split('_').filter(part => part !== '')
  const [letters = '', ...own] = parted(first)
  const indices = [...own, ...rest]
  return indices.length === 0 ? base(letters) : subscript(base(letters), index(indices))
}

/** The letter and the index of a name without `_`. */
function parted(first: string): readonly string[] {
  const greek = WITH_INDEX_GREEK.find(letter => first.startsWith(letter) && first !== letter)
  if (greek !== undefined && GREEK[first] === undefined && isIndex(first.slice(greek.length)))
    return [greek, first.slice(greek.length)]
  const [, letter, digits] = /^([A-Za-z]+)(\d+)$/.exec(first) ?? []
  if (letter !== undefined && digits !== undefined) return [letter, digits]
  const isQuantity = QUANTITIES.includes(first.charAt(0)) && !ELEMENTS.includes(first)
  return first.length > 1 && isQuantity && isIndex(first.slice(1))
    ? [first.charAt(0), first.slice(1)]
    : [first]
}

const isIndex = (text: string): boolean =>
  /^[A-Za-z0-9]+$/.test(text) && (text.length <= MOST_OF_INDEX || INDICES.includes(text))

function base(name: string): Formula {
  const greek = Object.hasOwn(GREEK, name) ? GREEK[name] : undefined
  if (greek !== undefined) return symbol(greek)
  return name.length === 1 ? symbol(name) : upright(name)
}

function index(texts: readonly string[]): Formula {
  const parts = texts.map(part => {
    if (/^\d+$/.test(part)) return numeral(part)
    // Where a channel ends up: m_inf.
    if (part === 'inf') return symbol('∞')
    const greek = Object.hasOwn(GREEK, part) ? GREEK[part] : undefined
    return greek === undefined ? upright(part) : symbol(greek)
  })
  const [only] = parts
  return only !== undefined && parts.length === 1
    ? only
    : row(...parts.flatMap((part, k) => (k === 0 ? [part] : [upright(','), part])))
}
