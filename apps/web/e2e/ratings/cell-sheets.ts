import { expect, type Page } from '@playwright/test'

/** The page says that the server has what was typed. */
export async function savedOn(page: Page): Promise<void> {
  await expect(page.getByText('Đang lưu', { exact: false })).toHaveCount(0)
  await expect(page.getByText(/Đã lưu \d\d:\d\d/)).toBeVisible()
}

/** Fills a self-review without a task list for the level it makes, and hands it in. */
export async function fillReview(page: Page, level: 'XS' | 'T'): Promise<void> {
  const values = {
    'A. Tiêu chí chung (30)': level === 'XS' ? '28,5' : '25',
    'B. Kết quả nhiệm vụ (70)': level === 'XS' ? '64' : '52',
    'Được giao': '10',
    'Đúng hạn': '10',
    'Chậm hạn': '0',
    'Chưa xong': '0',
    'Vượt mức': level === 'XS' ? '4' : '0',
    'Được chỉ ra': '0',
    'Đã khắc phục': '0',
  }
  for (const [label, value] of Object.entries(values)) await page.getByLabel(label, { exact: true }).fill(value)
  const word = level === 'XS' ? 'Hoàn thành xuất sắc nhiệm vụ' : 'Hoàn thành tốt nhiệm vụ'
  await page.getByRole('radio', { name: word, exact: true }).check()
  await savedOn(page)
  await page.getByRole('button', { name: 'Nộp bản kiểm điểm' }).click()
  await expect(page.getByRole('button', { name: 'Rút lại để sửa' })).toBeVisible()
}

/** Settles one difference between two entries as one of them has it, with its grounds. */
export async function settle(page: Page, what: RegExp, as: 'lượt 1' | 'lượt 2'): Promise<void> {
  await page.getByRole('button', { name: what }).click()
  await page.getByRole('radio', { name: new RegExp(`\\(${as}\\)`) }).check()
  await page.getByLabel('Căn cứ').fill('Đếm lại phiếu')
  await page.getByRole('button', { name: 'Chốt', exact: true }).click()
  await expect(page.getByLabel('Căn cứ')).toHaveCount(0)
}

type Pages = {
  readonly street: Page
  readonly school: Page
  readonly teller: Page
  readonly openYear: (page: Page) => Promise<void>
}

/** Both cells count their second round twice; where the entries differ, the number is settled with its grounds. */
export async function countSecondRound({ street, school, teller, openYear }: Pages): Promise<void> {
  for (const [page, name, voters] of [
    [street, 'Trần Thị Bình', 4],
    [school, 'Bùi Thị Lan', 5],
  ] as const) {
    await openYear(page)
    await page.getByRole('link', { name: /Kiểm phiếu vòng 2/ }).click()
    await fillSecondRound(page, { name, voters, votes: voters })
    await teller.goto(new URL(page.url()).pathname)
    await fillSecondRound(teller, { name, voters, votes: page === street ? voters - 1 : voters })
    await teller.getByRole('button', { name: 'Đã nhập xong' }).click()
    await expect(teller.getByRole('button', { name: 'Mở lại để sửa' })).toBeVisible()
  }
  await street.reload()
  await settle(street, /Trần Thị Bình, Phiếu bình chọn/, 'lượt 1')
  await expect(street.getByText('Đã chốt 1 ô khác nhau')).toBeVisible()
  await expect(street.getByRole('row').filter({ hasText: 'Trần Thị Bình' }).last()).toContainText('Được chọn')
  for (const page of [street, school]) await openYear(page)
}

/** The head of the second round and the votes for its one candidate. */
async function fillSecondRound(
  page: Page,
  { name, voters, votes }: { name: string; voters: number; votes: number },
): Promise<void> {
  // The first round's page has fields of the same names: what is typed before this one stands here goes into that one.
  await expect(page).toHaveURL(/\/second-round$/)
  await expect(page.getByRole('textbox', { name: 'Số được chọn' })).toBeVisible()
  for (const field of ['Được triệu tập', 'Có mặt', 'Phiếu phát ra', 'Phiếu thu về', 'Phiếu hợp lệ']) {
    await page.getByRole('textbox', { name: field, exact: true }).fill(String(voters))
  }
  await page.getByRole('textbox', { name: 'Phiếu không hợp lệ' }).fill('0')
  await page.getByRole('textbox', { name: 'Số được chọn' }).fill('1')
  await page.getByRole('textbox', { name: `Số phiếu bình chọn ${name}` }).fill(String(votes))
  // Typing is sent when its field is left; a page that is left within the moment after it keeps it here and sends it later.
  await page.getByRole('textbox', { name: `Số phiếu bình chọn ${name}` }).blur()
  await savedOn(page)
}
