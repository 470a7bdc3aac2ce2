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
  await form.getByRole('button', { name: what, exact: true }).click()
}

test('an inspection from the programme to its close: nobody of the unit on the team, another decides, a late remedy is seen and followed until done', async ({
  page,
  signInAs,
  expectAccessible,
}) => {
  await signInAs('thanhuy.ubkt')
  await page.goto('/inspections')
  await act(page, 'Ghi chương trình năm', {
    ...{ Năm: '2031', Tên: 'Chương trình 2031', 'Số văn bản': '1-CTr/UBKT', 'Ngày ban hành': day(-40) },
  })
  await expect(page.getByText('Đã ghi chương trình.')).toBeVisible()
  await act(page, 'Mở cuộc kiểm tra, giám sát', {
    ...{ 'Mã tổ chức': '00008', Loại: 'Kiểm tra theo chương trình', 'Theo chương trình': 'Chương trình 2031 (2031)' },
    'Nội dung ngắn gọn': 'Chấp hành nguyên tắc tập trung dân chủ',
  })
  await expect(page.getByRole('heading', { level: 1, name: /Kiểm tra theo chương trình: Đảng bộ/ })).toBeVisible()
  const inspection = new URL(page.url()).pathname
  await act(page, 'Soạn nội dung, kế hoạch, đề cương', {
    ...{
      'Mục đích, yêu cầu': 'Làm rõ',
      'Nội dung kiểm tra, giám sát': 'Quy chế',
      'Phương pháp tiến hành': 'Đọc hồ sơ',
    },
    ...{ 'Thời gian, tiến độ': '30 ngày', 'Đề cương báo cáo tự kiểm tra': 'Phần một' },
  })
  // Who works in the inspected ward is refused with the rule and the fact.
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
  await signInAs('thanhuy.thuongtruc')
  await page.goto(inspection)
  await act(page, 'Quyết định kiểm tra, giám sát', paper)
  await expect(page.getByText('Đã ghi quyết định.')).toBeVisible()
  await expect(page.getByText('Chưa có hạn theo quy định')).toBeVisible()
  await signInAs('thanhuy.ubkt')
  await page.goto(inspection)
  await act(page, 'Bắt đầu chuẩn bị')
  await act(page, 'Công bố quyết định', { 'Ngày công bố': day(-28) })
  await expect(page.getByRole('row').filter({ hasText: 'Công bố quyết định' })).toBeVisible()
  await signInAs('ngocha.vanphong')
  await page.goto(inspection)
  await act(page, 'Gửi báo cáo tự kiểm tra', { 'Số báo cáo, tờ trình': '7-BC/ĐU', 'Nội dung': 'Đã tự kiểm tra.' })
  await expect(page.getByText('Đã ghi.')).toBeVisible()
  await signInAs('thanhuy.ubkt')
  await page.goto(inspection)
  await act(page, 'Ghi biên bản hội nghị', { 'Ngày họp': day(-20), 'Thành phần dự': 'Đủ', 'Nội dung': 'Đã thảo luận.' })
  await expect(page.getByText('Đã ghi.')).toBeVisible()
  await act(page, 'Báo cáo kết quả của đoàn', { 'Số báo cáo, tờ trình': '9-BC/ĐKT', 'Nội dung': 'Có khuyết điểm.' })
  await expect(page.getByRole('row').filter({ hasText: 'Báo cáo kết quả của đoàn' })).toBeVisible()
  await signInAs('thanhuy.thuongtruc')
  await page.goto(inspection)
  await act(page, 'Kết luận', {
    ...{ ...paper, 'Ngày ban hành': day(-15), 'Kết quả': 'Có khuyết điểm', 'Việc phải làm': 'Sửa quy chế làm việc' },
    ...{ 'Kết quả phải có': 'Quy chế mới', 'Người chịu trách nhiệm': 'Nguyễn Thu Trang', Hạn: day(-5) },
  })
  await expect(page.getByText('Đã kết luận; nội dung kết luận không sửa được nữa.')).toBeVisible()
  await expectAccessible(page)
  await signInAs('thanhuy.ubkt')
  await page.goto(inspection)
  await act(page, 'Chuyển sang khắc phục')
  await expect(page.getByRole('row').filter({ hasText: 'Chuyển sang khắc phục' })).toBeVisible()
  await page.goto('/inspections')
  await expect(page.getByRole('row').filter({ hasText: 'Sửa quy chế làm việc' })).toContainText('Quá hạn')

  // The owner finds it on his start page and reports it; who inspected sees to it.
  await signInAs('ngocha.vanphong')
  await page.goto('/')
  await page.getByRole('link', { name: 'Sửa quy chế làm việc' }).click()
  await act(page, 'Báo đã khắc phục')
  await expect(page.getByText('EVIDENCE_MISSING')).toBeVisible()
  await act(page, 'Báo đã khắc phục', { 'Văn bản chứng minh': '12-QC/ĐU' })
  await expect(page.getByText('Đã báo, chờ cơ quan kiểm tra xem xét.')).toBeVisible()
  const remedy = new URL(page.url()).pathname
  await signInAs('thanhuy.ubkt')
  await page.goto(inspection)
  await act(page, 'Kết thúc', { 'Lý do': 'Đã khắc phục.' })
  await expect(page.getByText('REMEDY_OPEN')).toBeVisible()
  await page.goto(remedy)
  await act(page, 'Xác nhận đã khắc phục', { 'Lý do': 'Quy chế đã ban hành.' })
  await expect(page.getByText('Đã xác nhận khắc phục xong.')).toBeVisible()
  await page.goto(inspection)
  await act(page, 'Kết thúc', { 'Lý do': 'Đã khắc phục.' })
  await expect(page.getByText('Đã kết thúc.')).toBeVisible()
})
