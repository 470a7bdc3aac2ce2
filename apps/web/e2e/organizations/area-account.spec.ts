import { expect, test } from '../fixtures.ts'

const day = (days: number) =>
  new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date(Date.now() + days * 86_400_000))

test('ten minutes before a meeting: a missed promise stands first, a visit is noted on a phone, a promise is kept, the year counts it', async ({
  page,
  signInAs,
}) => {
  await signInAs('ngocha.diaban')
  await page.setViewportSize({ width: 360, height: 740 })
  await page.goto('/monitoring/areas/mine')
  const due = page.getByRole('region', { name: /^Cần đồng chí quyết/ })
  await expect(due).toContainText('Cam kết lỡ hạn')
  await page.getByRole('link', { name: 'Ghi sau khi đi cơ sở' }).first().click()

  await page.getByLabel('Ngày đi cơ sở').fill(day(1))
  await page.getByLabel('Điều đã thấy').fill('Nhà sinh hoạt của tổ dân phố xuống cấp.')
  await page.getByLabel('Cam kết 1 (không bắt buộc)').fill('Trả lời về kinh phí sửa nhà sinh hoạt')
  await page.getByLabel('Hạn của cam kết 1').fill(day(20))
  await page.getByRole('button', { name: 'Ghi', exact: true }).click()
  await expect(page.getByText('VISIT_IN_FUTURE')).toBeVisible()
  await expect(page.getByLabel('Điều đã thấy')).toHaveValue('Nhà sinh hoạt của tổ dân phố xuống cấp.')
  await page.getByLabel('Ngày đi cơ sở').fill(day(0))
  await page.getByRole('button', { name: 'Ghi', exact: true }).click()
  await expect(page.getByText('Đã ghi lần đi cơ sở.')).toBeVisible()
  await expect(page.getByRole('region', { name: /^Trả lời về kinh phí/ })).toContainText(day(20))

  await page.setViewportSize({ width: 1440, height: 900 })
  await page.goto('/monitoring/areas/00008')
  await page
    .getByRole('link', { name: /^Báo cáo Thường trực Thành ủy về trụ sở/ })
    .last()
    .click()
  const promise = page.getByRole('region', { name: /^Báo cáo Thường trực/ })
  await expect(promise).toContainText('Lỡ hạn')
  await promise.getByText('Đã thực hiện', { exact: true }).click()
  await promise.getByLabel('Văn bản hoặc kết quả').fill('15-BC/ĐĐB')
  await promise.getByRole('button', { name: 'Ghi', exact: true }).click()
  await expect(promise).toContainText('Thực hiện muộn')

  // Who stands above reads the same facts; nobody is scored.
  await signInAs('thanhuy.btc')
  await page.goto('/areas/account')
  const row = page.getByRole('row', { name: /Thành ủy viên phụ trách phường Ngọc Hà/ })
  await expect(row).toContainText(/\d giữ, \d lỡ/u)
  await expect(page.getByRole('columnheader', { name: 'Vụ việc phức tạp' })).toHaveCount(2)
})
