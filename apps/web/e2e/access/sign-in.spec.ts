import { codeOf } from '../authenticator.ts'
import { demoAccount, expect, test } from '../fixtures.ts'
import { beginSecondFactor, fillSignIn, makeAccount, nq15, signInFirstTime, turnSecondFactorOn } from '../operator.ts'

test('a wrong password is one sentence, the name stays, and the right one opens', async ({ page }) => {
  const account = demoAccount('tdp7.dangvien')
  await page.goto('/sign-in')
  await fillSignIn(page, { ...account, password: 'không phải mật khẩu này' })
  await expect(page.getByRole('alert')).toContainText('Tên đăng nhập hoặc mật khẩu không đúng.')
  await expect(page.getByLabel('Tên đăng nhập')).toHaveValue(account.username)
  await page.getByLabel('Mật khẩu', { exact: true }).fill(account.password)
  await page.getByRole('button', { name: 'Đăng nhập' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Việc của tôi' })).toBeVisible()
})

test('an unknown name is told in the same words as a wrong password', async ({ page }) => {
  await page.goto('/sign-in')
  await fillSignIn(page, { username: 'khong.co.ai', password: 'không phải mật khẩu này' })
  await expect(page.getByRole('alert')).toContainText('Tên đăng nhập hoặc mật khẩu không đúng.')
})

test('guessing is slowed down and says for how long', async ({ request }) => {
  const answers: number[] = []
  for (let attempt = 0; attempt < 12; attempt++) {
    const answer = await request.post('/sign-in', { form: { username: 'doan.mo', password: `sai ${attempt}` } })
    answers.push(answer.status())
    if (answer.status() !== 429) continue
    const seconds = Number(answer.headers()['retry-after'])
    expect(seconds).toBeGreaterThan(0)
    expect(await answer.text()).toContain(`Đã thử quá nhiều lần. Hãy thử lại sau ${seconds} giây.`)
  }
  expect(answers.slice(0, 2)).toEqual([401, 401])
  expect(answers).toContain(429)
})

test('signing out ends the session: the kept cookie opens nothing', async ({ page, context }) => {
  await page.goto('/sign-in')
  await fillSignIn(page, demoAccount('thanhuy.vanphong'))
  await expect(page.getByRole('heading', { level: 1, name: 'Việc của tôi' })).toBeVisible()
  const kept = await context.cookies()
  await page.getByRole('button', { name: /Văn phòng Thành ủy/ }).click()
  await page.getByRole('menuitem', { name: 'Đăng xuất' }).click()
  await expect(page.getByText('Đồng chí đã đăng xuất.')).toBeVisible()
  await context.addCookies(kept)
  await page.goto('/')
  await expect(page).toHaveURL(/\/sign-in/)
})

test('an ended session opens nothing in the other browser', async ({ browser, baseURL }) => {
  const here = await browser.newContext({ baseURL: baseURL ?? '' })
  const there = await browser.newContext({ baseURL: baseURL ?? '' })
  try {
    const [mine, other] = [await here.newPage(), await there.newPage()]
    // An account of its own: other tests keep sessions of the sample's accounts, and here they are counted.
    const account = await signInFirstTime(
      other,
      await makeAccount('sample', {
        username: 'hai.noi',
        name: 'Trần Hai Nơi',
        role: 'city-office',
        organization: '01',
      }),
    )
    await mine.goto('/sign-in')
    await fillSignIn(mine, account)
    await expect(mine.getByRole('heading', { level: 1, name: 'Việc của tôi' })).toBeVisible()
    await mine.goto('/account/sessions')
    await expect(mine.getByText('2 phiên đang mở', { exact: false })).toBeVisible()
    await mine.getByRole('button', { name: 'Kết thúc', exact: true }).click()
    await expect(mine.getByText('1 phiên đang mở', { exact: false })).toBeVisible()
    await other.reload()
    await expect(other).toHaveURL(/\/sign-in/)
    await mine.reload()
    await expect(mine.getByRole('heading', { name: 'Nơi đang đăng nhập' })).toBeVisible()
  } finally {
    await here.close()
    await there.close()
  }
})

test('nothing opens before the first password is changed; faults are told at their field', async ({ page }) => {
  const account = await makeAccount('sample', {
    username: 'ngocha.moi',
    name: 'Đoàn Thị Mới',
    role: 'city-office',
    organization: '01',
  })
  await page.goto('/sign-in')
  await fillSignIn(page, account)
  await expect(page).toHaveURL(/\/account\/first-password$/)
  for (const place of ['/', '/organizations', '/account/sessions']) {
    await page.goto(place)
    await expect(page).toHaveURL(/\/account\/first-password$/)
  }
  const field = (name: string) => page.getByLabel(name, { exact: true })
  const change = async (current: string, next: string, again = next) => {
    await field('Mật khẩu hiện tại').fill(current)
    await field('Mật khẩu mới').fill(next)
    await field('Nhập lại mật khẩu mới').fill(again)
    await page.getByRole('button', { name: 'Đổi mật khẩu' }).click()
  }
  await change(account.password, 'hoa sen nở rộ tháng mười', 'hoa sen nở rộ tháng chín')
  await expect(field('Nhập lại mật khẩu mới')).toHaveAccessibleDescription('Hai lần nhập không giống nhau.')
  await change(account.password, 'ngắn')
  await expect(field('Mật khẩu mới')).toHaveAccessibleDescription(/Mật khẩu phải có ít nhất 12 ký tự/)
  await change('sai mật khẩu cũ', 'hoa sen nở rộ tháng mười')
  await expect(field('Mật khẩu hiện tại')).toHaveAccessibleDescription('Mật khẩu không đúng.')
  await change(account.password, 'hoa sen nở rộ tháng mười')
  await expect(page.getByRole('heading', { level: 1, name: 'Việc của tôi' })).toBeVisible()
})

test('a role that must have a second factor begins it first, then signs in with its code, or once with a recovery code', async ({
  page,
}) => {
  const account = await signInFirstTime(
    page,
    await makeAccount('sample', { username: 'quantri.hai', name: 'Quản trị thứ hai', role: 'system-admin' }),
  )
  await page.goto('/')
  await expect(page).toHaveURL(/\/account\/second-factor$/)
  await expect(page.getByText('Vai trò của đồng chí bắt buộc xác thực hai lớp.', { exact: false })).toBeVisible()
  const { secret, recovery } = await beginSecondFactor(page, account)
  await turnSecondFactorOn(page, '000000')
  await expect(page.getByRole('alert')).toContainText('Mã không đúng hoặc đã được dùng.')
  await turnSecondFactorOn(page, codeOf(secret, Date.now()))
  await expect(page.getByText('Đã bật xác thực hai lớp.', { exact: false })).toBeVisible()

  const enter = async () => {
    await page.context().clearCookies()
    await page.goto('/sign-in')
    await fillSignIn(page, account)
    await expect(page.getByRole('heading', { name: 'Xác thực lớp thứ hai' })).toBeVisible()
  }
  const confirm = page.getByRole('button', { name: 'Xác nhận' })
  await enter()
  await page.goto('/')
  await expect(page).toHaveURL(/\/sign-in/)
  await enter()
  // A code is good once: the one that enrolled is spent, the next one is not yet.
  await page.getByLabel('Mã 6 chữ số').fill(codeOf(secret, Date.now() + 30_000))
  await confirm.click()
  await expect(page.getByRole('heading', { level: 1, name: 'Việc của tôi' })).toBeVisible()
  const withRecovery = async () => {
    await enter()
    await page.getByRole('link', { name: /dùng mã dự phòng/ }).click()
    await page.getByLabel('Mã dự phòng').fill(recovery)
    await confirm.click()
  }
  await withRecovery()
  await expect(page.getByRole('heading', { level: 1, name: 'Việc của tôi' })).toBeVisible()
  await withRecovery()
  await expect(page.getByRole('alert')).toContainText('Mã không đúng hoặc đã được dùng.')
})

test('a closed account is out at once and its password opens nothing', async ({ page }) => {
  const account = await signInFirstTime(
    page,
    await makeAccount('sample', { username: 'sap.khoa', name: 'Lê Sắp Khóa', role: 'city-office', organization: '01' }),
  )
  await nq15('sample', 'account', 'disable', account.username)
  await page.goto('/')
  await expect(page).toHaveURL(/\/sign-in/)
  await fillSignIn(page, account)
  await expect(page.getByRole('alert')).toContainText('Tên đăng nhập hoặc mật khẩu không đúng.')
})

for (const [fault, spoil] of [
  ['invented', () => 'bia-dat.chu-ky'],
  ['cut', (value: string) => value.slice(0, -6)],
  [
    'with another token under the same signature',
    (value: string) => `${value.startsWith('x') ? 'y' : 'x'}${value.slice(1)}`,
  ],
  ['empty', () => ''],
] as const) {
  test(`a cookie that is ${fault} leads to signing in, and from there back to the page`, async ({
    page,
    context,
    signInAs,
  }) => {
    await signInAs('ngocha.diaban')
    const cookies = await context.cookies()
    await context.clearCookies()
    await context.addCookies(cookies.map((cookie) => ({ ...cookie, value: spoil(cookie.value) })))
    await page.goto('/organizations?as-of=2025-06-30')
    await expect(page).toHaveURL(/\/sign-in\?next=/)
    await fillSignIn(page, demoAccount('ngocha.diaban'))
    await expect(page).toHaveURL(/\/organizations\?as-of=2025-06-30$/)
  })
}

test('after signing in only a page of this site opens', async ({ page, context, baseURL }) => {
  for (const next of [
    'https://example.org/',
    '//example.org/',
    '/\\example.org',
    '\\\\example.org',
    'javascript:alert(1)',
  ]) {
    await context.clearCookies()
    await page.goto(`/sign-in?next=${encodeURIComponent(next)}`)
    await fillSignIn(page, demoAccount('ngocha.diaban'))
    await expect(page.getByRole('heading', { level: 1, name: 'Việc của tôi' })).toBeVisible()
    expect(new URL(page.url()).origin, next).toBe(baseURL)
  }
})
