import { type Browser, expect, type Page } from '@playwright/test'
import { demoAccount, test } from '../fixtures.ts'
import { fillSignIn } from '../operator.ts'
import { boardOfWard } from '../places.ts'

/** Two closed promises of one year: what was decided is told, contested and corrected, and nobody edits a closed year. */
test.describe.configure({ mode: 'serial' })

async function enter(browser: Browser, baseURL: string | undefined, username: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: baseURL ?? '', locale: 'vi-VN' })
  const page = await context.newPage()
  await page.goto('/sign-in')
  await fillSignIn(page, demoAccount(username))
  await expect(page.getByRole('heading', { level: 1, name: 'Việc của tôi' })).toBeVisible()
  return page
}

const pastDecision = async (page: Page) => `${(await boardOfWard(page)).replace('2026', '2025')}/decision`

test('a check against facts blocks a decision until the committee has answered it', async ({ browser, baseURL }) => {
  const [office, committee] = [
    await enter(browser, baseURL, 'ngocha.vanphong'),
    await enter(browser, baseURL, 'ngocha.danguy'),
  ]
  try {
    // The office types a figure with its source; without a source it is not taken.
    await office.goto(`${await boardOfWard(office)}/facts`)
    const cell = office.getByRole('region', { name: /Tổ dân phố số 7$/ }).first()
    await cell.getByText('Nhập số liệu').click()
    const fact = cell.getByRole('region', { name: /^Đơn, vụ việc quá hạn/ })
    await expect(fact.getByText('chưa có').first()).toBeVisible()
    await fact.getByLabel('Số liệu', { exact: true }).fill('2')
    await fact.getByRole('button', { name: 'Lưu' }).click()
    await expect(fact.getByLabel('Nguồn (văn bản, sổ)')).toHaveAttribute('aria-invalid', 'true')
    await fact.getByLabel('Nguồn (văn bản, sổ)').fill('Báo cáo 12-BC/ĐU')
    await fact.getByLabel('Tính đến ngày').fill('20/11/2026')
    await fact.getByRole('button', { name: 'Lưu' }).click()
    await expect(fact.getByText('Báo cáo 12-BC/ĐU, 20/11/2026')).toBeVisible()

    await committee.goto(`${await boardOfWard(committee)}/decision`)
    const panel = committee.getByRole('region', { name: 'Đánh giá thực chất' })
    const line = panel.getByRole('listitem').filter({ hasText: /Có 2 đơn, vụ việc quá hạn/ })
    await expect(line).toContainText('Báo cáo 12-BC/ĐU')
    await committee.getByLabel('Số quyết định', { exact: true }).fill('15-QĐ/ĐU')
    await committee.getByLabel('Người ký', { exact: true }).fill('Phạm Hồng Quảng')
    await committee.getByRole('button', { name: 'Kiểm tra và xem lại số liệu' }).click()
    await expect(committee.getByRole('alert').filter({ hasText: 'Chưa ban hành được' })).toContainText('QD-10')

    await line.getByLabel(/^Ý kiến của người quyết định/).fill('Đã kiểm tra: hai đơn đang chờ cấp trên trả lời.')
    await line.getByRole('button', { name: 'Ghi ý kiến' }).click()
    await expect(line).toContainText('hai đơn đang chờ cấp trên trả lời.')
    await expect(line.getByRole('button', { name: 'Ghi ý kiến' })).toHaveCount(0)
  } finally {
    for (const page of [office, committee]) await page.context().close()
  }
})

test('the result is told, contested and answered; then the closed year is corrected by two people, the old version kept', async ({
  browser,
  baseURL,
}) => {
  const pages: Page[] = []
  const open = async (username: string) => {
    const page = await enter(browser, baseURL, username)
    pages.push(page)
    return page
  }
  try {
    const [office, committee, member] = [
      await open('ngocha.vanphong'),
      await open('ngocha.danguy'),
      await open('tdp7.dangvien'),
    ]
    await test.step('what was not told is not shown; then the office tells everybody', async () => {
      await member.goto('/ratings/2025/mine')
      await expect(member.getByText('Chưa có kết quả nào được thông báo cho đồng chí.', { exact: false })).toBeVisible()
      await office.goto(await pastDecision(office))
      await office.getByRole('button', { name: /^Thông báo cho [\d.]+ người$/ }).click()
      await expect(office.getByText(/^Đã thông báo/)).toBeVisible()
    })
    await test.step('the member reads it and complains', async () => {
      await member.reload()
      await expect(member.getByText('Quyết định 15-QĐ/ĐU ngày 19/12/2025')).toBeVisible()
      await member
        .getByLabel('Nội dung và lý do khiếu nại, kiến nghị')
        .fill('Tôi đề nghị xem lại điểm kết quả nhiệm vụ.')
      await member.getByRole('button', { name: 'Gửi khiếu nại, kiến nghị' }).click()
      await expect(member.getByText('Chờ trả lời')).toBeVisible()
      await expect(member.getByRole('button', { name: 'Gửi khiếu nại, kiến nghị' })).toHaveCount(0)
    })
    await test.step('the committee finds it among its work and keeps the level, in writing', async () => {
      await committee.goto('/')
      // Whether the answer is due soon or later depends on the day of the test, and what comes later may stand folded.
      const work = committee.getByRole('main')
      const complaint = work.getByRole('link', { name: 'Mở khiếu nại, kiến nghị' }).first()
      await expect(async () => {
        for (const folded of await work.getByRole('button', { name: /: Các việc sau/, expanded: false }).all())
          await folded.click()
        await expect(complaint).toBeVisible({ timeout: 2_000 })
      }).toPass()
      await complaint.click()
      await committee.getByLabel('Trả lời bằng văn bản').fill('Giữ nguyên: hồ sơ đã tính đủ nhiệm vụ được giao.')
      await committee.getByRole('button', { name: 'Ghi trả lời' }).click()
      await expect(committee.getByText('Giữ nguyên', { exact: true })).toBeVisible()
      await member.reload()
      await expect(member.getByText('Giữ nguyên: hồ sơ đã tính đủ nhiệm vụ được giao.')).toBeVisible()
    })
    const outcome = new URL(committee.url()).pathname
    await test.step('a violation comes to light: the office prepares, nothing changes yet', async () => {
      await office.goto(outcome)
      await office.getByRole('link', { name: 'Sửa kết quả năm này' }).click()
      await office.getByRole('button', { name: 'Lưu bản chuẩn bị' }).click()
      await expect(office.getByLabel('Số văn bản làm căn cứ')).toHaveAttribute('aria-invalid', 'true')
      await office.getByLabel('Số văn bản làm căn cứ').fill('21-KL/UBKT')
      await office.getByLabel('Cơ quan ban hành văn bản đó').fill('Ủy ban Kiểm tra Đảng ủy')
      await office.getByLabel('Ngày văn bản').fill('10/11/2026')
      await office.getByLabel('Căn cứ pháp lý (quy định, điều)').fill('124-QĐ/TW, Điều 11')
      await office.getByLabel('Lý do', { exact: true }).fill('Vi phạm của năm 2025 nay đã có kết luận.')
      await office.getByRole('button', { name: 'Lưu bản chuẩn bị' }).click()
      await expect(office.getByRole('heading', { name: 'Bước 2. Quyết định' })).toBeVisible()
      await expect(office.getByText('Đảng ủy quyết định. Người đã chuẩn bị không tự quyết định.')).toBeVisible()
    })
    await test.step('the committee decides by another number; both versions stand, linked', async () => {
      await committee.goto(outcome.replace(/outcome$/, 'correction'))
      await expect(committee.getByText(/cần xem lại mức của tập thể/)).toBeVisible()
      await committee.getByRole('button', { name: 'Ban hành quyết định đánh giá, xếp loại lại' }).click()
      const refused = committee.getByRole('alert')
      await expect(refused).toContainText('SD-01')
      await expect(refused).toContainText('Chưa có gì thay đổi.')
      await committee.getByLabel('Số quyết định đánh giá, xếp loại lại').fill('88-QĐ/ĐU')
      await committee.getByLabel('Người ký', { exact: true }).fill('Phạm Hồng Quảng')
      await committee.getByRole('button', { name: 'Ban hành quyết định đánh giá, xếp loại lại' }).click()
      await expect(committee.getByRole('heading', { name: 'Đã ban hành quyết định 88-QĐ/ĐU' })).toBeVisible()
      await committee.getByRole('link', { name: 'Xem các bản' }).click()
      const versions = committee.getByRole('region', { name: 'Các quyết định, cũ đến mới' })
      await expect(versions).toContainText('Đã được thay bằng quyết định 88-QĐ/ĐU')
      await expect(versions).toContainText('Thay quyết định 15-QĐ/ĐU')
    })
  } finally {
    for (const page of pages) await page.context().close()
  }
})
