import { examplePdf, examplePng } from '@nq15/documents/files/example-files'
import { expect, test } from '../fixtures.ts'
import { ownYear } from '../places.ts'

test('a scan is kept at the cell, seen in the page, replaced by a revision, and what could act is refused at the field', async ({
  page,
  signInAs,
}) => {
  await signInAs('tdp7.bithu')
  await page.goto(await ownYear(page))
  const files = page.getByRole('region', { name: 'Biên bản kiểm phiếu 2026' })
  // By what the page itself keeps, since other runs may have left documents here.
  const name = `Biên bản ${Date.now()}`
  const choose = (label: string, file: string, buffer: Buffer) =>
    files.getByLabel(label).setInputFiles({ name: file, mimeType: 'application/octet-stream', buffer })

  await choose('Thêm tài liệu', 'có mã.pdf', examplePdf({ extra: '<< /S /JavaScript >>' }))
  await files.getByRole('button', { name: 'Lưu vào hồ sơ' }).click()
  await expect(files.getByLabel('Thêm tài liệu')).toHaveAccessibleDescription(/tự hoạt động.*Chưa lưu gì/)

  await choose('Thêm tài liệu', `${name}.png`, examplePng(120, 90))
  await files.getByRole('button', { name: 'Lưu vào hồ sơ' }).click()
  const kept = files.getByRole('listitem').filter({ hasText: `${name}.png` })
  await expect(kept).toContainText('Bản 1')

  await kept.getByText('Thay bằng bản mới').click()
  await choose('Bản mới của tài liệu này', `${name} đã ký.png`, examplePng(130, 90))
  await kept.getByRole('button', { name: 'Lưu bản mới' }).click()
  const replaced = files.getByRole('listitem').filter({ hasText: `${name} đã ký.png` })
  await expect(replaced.first()).toContainText('Bản 2')

  await files.getByRole('link', { name: `${name} đã ký.png` }).click()
  const picture = page.getByRole('img', { name: `${name} đã ký.png` })
  await expect(picture).toBeVisible()
  expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(130)
  await expect(page.getByText(/Lần xem này được ghi lại: .*tdp7\.bithu/)).toBeVisible()
  await page.getByRole('link', { name: `${name}.png` }).click()
  await expect(page.getByText('Đây không phải bản mới nhất; đã có bản 2.')).toBeVisible()
})
