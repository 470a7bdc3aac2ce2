import { join } from 'node:path'
import type { Browser, Page } from '@playwright/test'
import { expect, test } from '../fixtures.ts'
import { downloadAndOpen, printed } from '../open-document.ts'
import { makeAccount, nq15, signInFirstTime } from '../operator.ts'
import { countSecondRound, fillReview, savedOn, settle } from './cell-sheets.ts'
import { cellFile, cells, memberFile, ownCityFolder, type Person, people, ratedIn } from './invented-year.ts'

// biome-ignore lint/style/noProcessEnv: where Hà Nội's real files stand, when they are at hand
const real = process.env['NQ15_REAL_DATA']
const source = real ? "Hà Nội's real files" : 'files of our own'

/** A day before or after today in Hà Nội, as it is typed. */
const dayFromToday = (days: number): string => typedDay(Date.now() + days * dayLong)
function typedDay(at: number): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Ho_Chi_Minh' }).format(at)
}
const dayLong = 86_400_000
// The list is closed yesterday: a decision may not be dated before that day, nor after today. In the last days of a year it is
// closed on the 20th, so that the year's work still ends within it, before 31/12.
const year = dayFromToday(-1).slice(-4)
const closes = Math.min(Date.now() - dayLong, Date.parse(`${year}-12-20T05:00:00Z`))
const fromClosing = (days: number, latest = 30): string =>
  typedDay(Math.min(closes + days * dayLong, Date.parse(`${year}-12-${latest}T05:00:00Z`)))
const cutOff = fromClosing(0)

test(`rate a year on an empty database, from ${source} to the opened decision`, async ({ browser, baseURL }) => {
  test.setTimeout(300_000)
  const pages: Page[] = []
  const enter = (who: Parameters<typeof makeAccount>[1]) => enterAs(browser, baseURL ?? '', { who, pages })

  try {
    const office =
      await test.step('the operator brings the tree in; the office imports its cells and members', async () => {
        await nq15('empty', 'import', 'hanoi', '--from', real ? join(real, 'hanoi') : await ownCityFolder())
        const page = await enter({
          username: 'badinh.vanphong',
          name: 'Phan Thu Trang',
          role: 'grassroots-office',
          organization: '00004',
        })
        await upload(page, 'Tổ chức đảng', cellFile())
        await page.getByRole('button', { name: 'Nhận tất cả 2 dòng' }).click()
        await expect(page.getByText('Đã nhận vào hệ thống.')).toBeVisible()

        await upload(page, 'Đảng viên', memberFile({ admitted: dayFromToday(-60), broken: true }))
        await expect(page.getByRole('table', { name: 'Dòng bị từ chối' })).toContainText('Số thẻ “01.9004” phải gồm')
        await page.getByRole('button', { name: 'Nhận tất cả 10 dòng' }).click()
        await expect(page.getByRole('alert')).toContainText('Còn 1 dòng bị từ chối nên không nhận cả tệp được.')
        const errors = await downloadAndOpen(page, () =>
          page.getByRole('link', { name: 'Tải tệp lỗi (Excel)' }).click(),
        )
        expect(errors.text).toContain('Phạm Thị Dung')
        expect(errors.text).toContain('phải gồm mười hai chữ số, hoặc theo mẫu cũ')
        await page.goto('/members')
        await expect(page.getByRole('main')).not.toContainText('Trần Thị Bình')

        await upload(page, 'Đảng viên', memberFile({ admitted: dayFromToday(-60), broken: false }))
        await page.getByRole('button', { name: 'Nhận tất cả 10 dòng' }).click()
        await expect(page.getByText('10 dòng đã được nhận.', { exact: false })).toBeVisible()
        await page.goto('/members')
        for (const { name } of people) await expect(page.getByRole('main')).toContainText(name)
        return page
      })

    const city = await test.step('the city prepares the year, counts first, and opens it', async () => {
      const page = await enter({
        username: 'thanhuy.btc',
        name: 'Ban Tổ chức Thành ủy',
        role: 'organization-board',
        organization: '01',
      })
      await page.goto(`/ratings/new?year=${year}`)
      await page.getByLabel('Ngày mở đợt').fill(fromClosing(-9))
      await page.getByLabel('Ngày chốt danh sách').fill(cutOff)
      await page.getByLabel('Hạn chi bộ nộp').fill(fromClosing(-19))
      await page.getByLabel('Hạn đảng ủy quyết định').fill(fromClosing(21))
      await page.getByRole('radio', { name: /số được xếp từ Hoàn thành tốt trở lên/ }).check()
      await page.getByRole('checkbox', { name: /Người thứ hai nhập lại/ }).check()
      await page.getByRole('checkbox', { name: /Chi bộ bỏ phiếu hai vòng/ }).check()
      await page.getByRole('button', { name: 'Lưu bản chuẩn bị' }).click()
      await expect(page.getByLabel('Hạn chi bộ nộp')).toHaveAccessibleDescription(/phải sau ngày đứng trước nó/)
      await expect(page.getByLabel('Ngày chốt danh sách')).toHaveValue(cutOff)
      await page.getByLabel('Hạn chi bộ nộp').fill(fromClosing(11, 29))
      await page.getByRole('button', { name: 'Lưu bản chuẩn bị' }).click()
      await page.getByRole('button', { name: 'Đếm trước' }).click()
      const confirm = page.getByRole('checkbox', {
        name: `Tôi xác nhận mở năm ${year}: 9 người được xếp loại trên 10 đảng viên của 2 chi bộ.`,
      })
      await expect(confirm).toBeVisible({ timeout: 30_000 })
      await confirm.check()
      await page.getByRole('button', { name: `Chốt và mở năm ${year}` }).click()
      await expect(page.getByText('2 chi bộ, 10 đảng viên, 9 người được xếp loại.')).toBeVisible({ timeout: 30_000 })
      return page
    })

    await test.step('a member assesses himself', async () => {
      const page = await enter({
        username: 'binh.dangvien',
        name: 'Trần Thị Bình',
        role: 'member',
        organization: cells.street.code,
        card: '01.900002',
      })
      await page.getByRole('main').getByRole('link', { name: 'Viết tự kiểm điểm' }).click()
      await expect(page.getByRole('heading', { name: `Bản kiểm điểm năm ${year} của tôi` })).toBeVisible()
      await page.getByRole('button', { name: 'Nộp bản kiểm điểm' }).click()
      await expect(page.getByRole('alert')).toContainText('Chưa nộp được')
      await fillReview(page, 'XS')
    })

    const [street, school, teller] = await test.step('secretaries enter what came on paper', async () => {
      const secretary = (cell: keyof typeof cells, username: string, name: string) =>
        enter({ username, name, role: 'org-secretary', organization: cells[cell].code })
      const streetPage = await secretary('street', 'hoaban.bithu', 'Nguyễn Văn An')
      const schoolPage = await secretary('school', 'hoasen.bithu', 'Hoàng Văn Giáp')
      const tellerPage = await enter({
        username: 'kiem.phieu',
        name: 'Lê Văn Cường',
        role: 'cell-teller',
        organization: cells.street.code,
      })
      await nq15(
        'empty',
        'account',
        'grant',
        'kiem.phieu',
        '--role',
        'cell-teller',
        '--organization',
        cells.school.code,
      )
      for (const [page, cell] of [
        [streetPage, 'street'],
        [schoolPage, 'school'],
      ] as const) {
        for (const person of ratedIn(cell)) {
          if (person.card === '01.900002') continue
          await openYear(page)
          await page.getByRole('link', { name: `Nhập bản kiểm điểm của ${person.name}` }).click()
          await expect(page.getByText('Nhập thay đảng viên viết trên giấy.', { exact: false })).toBeVisible()
          await fillReview(page, person.level ?? 'T')
        }
        await openYear(page)
        await collectiveOf(page, ratedIn(cell).find(({ post }) => post) ?? people[0])
      }
      return [streetPage, schoolPage, tellerPage] as const
    })

    await test.step('the ballot: a mistake is named at its field and mended; nothing is sent meanwhile', async () => {
      await fillRecord(street, { people: 4, place: '' })
      await fillVotes(street, 'street')
      const [xs, t] = [voteOf(street, 'Lê Văn Cường', 'xuất sắc'), voteOf(street, 'Lê Văn Cường', 'tốt')]
      await t.fill('3')
      await t.press('Enter')
      await expect(t).toHaveAccessibleDescription(/P-07 0 \+ 3 \+ 0 \+ 0 = 3/)
      await expect(xs).toHaveAttribute('aria-invalid', 'true')
      await street.getByRole('button', { name: /^Gửi Đảng ủy/ }).click()
      await expect(street.getByRole('alert')).toContainText('Chưa gửi được: còn')
      await t.fill('4')
      await t.press('Enter')
      await expect(street.getByText('P-07')).toHaveCount(0)
      await savedOn(street)
      await fillRecord(school, { people: 5, place: 'Phòng hội đồng' })
      await fillVotes(school, 'school')
      await savedOn(school)
    })

    await test.step('the second entry is blind; only what differs is shown, and it is mended', async () => {
      await teller.goto(new URL(street.url()).pathname)
      await expect(teller.getByRole('textbox', { name: 'Phiếu thu về' })).toHaveValue('')
      await expect(voteOf(teller, 'Lê Văn Cường', 'tốt')).toHaveValue('')
      await fillRecord(teller, { people: 4, place: '' })
      await fillVotes(teller, 'street')
      await voteOf(teller, 'Phạm Thị Dung', 'tốt').fill('3')
      await voteOf(teller, 'Phạm Thị Dung', 'nhiệm vụ').fill('1')
      await voteOf(teller, 'Phạm Thị Dung', 'nhiệm vụ').press('Enter')
      await savedOn(teller)
      await teller.getByRole('button', { name: 'Đã nhập xong lượt 2' }).click()
      await expect(teller.getByText('Hai lượt nhập khác nhau 2 ô')).toBeVisible()
      await settle(teller, /Phạm Thị Dung, Phiếu tốt/, 'lượt 1')
      await settle(teller, /Phạm Thị Dung, Phiếu hoàn thành/, 'lượt 1')
      await expect(teller.getByText('Đã chốt 2 ô khác nhau')).toBeVisible()

      await teller.goto(new URL(school.url()).pathname)
      await fillRecord(teller, { people: 5, place: 'Phòng hội đồng' })
      await fillVotes(teller, 'school')
      await savedOn(teller)
      await teller.getByRole('button', { name: 'Đã nhập xong lượt 2' }).click()
      await expect(teller.getByText('Hai lượt nhập giống nhau')).toBeVisible()
    })

    await test.step('the second round asks about whom the first named excellent; a difference is settled there too', () =>
      countSecondRound({ street, school, teller, openYear }))

    await test.step('both cells send; the office takes up, returns one with a reason, which is mended and sent again', async () => {
      await send(street)
      await send(school)
      await step(office, [cells.street.name, cells.school.name], 'Tiếp nhận')
      await expect(office.getByText('Đã tiếp nhận 2 hồ sơ.')).toBeVisible()
      await giveBack(office, cells.street.name, '')
      await expect(office.getByLabel('Lý do trả lại')).toHaveAccessibleDescription(/Trả lại phải ghi lý do/)
      await giveBack(office, cells.street.name, 'Biên bản chưa ghi nơi họp.')
      await expect(office.getByText('Đã trả lại 1 hồ sơ kèm lý do.')).toBeVisible()
      await openYear(street)
      await expect(street.getByText('Biên bản chưa ghi nơi họp.')).toBeVisible()
      await street.getByLabel('Nơi họp').fill('Nhà sinh hoạt cộng đồng')
      await street.getByLabel('Nơi họp').blur()
      await savedOn(street)
      await send(street)
      await step(office, [cells.street.name], 'Tiếp nhận')
      await step(office, [cells.street.name, cells.school.name], 'Thẩm định xong')
      await expect(office.getByText('Đã thẩm định xong 2 hồ sơ.')).toBeVisible()
    })

    const committee =
      await test.step('the committee is refused over the quota, with every rule and nothing changed', async () => {
        const page = await enter({
          username: 'badinh.danguy',
          name: 'Đảng ủy phường Ba Đình',
          role: 'grassroots-committee',
          organization: '00004',
        })
        await openYear(page)
        await expect(page.getByRole('main')).toContainText('QD-03')
        await page.getByRole('link', { name: 'Ban hành quyết định' }).click()
        await page.getByRole('button', { name: 'Kiểm tra và xem lại số liệu' }).click()
        await expect(page.getByLabel('Số quyết định', { exact: true })).toHaveAccessibleDescription(/Chưa có/)
        await fillDecision(page)
        const refused = page.getByRole('alert').filter({ hasText: 'Chưa ban hành được' })
        await expect(refused).toContainText('QD-03')
        await expect(refused).toContainText('Chưa có gì thay đổi.')
        await expect(page.getByLabel('Số quyết định', { exact: true })).toHaveValue('15-QĐ/ĐU')
        return page
      })

    await test.step('people lower one level, with their reason; no machine did it', async () => {
      await giveBack(office, cells.school.name, 'Vượt tỉ lệ xếp loại HTXSNV, đề nghị chi bộ xem lại.')
      await expect(office.getByText('Đã trả lại 1 hồ sơ kèm lý do.')).toBeVisible()
      await openYear(school)
      const row = school.getByRole('row').filter({ hasText: 'Bùi Thị Lan' })
      await voteOf(school, 'Bùi Thị Lan', 'xuất sắc').press('?')
      await expect(school.getByRole('dialog', { name: /^Vì sao Bùi Thị Lan: / })).toBeVisible()
      await school.getByRole('button', { name: 'Ghi mức khác' }).click()
      const dialog = school.getByRole('dialog', { name: 'Bùi Thị Lan' })
      await dialog.getByRole('radio', { name: 'Hoàn thành tốt nhiệm vụ' }).check()
      await dialog.getByRole('button', { name: 'Lưu mức', exact: true }).click()
      await expect(dialog.getByLabel('Lý do')).toHaveAccessibleDescription(/Hãy ghi lý do/)
      await dialog.getByLabel('Lý do').fill('Nhường trong tỉ lệ theo kết luận của chi bộ.')
      await dialog.getByRole('button', { name: 'Lưu mức', exact: true }).click()
      await expect(dialog).toBeHidden()
      await expect(row).toContainText('Nhường trong tỉ lệ theo kết luận của chi bộ.')
      await send(school)
      await step(office, [cells.school.name], 'Tiếp nhận')
      await step(office, [cells.school.name], 'Thẩm định xong')
      await expect(office.getByText('Đã thẩm định xong 1 hồ sơ.')).toBeVisible()
    })

    await test.step('the decision is made after its numbers were seen', async () => {
      await committee.reload()
      await fillDecision(committee)
      await expect(
        committee.getByText('xếp loại 9 người trên 10 đảng viên của 2 chi bộ', { exact: false }),
      ).toBeVisible()
      await committee.getByRole('button', { name: 'Ban hành quyết định 15-QĐ/ĐU' }).click()
      await expect(committee.getByText('Đã ban hành quyết định')).toBeVisible()
    })

    await test.step('the Word file has number, names and counts, and prints; the Excel file says what it is', async () => {
      const word = await downloadAndOpen(committee, () =>
        committee.getByRole('link', { name: 'Tải Word quyết định' }).click(),
      )
      expect(word.name).toMatch(/\.docx$/)
      expect(word.text).toContain('15-QĐ/ĐU')
      for (const { name } of people) expect(word.text, name).toContain(name)
      expect(word.text).toContain('Hoàn thành xuất sắc nhiệm vụ: 1 đảng viên')
      expect(word.text).toContain('Hoàn thành tốt nhiệm vụ: 8 đảng viên')
      const pdf = await printed(word)
      if (pdf) expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')

      const excel = await downloadAndOpen(committee, () =>
        committee.getByRole('link', { name: 'Tải Excel kết quả' }).click(),
      )
      expect(excel.name).toMatch(/\.xlsx$/)
      for (const { name } of people) expect(excel.text, name).toContain(name)
      expect(excel.text).toMatch(/[0-9a-f]{64}/)
    })

    await test.step('the city sees the committee decided, in counts and without a name', async () => {
      await city.goto(`/ratings/${year}`)
      const row = city.getByRole('row').filter({ hasText: 'phường Ba Đình' })
      await expect(row).toContainText('dưới 5')
      await expect(city.getByText('đảng ủy đã quyết định')).toBeVisible()
      await row.getByRole('link', { name: /phường Ba Đình/ }).click()
      await expect(city.getByRole('row').filter({ hasText: cells.street.name })).toContainText('Đã quyết định')
      const shown = (await city.getByRole('main').textContent()) ?? ''
      for (const { name } of people) expect(shown).not.toContain(name)
    })

    await test.step('what was decided is closed: the cell can only look', async () => {
      await openYear(street)
      await expect(street.getByText('Đảng ủy đã ra quyết định xếp loại.')).toBeVisible()
      await expect(street.getByRole('button', { name: /^Gửi Đảng ủy/ })).toHaveCount(0)
    })
  } finally {
    for (const page of pages) await page.context().close()
  }
})

type Entering = { readonly who: Parameters<typeof makeAccount>[1]; readonly pages: Page[] }

/** Makes an account by the operator's command and signs in with it in a browser of its own, first password changed. */
async function enterAs(browser: Browser, baseURL: string, { who, pages }: Entering): Promise<Page> {
  const context = await browser.newContext({ baseURL, locale: 'vi-VN', timezoneId: 'Europe/Paris' })
  const page = await context.newPage()
  pages.push(page)
  await signInFirstTime(page, await makeAccount('empty', who))
  await expect(page.getByRole('heading', { level: 1, name: 'Việc của tôi' })).toBeVisible()
  return page
}

async function upload(
  page: Page,
  kind: 'Tổ chức đảng' | 'Đảng viên',
  file: ReturnType<typeof cellFile>,
): Promise<void> {
  await page.goto('/imports')
  await page.getByLabel('Nhập gì').selectOption({ label: kind })
  const only = kind === 'Đảng viên' ? /^Chỉ nhận đảng viên/ : /^Chỉ nhận tổ chức/
  await expect(page.getByLabel('Vào tổ chức nào')).toHaveAccessibleDescription(only)
  const choosing = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Chọn tệp' }).click()
  await (await choosing).setFiles({ ...file })
  await page.getByRole('button', { name: 'Tải lên và ghép cột' }).click()
  await page.getByRole('button', { name: 'Đọc thử tệp' }).click()
  await expect(page.getByRole('heading', { name: 'Nếu nhận tệp này' })).toBeVisible({ timeout: 20_000 })
}

/** The person's own page of the year, by the navigation. */
async function openYear(page: Page): Promise<void> {
  await page.goto('/')
  const navigation = page.getByRole('navigation', { name: 'Điều hướng', exact: true })
  await navigation.getByRole('link', { name: `Xếp loại ${year}` }).click()
  await expect(page).toHaveURL(new RegExp(`/ratings/${year}/`))
}

async function collectiveOf(page: Page, head: Person | undefined): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^Ghi mức của tập thể ?: ${head?.name}$`) }).click()
  const dialog = page.getByRole('dialog', { name: head?.name ?? '' })
  await dialog.getByRole('radio', { name: 'Hoàn thành xuất sắc nhiệm vụ' }).first().check()
  await dialog.getByLabel('Số quyết định', { exact: true }).fill('10-QĐ/ĐU')
  await dialog.getByLabel('Ngày quyết định').fill(cutOff)
  await dialog.getByRole('button', { name: 'Lưu mức của tập thể' }).click()
  await expect(dialog).toBeHidden()
}

async function fillRecord(page: Page, { people: count, place }: { people: number; place: string }): Promise<void> {
  await openIfElsewhere(page)
  for (const field of ['Được triệu tập', 'Có mặt', 'Phiếu phát ra', 'Phiếu thu về', 'Phiếu hợp lệ']) {
    await page.getByRole('textbox', { name: field, exact: true }).fill(String(count))
  }
  await page.getByRole('textbox', { name: 'Phiếu không hợp lệ' }).fill('0')
  await page.getByLabel('Ngày họp').fill(cutOff)
  await page.getByLabel('Nơi họp').fill(place)
  await page.getByLabel('Nơi họp').blur()
}

const openIfElsewhere = async (page: Page) => {
  if (!/\/cells\//.test(page.url())) await openYear(page)
}

const voteOf = (page: Page, name: string, word: 'xuất sắc' | 'tốt' | 'nhiệm vụ' | 'Không') => {
  const level = {
    'xuất sắc': 'Hoàn thành xuất sắc nhiệm vụ',
    tốt: 'Hoàn thành tốt nhiệm vụ',
    'nhiệm vụ': 'Hoàn thành nhiệm vụ',
    Không: 'Không hoàn thành nhiệm vụ',
  }[word]
  return page.getByRole('textbox', { name: `${name}, số phiếu ${level}`, exact: true })
}

/** Everybody's ballots for the level he is proposed at. */
async function fillVotes(page: Page, cell: keyof typeof cells): Promise<void> {
  const voters = String(ratedIn(cell).length)
  for (const { name, level } of ratedIn(cell)) {
    await voteOf(page, name, 'xuất sắc').fill(level === 'XS' ? voters : '0')
    await voteOf(page, name, 'tốt').fill(level === 'XS' ? '0' : voters)
    await voteOf(page, name, 'nhiệm vụ').fill('0')
    await voteOf(page, name, 'Không').fill('0')
    await voteOf(page, name, 'Không').press('Enter')
  }
  await savedOn(page)
}

async function send(page: Page): Promise<void> {
  await page.reload()
  await page.getByRole('button', { name: 'Gửi Đảng ủy', exact: true }).click()
  await expect(page.getByText('Hồ sơ đã gửi Đảng ủy.')).toBeVisible()
}

async function choose(page: Page, names: readonly string[]): Promise<void> {
  await openYear(page)
  for (const name of names) await page.getByRole('checkbox', { name: `Chọn ${name}` }).check()
}

async function step(page: Page, names: readonly string[], act: 'Tiếp nhận' | 'Thẩm định xong'): Promise<void> {
  await choose(page, names)
  await page.getByRole('button', { name: `${act} ${names.length}`, exact: true }).click()
  await expect(
    page.getByText(act === 'Tiếp nhận' ? /Đã tiếp nhận \d+ hồ sơ\./ : /Đã thẩm định xong \d+ hồ sơ\./),
  ).toBeVisible()
}

async function giveBack(page: Page, name: string, reason: string): Promise<void> {
  await choose(page, [name])
  await page.getByRole('button', { name: 'Trả lại 1', exact: true }).click()
  await page.getByLabel('Lý do trả lại').fill(reason)
  await page.getByRole('button', { name: 'Trả lại 1 chi bộ' }).click()
}

async function fillDecision(page: Page): Promise<void> {
  await page.getByLabel('Số quyết định', { exact: true }).fill('15-QĐ/ĐU')
  await page.getByLabel('Người ký', { exact: true }).fill('Nguyễn Văn Thiện')
  await page.getByRole('button', { name: /^Kiểm tra/ }).click()
}
