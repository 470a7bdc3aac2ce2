import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { checkAlphabet } from '@nq15/domain/shared'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkLimits } from '../reports/check-answers.server.ts'
import { publicCheckHandler } from './public-check.server.ts'

const code = checkAlphabet.slice(0, 20)
const asked: string[] = []
let clock = 0
let away = false
const handler = publicCheckHandler(
  {
    ask: async (hash) => {
      if (away) throw new Error('away')
      asked.push(hash)
      return asked.length === 1
        ? { answer: 'genuine', numberText: '15-QĐ/ĐU', documentOn: '2026-12-08', issuer: 'Đảng ủy <b>phường</b>' }
        : null
    },
  },
  { log: { warn: () => undefined }, trustProxy: 'none', now: () => clock },
)
const server = createServer(handler)
let url = ''
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
})
afterAll(() => new Promise((resolve) => server.close(resolve)))

const ask = async (typed: string) => {
  clock += 61_000
  const response = await fetch(url, { method: 'POST', body: new URLSearchParams({ code: typed }) })
  return { status: response.status, text: await response.text() }
}

test('a code is answered with number, day and issuer as text, and only its hash is asked for', async () => {
  const { status, text } = await ask(` ${code.slice(0, 5).toLowerCase()}-${code.slice(5)} `)
  expect(status).toBe(200)
  expect(text).toContain('15-QĐ/ĐU')
  expect(text).toContain('08/12/2026')
  expect(text).toContain('&lt;b&gt;')
  expect(text).not.toContain(code)
  expect(asked).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/u)])
})

test.each<[string, string, number, string]>([
  ['a code nobody knows', code.split('').reverse().join(''), 200, 'Không có văn bản nào'],
  ['what is no code', 'ABC', 422, 'Mã chưa đúng'],
  ['far too much', 'A'.repeat(5000), 413, 'Mã chưa đúng'],
])('%s', async (_name, typed, status, words) => {
  const answer = await ask(typed)
  expect(answer.status).toBe(status)
  expect(answer.text).toContain(words)
})

test('the page keeps no cookie, no cache, and nothing from elsewhere; a code in the address is not read', async () => {
  const response = await fetch(`${url}?code=${code}`)
  expect(response.headers.get('set-cookie')).toBeNull()
  expect(response.headers.get('cache-control')).toBe('no-store')
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(await response.text()).not.toContain('15-QĐ')
  expect((await fetch(`${url}ratings`)).status).toBe(404)
  expect((await fetch(url, { method: 'DELETE' })).status).toBe(405)
})

test('too many questions in a minute are refused, and the next minute is a new one', async () => {
  clock += 61_000
  const statuses: number[] = []
  for (let at = 0; at <= checkLimits.perAddress; at += 1) {
    statuses.push((await fetch(url, { method: 'POST', body: new URLSearchParams({ code: 'ABC' }) })).status)
  }
  expect(statuses.slice(0, -1).every((status) => status === 422)).toBe(true)
  expect(statuses.at(-1)).toBe(429)
  expect((await ask('ABC')).status).toBe(422)
})

test('a database that is away is said in words', async () => {
  away = true
  const answer = await ask(code)
  expect(answer.status).toBe(503)
  expect(answer.text).toContain('Hãy thử lại sau')
})
