import { readFile } from 'node:fs/promises'
import { codeOf } from '../authenticator.ts'
import { expect, test } from '../fixtures.ts'
import { beginSecondFactor, makeAccount, signInFirstTime, turnSecondFactorOn } from '../operator.ts'

const today = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date())
const planted = 'Kanarie Thị Vàng Hoe'
const passphrase = 'mười hai con giáp về làng'

test('who denounces is sealed at the desk, opened by two people for a while, and closed; the paper itself never tells', async ({
  page,
  browser,
  baseURL,
  signInAs,
  expectAccessible,
}) => {
  const keeper = await (await browser.newContext({ baseURL: baseURL ?? '', locale: 'vi-VN' })).newPage()
  const made = { username: 'ngocha.danhtinh', name: 'Ngô Thị Khóa', role: 'identity-custodian', organization: '00008' }
  const account = await signInFirstTime(keeper, await makeAccount('sample', made))
  await keeper.goto('/')
  const { secret } = await beginSecondFactor(keeper, account)
  await turnSecondFactorOn(keeper, codeOf(secret, Date.now()))
  await expect(keeper.getByText('Đã bật xác thực hai lớp.', { exact: false })).toBeVisible()

  await keeper.goto('/petitions/vault')
  await expect(keeper.getByText('chế độ tách rời', { exact: false })).toBeVisible()
  await keeper.getByLabel('Câu mật khẩu mới', { exact: true }).fill(passphrase)
  await keeper.getByLabel('Gõ lại câu mật khẩu mới').fill(`${passphrase} khác`)
  await keeper.getByRole('button', { name: 'Lập kho' }).click()
  await expect(keeper.getByText('Hai lần gõ câu mật khẩu không giống nhau.')).toBeVisible()
  await keeper.getByLabel('Gõ lại câu mật khẩu mới').fill(passphrase)
  await keeper.getByRole('button', { name: 'Lập kho' }).click()
  await expect(keeper.getByText('Ba mảnh khôi phục: chỉ hiện lần này')).toBeVisible()
  await expect(keeper.getByRole('alert').or(keeper.getByRole('status')).locator('ol > li')).toHaveCount(3)
  await expectAccessible(keeper)

  await signInAs('ngocha.tiepdan')
  await page.goto('/petitions/new')
  await page.getByLabel('Loại đơn').selectOption({ label: 'Tố cáo' })
  await page.getByLabel('Nguồn').selectOption({ label: 'Bưu chính' })
  await page.getByLabel('Số bì niêm phong').fill('NP-KHO')
  await page.getByLabel('Ngày viết đơn').fill(today)
  await page.getByLabel('Người, chức vụ bị tố cáo').fill('Tổ trưởng tổ quản lý chợ')
  await page.getByLabel('Nội dung', { exact: true }).fill('Thu tiền chỗ ngồi ở chợ không biên lai.')
  await page.getByRole('button', { name: 'Vào sổ' }).click()
  await expect(page.getByText('Đã vào sổ.')).toBeVisible()
  const paper = new URL(page.url()).pathname
  await page.getByRole('link', { name: 'Danh tính người gửi' }).click()
  await page.getByLabel('Họ và tên').fill(planted)
  await page.getByLabel('Địa chỉ').fill('Ngõ Hoàng Yến số 88')
  await page.getByRole('button', { name: 'Niêm phong danh tính' }).click()
  await expect(page.getByText('Không thấy đơn nào có thể trùng người gửi.')).toBeVisible()

  // The paper itself: its scan is sealed too, under whatever name it had; who verifies gets the covered copy.
  const identity = new URL(page.url()).pathname
  await page.goto(paper)
  await page.getByRole('link', { name: 'Giấy tờ, bản đã che' }).click()
  await page.getByRole('button', { name: 'Ghi giấy tờ' }).click()
  await expect(page.getByText('Đã ghi giấy tờ.')).toBeVisible()
  await expect(page.getByText('chưa làm bản che', { exact: false })).toBeVisible()
  const file = (act: string) => page.locator('details', { hasText: act }).locator('input[type=file]')
  const text = (name: string, words: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(words) })
  await page.locator('summary', { hasText: 'Niêm phong bản chụp bản gốc' }).click()
  await file('Niêm phong bản chụp bản gốc').setInputFiles(text(`${planted}.txt`, `Tôi là ${planted}.`))
  await page.getByRole('button', { name: 'Niêm phong bản gốc' }).click()
  await expect(page.getByText('Đã niêm phong bản gốc vào kho.')).toBeVisible()
  await file('Đưa bản đã che vào').setInputFiles(text('che.txt', 'Nội dung tố cáo, gõ lại.'))
  await page.getByLabel('họ tên').check()
  await page.getByLabel('Tôi đã đọc lại').check()
  await page.getByRole('button', { name: 'Lưu bản che' }).click()
  await expect(page.getByText('Đã lưu bản che.')).toBeVisible()
  await expectAccessible(page)
  const papers = new URL(page.url()).pathname
  await page.getByRole('link', { name: /^Xem bản che/u }).click()
  await expect(page.getByText('Nội dung tố cáo, gõ lại.')).toBeVisible()
  await page.goto(identity)
  await page.locator('summary', { hasText: /^Đề nghị xem danh tính$/ }).click()
  await page.getByLabel('Lý do cần xem').fill('Mời người tố cáo làm việc.')
  await page.getByLabel('Họ và tên').check()
  await page.getByLabel('Bản gốc giấy tờ').check()
  await page.getByRole('button', { name: 'Đề nghị xem danh tính' }).click()
  await expect(page.getByText('Đã gửi đề nghị tới người giữ danh tính.')).toBeVisible()
  await expectAccessible(page)

  await keeper.goto('/petitions/vault')
  await expect(keeper.getByText('Mời người tố cáo làm việc.')).toBeVisible()
  await keeper.getByRole('button', { name: 'Đồng ý cho xem' }).click()
  await expect(keeper.getByText('Đã đồng ý cho xem.')).toBeVisible()
  await keeper.getByRole('button', { name: 'Khóa lại' }).click()
  await expect(keeper.getByText('Đã khóa lại.')).toBeVisible()
  expect(await keeper.content()).not.toContain(planted)

  await page.goto(identity)
  await page.getByRole('button', { name: 'Xem danh tính', exact: true }).click()
  await expect(page.getByText(planted)).toBeVisible()
  await expect(page.getByText('Hoàng Yến')).toHaveCount(0)
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Tải bản gốc 1' }).click()
  expect(await readFile(await (await download).path(), 'utf8')).toBe(`Tôi là ${planted}.`)
  await page.getByRole('button', { name: 'Đóng lại' }).click()
  await expect(page.getByText('Đã đóng', { exact: true })).toBeVisible()
  for (const place of [identity, paper, papers, `/petitions?q=${encodeURIComponent('Kanarie')}`]) {
    await page.goto(place)
    expect([place, (await page.content()).includes(planted)]).toEqual([place, false])
  }

  // The custodian reads no paper, and who leads the ward's Party committee gets near neither.
  expect((await keeper.goto(identity))?.status()).toBe(403)
  await signInAs('ngocha.bithu')
  expect((await page.goto(identity))?.status()).toBe(403)
  await keeper.context().close()
})
