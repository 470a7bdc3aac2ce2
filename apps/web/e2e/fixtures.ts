import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type BrowserContext, test as base, expect, type Page } from '@playwright/test'
import type { RunOptions } from 'axe-core'
import axe from 'axe-core'
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

/** Signs a browser in as an account of the sample. The form has tests of its own; here only its answer is wanted. */
export async function signInByRequest(context: BrowserContext, username: string, baseURL = ''): Promise<void> {
  const { password } = demoAccount(username)
  const answer = await context.request.post('/sign-in', {
    form: { username, password },
    headers: { origin: baseURL },
    maxRedirects: 0,
    maxRetries: 3,
  })
  expect(answer.headers()['set-cookie'], `${username} is signed in`).toBeDefined()
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
const onlyColour: RunOptions = { runOnly: { type: 'rule', values: ofColour } }
const noColour: RunOptions = { rules: Object.fromEntries(ofColour.map((rule) => [rule, { enabled: false }])) }

/**
 * What axe finds wrong on the page as it is now, a line each. It is given to a document once, there are no frames to look
 * into, and only what is wrong is described: naming every node that passed is most of the time.
 */
export async function faultsOf(page: Page, options: RunOptions = {}): Promise<string[]> {
  if (await page.evaluate(() => !('axe' in window))) await page.evaluate(axe.source)
  return page.evaluate(
    async (asked) => {
      const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, asked)
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
    },
    { ...options, resultTypes: ['violations'] } satisfies RunOptions,
  )
}

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
  signInAs: async ({ context, baseURL, cookieJar }, use) => {
    await use(async (username) => {
      await context.clearCookies()
      const kept = cookieJar.get(username)
      if (kept) {
        await context.addCookies(kept)
        return
      }
      await signInByRequest(context, username, baseURL)
      cookieJar.set(username, await context.cookies())
    })
  },
  expectAccessible: async ({ page: own }, use) => {
    await use(async (page = own, { rows = 20, colours = true } = {}) => {
      for (const scheme of colours ? (['light', 'dark'] as const) : (['light'] as const)) {
        await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
        // Nothing but colour depends on the scheme.
        await takeOutRepeated(page, scheme === 'light' ? rows : Math.min(rows, 8))
        const found = await faultsOf(page, scheme === 'dark' ? onlyColour : colours ? {} : noColour)
        await putBack(page)
        expect(found.map((fault) => `${scheme} ${fault}`)).toEqual([])
      }
      await page.emulateMedia({ colorScheme: null })
    })
  },
})

export { expect } from '@playwright/test'
