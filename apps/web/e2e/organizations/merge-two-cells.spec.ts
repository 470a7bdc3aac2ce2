import { expect, test } from '../fixtures.ts'

test('two cells merge: one person prepares, another sees what moves, decides and undoes before midnight', async ({
  page,
  signInAs,
}) => {
  await signInAs('ngocha.vanphong')
  await page.goto('/successions/new')
  await page.getByLabel('Ngày có hiệu lực').fill('01/01/2099')
  await page.getByLabel('Mã các tổ chức, mỗi dòng một mã').fill('00008.05\n00008.06')
  await page.getByLabel('Mã', { exact: true }).fill('00008.91')
  await page.getByLabel('Tên', { exact: true }).fill('Chi bộ liên tổ 5 và 6')
  await page.getByLabel('Loại hình').selectOption('cell')
  await page.getByLabel('Mã cấp trên trực tiếp').fill('00008')
  await page.getByLabel('Số quyết định').fill('15-QĐ/ĐU')
  await page.getByLabel('Ngày quyết định').fill('20/11/2026')
  await page.getByLabel('Chức vụ người ký').fill('Bí thư')
  await page.getByLabel('Họ tên người ký').fill('Trần Văn Mẫu')
  await page.getByRole('button', { name: 'Lưu nháp' }).click()
  // Who reads the old records is never preset: until it is said, the draft has something against it.
  await expect(page.getByText('INHERITANCE_UNSAID').first()).toBeVisible()
  for (const choice of await page.getByLabel(/đọc hồ sơ của/).all()) await choice.selectOption('yes')
  await page.getByRole('button', { name: 'Trình quyết định' }).click()
  await expect(page.getByRole('row', { name: /^Đảng viên .*Chuyển/ })).toHaveCount(2)
  const address = new URL(page.url()).pathname

  await signInAs('ngocha.danguy')
  await page.goto(address)
  await page.getByRole('button', { name: 'Quyết định', exact: true }).click()
  await expect(page.getByText('Hủy được đến 0 giờ ngày 01/01/2099')).toBeVisible()
  await page.getByLabel('Lý do hủy').fill('Ghi nhầm mã')
  await page.getByRole('button', { name: 'Hủy quyết định' }).click()
  await expect(page.getByText(/đã hủy lúc/)).toBeVisible()
})
