import type { Page } from '@playwright/test'
import { demoAccount, expect, test } from '../fixtures.ts'

const day = (days: number) =>
  new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date(Date.now() + days * 86_400_000))

/** Unfolds an act of the entry, fills its fields by their labels and does it. */
async function act(page: Page, what: string, fields: Readonly<Record<string, string>> = {}) {
  const form = page.locator('details').filter({ has: page.locator('summary', { hasText: new RegExp(`^${what}$`) }) })
  await form.locator('summary').click()
  for (const [name, value] of Object.entries(fields)) await form.getByRole('textbox', { name, exact: true }).fill(value)
  await form.getByRole('button', { name: what }).click()
  return form
}
const decision = (number: string) => ({
  'Số quyết định': number,
  'Ngày quyết định': day(0),
  'Cơ quan ban hành': 'Ban Thường vụ Thành ủy',
  'Lý do': 'Căn cứ kết quả thẩm định.',
})

test('a red sign is appraised, listed by a second person, shown on the board, contested, and taken off by another decision', async ({
  page,
  browser,
  baseURL,
  signInAs,
  expectAccessible,
}) => {
  // Eight people act one after the other: more than a test's usual time on a busy machine.
  test.slow()
  // The standing committee has its board open the whole time, in a browser of its own.
  const open = await (await browser.newContext({ baseURL: baseURL ?? '', locale: 'vi-VN' })).newPage()
  await open.goto('/sign-in')
  await open.getByLabel('Tên đăng nhập').fill('thanhuy.thuongtruc')
  await open.getByLabel('Mật khẩu', { exact: true }).fill(demoAccount('thanhuy.thuongtruc').password)
  await open.getByRole('button', { name: 'Đăng nhập' }).click()
  await open.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
  const following = open.waitForResponse((answer) => answer.url().endsWith('/monitoring/live') && answer.ok())
  await open.goto('/monitoring')
  await following

  await signInAs('ngocha.diaban')
  await page.goto('/monitoring/areas/00008')
  await page.getByRole('main').getByRole('link', { name: 'Ghi nhận biểu hiện' }).first().click()
  await page.getByLabel('Mã biểu hiện').fill('C5')
  await page.getByLabel('Ngày thấy').fill(day(-3))
  await page.getByRole('textbox', { name: 'Căn cứ' }).fill('5 trên 24 vụ việc quá hạn, Báo cáo 31-BC/ĐU')
  await page.getByRole('button', { name: 'Ghi nhận', exact: true }).click()
  await expect(page.getByText('Đã ghi nhận; chờ thẩm định.')).toBeVisible()
  const entry = new URL(page.url()).pathname
  await expect(open.getByText(/việc mới từ khi mở trang/)).toBeVisible()

  await signInAs('thanhuy.btc')
  await page.goto(entry)
  await act(page, 'Mở thẩm định')
  await expect(page.getByText('Đã xong: Mở thẩm định')).toBeVisible()
  await signInAs('ngocha.vanphong')
  await page.goto(entry)
  await act(page, 'Ghi ý kiến của tổ chức', {
    'Ngày nghe ý kiến': day(0),
    'Số văn bản': '12-BC/ĐU',
    'Nội dung': 'Đảng ủy đã nêu nguyên nhân.',
  })
  await expect(page.getByText('Đã xong: Ghi ý kiến của tổ chức')).toBeVisible()
  await signInAs('thanhuy.btc')
  await page.goto(entry)
  await act(page, 'Trình đề nghị', { 'Lý do': 'Hai quý liền có dấu hiệu đỏ.' })
  await expect(page.getByText('Đã xong: Trình đề nghị')).toBeVisible()
  await expect(page.locator('summary', { hasText: /^Đưa vào danh sách$/ })).toHaveCount(0)

  await signInAs('thanhuy.thuongtruc')
  await page.goto(entry)
  await act(page, 'Đưa vào danh sách', { ...decision('201-QĐ/TU'), 'Ngày xem xét lại': day(200) })
  await expect(page.getByText('REVIEW_DAY_TOO_LATE')).toBeVisible()
  await page.getByRole('textbox', { name: 'Ngày xem xét lại', exact: true }).first().fill(day(80))
  await page.getByRole('button', { name: 'Đưa vào danh sách' }).click()
  await expect(page.getByText('Đã xong: Đưa vào danh sách')).toBeVisible()
  await open.reload()
  const changes = open.getByRole('region', { name: /^Thay đổi từ/ })
  await expect(changes.getByRole('link', { name: 'Đảng bộ phường Ngọc Hà' })).toBeVisible()
  await expectAccessible(open)
  await expectAccessible(page)

  await signInAs('ngocha.bithu')
  await page.goto(entry)
  await page.getByRole('link', { name: 'Phản ánh', exact: true }).click()
  await page.getByLabel('Lý do').fill('Số vụ việc quá hạn chưa trừ các vụ tạm đình chỉ.')
  await page.getByRole('button', { name: 'Gửi phản ánh' }).click()
  await expect(page.getByRole('heading', { level: 1, name: /Phản ánh: Việc theo dõi/ })).toBeVisible()

  await signInAs('thanhuy.btc')
  await page.goto(entry)
  await expect(page.getByText('Đang có phản ánh chờ trả lời')).toBeVisible()
  await act(page, 'Đề nghị xem xét', { 'Lý do': 'Đã khắc phục.' })
  await act(page, 'Lập báo cáo xem xét', { 'Số văn bản': '9-BC/BTCTU', 'Nội dung': 'Không còn vụ việc quá hạn.' })
  await expect(page.getByText('Đã xong: Lập báo cáo xem xét')).toBeVisible()

  await signInAs('thanhuy.thuongtruc')
  await page.goto(entry)
  await act(page, 'Đưa ra khỏi danh sách', decision('240-QĐ/TU'))
  await expect(page.getByText('CONDITION_UNKNOWN R1')).toBeVisible()
  for (const condition of ['R1', 'R2', 'R3', 'R4']) {
    await page.getByLabel(new RegExp(`^${condition}:`)).selectOption('yes')
    await page.getByRole('textbox', { name: `Nguồn của ${condition}` }).fill('Sổ theo dõi quý IV')
  }
  await page.getByRole('button', { name: 'Đưa ra khỏi danh sách' }).click()
  await expect(page.getByText('Đã xong: Đưa ra khỏi danh sách')).toBeVisible()
  await expect(page.getByText('Theo dõi sau củng cố đến')).toBeVisible()
  await open.context().close()
})
