import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { type BrowserContext, test as base, expect, type Page } from '@playwright/test'
import { openLivePages } from './live-page.ts'
import { dataFolderOf } from './operator.ts'

type DemoAccount = { readonly username: string; readonly password: string }

/** The accounts of this run's sample, as `start` left them in its data folder. */
export function demoAccount(username: string): DemoAccount {
  const accounts = JSON.parse(readFileSync(join(dataFolderOf('sample'), 'demo-accounts.json'), 'utf8')) as DemoAccount[]
  const account = accounts.find((one) => one.username === username)
  if (!account) throw new Error(`the sample has no account ${username}`)
  return account
}

type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>

type Fixtures = {
  /** Signs the browser in as an account of the sample, without passing through the form again in every test. */
  signInAs: (username: string) => Promise<void>
  /**
   * axe finds nothing on the page as it is now, light and dark. Of a long list, table or grid it looks at the first `rows`:
   * the others are drawn by the same part, and looking at a thousand of them takes minutes. `colours: false` leaves out what
   * depends on colours alone, for a page whose colours were looked at in another width.
   */
  expectAccessible: (page?: Page, look?: { readonly rows?: number; readonly colours?: boolean }) => Promise<void>
}

/**
 * Takes out of the page every child beyond the first so many of its own kind and look, until `putBack`: what is only left out
 * of the looking still costs its time.
 */
function takeOutRepeated(page: Page, first: number): Promise<void> {
  return page.evaluate((most) => {
    const taken: [Comment, Element][] = []
    for (const parent of document.querySelectorAll('main *')) {
      const counts = new Map<string, number>()
      for (const child of parent.childElementCount > most ? [...parent.children] : []) {
        const kind = `${child.tagName} ${child.getAttribute('class')}`
        const nth = (counts.get(kind) ?? 0) + 1
        counts.set(kind, nth)
        if (nth <= most) continue
        const place = document.createComment('')
        child.replaceWith(place)
        taken.push([place, child])
      }
    }
    Object.assign(window, { taken })
  }, first)
}

function putBack(page: Page): Promise<void> {
  return page.evaluate(() => {
    const { taken } = window as unknown as { taken: [Comment, Element][] }
    for (const [place, child] of taken.toReversed()) place.replaceWith(child)
  })
}

/** The rules that look at colours; they are also the slow ones. */
const ofColour = ['color-contrast', 'link-in-text-block']

export const test = base.extend<Fixtures, { cookieJar: Map<string, Cookies>; livePages: undefined }>({
  livePages: [
    async ({ browser }, use) => {
      openLivePages(browser)
      await use(undefined)
    },
    { scope: 'worker', auto: true },
  ],
  cookieJar: [
    // biome-ignore lint/correctness/noEmptyPattern: the runner reads the names of the fixtures out of this pattern
    async ({}, use) => use(new Map()),
    { scope: 'worker' },
  ],
  signInAs: async ({ context, page, cookieJar }, use) => {
    await use(async (username) => {
      await context.clearCookies()
      const kept = cookieJar.get(username)
      if (kept) {
        await context.addCookies(kept)
        return
      }
      const { password } = demoAccount(username)
      await page.goto('/sign-in')
      await page.getByLabel('Tên đăng nhập').fill(username)
      await page.getByLabel('Mật khẩu', { exact: true }).fill(password)
      await page.getByRole('button', { name: 'Đăng nhập' }).click()
      await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
      cookieJar.set(username, await context.cookies())
    })
  },
  expectAccessible: async ({ page: own }, use) => {
    await use(async (page = own, { rows = 20, colours = true } = {}) => {
      for (const scheme of colours ? (['light', 'dark'] as const) : (['light'] as const)) {
        await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
        // Nothing but colour depends on the scheme.
        await takeOutRepeated(page, scheme === 'light' ? rows : Math.min(rows, 8))
        // Without frames one run tells all, and only what is wrong is described: naming every node that passed is most of the time.
        const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] })
        const { violations } = await (scheme === 'dark'
          ? axe.withRules(ofColour)
          : colours
            ? axe
            : axe.disableRules(ofColour)
        ).analyze()
        await putBack(page)
        expect(
          violations.map(
            ({ id, nodes }) => `${scheme} ${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
          ),
        ).toEqual([])
      }
      await page.emulateMedia({ colorScheme: null })
    })
  },
})

export { expect } from '@playwright/test'
