import type { Page } from '@playwright/test'
import { codeOf } from '../authenticator.ts'
import { expect, signInByRequest, test } from '../fixtures.ts'
import { beginSecondFactor, makeAccount, signInFirstTime, turnSecondFactorOn } from '../operator.ts'
import { boardOfWard, cellOfSeven, ownYear, unitOfSeven, unitsOfWard } from '../places.ts'

/** Where a link of a page leads, read from what the server sends: the page on the way has a row of its own to be looked at. */
async function hrefOf(page: Page, place: string, name: RegExp): Promise<string> {
  const html = await (await page.request.get(place, { maxRetries: 3 })).text()
  return page.evaluate(
    ([sent, wanted]) => {
      const links = new DOMParser().parseFromString(sent, 'text/html').querySelectorAll('main a[href]')
      const nameOf = (link: Element) =>
        (link.getAttribute('aria-label') ?? link.textContent).replace(/\s+/g, ' ').trim()
      const found = [...links].find((link) => new RegExp(wanted, 'u').test(nameOf(link)))
      return found?.getAttribute('href') ?? ''
    },
    [html, name.source] as const,
  )
}
async function caseOfSeven(page: Page): Promise<string> {
  return hrefOf(page, await ownYear(page), /^Đặng Hữu Nghĩa$/)
}
const memberOfWard = (page: Page) => hrefOf(page, '/members?q=Hữu+Nghĩa', /^Đặng Hữu Nghĩa$/)
const communeOfOverview = (page: Page) => hrefOf(page, '/ratings/2026', /phường Ngọc Hà/)
const papersOf = (page: Page) => hrefOf(page, '/papers', /^Giấy tờ năm 2026$/)
const wardInTree = (page: Page) => hrefOf(page, '/search?q=ngoc+ha', /Đảng bộ phường Ngọc Hà/)

/** Signs in an administrator of its own: his role opens nothing before he has a second factor. */
async function asAdministrator(page: Page, place: string): Promise<string> {
  const made = { username: 'quantri.trang', name: 'Quản trị xem trang', role: 'system-admin' }
  const account = await signInFirstTime(page, await makeAccount('sample', made))
  await page.goto('/')
  const { secret } = await beginSecondFactor(page, account)
  await turnSecondFactorOn(page, codeOf(secret, Date.now()))
  await expect(page.getByText('Đã bật xác thực hai lớp.', { exact: false })).toBeVisible()
  return place
}

const reviewOfSample = (page: Page) => hrefOf(page, '/reports/reviews', /^Sơ kết từ năm/)

/** Every page by who opens it; what holds an id is found where a person finds it. */
const pages: readonly {
  readonly who: string | null
  readonly what: string
  readonly place: (page: Page) => Promise<string> | string
}[] = [
  { who: null, what: 'sign in', place: () => '/sign-in' },
  { who: null, what: 'sign in, second step', place: () => '/sign-in/code' },
  { who: 'tdp7.dangvien', what: 'start page of a member', place: () => '/' },
  { who: 'tdp7.dangvien', what: 'own review', place: () => '/ratings/2026/self' },
  { who: 'tdp7.dangvien', what: 'own file', place: () => '/members/me' },
  { who: 'tdp7.bithu', what: 'start page of a secretary', place: () => '/' },
  { who: 'tdp7.bithu', what: 'workspace', place: ownYear },
  { who: 'tdp7.bithu', what: 'minutes', place: async (page) => `${await ownYear(page)}/meeting` },
  { who: 'tdp7.bithu', what: 'words of others', place: async (page) => `${await ownYear(page)}/inputs` },
  { who: 'tdp7.bithu', what: 'second round', place: async (page) => `${await ownYear(page)}/second-round` },
  { who: 'tdp7.bithu', what: 'notifications', place: () => '/notifications' },
  { who: 'tdp7.bithu', what: 'running tasks', place: () => '/jobs' },
  { who: 'tdp7.bithu', what: 'case', place: caseOfSeven },
  { who: 'tdp7.bithu', what: 'review of a case', place: async (page) => `${await caseOfSeven(page)}/review` },
  { who: 'tdp7.kiemphieu', what: 'blind second entry', place: ownYear },
  { who: 'ngocha.vanphong', what: 'start page of an office', place: () => '/' },
  { who: 'ngocha.vanphong', what: 'board', place: boardOfWard },
  { who: 'ngocha.vanphong', what: 'a cell seen from above', place: cellOfSeven },
  { who: 'tdp7.bithu', what: 'rating of an organization', place: unitOfSeven },
  { who: 'ngocha.vanphong', what: 'board of organizations', place: unitsOfWard },
  {
    who: 'ngocha.vanphong',
    what: 'comparison of organizations',
    place: async (page) => `${await unitsOfWard(page)}/appraisal`,
  },
  {
    who: 'ngocha.danguy',
    what: 'decision on organizations',
    place: async (page) => `${await unitsOfWard(page)}/decision`,
  },
  { who: 'ngocha.vanphong', what: 'members', place: () => '/members' },
  {
    who: 'ngocha.vanphong',
    what: 'questions to a person',
    place: async (page) => `${await hrefOf(page, await cellOfSeven(page), /^Đặng Hữu Nghĩa$/)}/hints`,
  },
  {
    who: 'ngocha.vanphong',
    what: 'files of an organization',
    place: async (page) =>
      (await wardInTree(page)).replace('/organizations/', '/files/of/organization/').replace(/[?#].*/u, ''),
  },
  { who: 'ngocha.vanphong', what: "a member's file", place: memberOfWard },
  { who: 'ngocha.vanphong', what: 'imports', place: () => '/imports' },
  { who: 'ngocha.vanphong', what: 'account', place: () => '/account' },
  { who: 'ngocha.vanphong', what: 'roles and delegation', place: () => '/account/delegations' },
  { who: 'ngocha.vanphong', what: 'sessions', place: () => '/account/sessions' },
  { who: 'ngocha.vanphong', what: 'passkeys', place: () => '/account/passkeys' },
  { who: 'ngocha.vanphong', what: 'second factor', place: () => '/account/second-factor' },
  { who: 'ngocha.vanphong', what: 'first password', place: () => '/account/first-password' },
  { who: 'ngocha.vanphong', what: 'search', place: () => '/search?q=ngoc+ha' },
  { who: 'ngocha.danguy', what: 'decision to be made', place: async (page) => `${await boardOfWard(page)}/decision` },
  {
    who: 'ngocha.danguy',
    what: 'decision of last year',
    place: async (page) => `${(await boardOfWard(page)).replace('2026', '2025')}/decision`,
  },
  {
    who: 'ngocha.danguy',
    what: 'complaints of last year',
    place: async (page) => `${(await boardOfWard(page)).replace('2026', '2025')}/appeals`,
  },
  {
    who: 'ngocha.danguy',
    what: 'awards of last year',
    place: async (page) => `${(await boardOfWard(page)).replace('2026', '2025')}/awards`,
  },
  {
    who: 'ngocha.vanphong',
    what: 'figures to weigh against',
    place: async (page) => `${await boardOfWard(page)}/facts`,
  },
  { who: 'ngocha.vanphong', what: 'screening', place: () => '/ratings/screenings' },
  { who: 'thanhuy.btc', what: 'rules after the decision', place: () => '/ratings/2026/after' },
  { who: 'thanhuy.btc', what: 'overview', place: () => '/ratings/2026' },
  { who: 'thanhuy.btc', what: 'overview of last year', place: () => '/ratings/2025' },
  { who: 'thanhuy.btc', what: 'overview of a commune', place: communeOfOverview },
  { who: 'thanhuy.btc', what: 'years', place: () => '/ratings' },
  { who: 'thanhuy.btc', what: 'statistical tables', place: () => '/reports/tables?year=2025' },
  {
    who: 'thanhuy.btc',
    what: 'a statistical table compared',
    place: () => '/reports/tables/b3?year=2025&against=2026',
  },
  { who: 'thanhuy.btc', what: 'plots', place: () => '/reports/tables/plots?year=2025' },
  { who: 'ngocha.danguy', what: 'signing the tables', place: () => '/reports/tables/sign?year=2025' },
  {
    who: 'ngocha.danguy',
    what: 'the list behind a number',
    place: () => '/reports/tables/b3/list?year=2025&block=by-organization&column=T',
  },
  { who: 'thanhuy.btc', what: 'reports of the resolution', place: () => '/reports/reviews' },
  { who: 'thanhuy.thuongtruc', what: 'one report of the resolution', place: reviewOfSample },
  { who: 'thanhuy.btc', what: 'preventive measures', place: () => '/reports/measures' },
  {
    who: 'thanhuy.btc',
    what: 'a directive with its tasks',
    place: (page) => hrefOf(page, '/reports/directives', /^Nghị quyết 15-NQ/),
  },
  {
    who: 'thanhuy.btc',
    what: 'a target with its course',
    place: (page) => hrefOf(page, '/reports/targets', /^Tỷ lệ tổ chức/),
  },
  { who: 'ngocha.vanphong', what: 'register of papers', place: () => '/papers' },
  { who: 'ngocha.vanphong', what: 'papers of a committee', place: papersOf },
  {
    who: 'ngocha.vanphong',
    what: 'a paper with its fields',
    place: async (page) => `${await papersOf(page)}/work-groups`,
  },
  { who: 'tdp7.bithu', what: 'papers of a cell', place: papersOf },
  { who: 'tdp7.bithu', what: 'a paper from the record', place: async (page) => `${await papersOf(page)}/tally-record` },
  {
    who: 'tdp7.bithu',
    what: 'papers of a member',
    place: async (page) => hrefOf(page, await papersOf(page), /^Đặng Hữu Nghĩa$/),
  },
  {
    who: 'ngocha.vanphong',
    what: 'layout and numbers of papers',
    place: (page) => hrefOf(page, '/papers', /^Thể thức và số văn bản$/),
  },
  { who: 'thanhuy.btc', what: 'a new year', place: () => '/ratings/new?year=2027' },
  { who: 'thanhuy.btc', what: 'a year set up', place: () => '/ratings/2026/setup' },
  { who: 'thanhuy.btc', what: 'new rules', place: () => '/ratings/rules/new' },
  { who: 'thanhuy.btc', what: 'closing a year', place: () => '/ratings/2026/close' },
  { who: 'ngocha.vanphong', what: 'quarters', place: () => '/ratings/2026/quarters' },
  { who: 'tdp7.bithu', what: 'scores of a case', place: async (page) => `${await caseOfSeven(page)}/scores` },
  { who: 'thanhuy.btc', what: 'tree', place: () => '/organizations' },
  { who: 'thanhuy.btc', what: 'tree before the reform', place: () => '/organizations?as-of=2025-06-30' },
  { who: 'thanhuy.btc', what: 'dossier', place: wardInTree },
  {
    who: 'thanhuy.btc',
    what: 'why somebody sees it',
    place: async (page) => `/rights/why?what=${await wardInTree(page)}&who=ngocha`,
  },
  {
    who: 'thanhuy.btc',
    what: 'rights review',
    place: async (page) => `/rights/review?below=1&organization=${(await wardInTree(page)).split('/').at(-1)}`,
  },
  { who: 'thanhuy.btc', what: 'emergency access', place: () => '/rights/break-glass?what=ngoc+ha' },
  { who: 'thanhuy.thuongtruc', what: 'early recognition', place: () => '/monitoring?area=00008' },
  { who: 'thanhuy.thuongtruc', what: 'early recognition as a table', place: () => '/monitoring?view=table' },
  { who: 'thanhuy.btc', what: 'watch list', place: () => '/monitoring/watch' },
  { who: 'thanhuy.btc', what: 'an entry', place: (page) => hrefOf(page, '/monitoring/watch', /Đảng bộ/) },
  { who: 'thanhuy.btc', what: 'lists and levels', place: () => '/monitoring/watch/lists' },
  { who: 'thanhuy.btc', what: 'a quarter', place: (page) => hrefOf(page, '/monitoring/watch', /^quý/) },
  { who: 'ngocha.tiepdan', what: 'register of petitions', place: () => '/petitions' },
  { who: 'ngocha.tiepdan', what: 'petition intake', place: () => '/petitions/new' },
  { who: 'ngocha.tiepdan', what: 'citizen reception', place: () => '/reception' },
  { who: 'ngocha.tiepdan', what: 'reports on petitions', place: () => '/petitions/reports?span=tree' },
  { who: 'thanhuy.btc', what: 'editions of a report form', place: () => '/petitions/reports/definitions' },
  { who: 'ngocha.tiepdan', what: 'exchange on petitions', place: () => '/petitions/exchange' },
  { who: 'ngocha.tiepdan', what: 'reception over a connection', place: () => '/reception/online' },
  { who: 'ngocha.tiepdan', what: 'calendar of reception', place: () => '/reception/calendar' },
  { who: 'ngocha.thutruong', what: 'directions on papers', place: () => '/petitions/directions' },
  { who: 'thanhuy.btc', what: 'plans', place: () => '/plans' },
  { who: 'thanhuy.btc', what: 'a plan', place: (page) => hrefOf(page, '/plans', /Đảng bộ/) },
  {
    who: 'thanhuy.btc',
    what: 'the time of a plan',
    place: async (page) => `${await hrefOf(page, '/plans', /Đảng bộ/)}/timeline`,
  },
  {
    who: 'thanhuy.btc',
    what: 'a task of a plan',
    place: async (page) => hrefOf(page, await hrefOf(page, '/plans', /Đảng bộ/), /^Đối thoại/),
  },
  {
    who: 'ngocha.bithu',
    what: 'the draft of a plan',
    place: async (page) => `${await hrefOf(page, '/plans', /Chi bộ/)}/edit`,
  },
  { who: 'thanhuy.ubkt', what: 'inspections', place: () => '/inspections' },
  {
    who: 'thanhuy.ubkt',
    what: 'an inspection',
    place: (page) => hrefOf(page, '/inspections?group=following', /^Đảng bộ/),
  },
  { who: 'thanhuy.thuongtruc', what: 'complex cases', place: () => '/incidents' },
  { who: 'ngocha.vanphong', what: 'questions of an area', place: () => '/information' },
  {
    who: 'ngocha.vanphong',
    what: 'a question',
    place: (page) => hrefOf(page, '/information?group=published', /^Khi nào điểm tập kết rác/),
  },
  { who: 'thanhuy.thuongtruc', what: 'the steering committee', place: () => '/incidents/steering' },
  { who: 'thanhuy.thuongtruc', what: 'the forecast', place: () => '/incidents/forecast' },
  {
    who: 'thanhuy.thuongtruc',
    what: 'a project',
    place: (page) => hrefOf(page, '/incidents/forecast', /^Đường vành đai 4/),
  },
  { who: 'thanhuy.thuongtruc', what: 'discipline', place: () => '/inspections/discipline' },
  { who: 'ngocha.diaban', what: 'area page', place: () => '/monitoring/areas/00008' },
  {
    who: 'ngocha.diaban',
    what: 'a visit with its promises',
    place: (page) => hrefOf(page, '/monitoring/areas/mine', /^Báo cáo Thường trực/),
  },
  {
    who: 'thanhuy.btc',
    what: 'a report of a plan',
    place: async (page) => hrefOf(page, await hrefOf(page, '/plans', /Đảng bộ/), /^Tháng \d/),
  },
  { who: 'thanhuy.btc', what: 'the account of a year', place: () => '/areas/account' },
  { who: 'ngocha.vanphong', what: 'signs', place: () => '/monitoring/signs' },
  { who: 'ngocha.vanphong', what: 'a sign', place: (page) => hrefOf(page, '/monitoring/signs', /^Chi bộ/) },
  { who: 'ngocha.vanphong', what: 'who sent sheets', place: () => '/monitoring/entry' },
  { who: 'tdp7.bithu', what: 'a sheet', place: (page) => hrefOf(page, '/monitoring/entry', /^Chi bộ/) },
  { who: 'thanhuy.btc', what: 'indicators and back-test', place: () => '/monitoring/indicators' },
  { who: 'thanhuy.btc', what: 'runs', place: () => '/monitoring/runs' },
  { who: 'thanhuy.btc', what: 'keys', place: () => '/accounts/keys' },
  { who: null, what: 'webhooks', place: async (page) => asAdministrator(page, '/jobs/webhooks') },
  { who: 'ngocha.vanphong', what: 'who looked', place: async (page) => `${await wardInTree(page)}/readers?from=all` },
  { who: 'tdp7.dangvien', what: 'who read my file', place: () => '/account/readers' },
  { who: 'thanhuy.btc', what: 'tree of the state', place: () => '/organizations?side=state' },
  { who: 'thanhuy.btc', what: 'areas as tiles', place: () => '/areas' },
  { who: 'ngocha.danguy', what: 'changes of organizations', place: () => '/successions' },
  { who: 'ngocha.vanphong', what: 'the draft of a change', place: () => '/successions/new' },
  { who: 'thanhuy.btc', what: 'areas as a table', place: () => '/areas?view=table' },
  { who: 'thanhuy.btc', what: 'an area', place: () => '/areas/00008' },
  { who: 'thanhuy.btc', what: 'what the nightly check found', place: () => '/organizations/integrity' },
  { who: 'ngocha.vanphong', what: 'calendar', place: () => '/calendar' },
  { who: 'ngocha.vanphong', what: 'a term counted', place: () => '/calendar/due?from=2026-08-28&quantity=3&unit=CD' },
  { who: 'ngocha.vanphong', what: 'personal data', place: () => '/privacy' },
  { who: 'ngocha.vanphong', what: 'retention and holds', place: () => '/privacy/keeping' },
  { who: 'ngocha.vanphong', what: 'sight of names', place: () => '/privacy/names' },
  { who: 'ngocha.vanphong', what: 'register of processing', place: () => '/privacy/register' },
  { who: 'quantri', what: 'start page of an administrator', place: () => '/account/second-factor' },
  { who: 'thanhuy.vanphong', what: 'refused', place: () => '/imports' },
  { who: 'thanhuy.vanphong', what: 'not there', place: () => '/no-such-page' },
]

/** The text of a page as the server sent it, which must be in the language asked for. */
function textOf(html: string, language: 'vi' | 'en'): string {
  expect(html).toContain(`<html lang="${language}"`)
  const [, main = ''] = /<main[^>]*>(.*)<\/main>/su.exec(html) ?? []
  return main.replaceAll(/<(script|template)\b.*?<\/\1>/gsu, ' ').replaceAll(/<[^>]*>/gu, ' ')
}

/** A page for each account of this worker, kept open: the second page of a person finds the product's code already there. */
const look = test.extend<{ pageOf: (who: string) => Promise<Page> }, { kept: Map<string, Page> }>({
  kept: [
    // biome-ignore lint/correctness/noEmptyPattern: the runner reads the names of the fixtures out of this pattern
    async ({}, use) => use(new Map()),
    { scope: 'worker' },
  ],
  pageOf: async ({ browser, kept, baseURL }, use) => {
    await use(async (who) => {
      const page = kept.get(who) ?? (await (await browser.newContext()).newPage())
      if (!kept.has(who)) await signInByRequest(page.context(), who, baseURL)
      kept.set(who, page)
      return page
    })
  },
})

// Each page by itself, so that the workers share them.
look.describe.configure({ mode: 'parallel' })
for (const { who, what, place } of pages) {
  look(
    `${what}: axe finds nothing light and dark, wide and on a phone; no sideways scroll; English is whole`,
    async ({ page: fresh, pageOf, expectAccessible, baseURL }) => {
      const page = who === null ? fresh : await pageOf(who)
      const context = page.context()
      // The page of an account was left as a phone's by its last test.
      await page.setViewportSize({ width: 1440, height: 900 })
      const address = await place(page)
      expect(address).toMatch(/^\//)
      const faults: string[] = []
      page.removeAllListeners('pageerror').on('pageerror', ({ message }) => faults.push(message))
      page.removeAllListeners('console').on('console', (message) => {
        // A page that is refused or not there is told by its status, which Chromium logs.
        if (message.type() === 'error' && !/status of 40[34]/.test(message.text())) faults.push(message.text())
      })
      const sent = await page.goto(address)
      const path = new URL(address, baseURL).pathname
      await expect(page).toHaveURL((url) => url.pathname === path)
      await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1)
      const vietnamese = textOf((await sent?.text()) ?? '', 'vi')

      await expectAccessible(page, { rows: 8 })
      await page.setViewportSize({ width: 360, height: 780 })
      // A chart is told of its new width with the next frame.
      await expect
        .poll(() => page.evaluate(() => document.documentElement.scrollWidth), { message: 'sideways scroll at 360 px' })
        .toBeLessThanOrEqual(360)
      // The colours are those of the wide page.
      await expectAccessible(page, { rows: 4, colours: false })

      await context.addCookies([{ name: 'nq15_locale', value: 'en', url: baseURL ?? '' }])
      const english = textOf(await (await page.request.get(address, { maxRetries: 3 })).text(), 'en')
      await context.clearCookies({ name: 'nq15_locale' })
      expect(english).not.toBe(vietnamese)
      // A text without its sentence shows as its key.
      for (const text of [vietnamese, english])
        expect(text).not.toMatch(/\b(access|ratings|members|organizations|ui)\.[a-z-]+\.[a-z]/)
      expect(faults).toEqual([])
    },
  )
}
