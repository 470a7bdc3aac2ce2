import { hkdfSync } from 'node:crypto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { wipeDrafts, wipeOldAndForeign } from '../ui/draft-wipe.ts'
import { openDrafts } from './draft-store.ts'

const an = '01900000-0000-7000-8000-0000000000aa'
const binh = '01900000-0000-7000-8000-0000000000bb'
const place = 'review/01900000-0000-7000-8000-0000000000cc'
let signedIn: string | null = an
let shared = false
const store = new Map<string, string>()

/** The door as `draft-key.server.ts` keeps it. */
function door(body: { place: string; issuedAt?: string }) {
  if (signedIn === null) return { state: 'signed-out' }
  if (shared) return { state: 'shared' }
  const issuedAt = body.issuedAt ?? new Date().toISOString()
  if (Date.now() - Date.parse(issuedAt) > 24 * 3_600_000) return { state: 'too-old' }
  const key = hkdfSync('sha256', 'a secret', 'nq15 drafts', `${signedIn}\n${body.place}\n${issuedAt}`, 32)
  return { state: 'key', key: Buffer.from(key).toString('base64'), issuedAt }
}

beforeEach(() => {
  signedIn = an
  shared = false
  store.clear()
  const storage = new Proxy(
    {
      getItem: (name: string) => store.get(name) ?? null,
      setItem: (name: string, text: string) => void store.set(name, text),
      removeItem: (name: string) => void store.delete(name),
    },
    {
      ownKeys: () => [...store.keys()],
      getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
    },
  )
  vi.stubGlobal('localStorage', storage)
  vi.stubGlobal('fetch', async (_: string, { body }: { body: string }) => Response.json(door(JSON.parse(body))))
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

const open = (userId = an) => openDrafts({ userId, place, keyUrl: '/ratings/draft-key' })

test('what was typed is sealed in the browser, and the next page of the same account reads it', async () => {
  await (await open())?.keep('Còn nể nang khi góp ý')
  expect([...store.values()].join()).not.toContain('nể nang')
  expect((await open())?.kept).toBe('Còn nể nang khi góp ý')
})

test('sending it takes it away', async () => {
  const drafts = await open()
  await drafts?.keep('X')
  await drafts?.keep(null)
  expect(store.size).toBe(0)
})

test('the last of several texts stands, whatever order they are sealed in', async () => {
  const drafts = await open()
  await Promise.all([drafts?.keep('một'), drafts?.keep('hai'), drafts?.keep('ba')])
  expect((await open())?.kept).toBe('ba')
})

test('another account finds nothing, and what the first one left is gone', async () => {
  await (await open())?.keep('X')
  signedIn = binh
  expect((await open(binh))?.kept).toBeNull()
  expect(store.size).toBe(0)
})

test('a copy of the sealed draft is of no use under another account: the key is another', async () => {
  await (await open())?.keep('X')
  const [[name, sealed] = ['', '']] = [...store]
  signedIn = binh
  store.clear()
  store.set(name.replace(an, binh), sealed)
  expect((await open(binh))?.kept).toBeNull()
})

test('an expired session leaves it sealed until the same person signs in', async () => {
  await (await open())?.keep('X')
  signedIn = null
  expect(await open()).toBeNull()
  expect(store.size).toBe(1)
  signedIn = an
  expect((await open())?.kept).toBe('X')
})

test('after 24 hours it is gone', async () => {
  await (await open())?.keep('X')
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 24 * 3_600_000 + 1000 })
  expect((await open())?.kept).toBeNull()
  expect(store.size).toBe(0)
})

test('a machine said to be shared keeps nothing', async () => {
  await (await open())?.keep('X')
  shared = true
  const drafts = await open()
  expect([drafts?.keeping, drafts?.kept]).toEqual(['shared', null])
  await drafts?.keep('Y')
  expect(store.size).toBe(0)
})

test('sign-out wipes everything, also what an earlier version had left open', () => {
  store.set(`nq15/draft/${an}/x`, '{}')
  store.set('nq15/tally/old', '[]')
  store.set('another', '1')
  wipeDrafts()
  expect([...store.keys()]).toEqual(['another'])
  store.set(`nq15/draft/${an}/broken`, '{')
  wipeOldAndForeign(an)
  expect([...store.keys()]).toEqual(['another'])
})
