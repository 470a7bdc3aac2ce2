import { describe, expect, test } from 'vitest'
import { checkCommitteeDecision } from './decide-committee.ts'
import { flawlessFacts, flawlessTally } from './example.ts'
import { type Finding, findingCodes } from './finding.ts'
import { messagesEn } from './messages.en.ts'
import { messagesVi } from './messages.vi.ts'
import { rateSubject } from './rate-subject.ts'
import { renderDecisionFinding, renderFinding, renderTallyNote } from './render-finding.ts'
import { ratingRules20250830 as law } from './rules/2025-08-30.ts'
import type { RatingFacts } from './schema.ts'
import { checkTally } from './tally.ts'

const first = (given: RatingFacts, subject: 'MEMBER_2A' | 'LEADER' = 'MEMBER_2A') => {
  const [found] = rateSubject({ ...flawlessFacts[subject], ...given }, subject, law).findings
  if (!found) throw new Error('The case has no finding')
  return found
}

describe('findings as sentences', () => {
  test.each([
    {
      given: { generalPoints: 28, resultPoints: 61.996 },
      vi: 'Được 89,996 điểm; mức xuất sắc cần từ 90 điểm.',
      en: '89.996 points; Excellent needs at least 90.',
    },
    {
      given: { generalPoints: 28, resultPoints: '61.99999' },
      vi: 'Được 89,999 điểm; mức xuất sắc cần từ 90 điểm.',
      en: '89.999 points; Excellent needs at least 90.',
    },
    {
      given: { tasksExceeded: 2 },
      vi: 'Vượt mức 2/10 nhiệm vụ; mức xuất sắc cần từ 30%.',
      en: '2/10 tasks exceeded; Excellent needs at least 30%.',
    },
    {
      given: { discipline: 'KHIEN_TRACH' },
      vi: 'Bị kỷ luật trong năm (khiển trách): không hoàn thành nhiệm vụ.',
      en: 'Disciplined in the year (reprimand): Not completed.',
    },
    {
      given: { generalPoints: 31 },
      vi: 'điểm nhóm tiêu chí chung: 31 điểm, cao hơn mức tối đa 30 điểm.',
      en: 'points of the general criteria: 31 points, above the maximum of 30.',
    },
  ] as const)('$vi', ({ given, vi, en }) => {
    expect(renderFinding(messagesVi, first(given))).toBe(vi)
    expect(renderFinding(messagesEn, first(given))).toBe(en)
  })

  test('a cap names the level of the collective and the rate as a percentage', () => {
    expect(renderFinding(messagesVi, first({ collectiveLevel: 'T' }, 'LEADER'))).toBe(
      'Người đứng đầu không xếp cao hơn tập thể (tập thể: Hoàn thành tốt nhiệm vụ).',
    )
    expect(renderFinding(messagesVi, first({ isHead: false, collectiveDoneRate: 0.6996 }, 'LEADER'))).toBe(
      'Tập thể hoàn thành 69,9%, dưới 70%: thành viên không xếp mức xuất sắc.',
    )
  })

  test.each(findingCodes)('%s leaves no placeholder open in either language', (code) => {
    const found: Finding = {
      code,
      severity: 'INFO',
      fact: 'totalScore',
      required: '>= 90',
      actual: 1,
      basis: law.gap.source,
    }
    for (const messages of [messagesVi, messagesEn]) expect(renderFinding(messages, found)).not.toMatch(/[{}]/)
  })
})

test('a count record says what does not add up', () => {
  const { errors } = checkTally({ ...flawlessTally, perLevel: { XS: 3, T: 11, HT: 6, KHT: 0 } }, law.options.voting)
  expect(errors.map((note) => `${note.screenCode} ${renderTallyNote(messagesVi, note)}`)).toEqual([
    'P-07 3 + 11 + 6 + 0 = 20, phải bằng 21 phiếu hợp lệ: lệch 1 phiếu.',
  ])
})

test('every error and warning of a count record fills its sentence', () => {
  const base = { ...flawlessTally }
  const names = { ...base, perLevel: undefined, round: 2 as const }
  const tallies = [
    { ...base, valid: -1 },
    { ...base, present: 26.5, issued: 27, collected: 28, perLevel: { XS: 3, T: 11, HT: 6, KHT: 0 } },
    { ...names, seats: 1, candidates: [{ key: 'a', votes: 22 }] },
    {
      ...names,
      seats: 2,
      candidates: [
        { key: 'a', votes: 13 },
        { key: 'b', votes: 13 },
        { key: 'c', votes: 13 },
      ],
    },
    { ...base, eligible: 40, perLevel: { XS: 7, T: 14, HT: 0, KHT: 0 } },
  ].map(({ perLevel, ...tally }) => (perLevel ? { ...tally, perLevel } : tally))
  const notes = tallies.flatMap((tally) => {
    const { errors, warnings } = checkTally(tally, law.options.voting)
    return [...errors, ...warnings]
  })
  expect(new Set(notes.map(({ code }) => code)).size).toBe(Object.keys(messagesVi.tally).length)
  for (const note of notes)
    for (const messages of [messagesVi, messagesEn]) expect(renderTallyNote(messages, note)).not.toMatch(/[{}]/)
})

test('an obstacle to a decision names the group and its numbers', () => {
  const member = {
    subjectId: 'p',
    quotaGroup: '2A',
    proposal: { level: 'XS' as const, findings: [] },
    decided: 'XS',
    reason: null,
    head: null,
    ballot: { first: flawlessTally, second: flawlessTally },
  }
  const { blocking } = checkCommitteeDecision(
    {
      cutOffDay: '2026-11-30',
      document: { number: null, day: '2026-12-15', signer: 'Nguyễn Thu Trang' },
      files: [],
      cases: [{ ...member, caseId: 'm1' }],
      exceptions: [],
    },
    law,
  )
  expect(blocking.map((found) => renderDecisionFinding(messagesVi, found, '2A (trong hệ thống chính trị)'))).toEqual([
    'Nhóm 2A (trong hệ thống chính trị) vượt tỉ lệ xếp loại HTXSNV 1 người (1 trên tối đa 0) và chưa có số quyết định cho áp dụng tỷ lệ cao hơn.',
    'Quyết định chưa hợp lệ: chưa có số.',
  ])
})

test('both languages have the same keys and the same placeholders', () => {
  const shape = (value: unknown): unknown =>
    typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .sort()
            .map(([key, inner]) => [key, shape(inner)]),
        )
      : [...String(value).matchAll(/\{\w+\}/g)].map(String).sort()
  expect(shape(messagesEn)).toEqual(shape(messagesVi))
})
