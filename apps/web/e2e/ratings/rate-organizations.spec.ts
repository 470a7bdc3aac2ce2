import { expect, type Page } from '@playwright/test'
import { test } from '../fixtures.ts'
import { unitOfSeven, unitsOfWard } from '../places.ts'

const caseOf = (page: Page, name: string) => page.getByRole('region', { name: new RegExp(`^${name}`) })

test('a cell is rated from its report over a return and the comparison to the decision', async ({ page, signInAs }) => {
  test.setTimeout(120_000)
  // The secretary enters the report and sends it; what is missing is named at once.
  await signInAs('tdp7.bithu')
  await page.goto(await unitOfSeven(page))
  const own = caseOf(page, 'Chi bộ')
  await own.getByLabel('Điểm tiêu chí chung (tối đa 30)').fill('28')
  await own.getByLabel('Điểm tiêu chí chung (tối đa 30)').blur()
  await expect(own.getByText(/Đã lưu \d\d:\d\d/)).toBeVisible()
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
  for (const [label, value] of Object.entries(values)) await own.getByLabel(label, { exact: true }).fill(value)
  await own.getByRole('radio', { name: 'Hoàn thành xuất sắc nhiệm vụ' }).check()
  await expect(async () => {
    await page.reload()
    await expect(own.getByLabel('I. Ưu điểm, kết quả đạt được')).toHaveValue(values['I. Ưu điểm, kết quả đạt được'])
    await expect(own.getByRole('radio', { name: 'Hoàn thành xuất sắc nhiệm vụ' })).toBeChecked()
  }).toPass()
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

  // The committee decides; the secretary reads it.
  await signInAs('ngocha.danguy')
  await page.goto(`${units}/decision`)
  await page.getByLabel('Số quyết định', { exact: true }).fill('131-QĐ/ĐU')
  await page.getByLabel('Người ký').fill('Phạm Hồng Quảng')
  await page.getByRole('button', { name: /^Kiểm tra/ }).click()
  await page.getByRole('button', { name: 'Quyết định 131-QĐ/ĐU' }).click()
  await expect(page.getByRole('heading', { name: /131-QĐ\/ĐU/ })).toBeVisible()
  await signInAs('tdp7.bithu')
  await page.goto(await unitOfSeven(page))
  await expect(own.getByText(/Đã quyết định: 131-QĐ\/ĐU/)).toBeVisible()
  await own.getByText('Quá trình').click()
  await expect(own.getByText('Theo ý kiến Ủy ban Kiểm tra').first()).toBeVisible()
})
