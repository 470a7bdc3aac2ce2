import { expect, type Page } from '@playwright/test'

const year = 2026

/** The board of the sample's ward, for its office or committee, as their navigation leads there. */
export async function boardOfWard(page: Page): Promise<string> {
  await page.goto('/')
  const link = page
    .getByRole('navigation', { name: 'Điều hướng', exact: true })
    .getByRole('link', { name: `Xếp loại ${year}` })
  return (await link.getAttribute('href')) ?? ''
}

/** The workspace of the sample's cell 7, for somebody who sees the ward's board. */
export const cellOfSeven = (page: Page): Promise<string> => cellOfBoard(page, /Tổ dân phố số 7$/)

/** The workspace of a cell by its name, for somebody who sees the board it is on. */
export async function cellOfBoard(page: Page, name: RegExp): Promise<string> {
  await page.goto(await boardOfWard(page))
  const link = page.getByRole('grid', { name: 'Hồ sơ các chi bộ' }).getByRole('link', { name })
  await expect(link).toHaveCount(1)
  return (await link.getAttribute('href')) ?? ''
}

/** One's own pages of the year under the navigation's link: a cell's workspace or a member's own review. */
export async function ownYear(page: Page): Promise<string> {
  return boardOfWard(page)
}

/** The board of the ward's organizations and collectives, for who sees the ward's board of cells. */
export const unitsOfWard = async (page: Page): Promise<string> =>
  (await boardOfWard(page)).replace('/committees/', '/units/')

/** The rating of cell 7 as an organization, for its own secretary. */
export const unitOfSeven = async (page: Page): Promise<string> =>
  (await ownYear(page)).replace('/cells/', '/organizations/')
