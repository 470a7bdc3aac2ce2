import { readFile } from 'node:fs/promises'
import { checkExport } from '@nq15/documents/reports'
import { expect, test } from '../fixtures.ts'

test('a committee reads a table, opens the list behind a number, signs, and the file it takes away is whole', async ({
  page,
  signInAs,
}) => {
  await signInAs('ngocha.danguy')
  await page.goto('/reports/tables?year=2025')
  await expect(page.getByRole('heading', { name: 'Biểu thống kê xếp loại năm 2025' })).toBeVisible()
  await page.getByRole('link', { name: 'Kết quả xếp loại chất lượng đảng viên' }).click()
  await expect(page.getByText(/Số liệu khớp/)).toBeVisible()

  const total = page.getByRole('link', { name: /^Cộng, HTTNV: [1-9][\d.]*, mở danh sách$/ }).first()
  const number = Number(((await total.textContent()) ?? '').replaceAll('.', ''))
  const table = page.url()
  await total.click()
  await expect(page.getByText(new RegExp(`: ${number} dòng$`))).toBeVisible()
  await expect(page.getByRole('columnheader', { name: 'Họ và tên' })).toBeVisible()

  await page.goto(table)
  const waiting = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Excel' }).click()
  const checked = await checkExport(await readFile(await (await waiting).path()))
  expect(checked.ok && checked.value.state).toBe('whole')

  await page.getByRole('link', { name: 'Biểu thống kê' }).first().click()
  await page.getByRole('link', { name: 'Kiểm tra và ký' }).click()
  await page.getByLabel('Chức vụ người ký').fill('Bí thư')
  await page.getByRole('button', { name: 'Ký', exact: true }).click()
  await expect(page.getByText(/Số liệu đến ngày .* Bí thư .* ký lúc/)).toBeVisible()
})
