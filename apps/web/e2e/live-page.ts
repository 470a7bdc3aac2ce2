import type { Browser, Page } from '@playwright/test'

/**
 * Lets every page of the browser wait, after it is opened or loaded again, until a press on it does something: a script is
 * quicker than the page's own code, a person is not.
 */
export function openLivePages(browser: Browser): void {
  const newContext = browser.newContext.bind(browser)
  browser.newContext = async (...options) => {
    const context = await newContext(...options)
    const newPage = context.newPage.bind(context)
    context.newPage = async () => waitingUntilLive(await newPage())
    return context
  }
}

function waitingUntilLive(page: Page): Page {
  const [goto, reload] = [page.goto.bind(page), page.reload.bind(page)]
  page.goto = async (...asked) => {
    const answer = await goto(...asked)
    await untilLive(page)
    return answer
  }
  page.reload = async (...asked) => {
    const answer = await reload(...asked)
    await untilLive(page)
    return answer
  }
  return page
}

/** What is no page of the product (a file, a document of the service) has no request id in its root and is not waited for. */
async function untilLive(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const { requestId, live } = document.documentElement.dataset
    return requestId === undefined || live !== undefined
  })
}
