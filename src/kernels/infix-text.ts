/** How tightly an operator binds, from loosest to tightest; the order is that of JavaScript. */
export const BINDING = {
  choice: 1,
  or: 2,
  xor: 3,
  and: 4,
  equality: 5,
  relation: 6,
  shift: 7,
  sum: 8,
  product: 9,
  sign: 10,
  atom: 11,
} as const

/** Text of an expression, with what is needed to set no more parentheses than necessary. */
export interface InfixText {
  readonly text: string
  readonly binding: number
}

export const atom = (text: string): InfixText => ({ text, binding: BINDING.atom })

/** `left symbol right`; chains associate to the left, and `a + (b + c)` keeps its parentheses, for it is another sum. */
export function infix(left: InfixText, symbol: string, right: InfixText, binding: number): InfixText {
  return { text: `${enclosed(left, binding)} ${symbol} ${enclosed(right, binding + 1)}`, binding }
}

/** `symbol operand`, without a space: `-x`; a sign before a sign gets parentheses, since `--` means something else. */
export function prefix(symbol: string, operand: InfixText): InfixText {
  const inner = enclosed(operand, BINDING.sign)
  return { text: inner.startsWith(symbol) ? `${symbol}(${inner})` : symbol + inner, binding: BINDING.sign }
}

/** `condition ? whenTrue : whenFalse`; only the last part may be another choice without parentheses. */
export function choice(condition: InfixText, whenTrue: InfixText, whenFalse: InfixText): InfixText {
  const tighter = BINDING.choice + 1
  const text = `${enclosed(condition, tighter)} ? ${enclosed(whenTrue, tighter)} : ${enclosed(whenFalse, BINDING.choice)}`
  return { text, binding: BINDING.choice }
}

export const application = (name: string, operands: readonly InfixText[]): InfixText =>
  atom(`${name}(${operands.map(operand => operand.text).join(', ')})`)

function enclosed(operand: InfixText, binding: number): string {
  return operand.binding < binding ? `(${operand.text})` : operand.text
}
