import { expect, test } from '../fixtures.ts'
import { ownYear } from '../places.ts'

test("the cell's job goes by keyboard alone", async ({ page, context, signInAs }) => {
  await signInAs('tdp7.bithu')
  const place = await ownYear(page)
  await page.goto('/')

  // From the start page through the skip link and the navigation.
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Đến nội dung chính' })).toBeFocused()
  const link = page
    .getByRole('navigation', { name: 'Điều hướng', exact: true })
    .getByRole('link', { name: 'Xếp loại 2026' })
  for (let press = 0; press < 15 && !(await link.evaluate((node) => node === document.activeElement)); press++) {
    await page.keyboard.press('Tab')
  }
  await expect(link).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL((url) => url.pathname === place)
  await expect(page.getByRole('heading', { level: 1, name: /Tổ dân phố số 7/ })).toBeVisible()

  const votes = (name: string, level: string) => page.getByRole('textbox', { name: `${name}, số phiếu ${level}` })
  const [xs, t, ht, kht] = [
    'Hoàn thành xuất sắc nhiệm vụ',
    'Hoàn thành tốt nhiệm vụ',
    'Hoàn thành nhiệm vụ',
    'Không hoàn thành nhiệm vụ',
  ] as const
  const wrong = votes('Đặng Hữu Nghĩa', xs)
  const column = page.getByRole('textbox', { name: /, số phiếu Hoàn thành xuất sắc nhiệm vụ$/ })
  const names = await column.evaluateAll((fields) => fields.map((field) => field.getAttribute('aria-label') ?? ''))
  const below = column.nth(names.findIndex((name) => name.startsWith('Đặng Hữu Nghĩa')) + 1)

  // The record: Tab goes right, the check is said while it is typed, Esc restores.
  const invalid = page.getByRole('textbox', { name: 'Phiếu không hợp lệ' })
  await page.getByRole('textbox', { name: 'Phiếu thu về' }).focus()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('textbox', { name: 'Phiếu hợp lệ' })).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(invalid).toBeFocused()
  await page.keyboard.type('3')
  await expect(page.getByText('P-06')).toBeVisible()
  await expect(invalid).toHaveAccessibleDescription(/P-06/)
  await page.keyboard.press('Escape')
  await expect(invalid).toHaveValue('1')
  await expect(page.getByText('P-06')).toBeHidden()

  // F8 goes to the fault, what is typed is judged at once, Enter goes down, Shift+Enter up.
  await page.keyboard.press('F8')
  await expect(wrong).toBeFocused()
  await expect(wrong).toHaveAccessibleDescription(/P-07 3 \+ 11 \+ 6 \+ 0 = 20/)
  await page.keyboard.type('4')
  await page.keyboard.press('Enter')
  await expect(below).toBeFocused()
  await expect(page.getByText('P-07')).toBeHidden()
  await page.keyboard.press('Shift+Enter')
  await expect(wrong).toBeFocused()
  await expect(wrong).toHaveValue('4')

  // A word is kept at the field, named, and mended.
  await page.keyboard.type('bốn')
  await page.keyboard.press('Tab')
  await expect(votes('Đặng Hữu Nghĩa', t)).toBeFocused()
  await expect(wrong).toHaveValue('bốn')
  await expect(wrong).toHaveAccessibleDescription(/P-02/)
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.type('4')
  await page.keyboard.press('Enter')
  await expect(page.getByText('P-02')).toBeHidden()

  // `?` says why, Esc gives the focus back.
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: /^Vì sao / })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()

  // A block from a sheet is shown before it is taken.
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const missing = votes('Ngô Xuân Phương', xs)
  await missing.focus()
  await page.evaluate(() => navigator.clipboard.writeText('2\t17\t2\t0\n3\t18\t0\t0'))
  await page.keyboard.press('Control+v')
  const preview = page.getByRole('dialog', { name: 'Dán từ bảng tính: xem trước' })
  await expect(preview).toContainText('Ngô Xuân Phương')
  await expect(preview.getByRole('button', { name: /^Nhận 4 ô/ })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(preview).toBeHidden()
  for (const [level, count] of [
    [xs, '2'],
    [t, '17'],
    [ht, '2'],
    [kht, '0'],
  ] as const) {
    await expect(votes('Ngô Xuân Phương', level)).toHaveValue(count)
  }
  await expect(page.getByText(/Đã lưu \d\d:\d\d/)).toBeVisible()
  await page.reload()
  await expect(missing).toHaveValue('2')
  await expect(wrong).toHaveValue('4')

  // Sending lists what is still to be mended and goes to the first of it; nothing is sent.
  const send = page.getByRole('button', { name: /^Gửi Đảng ủy/ })
  await send.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert').filter({ hasText: /Chưa gửi được: còn \d+ chỗ cần sửa/ })).toBeVisible()
  await expect(send).not.toBeFocused()
})
