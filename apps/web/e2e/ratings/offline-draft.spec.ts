import { expect } from '@playwright/test'
import { demoAccount, test } from '../fixtures.ts'
import { fillSignIn } from '../operator.ts'

test('a self-review written without a line is kept sealed, waits for the same person to sign in, and is sent then', async ({
  page,
  context,
  signInAs,
}) => {
  await signInAs('tdp7.dangvien')
  await page.goto('/ratings/2026/self')
  const direction = page.getByLabel(/Phương hướng, biện pháp/)
  const text = 'Đăng ký học lớp bồi dưỡng chuyển đổi số.'
  await expect(direction).toBeEditable()
  await page.waitForLoadState('networkidle')
  await context.setOffline(true)
  await direction.fill(text)
  await direction.blur()
  await expect(page.getByText(/Mất mạng lúc/)).toBeVisible()
  await expect(page.getByText(/đã khóa bằng mật mã/)).toBeVisible()
  const kept = () => page.evaluate(() => JSON.stringify(localStorage))
  await expect.poll(kept).toContain('nq15/draft/')
  expect(await kept()).not.toContain('chuyển đổi số')

  // The session ends meanwhile: the page asks for the same person and sends nothing before.
  await context.clearCookies()
  await context.setOffline(false)
  await page.evaluate(() => dispatchEvent(new Event('online')))
  await expect(page.getByText(/Phiên đăng nhập đã hết lúc/)).toBeVisible()

  const opening = context.waitForEvent('page')
  await page.getByRole('link', { name: 'Đăng nhập lại' }).click()
  const door = await opening
  await expect(door.getByText(/chính tài khoản đang nhập dở/)).toBeVisible()
  await fillSignIn(door, demoAccount('tdp7.dangvien'))
  await expect(door.getByRole('heading', { level: 1, name: 'Việc của tôi' })).toBeVisible()
  await door.close()
  await page.evaluate(() => dispatchEvent(new Event('focus')))
  await expect(page.getByText(/Đã lưu \d\d:\d\d/)).toBeVisible()
  await expect.poll(kept).not.toContain('nq15/draft/')
  await page.reload()
  await expect(direction).toHaveValue(text)

  // A task and the paper that proves it: kept with the line, and the way back leads to the review.
  await page.getByRole('button', { name: 'Lập danh sách nhiệm vụ' }).click()
  const task = page.getByRole('group', { name: /^Nhiệm vụ 1/ })
  await task.getByRole('textbox', { name: 'Nhiệm vụ 1', exact: true }).fill('Vận động phân loại rác')
  await task.getByRole('textbox', { name: 'Nhiệm vụ 1', exact: true }).blur()
  await task.getByRole('link', { name: 'Thêm minh chứng' }).click()
  const file = { name: 'bien-ban.csv', mimeType: 'text/csv', buffer: Buffer.from('ngày,số hộ\n20/11/2026,120\n') }
  await page.locator('input[type=file]').setInputFiles(file)
  await page.getByRole('button', { name: 'Lưu vào hồ sơ' }).click()
  await expect(page.getByText('Đã lưu tệp.')).toBeVisible()
  await page.getByRole('link', { name: 'Bản kiểm điểm' }).click()
  await expect(task.getByRole('link', { name: '1 minh chứng' })).toBeVisible()
  // The other stories count his five figures by hand.
  await task.getByRole('button', { name: /^Bỏ nhiệm vụ 1/ }).click()
  await expect(task).toHaveCount(0)
  await expect(page.getByText(/Đã lưu \d\d:\d\d/)).toBeVisible()
})
