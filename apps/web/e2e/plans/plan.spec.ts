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

test('a listed cell gets its plan: written by one, appraised and approved by others, its task late only by its day, never closed by work alone', async ({
  page,
  signInAs,
  expectAccessible,
}) => {
  await signInAs('ngocha.bithu')
  await page.goto('/plans')
  await page
    .getByRole('main')
    .getByRole('link', { name: /^Chi bộ/ })
    .first()
    .click()
  await expect(page.getByRole('heading', { level: 1, name: /Kế hoạch củng cố Chi bộ/ })).toBeVisible()
  const plan = new URL(page.url()).pathname

  // What is missing is said all at once.
  await act(page, 'Trình kế hoạch')
  await expect(page.getByText('SIGN_WITHOUT_GOAL A2')).toBeVisible()
  await expect(page.getByText('TASK_MISSING')).toBeVisible()

  await page.getByRole('link', { name: 'Soạn kế hoạch' }).click()
  await page.getByLabel('Mục tiêu đo bằng').fill('Tỷ lệ dự sinh hoạt')
  await page.getByLabel('Cần đạt').fill('85')
  await page.getByLabel('Trước hết ngày').fill(day(60))
  await page.getByRole('button', { name: 'Lưu bản nháp' }).click()
  await expect(page.getByText('Đã lưu bản nháp.')).toBeVisible()
  await act(page, 'Thêm việc', {
    'Việc cần làm': 'Họp tự phê bình và phê bình',
    'Kết quả phải có': 'Biên bản',
    'Người chịu trách nhiệm': 'Bí thư Đảng ủy phường Ngọc Hà',
    Hạn: day(20),
  })
  await expect(page.getByText('Đã thêm việc.')).toBeVisible()
  await act(page, 'Trình kế hoạch')
  await expect(page.getByText('Đã trình, chờ thẩm định.')).toBeVisible()
  await expectAccessible(page)

  await signInAs('ngocha.vanphong')
  await page.goto(plan)
  await act(page, 'Thẩm định', { 'Số văn bản': '5-BC/VP', 'Nội dung': 'Đề nghị phê duyệt.' })
  await expect(page.getByText('Đã ghi.')).toBeVisible()

  await signInAs('ngocha.danguy')
  await page.goto(plan)
  const approval = {
    'Số quyết định': '31-QĐ/ĐU',
    // A month ago, so that one report's day has come since, whatever day it is today.
    'Ngày quyết định': day(-31),
    'Cơ quan quyết định': 'Ban Thường vụ Đảng ủy phường',
    'Lý do': 'Kế hoạch đủ căn cứ.',
  }
  await act(page, 'Phê duyệt', { ...approval, 'Ngày xem xét': day(90) })
  await expect(page.getByText('REVIEW_DAY_TOO_LATE').first()).toBeVisible()
  await page.getByLabel('Ngày xem xét', { exact: true }).first().fill(day(50))
  await page.getByRole('button', { name: 'Phê duyệt', exact: true }).click()
  await expect(page.getByText(/Đã phê duyệt\. Tình hình/)).toBeVisible()

  await signInAs('ngocha.bithu')
  await page.goto(plan)
  await act(page, 'Bắt đầu thực hiện')
  await page.getByRole('link', { name: 'Họp tự phê bình và phê bình' }).click()
  await page.getByLabel('Tiến độ, phần trăm').fill('100')
  await page.getByRole('button', { name: 'Báo cáo tiến độ' }).click()
  await expect(page.getByText('EVIDENCE_MISSING')).toBeVisible()
  await page.getByLabel('Văn bản chứng minh kết quả').fill('7-BB/CB')
  await page.getByRole('button', { name: 'Báo cáo tiến độ' }).click()
  await expect(page.getByText('Đã ghi báo cáo.')).toBeVisible()
  await expectAccessible(page)

  // The month's report wrote itself; the author adds his words and signs, and then it stays as it is.
  await page.goto(plan)
  const reports = page.getByRole('region', { name: /^Báo cáo tháng, quý/ })
  await reports
    .getByRole('link', { name: /^Tháng/ })
    .last()
    .click()
  await page.getByLabel('Đánh giá').fill('Việc họp đã xong.')
  await page.getByRole('button', { name: 'Lưu lời' }).click()
  await expect(page.getByText('Đã lưu lời của báo cáo.')).toBeVisible()
  await page.getByRole('button', { name: 'Ký báo cáo' }).click()
  await expect(page.getByText('Báo cáo đã ký', { exact: false }).first()).toBeVisible()
  await expect(page.getByLabel('Đánh giá')).toHaveCount(0)

  await page.goto(plan)
  await act(page, 'Báo hoàn thành', { 'Văn bản báo cáo hoàn thành': '9-BC/ĐU' })
  await expect(page.getByText('Đã ghi.')).toBeVisible()
})

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
