import { describe, expect, test } from 'vitest'
import { flawlessFacts } from './example.ts'
import { applyOverlay } from './overlay.ts'
import { ratingRules20250830 as law } from './rules/2025-08-30.ts'
import type { RatingFacts } from './schema.ts'
import { templateSheets } from './score-sheet-templates.ts'
import { startSimulation } from './simulate-rules.ts'

const draft = (given: object) => {
  const laid = applyOverlay(law, {
    code: 'x',
    issuer: 'x',
    decision: null,
    confidence: 'design',
    options: {},
    ...given,
  })
  if (!laid.ok) throw new Error(JSON.stringify(laid.refusal))
  return laid.value
}
const member = (caseId: string, given: RatingFacts = {}) => ({
  caseId,
  organizationId: 'o1',
  subject: 'MEMBER_2A' as const,
  facts: { ...flawlessFacts.MEMBER_2A, ...given },
})

describe('a draft tried on a past year', () => {
  test('the same rules move nobody', () => {
    const run = startSimulation(law, law)
    expect([run.add(member('a')), run.add(member('b', { exempt: true }))]).toEqual([null, null])
    expect(run.result()).toMatchObject({ cases: 2, moved: 0, before: { counts: { XS: 1, NOT_RATED: 1 } } })
  })

  test('the gap read as KHT moves whoever fell into it, by that rule', () => {
    const run = startSimulation(law, draft({ options: { gapPolicy: 'KHT' } }))
    const inGap = { tasksOnTime: 9, tasksFailed: 1 }
    expect(run.add(member('a', inGap))).toMatchObject({
      before: 'MANUAL',
      after: 'KHT',
      reasons: ['GAP_NO_BAND'],
    })
    expect(run.add(member('b'))).toBeNull()
    expect(run.result()).toMatchObject({ moved: 1, organizations: [{ organizationId: 'o1', moved: 1 }] })
  })

  test('a cap taken away names the cap', () => {
    const run = startSimulation(law, draft({ options: { caps: { HEAD_ABOVE_COLLECTIVE: false } } }))
    const head = {
      caseId: 'h',
      organizationId: 'o2',
      subject: 'LEADER' as const,
      facts: { ...flawlessFacts.LEADER, collectiveLevel: 'T' as const },
    }
    expect(run.add(head)).toMatchObject({ before: 'T', after: 'XS', reasons: ['HEAD_ABOVE_COLLECTIVE'] })
    expect(run.result().reasons).toEqual([{ reason: 'HEAD_ABOVE_COLLECTIVE', cases: 1 }])
  })

  test('another denominator moves nobody and shows the other excess', () => {
    const run = startSimulation(law, draft({ options: { quota: { denominator: 'T_ONLY' } } }))
    for (const id of ['a', 'b']) run.add(member(id))
    for (let index = 0; index < 8; index++) run.add(member(`t${index}`, { tasksExceeded: 1 }))
    expect(run.result()).toMatchObject({ moved: 0, before: { limit: 2, excess: 0 }, after: { limit: 1, excess: 1 } })
  })

  test('another sheet scores the entries anew; entries that do not fit go to people', () => {
    const after = draft({ scoreSheets: templateSheets('10-10-10', law) })
    const entries = Object.fromEntries(
      ['C1.1', 'C2.1', 'C3.1'].map((code) => [code, { kind: 'band', band: 'M2', points: '8' } as const]),
    )
    const itemScores = { entries: { ...entries, 'K.1': { kind: 'points', points: '64' } as const }, axisMaxima: {} }
    const run = startSimulation(law, after)
    expect(run.add({ ...member('a'), itemScores })).toMatchObject({
      before: 'XS',
      after: 'T',
      reasons: ['POINTS_BY_SHEET', 'SCORE_UNDER_90'],
    })
    expect(
      run.add({ ...member('b'), itemScores: { entries: { A1: { kind: 'met', met: true } }, axisMaxima: {} } }),
    ).toMatchObject({
      before: 'XS',
      after: 'MANUAL',
      reasons: ['SCORES_DO_NOT_FIT_SHEET'],
    })
  })
})
