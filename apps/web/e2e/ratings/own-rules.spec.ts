import { expect } from '@playwright/test'
import { test } from '../fixtures.ts'
import { makeAccount, signInFirstTime } from '../operator.ts'

test('own rules: drafted, compared, tried on this year, refused to their author, published by a second person', async ({
  page,
  browser,
  baseURL,
  signInAs,
  expectAccessible,
}) => {
  await signInAs('thanhuy.btc')
  await page.goto('/ratings/rules')
  await expect(page.getByRole('table', { name: 'Các quy định' })).toContainText('G1b')
  await expectAccessible()
  await page.getByRole('link', { name: 'Soạn quy tắc riêng' }).first().click()
  await page.getByLabel('Tên', { exact: true }).fill('Quy tắc riêng năm 2027 của thành phố')
  await page.getByLabel('Bắt đầu từ bộ tiêu chí').selectOption({ label: 'Mẫu 10/10/10' })
  await page.getByRole('button', { name: 'Tạo dự thảo' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Quy tắc riêng năm 2027 của thành phố' })).toBeVisible()

  // Weights that do not total are refused by name, and what was typed is still there.
  const first = page.getByLabel('Tối đa', { exact: true }).first()
  await first.fill('9,999')
  await page.getByLabel('Đủ 50 điểm mà không vào mức nào').selectOption({ label: 'không hoàn thành' })
  await page.getByRole('button', { name: 'Lưu dự thảo' }).click()
  await expect(page.getByRole('alert')).toContainText('can-bo/general: cộng được 29.999, phải đúng 30')
  await expect(first).toHaveValue('9,999')
  await first.fill('10')
  await page.getByRole('button', { name: 'Lưu dự thảo' }).click()
  await expect(page.getByText('Đã lưu dự thảo.')).toBeVisible()
  const changes = page.getByRole('table', { name: 'Thay đổi so với quy tắc đang áp dụng' })
  await expect(changes.getByRole('row', { name: /Đủ 50 điểm mà không vào mức nào/ })).toContainText('không hoàn thành')
  await expectAccessible()
  const draft = page.url()

  await page.getByLabel('Số quyết định').fill('15-QĐ/TU')
  await page.getByLabel('Ngày quyết định').fill('01/11/2026')
  await page.getByRole('button', { name: 'Công bố' }).click()
  await expect(page.getByRole('alert')).toContainText('Người đã soạn hoặc sửa bản này không được công bố')

  await page.getByRole('button', { name: 'Thử trên năm 2026' }).click()
  const run = page.getByRole('listitem').filter({ hasText: 'Thử quy tắc trên năm đã qua' }).first()
  await expect(run).toContainText('Đã xong', { timeout: 90_000 })
  await page.goto(draft)
  await page.getByRole('link', { name: /^Năm 2026: / }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Thử quy tắc trên năm 2026' })).toBeVisible()
  await expect(page.getByRole('table', { name: 'Theo mức' })).toContainText('Không hoàn thành')
  await expectAccessible()

  const account = await makeAccount('sample', {
    username: 'thanhuy.btc2',
    name: 'Lương Thị Tâm',
    role: 'organization-board',
    organization: '01',
  })
  const other = await browser.newContext({ baseURL: baseURL ?? '', locale: 'vi-VN' })
  try {
    const second = await other.newPage()
    await signInFirstTime(second, account)
    await second.goto(draft)
    await second.getByLabel('Số quyết định').fill('15-QĐ/TU')
    await second.getByLabel('Ngày quyết định').fill('01/11/2026')
    await second.getByRole('button', { name: 'Công bố' }).click()
    await expect(second.getByText('Công bố theo quyết định 15-QĐ/TU')).toBeVisible()
  } finally {
    await other.close()
  }
  await page.goto(draft)
  await expect(page.getByRole('button', { name: 'Lưu dự thảo' })).toHaveCount(0)
})
