import type { Page } from '@playwright/test'
import { demoAccount, expect, test } from '../fixtures.ts'
import { nq15 } from '../operator.ts'

const dateIn = (days: number) => new Date(Date.now() + days * 86_400_000)
const day = (days: number) => new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Ho_Chi_Minh' }).format(dateIn(days))
const isoDay = (days: number) => new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' }).format(dateIn(days))

/** Unfolds an act, fills its fields by their labels and does it. */
async function act(page: Page, what: string, fields: Readonly<Record<string, string>> = {}) {
  const form = page.locator('details').filter({ has: page.locator('summary', { hasText: new RegExp(`^${what}$`) }) })
  if ((await form.getAttribute('open')) === null) await form.locator('summary').first().click()
  for (const [name, value] of Object.entries(fields)) {
    const field = form.getByLabel(name, { exact: true }).first()
    if ((await field.evaluate(({ tagName }) => tagName)) === 'SELECT') await field.selectOption({ label: value })
    else await field.fill(value)
  }
  await form.getByRole('button', { name: what, exact: true }).click()
}
/** A decision of the Standing Committee on a day. */
const decision = (number: string, days: number) => ({
  ...{ 'Số quyết định': number, 'Ngày quyết định': day(days), 'Lý do': 'Căn cứ kết quả thẩm định.' },
})
const listing = (number: string, days: number) => ({
  ...{ ...decision(number, days), 'Cơ quan ban hành': 'Ban Thường vụ Thành ủy' },
})
const ward = 'Đảng bộ phường Ngọc Hà'

/** The first day of the last full quarter. */
function lastQuarter(): string {
  const [year = 0, month = 0] = isoDay(0).split('-').map(Number)
  const first = new Date(Date.UTC(year, Math.floor((month - 1) / 3) * 3 - 3, 1))
  return first.toISOString().slice(0, 10)
}

test('one story: red sign, listing, plan, late task told to the level above, inspection, conclusion, signs clear, taken off, relapse', async ({
  page,
  browser,
  baseURL,
  signInAs,
  expectAccessible,
}) => {
  // Eight people act one after the other over a year: more than a test's usual time on a busy machine.
  test.slow()
  const done = (what: string) => expect(page.getByText(`Đã xong: ${what}`)).toBeVisible()
  const as = async (who: string, place: string) => {
    await signInAs(who)
    await page.goto(place)
  }
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

  // A red sign, seen ten months ago, so that the quarters since could clear.
  await as('ngocha.diaban', '/monitoring/areas/00008')
  await page.getByRole('main').getByRole('link', { name: 'Ghi nhận biểu hiện' }).first().click()
  await page.getByLabel('Mã biểu hiện').fill('C5')
  await page.getByLabel('Ngày thấy').fill(day(-300))
  await page.getByRole('textbox', { name: 'Căn cứ' }).fill('5 trên 24 vụ việc quá hạn, Báo cáo 31-BC/ĐU')
  await page.getByRole('button', { name: 'Ghi nhận', exact: true }).click()
  await expect(page.getByText('Đã ghi nhận; chờ thẩm định.')).toBeVisible()
  const entry = new URL(page.url()).pathname
  await expect(open.getByText(/việc mới từ khi mở trang/)).toBeVisible()

  // Appraised by one, heard, listed by another.
  await as('thanhuy.btc', entry)
  await act(page, 'Mở thẩm định')
  await done('Mở thẩm định')
  await as('ngocha.vanphong', entry)
  await act(page, 'Ghi ý kiến của tổ chức', {
    ...{ 'Ngày nghe ý kiến': day(-290), 'Số văn bản': '12-BC/ĐU', 'Nội dung': 'Đảng ủy đã nêu nguyên nhân.' },
  })
  await done('Ghi ý kiến của tổ chức')
  await as('thanhuy.btc', entry)
  await act(page, 'Trình đề nghị', { Mức: 'Cần củng cố', 'Lý do': 'Hai quý liền có dấu hiệu đỏ.' })
  await done('Trình đề nghị')
  await expect(page.locator('summary', { hasText: /^Đưa vào danh sách$/ })).toHaveCount(0)
  await as('thanhuy.thuongtruc', entry)
  const listed = { Mức: 'Cần củng cố', ...listing('201-QĐ/TU', -280) }
  await act(page, 'Đưa vào danh sách', { ...listed, 'Ngày xem xét lại': day(-100) })
  await expect(page.getByText('REVIEW_DAY_TOO_LATE')).toBeVisible()
  await page.getByRole('textbox', { name: 'Ngày xem xét lại', exact: true }).first().fill(day(-200))
  await page.getByRole('button', { name: 'Đưa vào danh sách' }).click()
  await done('Đưa vào danh sách')
  await expectAccessible(page)
  await open.reload()
  await expect(open.getByRole('link', { name: ward }).first()).toBeVisible()
  await open.context().close()

  // The organization contests; its plan says all it must, and others appraise and approve it.
  await as('ngocha.bithu', entry)
  await page.getByRole('link', { name: 'Phản ánh', exact: true }).click()
  await page.getByLabel('Lý do').fill('Số vụ việc quá hạn chưa trừ các vụ tạm đình chỉ.')
  await page.getByRole('button', { name: 'Gửi phản ánh' }).click()
  await expect(page.getByRole('heading', { level: 1, name: /Phản ánh: Việc theo dõi/ })).toBeVisible()
  await page.goto('/plans')
  await page.getByRole('button', { name: `Lập kế hoạch cho ${ward}` }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Soạn kế hoạch' })).toBeVisible()
  const plan = new URL(page.url()).pathname.replace(/\/edit$/u, '')
  await page.goto(plan)
  await expect(page.getByRole('heading', { level: 1, name: `Kế hoạch củng cố ${ward}` })).toBeVisible()
  // What is missing is said all at once.
  await act(page, 'Trình kế hoạch')
  await expect(page.getByText('SIGN_WITHOUT_GOAL C5')).toBeVisible()
  await expect(page.getByText('TASK_MISSING')).toBeVisible()
  await page.getByRole('link', { name: 'Soạn kế hoạch' }).click()
  await page.getByLabel('Từ ngày', { exact: true }).fill(day(-250))
  await page.getByLabel('Đến ngày', { exact: true }).fill(day(90))
  await page.getByLabel('Mục tiêu đo bằng').fill('Vụ việc quá hạn')
  await page.getByLabel('Cần đạt').fill('0')
  await page.getByLabel('Trước hết ngày').fill(day(60))
  await page.getByRole('button', { name: 'Lưu bản nháp' }).click()
  await expect(page.getByText('Đã lưu bản nháp.')).toBeVisible()
  const task = 'Phân công người giải quyết từng vụ'
  await act(page, 'Thêm việc', {
    ...{ 'Việc cần làm': task, 'Kết quả phải có': 'Bảng phân công', 'Người chịu trách nhiệm': 'Phó Bí thư Đảng ủy' },
    Hạn: day(-4),
  })
  await expect(page.getByText('Đã thêm việc.')).toBeVisible()
  await act(page, 'Trình kế hoạch')
  await expect(page.getByText('Đã trình, chờ thẩm định.')).toBeVisible()
  await expectAccessible(page)
  await as('thanhuy.btc', plan)
  await act(page, 'Thẩm định', { 'Số văn bản': '5-BC/BTC', 'Nội dung': 'Đề nghị phê duyệt.' })
  await expect(page.getByText('Đã ghi.')).toBeVisible()
  await as('thanhuy.thuongtruc', plan)
  const approval = { ...decision('31-QĐ/TU', -31), 'Cơ quan quyết định': 'Ban Thường vụ Thành ủy' }
  await act(page, 'Phê duyệt', { ...approval, 'Ngày xem xét': day(90) })
  await expect(page.getByText('REVIEW_DAY_TOO_LATE').first()).toBeVisible()
  await page.getByLabel('Ngày xem xét', { exact: true }).first().fill(day(50))
  await page.getByRole('button', { name: 'Phê duyệt', exact: true }).click()
  await expect(page.getByText(/Đã phê duyệt\. Tình hình/)).toBeVisible()
  await as('ngocha.bithu', plan)
  await act(page, 'Bắt đầu thực hiện')
  await expect(page.getByText('Quá hạn', { exact: true }).first()).toBeVisible()
  const late = await page.getByRole('link', { name: task }).first().getAttribute('href')

  // Time passes by the operator's word, as it may where there is nobody but the sample: the late task goes up, once.
  await signInAs('thanhuy.btc')
  await expect(async () => {
    await nq15('sample', 'reminders', 'send', '--as-of', isoDay(20))
    await page.goto('/notifications')
    const told = page.locator(`a[href="${late}"]`).filter({ hasText: 'báo lên cấp trên' })
    await expect(told).toHaveCount(1, { timeout: 2_000 })
  }).toPass()

  // Done only with a paper; the month's report wrote itself and stays as it was signed.
  await as('ngocha.bithu', plan)
  await page.getByRole('link', { name: task }).click()
  await page.getByLabel('Tiến độ, phần trăm').fill('100')
  await page.getByRole('button', { name: 'Báo cáo tiến độ' }).click()
  await expect(page.getByText('EVIDENCE_MISSING')).toBeVisible()
  await page.getByLabel('Văn bản chứng minh kết quả').fill('7-BC/ĐU')
  await page.getByRole('button', { name: 'Báo cáo tiến độ' }).click()
  await expect(page.getByText('Đã ghi báo cáo.')).toBeVisible()
  await page.goto(plan)
  await page
    .getByRole('region', { name: /^Báo cáo tháng, quý/ })
    .getByRole('link', { name: /^Tháng/ })
    .last()
    .click()
  await page.getByLabel('Đánh giá').fill('Việc phân công đã xong.')
  // Something was late, so what help is needed is said too.
  await page.getByLabel('Cần giúp').fill('Không cần.')
  await page.getByRole('button', { name: 'Lưu lời' }).click()
  await expect(page.getByText('Đã lưu lời của báo cáo.')).toBeVisible()
  await page.getByRole('button', { name: 'Ký báo cáo' }).click()
  await expect(page.getByText('Báo cáo đã ký', { exact: false }).first()).toBeVisible()
  await expect(page.getByLabel('Đánh giá')).toHaveCount(0)
  await page.goto(plan)
  await act(page, 'Báo hoàn thành', { 'Văn bản báo cáo hoàn thành': '9-BC/ĐU' })
  await expect(page.getByText('Đã ghi.')).toBeVisible()

  // The inspection: by the programme, nobody of the unit on the team, another decides and concludes.
  await as('thanhuy.ubkt', '/inspections')
  await act(page, 'Ghi chương trình năm', {
    ...{ Năm: '2031', Tên: 'Chương trình 2031', 'Số văn bản': '1-CTr/UBKT', 'Ngày ban hành': day(-40) },
  })
  await expect(page.getByText('Đã ghi chương trình.')).toBeVisible()
  await act(page, 'Mở cuộc kiểm tra, giám sát', {
    ...{ 'Mã tổ chức': '00008', Loại: 'Kiểm tra theo chương trình', 'Theo chương trình': 'Chương trình 2031 (2031)' },
    'Nội dung ngắn gọn': 'Giải quyết vụ việc quá hạn',
  })
  await expect(page.getByRole('heading', { level: 1, name: /Kiểm tra theo chương trình: Đảng bộ/ })).toBeVisible()
  const inspection = new URL(page.url()).pathname
  await act(page, 'Soạn nội dung, kế hoạch, đề cương', {
    ...{ 'Mục đích, yêu cầu': 'Làm rõ', 'Nội dung kiểm tra, giám sát': 'Quy chế' },
    ...{ 'Phương pháp tiến hành': 'Đọc hồ sơ', 'Thời gian, tiến độ': '30 ngày' },
    'Đề cương báo cáo tự kiểm tra': 'Phần một',
  })
  await act(page, 'Thêm người vào đoàn', { 'Họ tên': 'Nguyễn Thu Trang' })
  await expect(page.getByText('OWN_UNIT')).toBeVisible()
  for (const name of ['Lê Văn Sáu', 'Mai Thị Bảy']) {
    const form = page.locator('details').filter({ hasText: 'Thêm người vào đoàn' })
    if (name === 'Lê Văn Sáu') await form.getByLabel('Là trưởng đoàn').check()
    await act(page, 'Thêm người vào đoàn', { 'Họ tên': name, 'Nội dung': 'Cam kết không có quan hệ' })
    await expect(page.getByText('Đã rà soát và thêm vào đoàn.')).toBeVisible()
    await page.goto(inspection)
  }
  const paper = { 'Số văn bản': '8-QĐ/UBKT', 'Ngày ban hành': day(-30), 'Cơ quan ban hành': 'Ủy ban Kiểm tra' }
  await as('thanhuy.thuongtruc', inspection)
  await act(page, 'Quyết định kiểm tra, giám sát', paper)
  await expect(page.getByText('Đã ghi quyết định.')).toBeVisible()
  await expect(page.getByText('Chưa có hạn theo quy định')).toBeVisible()
  await as('thanhuy.ubkt', inspection)
  const step = (what: string) => page.getByRole('row').filter({ hasText: what })
  await act(page, 'Bắt đầu chuẩn bị')
  await act(page, 'Công bố quyết định', { 'Ngày công bố': day(-28) })
  await expect(step('Công bố quyết định')).toBeVisible()
  await as('ngocha.vanphong', inspection)
  await act(page, 'Gửi báo cáo tự kiểm tra', { 'Số báo cáo, tờ trình': '7-BC/ĐU', 'Nội dung': 'Đã tự kiểm tra.' })
  await expect(page.getByText('Đã ghi.')).toBeVisible()
  await as('thanhuy.ubkt', inspection)
  await act(page, 'Ghi biên bản hội nghị', { 'Ngày họp': day(-20), 'Thành phần dự': 'Đủ', 'Nội dung': 'Đã thảo luận.' })
  await expect(page.getByText('Đã ghi.')).toBeVisible()
  await act(page, 'Báo cáo kết quả của đoàn', { 'Số báo cáo, tờ trình': '9-BC/ĐKT', 'Nội dung': 'Có khuyết điểm.' })
  await expect(step('Báo cáo kết quả của đoàn')).toBeVisible()
  await as('thanhuy.thuongtruc', inspection)
  await act(page, 'Kết luận', {
    ...{ ...paper, 'Ngày ban hành': day(-15), 'Kết quả': 'Có khuyết điểm', 'Việc phải làm': 'Sửa quy chế làm việc' },
    ...{ 'Kết quả phải có': 'Quy chế mới', 'Người chịu trách nhiệm': 'Nguyễn Thu Trang', Hạn: day(-5) },
  })
  await expect(page.getByText('Đã kết luận; nội dung kết luận không sửa được nữa.')).toBeVisible()
  await expectAccessible(page)
  await as('thanhuy.ubkt', inspection)
  await act(page, 'Chuyển sang khắc phục')
  await expect(step('Chuyển sang khắc phục')).toBeVisible()
  await page.goto('/inspections')
  await expect(step('Sửa quy chế làm việc')).toContainText('Quá hạn')

  // The owner finds the late remedy on his start page; who inspected sees to it before the inspection is closed.
  await as('ngocha.vanphong', '/')
  await page.getByRole('link', { name: 'Sửa quy chế làm việc' }).click()
  await act(page, 'Báo đã khắc phục')
  await expect(page.getByText('EVIDENCE_MISSING')).toBeVisible()
  await act(page, 'Báo đã khắc phục', { 'Văn bản chứng minh': '12-QC/ĐU' })
  await expect(page.getByText('Đã báo, chờ cơ quan kiểm tra xem xét.')).toBeVisible()
  const remedy = new URL(page.url()).pathname
  await as('thanhuy.ubkt', inspection)
  await act(page, 'Kết thúc', { 'Lý do': 'Đã khắc phục.' })
  await expect(page.getByText('REMEDY_OPEN')).toBeVisible()
  await page.goto(remedy)
  await act(page, 'Xác nhận đã khắc phục', { 'Lý do': 'Quy chế đã ban hành.' })
  await expect(page.getByText('Đã xác nhận khắc phục xong.')).toBeVisible()
  await page.goto(inspection)
  await act(page, 'Kết thúc', { 'Lý do': 'Đã khắc phục.' })
  await expect(page.getByText('Đã kết thúc.')).toBeVisible()

  // Not accepted before somebody who is not its owner has looked; the report of who inspected stands for cleared signs.
  await as('thanhuy.thuongtruc', plan)
  const acceptance = { ...decision('60-QĐ/TU', 0), 'Cơ quan quyết định': 'Ban Thường vụ Thành ủy' }
  await act(page, 'Nghiệm thu', acceptance)
  await expect(page.getByText('REVIEW_MISSING')).toBeVisible()
  await as('thanhuy.ubkt', plan)
  await act(page, 'Báo cáo xem xét', { 'Số văn bản': '20-BC/UBKT', 'Nội dung': 'Không còn vụ việc quá hạn.' })
  await expect(page.getByText('Đã ghi.')).toBeVisible()
  await as('thanhuy.thuongtruc', plan)
  await act(page, 'Nghiệm thu', acceptance)
  await expect(page.getByText('Đã ghi.')).toBeVisible()

  // Taken off by a decision with its conditions, each on a source: what nobody has screened, nobody takes for cleared.
  await page.goto(entry)
  await expect(page.getByText('Đang có phản ánh chờ trả lời')).toBeVisible()
  await act(page, 'Đưa ra khỏi danh sách', listing('240-QĐ/TU', 0))
  await expect(page.getByText('CONDITION_UNKNOWN R1')).toBeVisible()
  for (const condition of ['R1', 'R2', 'R3', 'R4']) {
    await page.getByLabel(new RegExp(`^${condition}:`)).selectOption('yes')
    await page.getByRole('textbox', { name: `Nguồn của ${condition}` }).fill('Sổ theo dõi hai quý')
  }
  await page.getByRole('button', { name: 'Đưa ra khỏi danh sách' }).click()
  await done('Đưa ra khỏi danh sách')
  await expect(page.getByText('Theo dõi sau củng cố đến')).toBeVisible()

  // Not listed again on a word: only when the figures are red again, and then a level graver, with its history.
  const relapse = { ...listing('250-QĐ/TU', 0), 'Dấu hiệu đỏ trở lại': 'C5', 'Ngày xem xét lại': day(80) }
  await act(page, 'Tái diễn', relapse)
  await expect(page.getByText('RED_SIGN_UNCONFIRMED')).toBeVisible()
  const organization = await page.locator('a[href^="/organizations/"]').first().getAttribute('href')
  const sheet = `/monitoring/entry/${organization?.split('/')[2]}?sheet=area-quarter&start=${lastQuarter()}`
  await as('ngocha.vanphong', sheet)
  await page.getByRole('textbox', { name: 'Số vụ việc đang giải quyết', exact: true }).fill('24')
  await page.getByRole('textbox', { name: 'Số vụ việc quá hạn', exact: true }).fill('5')
  await page.getByRole('textbox', { name: 'Nguồn số liệu', exact: true }).fill('Báo cáo 31-BC/ĐU')
  await page.getByRole('textbox', { name: 'Lý do sửa', exact: true }).fill('Đếm thiếu năm vụ.')
  await page.getByRole('button', { name: 'Lưu bản sửa' }).click()
  await expect(page.getByText(/^Đã lưu phiếu/)).toBeVisible()
  await as('thanhuy.thuongtruc', entry)
  await act(page, 'Tái diễn', relapse)
  await done('Tái diễn')
})
