import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Amendment, checkAmendment, countsAfter } from './amend-rating.ts'
import { computeQuota, type LevelCounts } from './quota.ts'
import { ratingRules20250830 as law } from './rules/2025-08-30.ts'
import { levels } from './schema.ts'

const flawless: Amendment = {
  kind: 'correction',
  from: 'T',
  to: 'KHT',
  old: { number: '15-QĐ/ĐU', day: '2024-12-20' },
  document: { number: '88-QĐ/ĐU', day: '2026-11-20', signer: 'Nguyễn Thu Trang' },
  today: '2026-11-27',
  ground: {
    document: '21-KL/UBKT',
    issuer: 'Ủy ban Kiểm tra Đảng ủy',
    day: '2026-11-10',
    legalBasis: '124-QĐ/TW Điều 11',
  },
  reason: 'Vi phạm năm 2024 nay có kết luận',
  group: { key: 'MEMBER_2A', counts: { XS: 3, T: 16, HT: 1, KHT: 0 } },
  exceptionDecisionNo: null,
  head: null,
  triggers: [],
  preparedBy: 'trang',
  decidedBy: 'quảng',
  isOwnMatter: false,
}
const check = (given: Partial<Amendment>) => checkAmendment({ ...flawless, ...given }, law)

test.each<{ because: string; given: Partial<Amendment>; codes: string[] }>([
  { because: 'nothing stands in the way', given: {}, codes: [] },
  {
    because: 'no number, day or signer',
    given: { document: { number: ' ', day: null, signer: '' } },
    codes: ['SD-01', 'SD-01', 'SD-01'],
  },
  {
    because: 'dated before the old decision',
    given: { document: { ...flawless.document, day: '2024-12-19' } },
    codes: ['SD-01'],
  },
  { because: 'dated tomorrow', given: { document: { ...flawless.document, day: '2026-11-28' } }, codes: ['SD-01'] },
  {
    because: 'the old number on the old day',
    given: { document: { ...flawless.document, number: '15-QĐ/ĐU', day: '2024-12-20' } },
    codes: ['SD-09'],
  },
  { because: 'the same level', given: { to: 'T' }, codes: ['SD-02'] },
  {
    because: 'raised beyond the quota (4 of 19: limit 3)',
    given: { to: 'XS', group: { key: 'g', counts: { XS: 3, T: 16, HT: 1, KHT: 0 } } },
    codes: ['SD-03'],
  },
  {
    because: 'the same with the number of an exception',
    given: { to: 'XS', exceptionDecisionNo: '9-QĐ/TU' },
    codes: [],
  },
  {
    because: 'an exception without a number lifts nothing',
    given: { to: 'XS', exceptionDecisionNo: ' ' },
    codes: ['SD-03'],
  },
  {
    because: 'lowering one shrinks the base below what the others need',
    given: { group: { key: 'g', counts: { XS: 3, T: 12, HT: 0, KHT: 0 } } },
    codes: ['SD-03'],
  },
  {
    because: 'a head above his collective',
    given: { from: 'HT', to: 'T', head: { collectiveLevel: 'HT', exceptionDecisionNo: null } },
    codes: ['SD-04'],
  },
  {
    because: 'a head above his collective by decision of the superior',
    given: { from: 'HT', to: 'T', head: { collectiveLevel: 'HT', exceptionDecisionNo: '3-QĐ/TU' } },
    codes: [],
  },
  {
    because: 'a head lowered to KHT while the collective has no level',
    given: { head: { collectiveLevel: null, exceptionDecisionNo: null } },
    codes: [],
  },
  {
    because: 'a ground without anything',
    given: { ground: { document: '', issuer: '', day: null, legalBasis: '' }, reason: '' },
    codes: Array(5).fill('SD-05'),
  },
  { because: 'prepared and decided by one person', given: { preparedBy: 'quảng' }, codes: ['SD-06'] },
  { because: 'his own matter', given: { isOwnMatter: true }, codes: ['SD-08'] },
  {
    because: 'XS while a trigger stands',
    given: { to: 'XS', triggers: ['DISCIPLINED'], group: { key: 'g', counts: { XS: 0, T: 20, HT: 0, KHT: 0 } } },
    codes: ['SD-07'],
  },
  {
    because: 'everything wrong is said at once',
    given: { to: 'T', preparedBy: 'quảng', reason: '', document: { number: '', day: null, signer: '' } },
    codes: ['SD-01', 'SD-01', 'SD-01', 'SD-02', 'SD-05', 'SD-06'],
  },
])('$because', ({ given, codes }) => {
  expect(check(given).map(({ code }) => code)).toEqual(codes)
})

describe('the quota holds after any sequence', () => {
  const counts = fc.record({ XS: fc.nat(9), T: fc.nat(40), HT: fc.nat(10), KHT: fc.nat(4) })
  const move = fc.record({
    from: fc.constantFrom(...levels),
    to: fc.constantFrom(...levels),
    exception: fc.constantFrom(null, '', '9-QĐ/TU'),
  })
  const excess = (group: LevelCounts, decisionNo: string | null) =>
    computeQuota({ ...law.options.quota, exception: { granted: true, decisionNo } }, [{ key: 'g', counts: group }])
      .excess

  test('no sequence of amendments ends above the limit unless a decision of exception has a number', () => {
    fc.assert(
      fc.property(counts, fc.array(move, { maxLength: 12 }), (start, moves) => {
        fc.pre(excess(start, null) === 0)
        let group: LevelCounts = start
        let granted: string | null = null
        for (const { from, to, exception } of moves) {
          if (group[from] === 0) continue
          const exceptionDecisionNo: string | null = exception || granted
          const found = check({ from, to, exceptionDecisionNo, group: { key: 'g', counts: group } })
          if (found.length > 0) continue
          group = countsAfter(group, from, to)
          granted = exceptionDecisionNo
          expect(excess(group, granted)).toBe(0)
        }
        if (granted === null) expect(excess(group, null)).toBe(0)
      }),
    )
  })
})
