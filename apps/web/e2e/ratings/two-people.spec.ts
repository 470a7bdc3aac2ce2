import { type BrowserContext, expect, type Page } from '@playwright/test'
import { demoAccount, test } from '../fixtures.ts'
import { fillSignIn, makeAccount, signInFirstTime } from '../operator.ts'
import { ownYear } from '../places.ts'

async function enter(context: BrowserContext, username: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto('/sign-in')
  await fillSignIn(page, demoAccount(username))
  await expect(page.getByRole('heading', { level: 1, name: 'Việc của tôi' })).toBeVisible()
  return page
}

const saved = (page: Page) => expect(page.getByText(/Đã lưu \d\d:\d\d/)).toBeVisible()

test('two people save the same field: one wins, the other sees both, loses no typing, and chooses', async ({
  browser,
  baseURL,
}) => {
  const options = { baseURL: baseURL ?? '', locale: 'vi-VN' }
  const [one, two] = [await browser.newContext(options), await browser.newContext(options)]
  try {
    const [member, secretary] = [await enter(one, 'tdp7.dangvien'), await enter(two, 'tdp7.bithu')]
    await member.goto('/ratings/2026/self')
    await secretary.goto(await ownYear(secretary))
    await secretary
      .getByRole('table', { name: 'Đảng viên và phiếu' })
      .getByRole('link', { name: 'Phạm Văn Khuê' })
      .click()
    await secretary.getByRole('link', { name: 'Mở bản kiểm điểm' }).click()
    const points = (page: Page) => page.getByLabel('B. Kết quả nhiệm vụ (70)')
    await expect(points(secretary)).toHaveValue('63,2')
    await expect(points(member)).toHaveValue('63,2')

    await points(member).fill('64,1')
    await points(member).blur()
    await saved(member)
    await points(secretary).fill('62,4')
    await points(secretary).blur()
    const conflict = secretary.getByRole('alert').filter({ hasText: 'vừa được đồng chí Phạm Văn Khuê sửa' })
    await expect(conflict).toContainText('62,4')
    await expect(conflict).toContainText('64,1')
    await expect(points(secretary)).toHaveValue('62,4')

    // What is typed meanwhile into another field waits behind the choice and is not lost either.
    await secretary.getByLabel('Vượt mức').fill('2')
    await secretary.getByLabel('Vượt mức').blur()
    await secretary.reload()
    await expect(points(secretary)).toHaveValue('62,4')
    await expect(secretary.getByLabel('Vượt mức')).toHaveValue('2')
    await secretary.getByRole('button', { name: 'Giữ số của tôi' }).click()
    await saved(secretary)
    await member.reload()
    await expect(points(member)).toHaveValue('62,4')
    await expect(member.getByLabel('Vượt mức')).toHaveValue('2')

    // The other way round, and the other choice.
    await points(secretary).fill('63,2')
    await points(secretary).blur()
    await saved(secretary)
    await member.getByLabel('Vượt mức').fill('3')
    await member.getByLabel('Vượt mức').blur()
    await expect(member.getByRole('group', { name: 'Hai giá trị, chọn một' })).toBeVisible()
    await member.getByRole('button', { name: 'Lấy số kia' }).click()
    await expect(member.getByLabel('Vượt mức')).toHaveValue('2')
    await expect(points(member)).toHaveValue('63,2')
    await member.getByLabel('Vượt mức').fill('3')
    await member.getByLabel('Vượt mức').blur()
    await saved(member)
  } finally {
    await one.close()
    await two.close()
  }
})

test('a line that drops keeps what is typed here, also over a reload, and sends it when it is back', async ({
  page,
  context,
  signInAs,
}) => {
  await signInAs('tdp7.bithu')
  await page.goto(await ownYear(page))
  const place = page.getByLabel('Nơi họp')
  const cell = page.getByRole('textbox', { name: /^Vũ Thị Quỳnh Như, số phiếu Hoàn thành nhiệm vụ$/ })
  const before = await cell.inputValue()
  await context.setOffline(true)
  await place.fill('Hội trường phường')
  await place.blur()
  await cell.fill('2')
  await cell.press('Enter')
  await expect(page.getByText(/Mất mạng lúc/)).toBeVisible()
  await expect(page.getByText('Giữ trên máy này, 2 ô chờ gửi')).toBeVisible()
  await expect(cell).toHaveValue('2')

  await context.setOffline(false)
  await saved(page)
  await expect(page.getByText(/Mất mạng lúc/)).toBeHidden()
  await page.reload()
  await expect(cell).toHaveValue('2')
  await expect(place).toHaveValue('Hội trường phường')
  await cell.fill(before)
  await cell.press('Enter')
  await saved(page)
})

test('sending pressed twice sends once; a file taken back can be sent again', async ({ page }) => {
  await signInFirstTime(
    page,
    await makeAccount('sample', {
      username: 'daiyen.bithu',
      name: 'Đinh Công Sự',
      role: 'org-secretary',
      organization: '00008.19',
    }),
  )
  await page.goto(await ownYear(page))
  await page.getByRole('button', { name: 'Xin rút lại' }).click()
  const send = page.getByRole('button', { name: 'Gửi Đảng ủy' })
  await expect(send).toBeVisible()
  const posts: string[] = []
  page.on('request', (request) => {
    if (request.method() === 'POST') posts.push(request.url())
  })
  await send.dblclick()
  await expect(page.getByText('Hồ sơ đã gửi Đảng ủy.')).toBeVisible()
  await page
    .getByRole('table', { name: 'Đảng viên và phiếu' })
    .getByRole('link', { name: 'Đinh Công Sự' })
    .first()
    .click()
  await expect(page.getByRole('heading', { name: 'Lịch sử' })).toBeVisible()
  const sent = page.getByText('Chi bộ gửi Đảng ủy,')
  // Once by the sample, once now.
  await expect(sent).toHaveCount(2)
})
