type Trim<S extends string> = S extends
  ` ${infer R}` | `\t${infer R}` | `\r${infer R}` | `${infer R} ` | `${infer R}\t` | `${infer R}\r`
  ? Trim<R>
  : S
type WithoutComment<Line extends string> = Line extends `${infer Code}#${string}` ? Code : Line
type Identifier<S extends string> = S extends
  '' | `${string}${' ' | '(' | ')' | '*' | '/' | '+' | '-' | ',' | '<' | '>'}${string}`
  ? never
  : S
/** `dv/dt = …`, `I = …` and `tau : second` declare `v`, `I`, `tau`; a line that continues another declares nothing. */
type Declared<Line extends string> = Line extends `d${infer Name}/dt${string}`
  ? Identifier<Name>
  : Line extends `${infer Name}=${string}`
    ? Identifier<Trim<Name>>
    : Line extends `${infer Name}:${string}`
      ? Identifier<Trim<Name>>
      : never

/**
 * The names that literal equation text declares, as a union: this is how `neurons.v` is known to the type checker and to the editor. Text
 * that is not a literal has no names here. Reads a line at a time: a type that takes a character at a time ends at 1,000 characters.
 */
export type StateNames<Text extends string, Found = never> = string extends Text
  ? never
  : Text extends `${infer Line}\n${infer Rest}`
    ? StateNames<Rest, Found | Declared<Trim<WithoutComment<Line>>>>
    : Found | Declared<Trim<WithoutComment<Text>>>
