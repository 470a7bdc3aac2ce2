import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, type Page } from '@playwright/test'

const run = promisify(execFile)
const command = join(import.meta.dirname, '../../cli/dist/nq15.js')

/** The data folder of a server of this run. */
export const dataFolderOf = (server: 'sample' | 'empty'): string => {
  const { env } = process
  const folder = env[server === 'sample' ? 'NQ15_E2E_DATA' : 'NQ15_E2E_EMPTY_DATA']
  if (!folder) throw new Error(`the test run has no data folder for the ${server} server`)
  // Each worker has a sample of its own.
  return server === 'sample' ? join(folder, env['TEST_PARALLEL_INDEX'] ?? '0') : folder
}

/** Gives the operator's command beside the running server and answers its JSON document; a refusal fails the test. */
export async function nq15(server: 'sample' | 'empty', ...words: readonly string[]): Promise<Record<string, unknown>> {
  const { stdout } = await run(process.execPath, [command, ...words, '--json'], {
    // biome-ignore lint/style/noProcessEnv: the command inherits the environment of the run
    env: { ...process.env, NQ15_DATA: dataFolderOf(server) },
  })
  return JSON.parse(stdout) as Record<string, unknown>
}

export type Account = { readonly username: string; readonly password: string }

type NewAccount = {
  readonly username: string
  readonly name: string
  readonly role: string
  readonly organization?: string
  readonly card?: string
}

/** Makes an account as the operator does; its password is for one time. */
export async function makeAccount(server: 'sample' | 'empty', given: NewAccount): Promise<Account> {
  const options = Object.entries(given).flatMap(([name, value]) => [`--${name}`, value])
  const { password } = await nq15(server, 'account', 'create', ...options)
  return { username: given.username, password: String(password) }
}

/** Fills the sign-in form and sends it. */
export async function fillSignIn(page: Page, { username, password }: Account): Promise<void> {
  await page.getByLabel('Tên đăng nhập').fill(username)
  await page.getByLabel('Mật khẩu', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Đăng nhập' }).click()
}

/** Signs in with a one-time password and sets the person's own, as everybody does the first time. */
export async function signInFirstTime(page: Page, account: Account, site = ''): Promise<Account> {
  const own = { username: account.username, password: 'Hoa sen nở rộ tháng mười' }
  await page.goto(`${site}/sign-in`)
  await fillSignIn(page, account)
  await expect(page.getByRole('heading', { name: 'Đổi mật khẩu lần đầu' })).toBeVisible()
  await page.getByLabel('Mật khẩu hiện tại').fill(account.password)
  await page.getByLabel('Mật khẩu mới', { exact: true }).fill(own.password)
  await page.getByLabel('Nhập lại mật khẩu mới').fill(own.password)
  await page.getByRole('button', { name: 'Đổi mật khẩu' }).click()
  await page.waitForURL(({ pathname }) => pathname !== '/account/first-password')
  return own
}

/** Begins the second factor of an account that must have one; answers the secret of its codes and a recovery code. */
export async function beginSecondFactor(
  page: Page,
  { password }: Account,
): Promise<{ secret: string; recovery: string }> {
  await page.getByLabel('Mật khẩu', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Tiếp tục' }).click()
  await expect(page.getByRole('img', { name: 'Hình mã QR để quét bằng ứng dụng xác thực' })).toBeVisible()
  const told = (await page.getByText('Không quét được thì gõ:').textContent()) ?? ''
  const secret = /([A-Z2-7]{16,})/.exec(told.replaceAll(' ', ''))?.[1] ?? ''
  const [recovery = ''] = await page.getByRole('listitem').allInnerTexts()
  return { secret, recovery }
}

/** Types a code for the second factor that was begun and turns it on. */
export async function turnSecondFactorOn(page: Page, code: string): Promise<void> {
  await page.getByLabel('3. Mã 6 chữ số').fill(code)
  await page.getByRole('button', { name: 'Bật xác thực hai lớp' }).click()
}
