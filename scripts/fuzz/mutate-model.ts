import { HOSTILE_NAMES, HOSTILE_NUMBERS } from './hostile.js'
import type { Random } from './random.js'
import { edited } from './texts.js'

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** A place in a model: what holds it, and its key there. */
interface Place {
  readonly holder: Json[] | { [key: string]: Json }
  readonly key: string | number
}

/** A model with up to five changes: fields left out, doubled, renamed or of other types, texts edited, numbers at the ends of their range. */
export function mutatedModel(model: unknown, others: readonly unknown[], random: Random): unknown {
  const text = JSON.stringify(model)
  if (random.chance(0.05)) {
    try {
      return JSON.parse(edited(text, random)) as unknown
    } catch {
      // Not JSON any more: what a parser of JSON refuses never gets here.
    }
  }
  const copy = JSON.parse(text) as Json
  for (let changes = 1 + random.below(random.chance(0.5) ? 2 : 5); changes > 0; changes--) {
    const places = placesIn(copy)
    if (places.length === 0) break
    change(random.pick(places), others, random)
  }
  return copy
}

function placesIn(json: Json): Place[] {
  const places: Place[] = []
  const visit = (value: Json): void => {
    if (typeof value !== 'object' || value === null) return
    const keys = Array.isArray(value) ? [...value.keys()].slice(0, 20) : Object.keys(value)
    for (const key of keys) {
      places.push({ holder: value, key })
      const inner = read({ holder: value, key })
      visit(inner)
    }
  }
  visit(json)
  return places
}

const read = ({ holder, key }: Place): Json => (holder as Record<string | number, Json>)[key] ?? null
function write({ holder, key }: Place, value: Json): void {
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true })
}

function change(place: Place, others: readonly unknown[], random: Random): void {
  const { holder, key } = place
  const value = read(place)
  // Mostly changes that keep the form: what is built and run has to be reached, too.
  const kind = random.chance(0.65) && typeof value !== 'object' ? 9 : random.below(10)
  if (kind === 0) {
    if (Array.isArray(holder)) holder.splice(Number(key), 1)
    else Reflect.deleteProperty(holder, key)
  } else if (kind === 1 && Array.isArray(holder)) {
    holder.push(structuredClone(value))
  } else if (kind === 2 && !Array.isArray(holder)) {
    Reflect.deleteProperty(holder, key)
    write({ holder, key: random.pick(HOSTILE_NAMES) }, value)
  } else if (kind === 3) write(place, random.pick(HOSTILE_NAMES))
  else if (kind === 4) write(place, random.pick(HOSTILE_NUMBERS))
  else if (kind === 5)
    write(place, random.pick<Json>([null, true, false, [], {}, [[]], '', 0, [1], { a: 1 }, 'v', '10*ms']))
  else if (kind === 6) {
    const other = placesIn(structuredClone(random.pick(others)) as Json)
    if (other.length > 0) write(place, read(random.pick(other)))
  } else if (typeof value === 'string') write(place, edited(value, random))
  else if (typeof value === 'number')
    write(
      place,
      random.chance(0.5) ? value + random.pick([1, -1, 0.5]) : value * random.pick([-1, 2, 10, 0.1, 1e6]),
    )
}
