import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkUnitDecision, type UnitDecisionToCheck, type UnitToDecide } from './decide-units.ts'
import { computeQuota } from './quota.ts'
import { ratingRules20250830 as law } from './rules/2025-08-30.ts'
import type { Level } from './schema.ts'

const unit = (caseId: string, more: Partial<UnitToDecide> = {}): UnitToDecide => ({
  caseId,
  state: 'appraised',
  quotaGroup: 'CHI_BO',
  proposal: { level: 'T', findings: [] },
  decided: 'T',
  reason: null,
  head: null,
  blocks: [],
  ...more,
})
const flawless: UnitDecisionToCheck = {
  cutOffDay: '2026-11-30',
  document: { number: '21-QĐ/ĐU', day: '2026-12-12', signer: 'Nguyễn Văn An' },
  units: [...'abcdefg']
    .map((id) => unit(id))
    .concat(unit('h', { proposal: { level: 'XS', findings: [] }, decided: 'XS' })),
  standing: [],
  exceptions: [],
}
const codes = (changes: Partial<UnitDecisionToCheck>) =>
  checkUnitDecision({ ...flawless, ...changes }, law).blocking.map(({ code }) => code)
const withUnit = (more: Partial<UnitToDecide>) => ({ units: [...flawless.units.slice(1), unit('a', more)] })
const excellent = { decided: 'XS', proposal: { level: 'XS', findings: [] } } as const

test.each([
  ['flawless', {}, []],
  ['one is still being appraised', withUnit({ state: 'appraising' }), ['QD-01']],
  ['one was returned', withUnit({ state: 'returned' }), ['QD-01']],
  ['a level outside the scheme', withUnit({ decided: 'TSVM', reason: 'x' }), ['QD-02']],
  ['two of eight are excellent', withUnit(excellent), ['QD-03']],
  [
    'two of eight, and an exception without a number',
    { ...withUnit(excellent), exceptions: [{ quotaGroup: 'CHI_BO', decisionNo: ' ' }] },
    ['QD-03'],
  ],
  [
    'two of eight with the number of an exception: a quarter',
    {
      ...withUnit(excellent),
      exceptions: [{ quotaGroup: 'CHI_BO', decisionNo: '9-QĐ/TU' }],
    },
    [],
  ],
  [
    'one of one, with four good ones decided before',
    {
      units: [unit('a', excellent)],
      standing: [1, 2, 3, 4].map(() => ({ quotaGroup: 'CHI_BO', level: 'T' as const })),
    },
    [],
  ],
  [
    'one of one, with an excellent and three good ones decided before',
    {
      units: [unit('a', excellent)],
      standing: [
        { quotaGroup: 'CHI_BO', level: 'XS' },
        ...[1, 2, 3].map(() => ({ quotaGroup: 'CHI_BO', level: 'T' as const })),
      ],
    },
    ['QD-03'],
  ],
  [
    'good ones of another group lend nothing',
    {
      units: [unit('a', excellent)],
      standing: [1, 2, 3, 4].map(() => ({ quotaGroup: 'DB_BO_PHAN', level: 'T' as const })),
    },
    ['QD-03'],
  ],
  [
    'a head above his collective',
    withUnit({ quotaGroup: 'LEADER', decided: 'T', head: { collectiveLevel: 'HT', exceptionDecisionNo: null } }),
    ['QD-04'],
  ],
  [
    'a head above his collective by decision of the superior',
    withUnit({ quotaGroup: 'LEADER', decided: 'T', head: { collectiveLevel: 'HT', exceptionDecisionNo: '3-QĐ/TU' } }),
    [],
  ],
  [
    'a head whose collective has no level yet',
    withUnit({ quotaGroup: 'LEADER', decided: 'T', head: { collectiveLevel: null, exceptionDecisionNo: null } }),
    ['QD-04'],
  ],
  [
    'no number, no day, no signer',
    { document: { number: null, day: null, signer: null } },
    ['QD-05', 'QD-05', 'QD-05'],
  ],
  ['dated before the cut-off day', { document: { ...flawless.document, day: '2026-11-29' } }, ['QD-05']],
  [
    'for people to decide, and nobody did',
    withUnit({ proposal: { level: 'MANUAL', findings: [] }, decided: null }),
    ['QD-07'],
  ],
  ['another level than the rules', withUnit({ decided: 'HT' }), ['QD-08']],
  ['another level than the rules, with a reason', withUnit({ decided: 'HT', reason: 'Ý kiến UBKT' }), []],
  [
    'organizations below are not decided',
    withUnit({ blocks: [{ code: 'SUBORDINATES_UNDECIDED', weight: 'block', count: 3 }] }),
    ['QD-11'],
  ],
  [
    'members not decided is only a warning',
    withUnit({ blocks: [{ code: 'MEMBERS_UNDECIDED', weight: 'warn', count: 1 }] }),
    [],
  ],
] as const)('%s', (_, changes, expected) => {
  expect(codes(changes as Partial<UnitDecisionToCheck>)).toEqual(expected)
})

test('all that stands in the way is said at once', () => {
  expect(
    codes({
      document: { number: null, day: '2026-12-12', signer: 'A' },
      units: [
        unit('a', {
          ...excellent,
          state: 'sent',
          blocks: [{ code: 'SUBORDINATES_UNDECIDED', weight: 'block', count: 1 }],
        }),
      ],
    }),
  ).toEqual(['QD-11', 'QD-01', 'QD-03', 'QD-05'])
})

test('no sequence of decisions, some with an exception, ends above the quota of a group', () => {
  const level = fc.constantFrom<Level>('XS', 'T', 'T', 'T', 'HT')
  const act = fc.record({
    group: fc.constantFrom('CHI_BO', 'COLLECTIVE/CHI_BO'),
    levels: fc.array(level, { minLength: 1, maxLength: 12 }),
    decisionNo: fc.constantFrom(null, null, '9-QĐ/TU'),
  })
  fc.assert(
    fc.property(fc.array(act, { minLength: 1, maxLength: 8 }), (acts) => {
      const standing: { quotaGroup: string; level: Level }[] = []
      const granted = new Set<string>()
      for (const { group, levels, decisionNo } of acts) {
        const exception = decisionNo !== null || granted.has(group)
        const decided = levels.map((one, at) =>
          unit(`${at}`, { quotaGroup: group, decided: one, proposal: { level: one, findings: [] } }),
        )
        const exceptions = exception ? [{ quotaGroup: group, decisionNo: '9-QĐ/TU' }] : []
        if (!checkUnitDecision({ ...flawless, units: decided, standing, exceptions }, law).ok) continue
        standing.push(...levels.map((one) => ({ quotaGroup: group, level: one })))
        if (decisionNo !== null) granted.add(group)
        for (const key of ['CHI_BO', 'COLLECTIVE/CHI_BO']) {
          const counts = { XS: 0, T: 0, HT: 0, KHT: 0 }
          for (const one of standing) if (one.quotaGroup === key) counts[one.level] += 1
          const given = granted.has(key) ? { granted: true, decisionNo: '9-QĐ/TU' } : null
          expect(computeQuota({ ...law.options.quota, exception: given }, [{ key, counts }]).excess).toBe(0)
        }
      }
    }),
    { seed: 366, numRuns: 300 },
  )
})
