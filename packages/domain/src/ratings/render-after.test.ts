import { describe, expect, test } from 'vitest'
import { afterMessagesEn } from './after-messages.en.ts'
import { afterMessagesVi } from './after-messages.vi.ts'
import { afterDefaults, afterSources } from './after-rules.ts'
import { amendmentCodes } from './amend-rating.ts'
import { checkSubstance, substanceCodes } from './check-substance.ts'
import { consequenceCodes } from './consequences.ts'
import { messagesEn } from './messages.en.ts'
import { messagesVi } from './messages.vi.ts'
import { renderAmendment, renderCheck, renderCheckSource, renderConsequence } from './render-after.ts'

const vi = { messages: messagesVi, after: afterMessagesVi }
const en = { messages: messagesEn, after: afterMessagesEn }

const { checks } = checkSubstance(
  {
    year: 2026,
    persons: [
      {
        ...{ caseId: 'a', unitId: 'u', level: 'XS', selfLevel: 'T', isLeader: true },
        disciplines: [{ form: 'reprimand', decisionNumber: '7-QĐ/UBKT', decidedOn: '2026-05-02', revoked: false }],
      },
    ],
    units: [
      {
        ...{ unitId: 'u', peerKey: '', level: null },
        facts: {
          overduePetitions: { value: 2, source: 'Báo cáo 3', asOf: '2026-11-30' },
          missedTargets: { value: 1, source: 'Báo cáo 3', asOf: '2026-11-30' },
          weakSubUnits: { value: 1, source: 'Báo cáo 3', asOf: '2026-11-30' },
          meetingScore: { value: 61.5, source: 'Sổ', asOf: '2026-11-30' },
        },
      },
    ],
  },
  afterDefaults.checks,
)

test.each([
  ['TC-01', 'Đề nghị mức Hoàn thành xuất sắc nhiệm vụ trong khi có kỷ luật: khiển trách.', '7-QĐ/UBKT, 02/05/2026'],
  [
    'TC-02',
    'Có 2 đơn, vụ việc quá hạn trong khi lãnh đạo hoặc tập thể được đề nghị mức Hoàn thành xuất sắc nhiệm vụ.',
    'Báo cáo 3, 30/11/2026',
  ],
  [
    'TC-05',
    'Điểm sinh hoạt chi bộ trung bình 61,5, dưới 70, trong khi có mức đề nghị là Hoàn thành xuất sắc nhiệm vụ.',
    'Sổ, 30/11/2026',
  ],
  ['TC-06', 'Đề nghị mức Hoàn thành xuất sắc nhiệm vụ; mức tự nhận là Hoàn thành tốt nhiệm vụ.', 'Bản kiểm điểm'],
])('%s is a sentence with its source', (code, sentence, source) => {
  const found = checks.find((one) => one.code === code)
  if (!found) throw new Error('no such check')
  expect([renderCheck(vi, found), renderCheckSource(vi, found)]).toEqual([sentence, source])
})

describe.each([
  { language: 'Vietnamese', words: vi },
  { language: 'English', words: en },
])('$language leaves no placeholder open', ({ words }) => {
  test.each(substanceCodes)('%s', (code) => {
    const numbers = { count: 1, points: 2, least: 3, xs: 4, rated: 5, peerXs: 6, peerRated: 7, over: 8 }
    const found = { about: { kind: 'unit', id: 'u' }, levels: ['XS'], required: 'T', actual: 'reprimand' } as const
    expect(
      renderCheck(words, { ...found, code, numbers, source: '', seen: '', basis: afterSources.substance }),
    ).not.toMatch(/[{}]/)
  })
  test.each(amendmentCodes)('%s', (code) => {
    const found = { part: 'number', required: null, actual: 'XS', basis: afterSources.reRating }
    expect(renderAmendment(words, { ...found, code, numbers: { excess: 1, xs: 2, limit: 3 } })).not.toMatch(/[{}]/)
  })
  test.each(consequenceCodes)('%s', (code) => {
    const found = { forPeople: true, ids: ['a'], years: [2024], numbers: { before: 3, after: 2 } }
    expect(renderConsequence(words, { ...found, code })).not.toMatch(/[{}]/)
  })
})
