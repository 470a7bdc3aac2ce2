import { expect, test } from '../fixtures.ts'

test('a secretary contests a figure of his cell; it stands beside the file until the office answers in writing', async ({
  page,
  signInAs,
}) => {
  await signInAs('tdp7.bithu')
  await page.goto('/search?q=to+dan+pho+so+7')
  await page
    .getByRole('main')
    .getByRole('link', { name: /Tổ dân phố số 7$/ })
    .first()
    .click()
  await expect(page).toHaveURL(/\/organizations\//)
  const dossier = page.url()
  await page.getByRole('link', { name: 'Phản ánh', exact: true }).click()
  await page.getByLabel('Lý do').fill('Lĩnh vực của chi bộ ghi chưa đúng.')
  await page.getByRole('button', { name: 'Gửi phản ánh' }).click()
  await expect(page.getByRole('heading', { level: 1, name: /Phản ánh: Hồ sơ tổ chức/ })).toBeVisible()
  const objection = page.url()
  await page.goto(dossier)
  await expect(page.getByText('Đang có phản ánh chờ trả lời')).toBeVisible()

  await signInAs('ngocha.vanphong')
  await page.goto(objection)
  await page.getByLabel('Số văn bản trả lời').fill('15-CV/ĐU')
  const today = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date())
  await page.getByLabel('Ngày trả lời').fill(today)
  await page.getByLabel('Nội dung trả lời').fill('Đã sửa lĩnh vực của chi bộ.')
  await page.getByRole('button', { name: 'Ghi trả lời' }).click()
  await expect(page.getByText('15-CV/ĐU')).toBeVisible()

  await signInAs('tdp7.bithu')
  await page.goto(dossier)
  await expect(page.getByText('Đang có phản ánh chờ trả lời')).toHaveCount(0)
})
