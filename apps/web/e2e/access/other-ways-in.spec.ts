import { startExampleProvider } from '@nq15/use-cases/access/example-provider'
import { expect, test } from '../fixtures.ts'
import { fillSignIn, makeAccount, nq15, signInFirstTime } from '../operator.ts'
import { providerPortOf, siteOf } from '../other-ways-in.ts'

const startPage = { level: 1, name: 'Việc của tôi' } as const

test('sign in at the organization’s provider, sign out there too, and a stranger is told whom to ask', async ({
  page,
  baseURL,
  expectAccessible,
}) => {
  const site = siteOf(baseURL)
  const provider = await startExampleProvider({
    port: providerPortOf(baseURL),
    callback: `${site}/sign-in/oidc/callback`,
    afterLogout: `${site}/sign-in?out=1`,
  })
  try {
    await makeAccount('sample', {
      username: 'qua.thanh.pho',
      name: 'Lê Qua Thành Phố',
      role: 'city-office',
      organization: '01',
    })
    await page.goto(`${site}/organizations`)
    await page.getByRole('link', { name: 'Đăng nhập qua Tài khoản Thành phố' }).click()
    await page.getByLabel('Tài khoản').fill('qua.thanh.pho')
    await page.getByRole('button', { name: 'Đồng ý' }).click()
    await expect(page).toHaveURL(`${site}/organizations`)
    // Led here and not gone here: nobody has waited for the page yet.
    await expect(page.locator('html[data-live]')).toBeAttached()
    await page.getByRole('button', { name: /Lê Qua Thành Phố/ }).click()
    await page.getByRole('menuitem', { name: 'Đăng xuất' }).click()
    await expect(page.getByText('Đồng chí đã đăng xuất.')).toBeVisible()
    await page.goto(`${site}/`)
    await expect(page).toHaveURL(/\/sign-in/)

    await page.getByRole('link', { name: /Đăng nhập qua/ }).click()
    await page.getByLabel('Tài khoản').fill('nguoi.la')
    await page.getByRole('button', { name: 'Đồng ý' }).click()
    await expect(page.getByRole('alert')).toContainText('Danh tính này chưa được gắn')
    await expect(page.getByRole('alert')).toContainText('subject-nguoi.la')
    await expectAccessible(page)
    await page.reload()
    await expect(page.getByRole('alert')).toContainText('không còn dùng được')
  } finally {
    await provider.close()
  }
})

test('a passkey is made on this device, signs in without a name, and opens nothing once it is removed', async ({
  page,
  context,
  baseURL,
  expectAccessible,
}) => {
  const site = siteOf(baseURL)
  const device = await context.newCDPSession(page)
  await device.send('WebAuthn.enable')
  await device.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  const account = await makeAccount('sample', {
    username: 'co.khoa',
    name: 'Vũ Có Khóa',
    role: 'city-office',
    organization: '01',
  })
  const { password } = await signInFirstTime(page, account, site)
  await page.goto(`${site}/account`)
  await page.getByRole('link', { name: 'Xem, thêm và gỡ khóa truy cập' }).click()
  const add = page.getByRole('button', { name: 'Thêm khóa truy cập' })
  await page.getByLabel('Tên gọi').fill('Máy phòng 3')
  await page.getByLabel('Mật khẩu', { exact: true }).fill('không phải mật khẩu này')
  await add.click()
  await expect(page.getByRole('alert')).toContainText('Mật khẩu không đúng.')
  await page.getByLabel('Mật khẩu', { exact: true }).fill(password)
  await add.click()
  await expect(page.getByText('Đã thêm khóa truy cập.')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Máy phòng 3' })).toBeVisible()
  await expectAccessible(page)

  const enter = async () => {
    await context.clearCookies()
    await page.goto(`${site}/sign-in?next=/account/passkeys`)
    await page.getByRole('button', { name: 'Dùng khóa truy cập (passkey)' }).click()
  }
  await enter()
  await expect(page).toHaveURL(`${site}/account/passkeys`)
  await expect(page.getByText(/^Dùng lần cuối/)).toBeVisible()
  await page.getByRole('button', { name: 'Gỡ bỏ khóa Máy phòng 3' }).click()
  await expect(page.getByText('Chưa có khóa truy cập nào.', { exact: false })).toBeVisible()
  await enter()
  await expect(page.getByRole('alert')).toContainText('Khóa truy cập không được chấp nhận.')
})

test('an emergency account opens with its passphrase, says so on every page and offers no way to keep it open', async ({
  page,
}) => {
  const { passphrase } = await nq15(
    'sample',
    'account',
    'emergency',
    'seal',
    '--username',
    'khan-cap-1',
    '--name',
    'Khẩn cấp 1',
  )
  await page.goto('/sign-in')
  await fillSignIn(page, { username: 'khan-cap-1', password: String(passphrase) })
  await expect(page.getByRole('heading', startPage)).toBeVisible()
  const band = page.getByText('Đồng chí đang dùng tài khoản khẩn cấp.', { exact: false })
  await expect(band).toBeVisible()
  await page.goto('/account')
  await expect(band).toBeVisible()
  await expect(page.getByLabel('Mật khẩu hiện tại')).toHaveCount(0)
})
