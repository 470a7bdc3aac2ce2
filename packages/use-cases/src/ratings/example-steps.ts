import { newId } from '@nq15/db/ids'
import type { Scope } from '@nq15/db/scope'
import type { TestDatabase } from '@nq15/db/seed/test-database'
import type { AssessmentPatchCommand } from '@nq15/domain/ratings'
import type { Result } from '@nq15/domain/shared'
import { saveTallyRecord, saveTallyVotes } from './example-tally.ts'
import { type ExampleYear, exampleDay, exampleNow } from './example-year.ts'
import { type FileMove, moveCellFile } from './move-cell-file.ts'
import { saveAssessment } from './save-assessment.ts'
import { saveCollective } from './save-collective.ts'

/** A year's work that makes "hoàn thành tốt": 75 points and all tasks done on time. */
export const goodWork = {
  generalPoints: '25',
  resultPoints: '50',
  tasksAssigned: 10,
  tasksOnTime: 10,
  tasksLate: 0,
  tasksFailed: 0,
  tasksExceeded: 0,
  limitationsPointedOut: 0,
  limitationsRemedied: 0,
  selfLevel: 'T',
  reviewText: 'Hoàn thành nhiệm vụ được giao.',
} as const satisfies AssessmentPatchCommand

/** A year's work that makes "hoàn thành xuất sắc": 92,5 points and four of ten tasks beyond what was asked. */
export const excellentWork = {
  ...goodWork,
  generalPoints: '28.5',
  resultPoints: '64',
  tasksExceeded: 4,
  selfLevel: 'XS',
} as const satisfies AssessmentPatchCommand

/** The value of an answer the test counts on. */
export function expectOk<Value>(answer: Result<Value, { readonly code: string }>): Value {
  if (!answer.ok) throw new Error(`refused: ${JSON.stringify(answer.refusal)}`)
  return answer.value
}

/** Fills a cell's file without a fault, as its secretary: six numbers of the record for the people of the cell. */
export async function fillFile(
  { database, asOwner }: TestDatabase,
  scope: Scope,
  {
    campaignId,
    organizationId,
    work = {},
  }: { campaignId: string; organizationId: string; work?: Record<string, AssessmentPatchCommand> },
): Promise<void> {
  const rows = await asOwner(
    `select id, is_head from rating_case where campaign_id = $1 and organization_id = $2 and not_rated_reason is null order by position_in_list`,
    [campaignId, organizationId],
  )
  const of = { campaignId, organizationId, now: exampleNow }
  for (const row of rows) {
    const caseId = String(row['id'])
    const patch = work[caseId] ?? goodWork
    const own = { requestId: newId(), caseId, version: 0, now: exampleNow }
    expectOk(await saveAssessment(database, scope, { ...own, patch, submit: true }))
    if (!row['is_head']) continue
    const facts = {
      level: 'XS',
      decisionNumber: '10-QĐ/ĐU',
      decidedOn: exampleDay,
      exceptionDecisionNumber: null,
    } as const
    expectOk(await saveCollective(database, scope, { ...own, requestId: newId(), ...facts }))
  }
  const people = rows.length
  const record = { eligible: people, present: people, issued: people, collected: people, valid: people, invalid: 0 }
  const entry = { ...of, entry: 1, version: 0 } as const
  expectOk(
    await saveTallyRecord(database, scope, {
      ...entry,
      requestId: newId(),
      patch: { ...record, heldOn: exampleDay, place: 'Nhà văn hóa' },
      complete: true,
    }),
  )
  for (const row of rows) {
    const patch = { xs: 0, t: people, ht: 0, kht: 0 }
    const caseId = String(row['id'])
    expectOk(await saveTallyVotes(database, scope, { ...entry, requestId: newId(), caseId, patch }))
  }
}

/** Takes one step with a cell's file from the version it has. */
export async function step(
  { database, asOwner }: TestDatabase,
  scope: Scope,
  {
    campaignId,
    organizationId,
    move,
    reason,
  }: { campaignId: string; organizationId: string; move: FileMove; reason?: string },
) {
  const [row] = await asOwner('select version from rating_cell_file where campaign_id = $1 and organization_id = $2', [
    campaignId,
    organizationId,
  ])
  const of = { campaignId, organizationId, version: Number(row?.['version']), now: exampleNow, requestId: newId() }
  return moveCellFile(database, scope, { ...of, move, ...(reason === undefined ? {} : { reason }) })
}

/** Brings both cells of the commune to where the committee may decide. */
export async function appraiseAll(
  db: TestDatabase,
  year: ExampleYear,
  { campaignId, work = {} }: { campaignId: string; work?: Record<string, AssessmentPatchCommand> },
): Promise<void> {
  const office = year.scope('office', 'rating:board')
  for (const [cell, who] of [
    [year.organizations.cell, 'secretary'],
    [year.organizations.neighbour, 'neighbourSecretary'],
  ] as const) {
    const of = { campaignId, organizationId: cell }
    const secretary = year.scope(who, 'rating:work')
    await fillFile(db, secretary, { ...of, work })
    expectOk(await step(db, secretary, { ...of, move: 'send' }))
    expectOk(await step(db, office, { ...of, move: 'take-up' }))
    expectOk(await step(db, office, { ...of, move: 'accept' }))
  }
}

/** The form of a decision without a fault. */
export const decisionForm = {
  decisionNumber: '15-QĐ/ĐU',
  decidedOn: exampleDay,
  signerName: 'Nguyễn Văn Thiện',
  signerTitle: 'Bí thư',
  exceptionDecisionNumber: null,
} as const
