import type { FactSheet } from '../monitoring/index.ts'
import type { LegalDay } from '../shared/index.ts'
import type { RecordedSequence } from './back-test.ts'

const commitment = (commitmentId: string, announcedOn: LegalDay, dueOn: LegalDay, keptOn: LegalDay | null) => ({
  ...{ commitmentId, announcedOn, dueOn, keptOn, replacesId: null },
})
const gathering = (onDay: LegalDay) => ({ matter: 'compensation', onDay, count: 1 })

/**
 * The waste complex of Nam Sơn 2019–2020 as the press told it (weak units, section 8): road blockades by month, and days of payment
 * announced for the second and the third quarter of 2019 that passed. Secondary sources give months, so each day stands at the end
 * of its month or quarter, the latest it can have been. No person and no count of people.
 */
const namSon: RecordedSequence = {
  name: 'Khu xử lý chất thải Nam Sơn, 2019–2020',
  sources: ['W56', 'W57', 'W58'],
  facts: {
    ...{ project: 'NAM-SON', foundedOn: '2015-01-01', residents: null, sheets: [] },
    commitments: [
      commitment('q2-2019', '2019-01-31', '2019-06-30', null),
      commitment('q3-2019', '2019-07-31', '2019-09-30', null),
    ],
    gatherings: ['2019-01-31', '2019-07-31', '2019-12-31', '2020-07-31', '2020-10-31'].map(gathering),
  },
}

const quietSheet = (start: LegalDay): FactSheet => ({
  ...{ id: start, sheet: 'project-month', subject: 'QUIET', subjectName: null, kind: 'month', start },
  figures: {
    ...{ householdsAffected: 40, householdsOutstanding: 0, gravesTotal: 12, gravesOutstanding: 0 },
    ...{ plotsNeeded: 10, plotsReady: 10, recoveryStarted: true, compensationDays: 20 },
    ...{ dialoguesPlanned: 1, dialoguesHeld: 1, milestoneOn: '2020-12-31', enforcementOn: '2021-12-31' },
  },
})

/** A made-up project of the same years in which promises were kept and nobody came: it must stay at 0. */
const quiet: RecordedSequence = {
  name: 'Dự án đối chứng (dữ liệu mẫu)',
  sources: [],
  facts: {
    ...{ project: 'QUIET', foundedOn: '2015-01-01', residents: null, gatherings: [] },
    sheets: Array.from({ length: 24 }, (_, at) =>
      quietSheet(`${2019 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}-01`),
    ),
    commitments: [commitment('kept', '2019-01-31', '2019-06-30', '2019-06-20')],
  },
}

/** What the forecast is held against: the recorded sequence, and beside it a control. */
export const recordedSequences: readonly RecordedSequence[] = [namSon, quiet]
