import { expect, test } from 'vitest'
import { nameStatements } from './name-statements.ts'

const own = 'postgresql://nq15@127.0.0.1:5432/nq15'

function asked(sql: string, times: number, namer = nameStatements(own)) {
  const answers = Array.from({ length: times }, () => namer?.({ sql }))
  return { first: answers[0], last: answers.at(-1) }
}

test.each([
  ['asked once', 'select 1', 1, undefined],
  ['asked four times', 'select 1', 4, undefined],
  ['asked five times', 'select 1', 5, 'nq15_1'],
  ['asked often after', 'SELECT "a"."b" FROM "a"', 50, 'nq15_1'],
  ['a common table', '\n  with a as (select 1) select * from a', 5, 'nq15_1'],
  ['the opening of a transaction', 'BEGIN', 50, undefined],
  ['its end', 'COMMIT', 50, undefined],
  ['a setting', 'SET LOCAL ROLE nq15_auth', 50, undefined],
])('a statement %s: %s', (_, sql, times, name) => {
  expect(asked(sql, times).last).toBe(name)
})

test('each statement has a name of its own, and at most three hundred have one', () => {
  const namer = nameStatements(own)
  const names = Array.from({ length: 400 }, (_, at) => asked(`select ${at}`, 5, namer).last)
  expect(new Set(names.slice(0, 300)).size).toBe(300)
  expect(names.slice(0, 300)).not.toContain(undefined)
  expect(new Set(names.slice(300))).toEqual(new Set([undefined]))
})

test('statements that are never asked again do not fill the memory or push out what is counted now', () => {
  const namer = nameStatements(own)
  for (let at = 0; at < 10_000; at += 1) namer?.({ sql: `select ${at}` })
  expect(asked('select wanted', 5, namer).last).toBe('nq15_1')
})

test.each([
  [own, true],
  [`${own}?sslmode=disable`, true],
  [`${own}?pgbouncer=true`, false],
  [`${own}?sslmode=disable&pgbouncer=true`, false],
])('%s: named %s', (url, named) => {
  expect(nameStatements(url) !== null).toBe(named)
})
