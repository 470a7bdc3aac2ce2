import { expect, test } from '../fixtures.ts'

test('an area passes from hand to hand without a day between: found on the map, planned, taken back', async ({
  page,
  signInAs,
}) => {
  await signInAs('thanhuy.btc')
  await page.goto('/areas')
  // By keyboard: the first tile takes the focus, arrows walk, Enter opens.
  await page.getByRole('link', { name: /^Xã Kim Anh/ }).focus()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('link', { name: /^Phường Yên Hoà/ })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Phường Yên Hoà' })).toBeVisible()
  const charge = page.getByRole('region', { name: /^Người phụ trách/ })
  await expect(page.getByRole('link', { name: 'Ủy ban nhân dân phường Yên Hoà' })).toBeVisible()

  await charge.getByText('Bàn giao từ Bạch Thị Hồng Loan cho người khác').click()
  const form = charge.getByRole('group').filter({ hasText: 'Ngày bàn giao' })
  await form.getByLabel('Ngày bàn giao').fill('01/01/2099')
  await form.getByLabel('Họ và tên').fill('Vương Đức Tín')
  await form.getByLabel('Số quyết định').fill('7-QĐ/TU')
  await form.getByLabel('Ngày ký').fill('02/01/2099')
  await form.getByRole('button', { name: 'Bàn giao' }).click()
  await expect(page.getByText('Ngày ký quyết định sau ngày bắt đầu phụ trách.')).toBeVisible()
  await expect(form.getByLabel('Họ và tên')).toHaveValue('Vương Đức Tín')
  await form.getByLabel('Ngày ký').fill('30/12/2098')
  await form.getByRole('button', { name: 'Bàn giao' }).click()
  const planned = charge.getByRole('row', { name: /Vương Đức Tín/ })
  await expect(planned).toContainText('sắp đến ngày')
  await expect(charge.getByRole('row', { name: /Bạch Thị Hồng Loan/ })).toContainText('31/12/2098')

  await charge.getByRole('button', { name: 'Rút lại' }).click()
  await expect(planned).toContainText('đã rút lại')
  await expect(charge.getByRole('row', { name: /Bạch Thị Hồng Loan/ })).toContainText('nay')
})
