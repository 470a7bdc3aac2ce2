import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import JSZip from 'jszip'
import { expect, test } from '../fixtures.ts'
import { downloadAndOpen } from '../open-document.ts'
import { checkPortOf } from '../other-ways-in.ts'

const run = promisify(execFile)

test('an office writes a decision, keeps its number, registers it, takes all decisions in one archive, and the check page calls it genuine', async ({
  page,
  signInAs,
  baseURL,
}) => {
  await signInAs('ngocha.vanphong')
  await page.goto('/papers')
  await page.getByRole('link', { name: 'Thể thức và số văn bản' }).click()
  await page.getByLabel('Tên nhiệm kỳ').fill('2025–2030')
  await page.getByLabel('Từ ngày').fill('01/07/2025')
  await page.getByRole('button', { name: 'Thêm nhiệm kỳ' }).click()
  await expect(page.getByText('Đã lưu.')).toBeVisible()

  await page.goto('/papers')
  await page.getByRole('link', { name: 'Giấy tờ năm 2026' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('2026')
  const papers = page.url()
  await page.getByRole('link', { name: 'Quyết định thành lập các tổ công tác', exact: true }).click()
  await page.getByLabel(/^Các tổ công tác/).fill('Tổ 1: đồng chí Nguyễn Văn Thiện, dự các chi bộ số 1, 2, 3')
  await page.getByRole('button', { name: 'Lưu nội dung' }).click()
  await expect(page.getByText('Đã lưu nội dung.')).toBeVisible()
  await page.getByRole('button', { name: 'Giữ số' }).click()
  await expect(page.getByText('Đã giữ số.')).toBeVisible()

  const word = await downloadAndOpen(page, () => page.getByRole('link', { name: 'Tải Word' }).click())
  expect(word.text).toContain('Số 01-QĐ/ĐU')
  expect(word.text).toContain('Tổ 1: đồng chí Nguyễn Văn Thiện')

  await page.getByLabel('Người ký', { exact: true }).fill('Nguyễn Văn Thiện')
  await page.getByRole('button', { name: 'Vào sổ' }).click()
  await expect(page.getByText(/^Đã vào sổ\. Từ nay/)).toBeVisible()
  const pdf = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Tải PDF' }).click()
  const { stdout } = await run('pdftotext', ['-layout', await (await pdf).path(), '-'])
  const [code = ''] = /[2-9A-Z]{5}(?:-[2-9A-Z]{5}){3}/.exec(stdout) ?? []
  expect(code).not.toBe('')

  await page.goto(papers)
  await page.getByRole('button', { name: 'Làm tệp nén' }).click()
  await expect(page.getByText('Đã nhận yêu cầu làm tệp nén.')).toBeVisible()
  const ready = page.getByRole('link', { name: /^tải về/ })
  await expect(async () => {
    await page.goto(papers)
    await expect(ready).toBeVisible({ timeout: 1_000 })
  }).toPass({ timeout: 90_000 })
  const archive = page.waitForEvent('download')
  await ready.click()
  const zip = await JSZip.loadAsync(await readFile(await (await archive).path()))
  expect(Object.keys(zip.files)).toEqual([expect.stringMatching(/^001-QĐ-ĐU-.*\.docx$/)])

  await page.goto(`http://127.0.0.1:${checkPortOf(baseURL)}/`)
  await page.getByLabel('Mã kiểm tra in trên văn bản').fill(code)
  await page.getByRole('button', { name: 'Kiểm tra' }).click()
  await expect(page.getByRole('heading', { name: 'Văn bản có thật và đang có hiệu lực trong sổ' })).toBeVisible()
  await expect(page.getByText('01-QĐ/ĐU')).toBeVisible()
})
