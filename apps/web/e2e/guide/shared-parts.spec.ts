import type { Page } from '@playwright/test'
import { expect, faultsOf, test } from '../fixtures.ts'

const faults: string[] = []

test.beforeEach(({ page }) => {
  faults.length = 0
  page.on('pageerror', ({ message }) => faults.push(message))
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text())
  })
})

async function openGuide(page: Page, query = '') {
  await page.goto(`/ui${query}`, { waitUntil: 'networkidle' })
}

for (const scheme of ['light', 'dark'] as const) {
  for (const width of [1440, 360]) {
    test(`axe finds nothing, ${scheme}, ${width} px, no error in the console, no sideways scroll`, async ({ page }) => {
      await page.setViewportSize({ width, height: 900 })
      await page.emulateMedia({ colorScheme: scheme })
      await openGuide(page)
      await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', scheme)
      expect(await faultsOf(page)).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)
      expect(faults).toEqual([])
    })
  }
}

test('“Vì sao” opens with ?, closes with Esc and gives the focus back', async ({ page }) => {
  await openGuide(page)
  const figure = page.getByRole('button', { name: '42', exact: true })
  await figure.focus()
  await page.keyboard.press('?')
  const why = page.getByRole('dialog', { name: 'Vì sao là 42' })
  await expect(why.getByRole('term')).toHaveText(['Cách tính', 'Số liệu', 'Thiếu', 'Quy tắc', 'Nguồn', 'Lúc'])
  await page.keyboard.press('Escape')
  await expect(why).toBeHidden()
  await expect(figure).toBeFocused()
})

test('a day typed in the header stays in the address, turns the page amber, and one button leads back', async ({
  page,
}) => {
  await openGuide(page)
  await page.keyboard.press('g')
  await page.keyboard.press('d')
  const field = page.getByLabel('Ngày (ngày/tháng/năm)')
  await field.fill('31/02/2026')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Không có ngày này.')).toBeVisible()
  await field.fill('30/9/2026')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\?as-of=2026-09-30$/)
  await expect(page.getByText('có hiệu lực ngày 30/09/2026')).toBeVisible()
  await page.getByRole('link', { name: 'Về hôm nay, 08/12/2026' }).click()
  await expect(page).toHaveURL(/\/ui\??$/)
})

test('numbers: digits overwrite, Enter goes down, Esc restores, F8 finds the fault, a mended sum is fine', async ({
  page,
}) => {
  await openGuide(page)
  const cell = (name: string) => page.getByRole('textbox', { name })
  await cell('Nguyễn Thị Bích Hường, XS').click()
  await page.keyboard.press('F8')
  await expect(cell('Đặng Hữu Nghĩa, XS')).toBeFocused()
  await expect(cell('Đặng Hữu Nghĩa, XS')).toHaveAccessibleDescription(/P-07 3 \+ 11 \+ 6 \+ 0 = 20/)
  await page.keyboard.type('9')
  await page.keyboard.press('Escape')
  await expect(cell('Đặng Hữu Nghĩa, XS')).toHaveValue('3')
  await page.keyboard.type('4')
  await page.keyboard.press('Enter')
  await expect(cell('Ngô Xuân Phương, XS')).toBeFocused()
  await expect(page.getByText('P-07')).toBeHidden()
  await expect(cell('Đặng Hữu Nghĩa, XS')).toHaveValue('4')
})

test('rows are walked with the arrows and opened with Enter', async ({ page }) => {
  await openGuide(page)
  const rows = page.getByRole('grid', { name: 'Bảng' }).getByRole('row')
  await rows.nth(1).focus()
  await page.keyboard.press('ArrowDown')
  await expect(rows.nth(2)).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(rows.nth(2)).toHaveAttribute('aria-selected', 'true')
})

test('language, text size and colours are kept, and / finds the search', async ({ page }) => {
  await openGuide(page)
  await page.getByRole('button', { name: 'Cỡ chữ 100%' }).click()
  await expect(page.getByRole('menuitem', { name: '125%' })).toBeVisible()
  expect(await faultsOf(page)).toEqual([])
  await page.getByRole('menuitem', { name: '125%' }).click()
  await page.getByRole('button', { name: 'Màu theo máy' }).click()
  await page.getByRole('menuitem', { name: 'Nền tối' }).click()
  await page.getByRole('button', { name: 'Tiếng Việt' }).click()
  await page.getByRole('menuitem', { name: 'English' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Shared parts' })).toBeVisible()
  const html = page.locator('html')
  await expect(html).toHaveAttribute('lang', 'en')
  await expect(html).toHaveAttribute('data-text-size', '125')
  await expect(html).toHaveAttribute('data-mantine-color-scheme', 'dark')
  await page.waitForLoadState('networkidle')
  await page.keyboard.press('/')
  await expect(page.getByRole('searchbox', { name: 'Find organization' })).toBeFocused()
  expect(faults).toEqual([])
})

test('an unknown address says what happened, what was kept and what to do', async ({ page }) => {
  const answer = await page.goto('/khong-co')
  expect(answer?.status()).toBe(404)
  await expect(page.getByRole('heading', { level: 1, name: 'Không tìm thấy trang này.' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Về trang đầu' })).toBeVisible()
})
