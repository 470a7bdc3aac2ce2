import type { TargetLack, TargetStanding } from './resolution-target.ts'
import type { ReviewResolutionTarget } from './review-content.ts'
import type { ReviewWords } from './review-tables.ts'
import { sayReviewCell } from './review-words.ts'

/** How a target stands, in words of screen and paper. */
export const targetStandingWords: Readonly<Record<TargetStanding, ReviewWords>> = {
  reached: { vi: 'Đạt', en: 'Reached' },
  'on-path': { vi: 'Kịp tiến độ', en: 'On the path' },
  behind: { vi: 'Chậm tiến độ', en: 'Behind' },
  missed: { vi: 'Không đạt', en: 'Missed' },
  'sources-differ': { vi: 'Các nguồn nói khác nhau', en: 'Sources differ' },
  'no-result': { vi: 'Chưa có kết quả', en: 'No result yet' },
}

const lacks: Readonly<Record<TargetLack, { readonly check: string } & ReviewWords>> = {
  task: { check: 'CT1', vi: 'chưa gắn với việc nào', en: 'no task is linked to it' },
  result: { check: 'CT2', vi: 'chưa có kết quả nào trong kỳ báo cáo', en: 'no result in the period of the report' },
  sources: {
    check: 'CT3',
    vi: 'các nguồn ghi kết quả khác nhau, mọi nguồn được in',
    en: 'sources give different results, all are printed',
  },
}

/** What a target lacks as one sentence that names it. */
export const sayTargetLack = (wording: string, lack: TargetLack, locale: 'vi' | 'en'): string =>
  `${lacks[lack].check}, ${locale === 'vi' ? `chỉ tiêu “${wording}”` : `target “${wording}”`}: ${lacks[lack][locale]}`

/** The results of a target in the newest year that has any, with their sources; null where there is none. */
export function sayTargetResults(
  { years }: Pick<ReviewResolutionTarget, 'years'>,
  shownDay: (day: string) => string,
): string | null {
  const last = years.findLast(({ results }) => results.length > 0)
  if (!last) return null
  const said = last.results.map(
    ({ value, source, cutOff }) => `${sayReviewCell(value)} (${source}, ${shownDay(cutOff)})`,
  )
  return `${last.year}: ${said.join('; ')}`
}
