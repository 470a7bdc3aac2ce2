import type { Page } from '@playwright/test'
import { expect, test } from '../fixtures.ts'

const day = (days: number) =>
  new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date(Date.now() + days * 86_400_000))

/** Unfolds an act, fills its fields by their labels and does it. */
async function act(
  page: Page,
  what: string,
  fields: Readonly<Record<string, string>> = {},
  choices: Readonly<Record<string, string>> = {},
) {
  const form = page.locator('details').filter({ has: page.locator('summary', { hasText: new RegExp(`^${what}$`) }) })
  if ((await form.getAttribute('open')) === null) await form.locator('summary').first().click()
  for (const [name, value] of Object.entries(fields)) await form.getByLabel(name, { exact: true }).fill(value)
  for (const [name, value] of Object.entries(choices))
    await form.getByLabel(name, { exact: true }).selectOption({ label: value })
  await form.getByRole('button', { name: what, exact: true }).click()
}

const letter = (number: string) => ({ 'Số văn bản': number, Ngày: day(0) })

test('a complaint goes from the desk to its decision by two people; a denunciation keeps its sender out and is concluded', async ({
  page,
  signInAs,
  expectAccessible,
}) => {
  test.setTimeout(120_000)
  await signInAs('ngocha.tiepdan')
  await page.goto('/petitions/new')
  await page.getByLabel('Họ và tên').fill('Đinh Thị Hoa Mai')
  await page.getByLabel('Địa chỉ').fill('Tổ 4')
  await page.getByLabel('Ngày viết đơn').fill(day(0))
  await page.getByLabel('Nội dung', { exact: true }).fill('Không đồng ý mức thu phí vỉa hè tại thông báo số 6.')
  await page.getByLabel('Yêu cầu').fill('Thu lại thông báo.')
  await page.getByLabel('Bị khiếu nại').fill('Chủ tịch UBND phường')
  await page.getByLabel('Quyết định, hành vi').fill('Thông báo 6')
  await expect(page.getByText('Thụ lý khiếu nại')).toBeVisible()
  await page.getByRole('button', { name: 'Vào sổ' }).click()
  await expect(page.getByText('Đã vào sổ.')).toBeVisible()
  const paper = new URL(page.url()).pathname
  await act(page, 'Phân loại, xử lý')
  await expect(page.getByText('Đã phân loại.')).toBeVisible()
  await act(page, 'Đề xuất thụ lý', { 'Nội dung, lý do': 'Đủ điều kiện.' })
  await expect(page.getByText('Chờ quyết định thụ lý')).toBeVisible()
  await expectAccessible(page)

  await signInAs('ngocha.thutruong')
  await page.goto(paper)
  await act(page, 'Thụ lý', letter('41/TB'))
  await expect(page.getByText('Đã thụ lý, lập vụ việc.')).toBeVisible()
  await act(page, 'Bắt đầu xác minh', { ...letter('42/QĐ'), 'Người, tổ xác minh': 'Lý Văn Thảo', 'Số người': '1' })
  await act(page, 'Quyết định giải quyết', {
    ...letter('43/QĐ'),
    'Nội dung, lý do': 'Khiếu nại đúng, thu hồi thông báo.',
  })
  await act(page, 'Gửi', { Ngày: day(0), 'Nơi nhận': 'Người khiếu nại' })
  await act(page, 'Ghi có hiệu lực', { Ngày: day(0) })
  await expect(page.getByText('WAITING_TERM_RUNS')).toBeVisible()

  // The decision stands in the report of the year, and its number opens the matter.
  await page.goto(`/petitions/reports?form=03-gqkn&period=year&last=${day(0)}`)
  await expect(page.getByText('Các công thức của biểu đều khớp')).toBeVisible()
  await page.getByRole('link', { name: /^Mở danh sách: Giải quyết bằng quyết định, / }).click()
  await expect(page.getByRole('link', { name: /Thông báo 6$/ })).toBeVisible()

  await signInAs('ngocha.tiepdan')
  await page.goto('/petitions/new')
  await page.getByLabel('Loại đơn').selectOption({ label: 'Tố cáo' })
  await page.getByLabel('Nguồn').selectOption({ label: 'Bưu chính' })
  await expect(page.getByLabel('Họ và tên')).toHaveCount(0)
  await page.getByLabel('Số bì niêm phong').fill('NP-91')
  await page.getByLabel('Ngày viết đơn').fill(day(0))
  await page.getByLabel('Người, chức vụ bị tố cáo').fill('Tổ trưởng tổ thu phí')
  await page.getByLabel('Nội dung', { exact: true }).fill('Tôi là Kanari Thị Vàng, thu phí không biên lai.')
  await page.getByRole('button', { name: 'Vào sổ' }).click()
  await expect(page.getByText('DENOUNCER_IN_TEXT')).toBeVisible()
  await page.getByLabel('Số bì niêm phong').fill('NP-91')
  await page.getByLabel('Ngày viết đơn').fill(day(0))
  await page.getByLabel('Ngày nhận').fill(day(0))
  await page.getByLabel('Người, chức vụ bị tố cáo').fill('Tổ trưởng tổ thu phí')
  await page.getByLabel('Nội dung', { exact: true }).fill('Thu phí không biên lai.')
  await page.getByRole('button', { name: 'Vào sổ' }).click()
  await expect(page.getByText('Đã vào sổ.')).toBeVisible()
  const sealed = new URL(page.url()).pathname
  await act(page, 'Phân loại, xử lý')
  await act(page, 'Đề xuất thụ lý', { 'Nội dung, lý do': 'Thuộc thẩm quyền.' })
  await expect(page.getByText('Chờ quyết định thụ lý')).toBeVisible()

  await signInAs('ngocha.thutruong')
  await page.goto(sealed)
  await act(page, 'Thụ lý', letter('51/QĐ'))
  await expect(page.getByText('Đã thụ lý, lập vụ việc.')).toBeVisible()
  await act(page, 'Thông báo thụ lý', letter('52/TB'))
  await act(page, 'Bắt đầu xác minh', { ...letter('53/QĐ'), 'Người, tổ xác minh': 'Lý Văn Thảo', 'Số người': '1' })
  await expect(page.getByText('TEAM_TOO_SMALL')).toBeVisible()
  await act(page, 'Bắt đầu xác minh', {
    ...letter('53/QĐ'),
    'Người, tổ xác minh': 'Lý Văn Thảo, Mạc Thị Liên',
    'Số người': '2',
  })
  await act(page, 'Kết luận', { ...letter('54/KL'), 'Nội dung, lý do': 'Tố cáo đúng.' })
  await expect(page.getByText('Đã kết luận')).toBeVisible()
  await expectAccessible(page)
  const word = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Thông báo cho người bị tố cáo (06)' }).click()
  expect((await word).suggestedFilename()).toMatch(/\.docx$/u)

  // The secretary above, the office and the city have no door here.
  for (const who of ['ngocha.vanphong', 'ngocha.bithu', 'thanhuy.btc']) {
    await signInAs(who)
    expect((await page.goto(sealed))?.status(), who).toBe(403)
  }

  // A form without an official sheet gets a column: one drafts it, another publishes, and the report of the desk counts by it.
  const definition = '/petitions/reports/definitions?form=04-gqtc'
  await page.goto(definition)
  // The filters of a register are drawn when its counter is chosen.
  await expect(page.locator('html[data-live]')).toBeAttached()
  await act(page, 'Soạn ấn bản mới', { 'Căn cứ': 'Công văn 12-CV/BTCTU' })
  await expect(page.getByText('Đã mở dự thảo, chép từ ấn bản đang dùng.')).toBeVisible()
  await act(
    page,
    'Thêm cột',
    { 'Tên cột': 'Số đơn của các vụ', 'Tên cột (tiếng Anh)': 'Papers of the matters' },
    { Đếm: 'Vụ việc: số đơn' },
  )
  await expect(page.getByText('Dự thảo không còn điểm sai, công bố được')).toBeVisible()
  await signInAs('thanhuy.thuongtruc')
  await page.goto(definition)
  await act(page, 'Công bố ấn bản')
  await expect(page.getByText('Đã công bố ấn bản mới.', { exact: false })).toBeVisible()
  await signInAs('ngocha.tiepdan')
  await page.goto('/petitions/reports?form=04-gqtc')
  await expect(page.getByText('ấn bản 2')).toBeVisible()
  await expect(page.getByRole('cell', { name: 'Số đơn của các vụ', exact: true })).toBeVisible()
})
