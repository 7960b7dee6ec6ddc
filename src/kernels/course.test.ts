import { expect, test } from 'vitest'
import { Builder } from './builder.js'
import { Courses, type Course } from './course.js'
import type { ArraySymbol, Value } from './value.js'

const step: ArraySymbol = { name: 'step', type: 'f64', length: 1 }
const held: ArraySymbol = { name: 'held', type: 'f64', length: 4 }
const changing: ArraySymbol = { name: 'changing', type: 'f64', length: 4 }

function courseOf(make: (b: Builder, now: Value, held: Value, changing: Value) => Value): Course | undefined {
  const builder = new Builder()
  const element = { kind: 'element', type: 'i32', name: 'i' } as const
  const value = make(
    builder,
    builder.loadScalar(step),
    builder.load(held, element),
    builder.load(changing, element),
  )
  const courses = new Courses(array => (array === step ? 'rising' : array === held ? 'constant' : undefined))
  for (const statement of builder.statements) if (statement.kind === 'define') courses.follow(statement.value)
  return courses.of(value)
}

test('time since something rises, and so does the answer whether it is long', () => {
  expect(courseOf((_, now) => now)).toBe('rising')
  expect(courseOf((b, now) => b.op('f64.mul', now, b.f64(1e-4)))).toBe('rising')
  expect(courseOf((b, now, since) => b.op('f64.sub', now, since))).toBe('rising')
  expect(courseOf((b, now, since) => b.op('f64.ge', b.op('f64.sub', now, since), b.f64(3)))).toBe('rising')
  expect(courseOf((b, now, since) => b.op('f64.lt', b.op('f64.sub', since, now), b.f64(3)))).toBe('rising')
  expect(courseOf((b, now, since) => b.op('f64.le', since, b.op('f64.floor', now)))).toBe('rising')
  expect(courseOf((b, now, since) => b.op('bool.not', b.op('f64.le', now, since)))).toBe('rising')
})

test('the way down is the way up turned around', () => {
  expect(courseOf((b, now) => b.op('f64.neg', now))).toBe('falling')
  expect(courseOf((b, now, since) => b.op('f64.sub', since, now))).toBe('falling')
  expect(courseOf((b, now, since) => b.op('f64.lt', now, since))).toBe('falling')
})

test('what is computed from constants is one; what is not followed has no course', () => {
  expect(courseOf((b, _, since) => b.op('f64.sqrt', since))).toBe('constant')
  expect(courseOf((b, _, since) => b.op('f64.eq', since, b.f64(1)))).toBe('constant')
  expect(courseOf((b, now) => b.op('f64.eq', now, b.f64(1)))).toBeUndefined()
  expect(courseOf((b, now) => b.op('f64.sqrt', now))).toBeUndefined()
  expect(courseOf((b, now) => b.op('f64.mul', now, now))).toBeUndefined()
  expect(courseOf((b, now) => b.op('f64.mul', now, b.f64(-1)))).toBeUndefined()
  expect(courseOf((b, now, since) => b.op('f64.mul', now, since))).toBeUndefined()
  expect(courseOf((b, now, since) => b.op('f64.sub', now, b.op('f64.add', now, since)))).toBeUndefined()
  expect(courseOf((b, now, _, other) => b.op('f64.sub', now, other))).toBeUndefined()
})
