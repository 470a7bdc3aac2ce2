import type { Page } from '@playwright/test'
import { expect, test } from '../fixtures.ts'

const day = (days: number) =>
  new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date(Date.now() + days * 86_400_000))

/** Unfolds an act, fills its fields by their labels and does it. */
async function act(page: Page, what: string, fields: Readonly<Record<string, string>> = {}) {
  const form = page.locator('details').filter({ has: page.locator('summary', { hasText: new RegExp(`^${what}$`) }) })
  if ((await form.getAttribute('open')) === null) await form.locator('summary').first().click()
  for (const [name, value] of Object.entries(fields)) {
    const field = form.getByLabel(name, { exact: true }).first()
    if ((await field.evaluate(({ tagName }) => tagName)) === 'SELECT') await field.selectOption({ label: value })
    else await field.fill(value)
  }
  // An earlier answer may still stand on the page: the next person waits for this one.
  const answered = page.waitForResponse((answer) => answer.request().method() === 'POST')
  await form.getByRole('button', { name: what, exact: true }).click()
  await answered
}

/** Builds the five-year report of the city and reads its sum of complex cases, by the heads of the columns. */
async function casesOfFiveYears(page: Page): Promise<Readonly<Record<string, number>>> {
  const year = Number(day(0).slice(-4))
  await page.goto('/reports/reviews')
  await page.getByLabel('Từ năm').fill(String(year - 4))
  await page.getByLabel('Đến năm').fill(String(year))
  await page.getByRole('button', { name: 'Lập báo cáo', exact: true }).click()
  await page.getByRole('link', { name: 'Mở báo cáo vừa lập' }).click({ timeout: 60_000 })
  await expect(page.getByRole('heading', { name: `Sơ kết từ năm ${year - 4} đến năm ${year}` })).toBeVisible()
  const table = page.getByRole('region', { name: /T2\. Vụ việc phức tạp/u }).getByRole('table')
  const [, ...heads] = await table.getByRole('columnheader').allTextContents()
  const cells = await table
    .getByRole('row', { name: /^Tổng số/u })
    .getByRole('cell')
    .allTextContents()
  return Object.fromEntries(heads.map((head, at) => [head, Number(cells[at])]))
}
const recorded = (page: Page) => expect(page.getByText('Đã ghi.', { exact: true })).toBeVisible()

test('a case to its end: a missed promise raises the level, the alarm is answered, what people ask is answered in public, settled and taken off the list are two decisions of two persons, and the five-year report counts it', async ({
  page,
  signInAs,
  expectAccessible,
}) => {
  await signInAs('thanhuy.btc')
  const before = await casesOfFiveYears(page)

  await signInAs('ngocha.vanphong')
  await page.goto('/incidents/forecast')
  await act(page, 'Ghi dự án', {
    ...{
      'Mã dự án': 'KC-NH',
      'Tên dự án': 'Kè hồ Ngọc Hà',
      'Loại dự án': 'Khác',
      'Cơ quan chủ trì': 'Ban Quản lý dự án',
    },
    ...{ 'Giai đoạn': 'Giải phóng mặt bằng', 'Mã các xã, phường': '00008', 'Từ ngày': day(-200) },
    'Văn bản, nguồn': 'Quyết định 12/QĐ-UBND',
  })
  await expect(page.getByText('Đã ghi dự án.')).toBeVisible()
  await page.goto('/incidents')
  const entry = {
    ...{ 'Mã xã, phường': '00008', Tên: 'Bồi thường đất quanh hồ của ông Bình', 'Địa điểm': 'Tổ dân phố số 7' },
    ...{ 'Lĩnh vực': 'Bồi thường, giải phóng mặt bằng', 'Ngày phát sinh': day(-90), 'Mã dự án': 'KC-NH' },
  }
  await act(page, 'Ghi vào sổ theo dõi', entry)
  // The register holds no names: refused with what was typed, and taken without the name.
  await expect(page.getByText('NAMES_A_PERSON')).toBeVisible()
  await act(page, 'Ghi vào sổ theo dõi', { Tên: 'Bồi thường đất quanh hồ' })
  await expect(page.getByText('Đã ghi vụ việc vào sổ theo dõi.')).toBeVisible()
  const incident = new URL(page.url()).pathname
  await act(page, 'Tiếp nhận', { 'Ghi chú': 'Tiếp dân' })
  await recorded(page)
  await act(page, 'Phân loại', { 'Ưu tiên': 'A, ưu tiên', 'Số hộ liên quan': '31–100' })
  await recorded(page)

  const paper = { 'Số quyết định, kết luận': '8-QĐ/ĐU', 'Ngày ký': day(-30), 'Cơ quan ban hành': 'Ban Thường vụ' }
  await signInAs('ngocha.danguy')
  await page.goto(incident)
  await act(page, 'Phân công theo quyết định', {
    ...{ ...paper, 'Lãnh đạo chịu trách nhiệm (chức vụ)': 'Bí thư Đảng ủy', 'Cơ quan chủ trì': 'UBND phường' },
  })
  await recorded(page)

  await signInAs('ngocha.vanphong')
  await page.goto(incident)
  await act(page, 'Thêm mốc', { Tên: 'Chi trả đợt một', Hạn: day(10) })
  await recorded(page)
  await act(page, 'Bắt đầu giải quyết', { 'Kế hoạch giải quyết': 'Đối thoại, chi trả.' })
  await recorded(page)
  await act(page, 'Ghi cam kết công khai', {
    ...{ 'Nội dung cam kết': 'Chi trả xong', 'Với địa bàn nào': 'Tổ dân phố số 7', 'Cơ quan công bố': 'UBND phường' },
    ...{ 'Ngày công bố': day(-40), Hạn: day(-5) },
  })
  await expect(page.getByText('Đã ghi cam kết công khai.')).toBeVisible()
  await expect(page.getByRole('table', { name: 'Cam kết công khai' }).getByText('Lỡ hạn')).toBeVisible()
  await expectAccessible(page, { rows: 5 })

  // The level of the project rose, and its alarm waits.
  const place = /Ngọc Hà, Kè hồ Ngọc Hà$/u
  await page.goto('/incidents/forecast')
  await page.getByRole('table', { name: 'Danh sách mức theo dõi' }).getByRole('link', { name: place }).click()
  await expect(page.getByRole('row', { name: /D4\. Cam kết công khai quá hạn/ }).getByText('Đỏ')).toBeVisible()
  await page.goto('/incidents/forecast')
  const answer = page.locator('summary', { hasText: /^Trả lời cảnh báo: .*Kè hồ Ngọc Hà$/ })
  await answer.click()
  const form = page.locator('details').filter({ has: answer })
  await form.getByLabel('Lý do', { exact: true }).fill('Đối thoại với các hộ trong tuần này')
  await form.getByRole('button', { name: /^Trả lời cảnh báo/ }).click()
  await expect(page.getByText('Đã ghi trả lời cảnh báo.')).toBeVisible()
  await expect(answer).toHaveCount(0)

  // People ask: one officer answers, and nothing is public before the committee has approved it.
  await page.goto(incident)
  await page.getByRole('link', { name: 'Ghi câu hỏi' }).click()
  await act(page, 'Ghi câu hỏi', { 'Địa bàn': 'Tổ dân phố số 7', 'Câu hỏi': 'Vì sao chi trả chậm?' })
  await expect(page.getByText('Đã ghi câu hỏi.')).toBeVisible()
  const question = new URL(page.url()).pathname
  await act(page, 'Giao người chịu trách nhiệm', {
    ...{ 'Chịu trách nhiệm (chức vụ)': 'Phó Chủ tịch UBND phường', 'Dự phòng (chức vụ)': 'Chánh Văn phòng' },
    'Hạn trả lời': day(5),
  })
  await recorded(page)
  await act(page, 'Soạn câu trả lời', {
    ...{ 'Sự việc đã kiểm chứng': 'Kinh phí về muộn.', 'Câu trả lời': 'Chi trả xong trong tuần này.' },
  })
  await recorded(page)

  await page.goto(incident)
  await act(page, 'Đã thực hiện: Chi trả xong', { 'Ngày thực hiện': day(-1), 'Minh chứng': 'Biên bản 4/BB-UBND' })
  await recorded(page)
  await expect(page.getByText('Thực hiện muộn')).toBeVisible()
  await act(page, 'Ghi mốc đã xong', { 'Ngày xong': day(-1) })
  await recorded(page)
  await signInAs('ngocha.danguy')
  await page.goto(incident)
  await act(page, 'Kết luận đã giải quyết', { ...paper, 'Ngày ký': day(0), 'Lý do': 'Đã chi trả xong' })
  await recorded(page)
  await page.goto(question)
  await act(page, 'Thông qua câu trả lời', { 'Ngày có ý kiến': day(0) })
  await recorded(page)
  await signInAs('ngocha.vanphong')
  await page.goto(question)
  await act(page, 'Công bố', { 'Công bố ở đâu': 'Bảng tin tổ dân phố', 'Ngày công bố': day(0) })
  await expect(page.getByText('Đã công bố câu trả lời.')).toBeVisible()
  await page.goto('/information/answers')
  await expect(page.getByRole('heading', { name: 'Vì sao chi trả chậm?' })).toBeVisible()
  await expect(page.getByText('Kinh phí về muộn.')).toHaveCount(0)
  await page.goto(incident)
  await act(page, 'Đề nghị đưa ra khỏi danh sách', { 'Lý do': 'Tình hình ổn định' })
  await recorded(page)
  await signInAs('ngocha.danguy')
  await page.goto(incident)
  await act(page, 'Quyết định đưa ra khỏi danh sách', { ...paper, 'Ngày ký': day(0), 'Lý do': 'Đủ điều kiện' })
  await recorded(page)
  await page.goto('/incidents?group=ended')
  await expect(page.getByRole('link', { name: 'Bồi thường đất quanh hồ' }).first()).toBeVisible()

  await signInAs('thanhuy.btc')
  const after = await casesOfFiveYears(page)
  const grown = Object.keys(before).filter((head) => after[head] === (before[head] ?? 0) + 1)
  expect(grown).toEqual(['Mới', 'Đã giải quyết', 'Đưa khỏi danh sách'])
})
