import { expect, type Page } from '@playwright/test'
import { test } from '../fixtures.ts'
import { unitOfSeven, unitsOfWard } from '../places.ts'

const caseOf = (page: Page, name: string) => page.getByRole('region', { name: new RegExp(`^${name}`) })

test('a cell is rated from its report to the decision, then told, contested and corrected', async ({
  page,
  signInAs,
}) => {
  test.setTimeout(480_000)
  // The secretary enters the report and sends it; what is missing is named at once.
  await signInAs('tdp7.bithu')
  await page.goto(await unitOfSeven(page))
  const own = caseOf(page, 'Chi bộ')
  await own.getByLabel('Điểm tiêu chí chung (tối đa 30)').fill('28')
  await own.getByLabel('Điểm tiêu chí chung (tối đa 30)').blur()
  await expect(own.getByText(/Đã lưu .*\d\d:\d\d/)).toBeVisible()
  await own.getByRole('button', { name: 'Gửi lên cấp trên' }).click()
  await expect(own.getByRole('alert')).toContainText('Nhiệm vụ được giao')
  const values = {
    'Điểm kết quả nhiệm vụ (tối đa 70)': '64',
    'Nhiệm vụ được giao': '10',
    'Đúng hạn': '10',
    'Chậm hạn': '0',
    'Chưa hoàn thành': '0',
    'Vượt mức': '4',
    'Hạn chế được chỉ ra': '0',
    'Hạn chế đã khắc phục': '0',
    'I. Ưu điểm, kết quả đạt được': 'Hoàn thành các nhiệm vụ được giao.',
  }
  // Saves follow each other; the last one carries everything that was typed.
  const whole = page.waitForResponse((answer) => {
    const sent = new URLSearchParams(answer.request().postData() ?? '')
    return sent.get('selfLevel') === 'XS' && sent.get('resultsText') === values['I. Ưu điểm, kết quả đạt được']
  })
  for (const [label, value] of Object.entries(values)) await own.getByLabel(label, { exact: true }).fill(value)
  await own.getByRole('radio', { name: 'Hoàn thành xuất sắc nhiệm vụ' }).check()
  await whole
  await page.reload()
  await expect(own.getByLabel('I. Ưu điểm, kết quả đạt được')).toHaveValue(values['I. Ưu điểm, kết quả đạt được'])
  await expect(own.getByRole('radio', { name: 'Hoàn thành xuất sắc nhiệm vụ' })).toBeChecked()
  await own.getByRole('button', { name: 'Gửi lên cấp trên' }).click()
  await expect(own.getByText('Đã nộp').first()).toBeVisible()

  // The office returns it with a reason; the secretary sends it again.
  await signInAs('ngocha.vanphong')
  const units = await unitsOfWard(page)
  await page.goto(`${units}?state=sent`)
  const row = page.getByRole('row').filter({ hasText: 'Tổ dân phố số 7' })
  await row.getByRole('button', { name: 'Trả lại' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Lý do').fill('Thiếu số liệu quý IV')
  await dialog.getByRole('button', { name: 'Trả lại' }).click()
  await expect(dialog).toBeHidden()
  await signInAs('tdp7.bithu')
  await page.goto(await unitOfSeven(page))
  await expect(own.getByText('Thiếu số liệu quý IV').first()).toBeVisible()
  await own.getByRole('button', { name: 'Gửi lên cấp trên' }).click()
  await expect(own.getByText('Đã nộp').first()).toBeVisible()

  // Side by side with its like: taken up, an opinion, a changed level with its reason.
  await signInAs('ngocha.vanphong')
  await page.goto(`${units}/appraisal`)
  const line = page.getByRole('row').filter({ hasText: 'Tổ dân phố số 7' })
  await line.getByRole('button', { name: 'Tiếp nhận thẩm định' }).click()
  await line.getByRole('button', { name: 'Ghi ý kiến' }).click()
  await dialog.getByLabel('Cơ quan cho ý kiến').fill('Ủy ban Kiểm tra Đảng ủy')
  await dialog.getByLabel('Nội dung ý kiến').fill('Còn một cuộc họp muộn.')
  await dialog.getByRole('button', { name: 'Lưu ý kiến' }).click()
  await expect(line.getByText('Còn một cuộc họp muộn.')).toBeVisible()
  await line.getByRole('button', { name: 'Đổi mức' }).click()
  await dialog.getByRole('radio', { name: 'Hoàn thành tốt nhiệm vụ' }).check()
  await dialog.getByLabel('Lý do').fill('Theo ý kiến Ủy ban Kiểm tra')
  await dialog.getByRole('button', { name: 'Lưu mức' }).click()
  await expect(line.getByText('Theo ý kiến Ủy ban Kiểm tra')).toBeVisible()
  await line.getByRole('button', { name: 'Thẩm định xong' }).click()
  await expect(line.getByText('Đã thẩm định')).toBeVisible()

  // The office types a figure with its source: it speaks against the level and must be answered before the decision.
  await page.goto(`${units.replace('/units/', '/committees/')}/facts`)
  const cell = page.getByRole('region', { name: /Tổ dân phố số 7$/ }).first()
  await cell.getByText('Nhập số liệu').click()
  const fact = cell.getByRole('region', { name: /^Chỉ tiêu không đạt/ })
  await fact.getByLabel('Số liệu', { exact: true }).fill('1')
  await fact.getByLabel('Nguồn (văn bản, sổ)').fill('Báo cáo 14-BC/ĐU')
  await fact.getByLabel('Tính đến ngày').fill('20/11/2026')
  await fact.getByRole('button', { name: 'Lưu' }).click()
  await expect(fact.getByText('Báo cáo 14-BC/ĐU, 20/11/2026')).toBeVisible()

  await signInAs('ngocha.danguy')
  await page.goto(`${units}/decision`)
  const missed = page
    .getByRole('region', { name: 'Đánh giá thực chất' })
    .getByRole('listitem')
    .filter({ hasText: 'Tổ dân phố số 7' })
    .filter({ hasText: /Có 1 chỉ tiêu không đạt/ })
  await page.getByLabel('Số quyết định', { exact: true }).fill('131-QĐ/ĐU')
  await page.getByLabel('Người ký', { exact: true }).fill('Phạm Hồng Quảng')
  await page.getByRole('button', { name: /^Kiểm tra/ }).click()
  await expect(page.getByRole('alert')).toContainText('QD-10')
  // Whatever else is known of this cell is answered too.
  await expect(missed).toContainText('Báo cáo 14-BC/ĐU')
  const open = page
    .getByRole('region', { name: 'Đánh giá thực chất' })
    .getByRole('listitem')
    .filter({ hasText: 'Tổ dân phố số 7' })
    .filter({ hasText: 'Chi bộ' })
    .filter({ has: page.getByRole('button', { name: 'Ghi ý kiến' }) })
  for (let left = await open.count(); left > 0; left -= 1) {
    await open
      .first()
      .getByLabel(/^Ý kiến của người quyết định/)
      .fill('Đã kiểm tra, không thuộc trách nhiệm của chi bộ.')
    await open.first().getByRole('button', { name: 'Ghi ý kiến' }).click()
    await expect(open).toHaveCount(left - 1)
  }
  await expect(missed).toContainText('không thuộc trách nhiệm của chi bộ.')

  // The committee decides; the secretary reads it.
  await page.getByLabel('Số quyết định', { exact: true }).fill('131-QĐ/ĐU')
  await page.getByLabel('Người ký', { exact: true }).fill('Phạm Hồng Quảng')
  await page.getByRole('button', { name: /^Kiểm tra/ }).click()
  await page.getByRole('button', { name: 'Quyết định 131-QĐ/ĐU' }).click()
  await expect(page.getByRole('heading', { name: /131-QĐ\/ĐU/ })).toBeVisible()
  await signInAs('tdp7.bithu')
  await page.goto(await unitOfSeven(page))
  await expect(own.getByText(/Đã quyết định: 131-QĐ\/ĐU/)).toBeVisible()
  await own.getByText('Quá trình').click()
  await expect(own.getByText('Theo ý kiến Ủy ban Kiểm tra').first()).toBeVisible()

  // The advisers tell it; the secretary complains, the committee keeps the level in writing.
  await signInAs('ngocha.vanphong')
  await page.goto(`${units}/decision`)
  await page.getByRole('button', { name: /^Thông báo [\d.]+ mức$/ }).click()
  await expect(page.getByText('Mọi mức đã được thông báo.')).toBeVisible()
  await signInAs('tdp7.bithu')
  await page.goto(await unitOfSeven(page))
  await own.getByRole('link', { name: 'Kết quả, khiếu nại, kiến nghị, các quyết định' }).click()
  await page.getByLabel('Nội dung và lý do khiếu nại, kiến nghị').fill('Đề nghị xem lại: cuộc họp muộn do bão.')
  await page.getByRole('button', { name: 'Gửi khiếu nại, kiến nghị' }).click()
  await expect(page.getByText('Chờ trả lời')).toBeVisible()
  const outcome = new URL(page.url()).pathname
  await signInAs('ngocha.danguy')
  await page.goto(outcome)
  await page.getByLabel('Trả lời bằng văn bản').fill('Giữ nguyên: đã tính đủ các cuộc họp của năm.')
  await page.getByRole('button', { name: 'Ghi trả lời' }).click()
  await expect(page.getByText('Giữ nguyên', { exact: true })).toBeVisible()

  // A wrong figure comes to light: the office prepares, the committee corrects by another number, both versions stay.
  await signInAs('ngocha.vanphong')
  await page.goto(outcome)
  await page.getByRole('link', { name: 'Sửa kết quả năm này' }).click()
  await page.getByLabel('Căn cứ sửa').selectOption({ label: 'Số liệu khi quyết định bị sai' })
  await page.getByLabel('Mức sau khi sửa').selectOption({ label: 'Hoàn thành nhiệm vụ' })
  await page.getByLabel('Số văn bản làm căn cứ').fill('22-TB/UBKT')
  await page.getByLabel('Cơ quan ban hành văn bản đó').fill('Ủy ban Kiểm tra Đảng ủy')
  await page.getByLabel('Ngày văn bản').fill('25/11/2026')
  await page.getByLabel('Căn cứ pháp lý (quy định, điều)').fill('124-QĐ/TW, Điều 11')
  await page.getByLabel('Lý do', { exact: true }).fill('Số nhiệm vụ vượt mức ghi thừa hai nhiệm vụ.')
  await page.getByRole('button', { name: 'Lưu bản chuẩn bị' }).click()
  await expect(page.getByRole('heading', { name: 'Bước 2. Quyết định' })).toBeVisible()
  await signInAs('ngocha.danguy')
  await page.goto(outcome.replace(/outcome$/, 'correction'))
  await page.getByLabel('Số quyết định đánh giá, xếp loại lại').fill('140-QĐ/ĐU')
  await page.getByLabel('Người ký', { exact: true }).fill('Phạm Hồng Quảng')
  await page.getByRole('button', { name: 'Ban hành quyết định đánh giá, xếp loại lại' }).click()
  await expect(page.getByRole('heading', { name: 'Đã ban hành quyết định 140-QĐ/ĐU' })).toBeVisible()
  await page.getByRole('link', { name: 'Xem các bản' }).click()
  const versions = page.getByRole('region', { name: 'Các quyết định, cũ đến mới' })
  await expect(versions).toContainText('Đã được thay bằng quyết định 140-QĐ/ĐU')
  await expect(versions).toContainText('Thay quyết định 131-QĐ/ĐU')

  // The year stays open while something is undecided, and says where.
  await signInAs('thanhuy.btc')
  await page.goto('/ratings/2026/close')
  await expect(page.getByRole('region', { name: 'Còn phải quyết định' })).toContainText('Ngọc Hà')
  await expect(page.getByRole('button', { name: 'Khóa năm 2026' })).toHaveCount(0)
})
