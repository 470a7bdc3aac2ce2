import { expect, test } from '../fixtures.ts'

test('anybody sees the days off with their documents, and why a term ends on the day it ends', async ({
  page,
  signInAs,
}) => {
  await signInAs('tdp7.dangvien')
  await page.goto('/calendar?year=2026')
  const days = page.getByRole('table', { name: 'Ngày nghỉ và ngày làm bù năm 2026' })
  await expect(days.getByRole('row', { name: /31\/08\/2026.*Nghỉ hoán đổi/ })).toHaveCount(1)
  await page.getByRole('main').getByRole('link', { name: 'Tính thời hạn' }).click()
  await page.getByLabel('Ngày bắt đầu').fill('28/08/2026')
  await page.getByLabel('Số ngày (giờ)').fill('3')
  await page.getByLabel('Đơn vị').selectOption('CD')
  await page.getByRole('button', { name: 'Tính', exact: true }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Hạn cuối' })).toContainText('Thứ Năm, 03/09/2026')
  const steps = page.getByRole('table', { name: 'Cách đếm từng ngày' })
  await expect(steps.getByRole('row', { name: /02\/09\/2026.*Quốc khánh/ })).toHaveCount(1)
  // A year that nobody knows is refused, not guessed.
  await page.getByLabel('Ngày bắt đầu').fill('28/12/2040')
  await page.getByRole('button', { name: 'Tính', exact: true }).click()
  await expect(page.getByRole('alert')).toContainText('CALENDAR_RANGE')
})
