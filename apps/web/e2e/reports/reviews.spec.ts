import { expect, signInByRequest, test } from '../fixtures.ts'
import { downloadAndOpen } from '../open-document.ts'

test('a report names the line that does not add up; mended, remarked on and signed by another it goes out as Word with its rows', async ({
  page,
  browser,
  baseURL,
  signInAs,
}) => {
  const source = 'Báo cáo 45-BC/ĐU'
  const enter = async (end: string, reason: string) => {
    await page.goto('/reports/reviews/figures?table=T1')
    await page.getByLabel('Đơn vị', { exact: true }).selectOption({ label: 'Đảng bộ phường Ngọc Hà' })
    await page.getByLabel('Năm', { exact: true }).fill('2023')
    await page.getByLabel('Nguồn: số, ký hiệu').fill(source)
    await page.getByLabel('Ngày chốt số liệu', { exact: true }).fill('31/12/2023')
    for (const [label, value] of [
      ['Đầu kỳ', '5'],
      ['Đưa vào', '3'],
      ['Đưa ra', '2'],
      ['Cuối kỳ', end],
    ] as const)
      await page.getByLabel(label, { exact: true }).fill(value)
    await page.getByLabel('Lý do thay số đã nhập').fill(reason)
    await page.getByRole('button', { name: 'Lưu số liệu' }).click()
    await expect(page.getByText('Đã lưu. Lập lại báo cáo')).toBeVisible()
  }
  const build = async () => {
    await page.goto('/reports/reviews')
    await page.getByLabel('Từ năm').fill('2023')
    await page.getByLabel('Đến năm').fill('2023')
    await page.getByRole('button', { name: 'Lập báo cáo', exact: true }).click()
    await page.getByRole('link', { name: 'Mở báo cáo vừa lập' }).click({ timeout: 30_000 })
    await expect(page.getByRole('heading', { name: 'Báo cáo năm 2023' })).toBeVisible()
  }

  await signInAs('thanhuy.btc')
  await enter('7', '')
  await build()
  await expect(
    page.getByText(/^CK1, T1, Đảng bộ phường Ngọc Hà, 2023, Báo cáo 45-BC\/ĐU: .*chênh lệch −1/u),
  ).toBeVisible()
  await enter('6', 'Rà soát lại sổ')
  await build()
  await expect(page.getByText('Số liệu khớp.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Ký báo cáo' })).toHaveCount(0)
  const place = page.url()

  const other = await browser.newContext({ ...(baseURL ? { baseURL } : {}), locale: 'vi-VN' })
  await signInByRequest(other, 'thanhuy.thuongtruc', baseURL)
  const committee = await other.newPage()
  await committee.goto(place)
  await committee.getByLabel('Ý kiến', { exact: true }).fill('Nêu rõ nguyên nhân ở mục 4.')
  await committee.getByRole('button', { name: 'Gửi ý kiến' }).click()
  await expect(committee.getByText('Nêu rõ nguyên nhân ở mục 4.')).toBeVisible()
  await committee.getByRole('button', { name: 'Ý kiến đã xong' }).click()
  await expect(committee.getByText('Đã ghi là ý kiến xong.')).toBeVisible()
  await committee.getByLabel('Chức vụ người ký').fill('Phó Bí thư Thường trực')
  await committee.getByRole('button', { name: 'Ký báo cáo' }).click()
  await expect(committee.getByText(/Phó Bí thư Thường trực .* ký ngày/u)).toBeVisible()
  await expect(committee.getByRole('link', { name: 'Dữ liệu mở (CSV)' })).toBeVisible()

  const { text } = await downloadAndOpen(committee, () => committee.getByRole('link', { name: 'Word' }).click())
  expect(text).toContain('Biểu T1. Củng cố tổ chức cơ sở đảng')
  expect(text).toContain(`Đảng bộ phường Ngọc Hà, năm 2023, theo ${source} (chốt 31/12/2023)`)
  expect(text).toContain('Mã băm SHA-256 của báo cáo đã ký')
  await other.close()
})
