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
})
