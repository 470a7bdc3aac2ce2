import type { LegalNumber, LegalSource } from '../shared/index.ts'
import { lapseMonths } from './discipline.ts'
import { badgeYears } from './party-age.ts'

type Term = { readonly value: number; readonly source: LegalSource }
const statute = (provision: string): LegalSource => ({ document: 'Điều lệ Đảng', provision, confidence: 'M' })
const unread: LegalSource = { document: '', provision: '', confidence: 'M' }

/** What a row of members is weighed by; known from memory, so an odd row is only pointed out. */
export const admissionTerms = {
  leastAge: { value: 18, source: statute('Điều 1') },
  usualMostAge: { value: 60, source: unread },
  probationMonths: { value: 12, source: statute('Điều 5') },
} as const satisfies Record<string, Term>

const numberOf = (name: string, { value, source }: Term, rest: Pick<LegalNumber, 'unit' | 'acts'>): LegalNumber => ({
  ...{ key: `members.${name}`, value, ...source, ...rest, from: '2011-01-19', until: null, restsOn: null },
})

/** The numbers of the members room: age at admission, probation, when a discipline lapses. */
export const memberNumbers: readonly LegalNumber[] = [
  numberOf('least-age', admissionTerms.leastAge, {
    ...{ unit: 'years-of-age', acts: [{ vi: 'Tuổi kết nạp, từ', en: 'Age at admission, from' }] },
  }),
  numberOf('usual-most-age', admissionTerms.usualMostAge, {
    ...{ unit: 'years-of-age', acts: [{ vi: 'Tuổi kết nạp thông thường, đến', en: 'Usual age at admission, up to' }] },
  }),
  numberOf('probation', admissionTerms.probationMonths, {
    ...{ unit: 'months', acts: [{ vi: 'Thời gian dự bị của đảng viên', en: 'Probation of a member' }] },
  }),
  numberOf(
    'discipline-lapses',
    { value: lapseMonths, source: unread },
    {
      unit: 'months',
      acts: [{ vi: 'Quyết định kỷ luật đảng hết hiệu lực, sau', en: 'A discipline lapses after' }],
    },
  ),
  {
    ...{ key: 'members.badge-years', value: badgeYears.join(', '), unit: 'years', ...unread, confidence: 'S-code' },
    ...{ from: '2011-01-19', until: null, restsOn: null },
    acts: [{ vi: 'Tuổi đảng được xét tặng Huy hiệu Đảng', en: 'Party age for the badge' }],
  },
]
