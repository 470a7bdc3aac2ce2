import { demoAccount, expect, test } from '../fixtures.ts'

test('a weak month is sent, its red sign appears on a page that was open, is answered, and the indicators are tried on the past', async ({
  page,
  browser,
  baseURL,
  signInAs,
  expectAccessible,
}) => {
  test.slow()
  // The ward's office has its inbox of signs open the whole time, in a browser of its own.
  const open = await (await browser.newContext({ baseURL: baseURL ?? '', locale: 'vi-VN' })).newPage()
  await open.goto('/sign-in')
  await open.getByLabel('Tên đăng nhập').fill('ngocha.vanphong')
  await open.getByLabel('Mật khẩu', { exact: true }).fill(demoAccount('ngocha.vanphong').password)
  await open.getByRole('button', { name: 'Đăng nhập' }).click()
  await open.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
  const following = open.waitForResponse((answer) => answer.url().endsWith('/monitoring/live') && answer.ok())
  await open.goto('/monitoring/signs')
  await following
  const inbox = open.getByRole('row', { name: /Chi bộ Tổ dân phố số 7.*A2/ })
  await expect(inbox).toHaveCount(0)

  // The secretary's start page says that the sheet of the month is owed.
  await signInAs('tdp7.bithu')
  await page.goto('/')
  await page.getByRole('link', { name: /^Phiếu tháng .* chưa gửi$/ }).click()
  const sheet = {
    'Số buổi phải họp': '1',
    'Số buổi đã họp': '1',
    'Số đảng viên của chi bộ': '25',
    'Được miễn sinh hoạt': '1',
    'Có mặt': '12',
    'Vắng có lý do': '6',
    'Vắng không lý do': '6',
    'Điểm buổi sinh hoạt': '60',
    'Nguồn số liệu': 'Biên bản sinh hoạt chi bộ',
  }
  for (const [name, value] of Object.entries(sheet)) await page.getByRole('textbox', { name, exact: true }).fill(value)
  await page.getByRole('button', { name: 'Gửi phiếu' }).click()
  await expect(page.getByText(/^Đã lưu phiếu/)).toBeVisible()

  await expect(open.getByText(/việc mới từ khi mở trang/)).toBeVisible()
  await expect(inbox).toContainText('đỏ vì dưới 66,67 %')
  await inbox.getByRole('link', { name: 'Chi bộ Tổ dân phố số 7' }).click()
  await open.getByLabel('Cách trả lời').selectOption('action')
  await open.getByRole('textbox', { name: 'Lý do' }).fill('Đảng ủy làm việc với cấp ủy chi bộ.')
  await open.getByRole('button', { name: 'Gửi trả lời' }).click()
  await expect(open.getByText(/Sẽ xử lý \(Đảng ủy làm việc với cấp ủy chi bộ\.\)/)).toBeVisible()
  await expectAccessible(open)
  await open.context().close()

  await signInAs('thanhuy.btc')
  await page.goto('/monitoring/runs')
  await expect(page.getByRole('heading', { level: 1, name: 'Rà soát' })).toBeVisible()
  await page.goto('/monitoring/indicators')
  await page.getByRole('button', { name: 'Kiểm nghiệm 24 tháng gần nhất' }).click()
  await expect(page.getByText(/tổ chức có kết quả xấu/)).toBeVisible()
  const [report] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Báo cáo Word' }).click(),
  ])
  expect(report.suggestedFilename()).toBe('kiem-nghiem-chi-so.docx')
})
