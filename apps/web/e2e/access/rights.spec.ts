import { expect, test } from '../fixtures.ts'

test('the board asks why a cell secretary does not see another commune, and reads each test of the answer', async ({
  page,
  signInAs,
}) => {
  await signInAs('thanhuy.btc')
  await page.goto('/rights/why')
  await page.getByLabel('Người').fill('tdp7.bithu')
  await page.getByLabel('Tổ chức hoặc hồ sơ').fill('yen hoa')
  await page.getByRole('button', { name: 'Giải thích' }).click()
  await page.getByRole('link', { name: /tdp7\.bithu/ }).click()
  await page.waitForURL(/account=/)
  await page.getByRole('link', { name: /^Đảng bộ phường Yên Hoà/ }).click()
  const answer = page.getByRole('heading', { name: /Không xem được hồ sơ của người/ })
  await expect(answer).toBeVisible()
  await expect(page.getByText('Tổ chức được giao không nằm trên đường đi lên').first()).toBeVisible()
  await expect(page.getByText('Cơ sở dữ liệu xác nhận câu trả lời này.').first()).toBeVisible()
})

test('an emergency opening shows the members at once, is seen by the organization, and ends by a button', async ({
  page,
  signInAs,
}) => {
  await signInAs('thanhuy.btc')
  await page.goto('/rights/break-glass?what=ngoc+ha')
  await page.getByRole('link', { name: /^Đảng bộ phường Ngọc Hà/ }).click()
  await page.getByLabel('Số văn bản hoặc vụ việc').fill('07-BB/THỬ')
  await page.getByLabel('Lý do').fill('Kiểm tra dữ liệu sau khi khôi phục bản sao lưu')
  await page.getByRole('button', { name: 'Mở ngay' }).click()
  await expect(page.getByText(/Đang mở khẩn cấp Đảng bộ phường Ngọc Hà/)).toBeVisible()
  const opened = await page.goto('/members')
  expect(opened?.status()).toBe(200)

  await signInAs('ngocha.vanphong')
  await page.goto('/search?q=dang+bo+phuong+ngoc+ha')
  await page
    .getByRole('main')
    .getByRole('link', { name: /^Đảng bộ phường Ngọc Hà/ })
    .first()
    .click()
  await page.getByRole('link', { name: 'Ai đã xem' }).click()
  await expect(page.getByText(/07-BB\/THỬ/).first()).toBeVisible()

  await signInAs('thanhuy.btc')
  await page.goto('/')
  await page.getByRole('button', { name: 'Đóng truy cập' }).click()
  await expect(page.getByText('Đã đóng.')).toBeVisible()
  const closed = await page.goto('/members')
  expect(closed?.status()).toBe(403)
})
