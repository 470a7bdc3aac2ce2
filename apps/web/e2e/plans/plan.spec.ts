import { expect, test } from '../fixtures.ts'

test('the city sees the late task of a listed commune, its slippage by day, and takes the plan as Word', async ({
  page,
  signInAs,
}) => {
  await signInAs('thanhuy.btc')
  await page.goto('/plans')
  const line = page.getByRole('row').filter({ has: page.getByRole('link', { name: /^Đảng bộ/ }) })
  await expect(line.first()).toContainText('nhiều nhất')
  await line.first().getByRole('link').first().click()
  await expect(page.getByText('Quá hạn', { exact: true }).first()).toBeVisible()
  const word = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Tải Word để ký' }).click()
  expect((await word).suggestedFilename()).toMatch(/\.docx$/u)
  await page.getByRole('link', { name: 'Tiến độ theo thời gian' }).click()
  await expect(page.getByRole('table', { name: /Chậm so với ngày đã duyệt/ })).toContainText('Đối thoại')
})
