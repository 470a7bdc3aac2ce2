import { expect } from '@playwright/test'
import { test } from '../fixtures.ts'
import { boardOfWard } from '../places.ts'

test('a cell is opened from its row by click and by key without the page being loaded anew', async ({
  page,
  signInAs,
}) => {
  await signInAs('ngocha.vanphong')
  const board = await boardOfWard(page)
  for (const open of ['click', 'Enter'] as const) {
    await page.goto(board)
    const link = page.getByRole('grid', { name: 'Hồ sơ các chi bộ' }).getByRole('link').first()
    // What a page loaded anew would not know any more.
    await page.evaluate(() => document.documentElement.setAttribute('data-kept', 'yes'))
    await (open === 'click' ? link.click() : link.press('Enter'))
    await page.waitForURL(/\/ratings\/2026\/cells\//u)
    await expect(page.locator('html')).toHaveAttribute('data-kept', 'yes')
  }
})
