const MOST_SUGGESTIONS = 3

/**
 * Up to three known names that a reader may have meant, nearest first: names that differ only in case or
 * underscores, then names within two changes (a letter added, left out, replaced, or two neighbours swapped).
 * Of names shorter than four letters only one may change, of single letters none. Equally near names keep the
 * order of `known`.
 */
export function nearestNames(name: string, known: Iterable<string>): string[] {
  const wanted = withoutCase(name)
  const found: { readonly name: string; readonly distance: number }[] = []
  const seen = new Set<string>()
  for (const candidate of known) {
    if (candidate === name || seen.has(candidate)) continue
    seen.add(candidate)
    const distance = withoutCase(candidate) === wanted ? 0 : editDistance(name, candidate)
    if (distance <= allowedDistance(name, candidate)) found.push({ name: candidate, distance })
  }
  return found
    .sort((a, b) => a.distance - b.distance)
    .slice(0, MOST_SUGGESTIONS)
    .map(({ name }) => name)
}

function withoutCase(name: string): string {
  return name.replaceAll('_', '').toLowerCase()
}

function allowedDistance(a: string, b: string): number {
  const longer = Math.max(a.length, b.length)
  return longer >= 4 ? 2 : longer >= 2 ? 1 : 0
}

/** Optimal string alignment distance, 3 for everything beyond 2: only near names matter. */
function editDistance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return 3
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, k) => k)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let k = 1; k <= b.length; k++) {
      const replaced = at(last, k - 1) + (a[i - 1] === b[k - 1] ? 0 : 1)
      let least = Math.min(replaced, at(last, k) + 1, at(row, k - 1) + 1)
      if (i > 1 && k > 1 && a[i - 1] === b[k - 2] && a[i - 2] === b[k - 1])
        least = Math.min(least, at(beforeLast, k - 2) + 1)
      row.push(least)
    }
    if (Math.min(...row) > 2) return 3
    beforeLast = last
    last = row
  }
  return Math.min(at(last, b.length), 3)
}

const at = (row: readonly number[], index: number): number => row[index] ?? Infinity
