import type { Page } from '@playwright/test'
import { expect, test } from '../fixtures.ts'

const day = (days: number) =>
  new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date(Date.now() + days * 86_400_000))

/** Unfolds an act, fills its fields by their labels and does it. */
async function act(page: Page, what: string, fields: Readonly<Record<string, string>> = {}) {
  const form = page.locator('details').filter({ has: page.locator('summary', { hasText: new RegExp(`^${what}$`) }) })
  if ((await form.getAttribute('open')) === null) await form.locator('summary').first().click()
  for (const [name, value] of Object.entries(fields)) await form.getByLabel(name, { exact: true }).fill(value)
  await form.getByRole('button', { name: what, exact: true }).click()
}

test('a direction is followed to its end by two people; a wrong kind is corrected with the old one readable; the calendar opens by its address', async ({
  page,
  signInAs,
  expectAccessible,
}) => {
  test.setTimeout(90_000)
  await signInAs('ngocha.tiepdan')
  await page.goto('/petitions/new')
  await page.getByLabel('Họ và tên').fill('Đinh Thị Hoa Lài')
  await page.getByLabel('Địa chỉ').fill('Tổ 6')
  await page.getByLabel('Ngày viết đơn').fill(day(0))
  await page.getByLabel('Nội dung', { exact: true }).fill('Cho rằng cán bộ thu tiền sai quy định ở chợ tạm.')
  await page.getByLabel('Yêu cầu').fill('Xem xét.')
  await page.getByLabel('Bị khiếu nại').fill('Tổ trưởng tổ quản lý chợ')
  await page.getByLabel('Quyết định, hành vi').fill('Thu tiền chợ tạm')
  await page.getByRole('button', { name: 'Vào sổ' }).click()
  await expect(page.getByText('Đã vào sổ.')).toBeVisible()
  const paper = new URL(page.url()).pathname

  await signInAs('ngocha.thutruong')
  await page.goto(paper)
  await act(page, 'Giao chỉ đạo', { Hạn: day(9), 'Nội dung': 'Kiểm tra việc thu tiền ở chợ tạm.' })
  await expect(page.getByText('Đã giao chỉ đạo.')).toBeVisible()
  const direction = new URL(page.url()).pathname

  await signInAs('ngocha.tiepdan')
  await page.goto('/')
  await page.getByRole('link', { name: /Kiểm tra việc thu tiền ở chợ tạm/ }).click()
  await act(page, 'Báo cáo kết quả', { 'Kết quả': 'Đã kiểm tra, có thu sai.' })
  await expect(page.getByText('Đã báo cáo', { exact: true })).toBeVisible()
  await signInAs('ngocha.thutruong')
  await page.goto(direction)
  await act(page, 'Kết thúc', { 'Nhận xét khi kết thúc': 'Đạt yêu cầu.' })
  await expect(page.getByText('Đã kết thúc', { exact: true })).toBeVisible()
  await expectAccessible(page)

  await signInAs('ngocha.tiepdan')
  await page.goto(paper)
  const correcting = page
    .locator('details')
    .filter({ has: page.locator('summary', { hasText: /^Sửa phân loại đơn$/ }) })
  await correcting.locator('summary').click()
  await correcting.getByLabel('Loại đơn').selectOption({ label: 'Tố cáo' })
  await correcting.getByLabel('Số bì niêm phong').fill('NP-92')
  await correcting.getByLabel('Vì sao xếp lại').fill('Nội dung tố cáo hành vi của cán bộ.')
  await correcting.getByRole('button', { name: 'Sửa phân loại đơn' }).click()
  await expect(page.getByText('Đã sửa phân loại.')).toBeVisible()
  await expect(page.getByText('Đinh Thị Hoa Lài')).toHaveCount(0)
  await expect(page.getByRole('cell', { name: /^Thụ lý khiếu nại, / })).toBeVisible()
  await expectAccessible(page)

  await page.goto('/reception/calendar')
  await act(page, 'Cấp địa chỉ', { 'Cấp cho ai, để làm gì': 'Thư ký lãnh đạo' })
  const address = (await page.locator('code').textContent()) ?? ''
  const read = await fetch(address)
  expect([read.status, read.headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8'])
  expect(await read.text()).toContain('BEGIN:VCALENDAR')
  await page.getByRole('button', { name: 'Thu hồi: Thư ký lãnh đạo' }).click()
  await expect(page.getByText('Đã thu hồi địa chỉ.')).toBeVisible()
  expect((await fetch(address)).status).toBe(404)
})
