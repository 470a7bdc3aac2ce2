import type { APIRequestContext, Page, PlaywrightWorkerArgs } from '@playwright/test'
import { demoAccount, expect, test } from '../fixtures.ts'
import { nq15 } from '../operator.ts'
import { boardOfWard, cellOfSeven } from '../places.ts'

/** The accounts of the sample; the last three owe a second factor, so nothing but its page opens to them. */
const who = [
  'thanhuy.btc',
  'thanhuy.thuongtruc',
  'thanhuy.vanphong',
  'ngocha.diaban',
  'thanhuy.ubkt',
  'ngocha.vanphong',
  'ngocha.danguy',
  'tdp7.bithu',
  'tdp7.kiemphieu',
  'tdp7.dangvien',
] as const
const owing = ['quantri', 'kiemtoan', 'giukhoa'] as const
type Who = (typeof who)[number]

type Places = { readonly ward: string; readonly commune: string; readonly cell: string; readonly stranger: string }
const [ok, no, gone] = [200, 403, 404]

/**
 * A few pages through the real sign-in, the rest is in `app/access/role-matrix.txt`; what is answered to whom, in the order of
 * `who`: city ×3, area, inspection, office, committee, secretary, teller, member. */
const rows: readonly (readonly [string, (at: Places) => string, readonly number[]])[] = [
  ['start', () => '/', [ok, ok, ok, ok, ok, ok, ok, ok, ok, ok]],
  ['own board', ({ ward }) => `/ratings/2026/committees/${ward}`, [no, no, no, no, no, ok, ok, no, no, no]],
  [
    "another's board",
    ({ commune }) => `/ratings/2026/committees/${commune}`,
    [no, no, no, no, no, gone, gone, no, no, no],
  ],
  [
    "another's Excel",
    ({ commune }) => `/ratings/2025/committees/${commune}/results.xlsx`,
    [no, no, no, no, no, gone, gone, no, no, no],
  ],
  ['own cell', ({ cell }) => `/ratings/2026/cells/${cell}`, [no, no, no, no, no, ok, ok, ok, ok, no]],
  [
    "another's cell",
    ({ stranger }) => `/ratings/2026/cells/${stranger}`,
    [no, no, no, no, no, gone, gone, gone, gone, no],
  ],
  ['an id that is none', () => '/ratings/2026/cells/1%27--', [no, no, no, no, no, gone, gone, gone, gone, no]],
  [
    'a year that is none',
    ({ ward }) => `/ratings/20x6/committees/${ward}`,
    [no, no, no, no, no, gone, gone, no, no, no],
  ],
  [
    "another's dossier",
    ({ stranger }) => `/organizations/${stranger}`,
    [ok, ok, ok, gone, ok, gone, gone, gone, gone, no],
  ],
  ['nothing', () => '/no-such-page', [gone, gone, gone, gone, gone, gone, gone, gone, gone, gone]],
]

async function signedIn(playwright: PlaywrightWorkerArgs['playwright'], baseURL: string, username: string) {
  const browser = await playwright.request.newContext({ baseURL })
  const answer = await browser.post('/sign-in', { form: demoAccount(username), maxRedirects: 0 })
  expect(answer.status(), username).toBe(302)
  return browser
}

async function hrefOf(page: Page, place: string, name: RegExp): Promise<string> {
  await page.goto(place)
  return (await page.getByRole('main').getByRole('link', { name }).first().getAttribute('href')) ?? ''
}
const lastOf = (address: string) => address.split('/').at(-1)?.replace(/\?.*$/, '') ?? ''

async function findPlaces(page: Page, signInAs: (username: string) => Promise<void>): Promise<Places> {
  await signInAs('ngocha.vanphong')
  const [ward, cell] = [lastOf(await boardOfWard(page)), lastOf(await cellOfSeven(page))]
  await signInAs('thanhuy.btc')
  const commune = lastOf(await hrefOf(page, '/ratings/2026', /Yên Ho/))
  const stranger = lastOf(await hrefOf(page, '/search?q=yen+hoa+thpt', /THPT Yên Ho/))
  for (const id of [ward, cell, commune, stranger]) expect(id).toMatch(/^[0-9a-f-]{36}$/)
  return { ward, cell, commune, stranger }
}

test('every page to every role: what is his, 403 or 404; never a fault and never another’s', async ({
  page,
  signInAs,
  playwright,
  baseURL,
}) => {
  test.setTimeout(120_000)
  const at = await findPlaces(page, signInAs)
  const found: string[] = []
  const wanted: string[] = []
  for (const [index, username] of who.entries()) {
    const browser = await signedIn(playwright, baseURL ?? '', username)
    for (const [what, place, expected] of rows) {
      const answer = await browser.get(place(at))
      found.push(`${username}, ${what}: ${answer.status()}`)
      wanted.push(`${username}, ${what}: ${expected[index]}`)
    }
    await browser.dispose()
  }
  expect(found).toEqual(wanted)
})

test('who owes a second factor, and who is nobody, is led to his door from every page', async ({
  page,
  signInAs,
  playwright,
  baseURL,
}) => {
  const at = await findPlaces(page, signInAs)
  const doorOf = async (browser: APIRequestContext) => {
    const doors = new Set<string>()
    for (const [what, place] of rows) {
      if (what === 'nothing' || what === 'account') continue
      const answer = await browser.get(place(at))
      doors.add(`${answer.status()} ${new URL(answer.url()).pathname}`)
    }
    return [...doors]
  }
  for (const username of owing) {
    const browser = await signedIn(playwright, baseURL ?? '', username)
    expect(await doorOf(browser), username).toEqual(['200 /account/second-factor'])
    await browser.dispose()
  }
  const nobody = await playwright.request.newContext({ baseURL: baseURL ?? '' })
  expect(await doorOf(nobody)).toEqual(['200 /sign-in'])
  await nobody.dispose()
})

test("nobody's act reaches another's: 403 or 404, never a fault", async ({ page, signInAs, playwright, baseURL }) => {
  test.setTimeout(120_000)
  const at = await findPlaces(page, signInAs)
  const form = (more: Record<string, string>) => ({ requestId: crypto.randomUUID(), version: '1', ...more })
  const acts: readonly (readonly [string, Record<string, string>])[] = [
    [`/ratings/2026/cells/${at.stranger}`, form({ intent: 'send' })],
    [`/ratings/2026/cells/${at.stranger}`, form({ intent: 'withdraw' })],
    [`/ratings/2026/committees/${at.commune}`, form({ intent: 'take-up', file: `${at.stranger}:1` })],
    [
      `/ratings/2026/committees/${at.commune}`,
      form({ intent: 'return', reason: 'Không phải của tôi', file: `${at.stranger}:1` }),
    ],
    [
      `/ratings/2026/committees/${at.commune}/decision`,
      form({
        intent: 'decide',
        decisionNumber: '1-QĐ/ĐU',
        decidedOn: '01/12/2026',
        signerName: 'Nguyễn Văn Lạ',
        signerTitle: 'Bí thư',
        exceptionDecisionNumber: '',
      }),
    ],
    [`/imports/${crypto.randomUUID()}`, { intent: 'take-all' }],
    [`/ratings/2026/setup?tampered`, { intent: 'no-such-intent' }],
  ]
  const { accounts } = (await nq15('sample', 'account', 'list')) as { accounts: { username: string; userId: string }[] }
  const faults: string[] = []
  // One account of the city, of the committee and of the cell; the others are refused by the same gates.
  for (const username of [
    'thanhuy.btc',
    'ngocha.vanphong',
    'tdp7.bithu',
    'tdp7.dangvien',
  ] as const satisfies readonly Who[]) {
    const browser = await signedIn(playwright, baseURL ?? '', username)
    for (const [place, fields] of acts) {
      const answer = await browser.post(place, { form: fields, maxRedirects: 0 })
      const isOwn = username === 'thanhuy.btc' && place.includes('/setup')
      if (![403, 404, ...(isOwn ? [422] : [])].includes(answer.status())) {
        faults.push(`${username} ${place} ${fields['intent']}: ${answer.status()}`)
      }
    }
    const saved = await browser.post(`/ratings/2026/cells/${at.stranger}/save`, {
      data: {
        requestId: crypto.randomUUID(),
        userId: accounts.find((one) => one.username === username)?.userId,
        campaignId: crypto.randomUUID(),
        round: 1,
        entry: 1,
        saves: [{ requestId: crypto.randomUUID(), row: 'record', version: 0, patch: { present: '1' } }],
      },
    })
    if (saved.status() !== 404) faults.push(`${username} save: ${saved.status()}`)
    await browser.dispose()
  }
  expect(faults).toEqual([])
})
