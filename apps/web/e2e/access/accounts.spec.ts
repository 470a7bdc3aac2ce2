import { codeOf } from '../authenticator.ts'
import { expect, test } from '../fixtures.ts'
import { makeAccount, signInFirstTime } from '../operator.ts'

test('an administrator makes an account with a role, its owner sees his organization, and who stands in for him sees it until it ends', async ({
  page,
  browser,
  baseURL,
  expectAccessible,
}) => {
  const admin = await signInFirstTime(
    page,
    await makeAccount('sample', { username: 'quantri.ba', name: 'Quản trị thứ ba', role: 'system-admin' }),
  )
  const stand = await makeAccount('sample', {
    username: 'tho.thay',
    name: 'Người thay',
    role: 'area-member',
    organization: '01',
  })
  await page.goto('/')
  await page.getByLabel('Mật khẩu', { exact: true }).fill(admin.password)
  await page.getByRole('button', { name: 'Tiếp tục' }).click()
  const told = (await page.getByText('Không quét được thì gõ:').textContent()) ?? ''
  const secret = /([A-Z2-7]{16,})/.exec(told.replaceAll(' ', ''))?.[1] ?? ''
  await page.getByLabel('3. Mã 6 chữ số').fill(codeOf(secret, Date.now()))
  await page.getByRole('button', { name: 'Bật xác thực hai lớp' }).click()
  await expect(page.getByText('Đã bật xác thực hai lớp.', { exact: false })).toBeVisible()

  await page
    .getByRole('navigation', { name: 'Điều hướng', exact: true })
    .getByRole('link', { name: 'Tài khoản' })
    .click()
  await expect(page.getByRole('heading', { level: 1, name: 'Tài khoản' })).toBeVisible()
  await expectAccessible()
  await page.getByRole('link', { name: 'Lập tài khoản' }).click()
  await page.getByLabel('Họ và tên').fill('Vũ Thị Mới')
  await page.getByLabel('Tên đăng nhập').fill('vu thi moi')
  await page.getByLabel('Vai trò').selectOption('Văn phòng Đảng ủy')
  await page.getByLabel('Tổ chức đảng').fill('dang bo phuong ngoc ha')
  await page.getByLabel('Lý do, số quyết định').fill('QĐ số 1-QĐ/TU')
  await page.getByRole('button', { name: 'Lập tài khoản' }).click()
  await expect(page.getByLabel('Tên đăng nhập')).toHaveAccessibleDescription(/phải có từ 3 đến 30 ký tự/)
  await page.getByLabel('Tên đăng nhập').fill('vu.thi.moi')
  await page.getByRole('button', { name: 'Lập tài khoản' }).dblclick()
  const slip = page.getByRole('listitem').filter({ hasText: 'Vũ Thị Mới' })
  await expect(slip).toContainText('vu.thi.moi')
  const password = /([a-z2-9]{4}-){3}[a-z2-9]{4}/.exec((await slip.textContent()) ?? '')?.[0] ?? ''
  await expectAccessible()

  const hers = await (await browser.newContext({ ...(baseURL ? { baseURL } : {}), locale: 'vi-VN' })).newPage()
  await signInFirstTime(hers, { username: 'vu.thi.moi', password })
  await expect(hers.getByText('Đảng bộ phường Ngọc Hà').first()).toBeVisible()
  await hers.goto('/account/delegations')
  await hers.getByLabel('Cho ai (tên đăng nhập)').fill(stand.username)
  await hers.getByLabel('Đến hết ngày').fill('31/12/2099')
  await hers.getByLabel('Lý do').fill('nghỉ phép')
  await hers.getByRole('button', { name: 'Ủy quyền' }).click()
  await expect(hers.getByLabel('Đến hết ngày')).toHaveAccessibleDescription(/Ủy quyền nhiều nhất 90 ngày/)
  await hers.getByLabel('Đến hết ngày').fill(dayIn(10))
  await hers.getByRole('button', { name: 'Ủy quyền' }).click()
  await expect(hers.getByText('Đã ủy quyền.', { exact: false })).toBeVisible()
  await expectAccessible(hers)

  const his = await (await browser.newContext({ ...(baseURL ? { baseURL } : {}), locale: 'vi-VN' })).newPage()
  await signInFirstTime(his, stand)
  await his.goto('/members')
  await expect(his.getByRole('heading', { level: 1, name: 'Đảng viên' })).toBeVisible()
  await his.goto('/account/delegations')
  await expect(his.getByText('thay đồng chí Vũ Thị Mới')).toBeVisible()
  await hers.getByRole('button', { name: 'Kết thúc ngay' }).click()
  await expect(hers.getByText('Ủy quyền đã kết thúc.', { exact: false })).toBeVisible()
  expect((await his.goto('/members'))?.status()).toBe(403)

  await page.getByRole('link', { name: 'Mở tài khoản vừa lập' }).click()
  await expect(page.getByText('Đã ủy quyền cho người khác')).toBeVisible()
  await expectAccessible()
  await hers.context().close()
  await his.context().close()
})

/** A day some days ahead, as people type it. */
function dayIn(days: number): string {
  const [year, month, day] = new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10).split('-')
  return `${day}/${month}/${year}`
}
