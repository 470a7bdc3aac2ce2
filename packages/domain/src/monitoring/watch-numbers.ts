import type { LegalNumber } from '../shared/index.ts'
import { usualWatchRules, watchRulesSource } from './watch-list.ts'

const number = (key: string, value: number, unit: LegalNumber['unit'], vi: string, en: string): LegalNumber => ({
  ...{ key: `watch.${key}`, value, unit, acts: [{ vi, en }], ...watchRulesSource, restsOn: null },
  ...{ from: '2019-01-01', until: null },
})

const { reviewMonths, appraisalDays, afterWatchMonths, clearQuarters } = usualWatchRules

/** The usual times of a list of organizations that are followed: conventions, no law. */
export const watchNumbers: readonly LegalNumber[] = [
  number('review', reviewMonths, 'months', 'Xem xét lại danh sách theo dõi', 'Review of the watch list'),
  number('appraisal', appraisalDays, 'working-days', 'Thẩm định dấu hiệu', 'Appraisal of a sign'),
  number(
    'after',
    afterWatchMonths,
    'months',
    'Theo dõi sau khi đưa ra khỏi danh sách',
    'Followed after leaving the list',
  ),
  number('clear', clearQuarters, 'count', 'Số quý liền không còn dấu hiệu', 'Quarters in a row without signs'),
]
