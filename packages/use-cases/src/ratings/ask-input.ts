import type { Database } from '@nq15/db/client'
import { nameOrganizations } from '@nq15/db/organizations/name.read'
import { findCase } from '@nq15/db/ratings/case.read'
import { findInput, isAskedFileOpen } from '@nq15/db/ratings/input.read'
import { insertInput, saveInputAnswer, withdrawInput as takeBack } from '@nq15/db/ratings/input.write'
import type { Scope } from '@nq15/db/scope'
import type { AnswerInput, AskInput } from '@nq15/domain/ratings'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { emit } from '../events/emit.ts'
import { actOnce } from './act-once.ts'
import { type OpenFileRefusal, openFileForWork } from './open-file.ts'

export type AskInputRefusal =
  | OpenFileRefusal
  | { readonly code: 'NOT_RATED' }
  /** The organization asked is unknown today, or is the person's own cell. */
  | { readonly code: 'NO_SUCH_CELL' }

type Ask = AskInput & { readonly requestId: string; readonly caseId: string; readonly now: Date }

/**
 * Asks another body for its word on a person, for `rating:work`. A cell of residence that uses the product is told and answers
 * here itself; any other body answers on paper, which the cell types.
 */
export async function askInput(
  db: Database,
  scope: Scope,
  { requestId, caseId, now, ...asked }: Ask,
): Promise<Result<{ id: string }, AskInputRefusal>> {
  const act = { requestId, useCase: 'ask-input', permissions: ['rating:work'] } as const
  return actOnce<Result<{ id: string }, AskInputRefusal>>(db, scope, act, async (tx) => {
    const row = await findCase(tx, scope, caseId)
    if (!row) return refuse({ code: 'NOT_FOUND' })
    if (row.notRatedReason) return refuse({ code: 'NOT_RATED' })
    const work = await openFileForWork(tx, scope, {
      campaignId: row.campaignId,
      organizationId: row.organizationId,
      now,
    })
    if (!work.ok) return work
    const { file, campaign } = work.value
    const { askedOrganizationId } = asked
    const names = askedOrganizationId ? await nameOrganizations(tx, scope, [askedOrganizationId]) : null
    const askedName = askedOrganizationId && names?.get(askedOrganizationId)
    if (askedOrganizationId && (!askedName || askedOrganizationId === row.organizationId))
      return refuse({ code: 'NO_SUCH_CELL' })
    const sourceName = askedName || asked.sourceName
    const id = await insertInput(tx, scope, { of: row, cellName: file.name, ...asked, sourceName, at: now })
    if (askedOrganizationId) {
      await emit(tx, scope, {
        type: 'ratings.comment-asked',
        organizationId: askedOrganizationId,
        recordTable: 'rating_case_input',
        recordId: id,
        payload: { year: campaign.year, campaignId: campaign.id, dueOn: asked.dueOn ?? file.dueOn },
      })
    }
    return ok({ id })
  })
}

export type AnswerInputRefusal =
  | OpenFileRefusal
  /** Only the cell that was asked answers what it was asked here. */
  | { readonly code: 'ANSWER_OF_ANOTHER' }

type Answer = {
  readonly requestId: string
  readonly inputId: string
  readonly version: number
  readonly answer: AnswerInput
  readonly now: Date
}

/**
 * Keeps what another body said: typed by the person's own cell from paper, or by the cell of residence that was asked here,
 * which sees the request alone and may answer until the campaign's file has left the asking cell.
 */
export async function answerInput(
  db: Database,
  scope: Scope,
  { requestId, inputId, version, answer, now }: Answer,
): Promise<Result<null, AnswerInputRefusal>> {
  const act = { requestId, useCase: 'answer-input', permissions: ['rating:work'] } as const
  return actOnce<Result<null, AnswerInputRefusal>>(db, scope, act, async (tx) => {
    const input = await findInput(tx, scope, inputId)
    if (!input) return refuse({ code: 'NOT_FOUND' })
    const row = await findCase(tx, scope, input.caseId)
    if (row) {
      const work = await openFileForWork(tx, scope, {
        campaignId: row.campaignId,
        organizationId: row.organizationId,
        now,
      })
      if (!work.ok) return work
      // A cell that was asked here and has answered stands by its word; until then its late paper may be typed.
      if (input.askedOrganizationId && input.answeredAt) return refuse({ code: 'ANSWER_OF_ANOTHER' })
    } else if (!(await isAskedFileOpen(tx, scope, input))) return refuse({ code: 'FILE_NOT_EDITABLE' })
    const kept = { ...answer, level: input.kind === 'EMPLOYER' ? answer.level : null }
    const saved = await saveInputAnswer(tx, scope, { id: inputId, version, answer: kept, at: now })
    if (!saved) return refuse({ code: 'CHANGED_MEANWHILE' })
    if (input.askedOrganizationId) {
      await emit(tx, scope, {
        type: 'ratings.comment-answered',
        organizationId: input.organizationId,
        recordTable: 'rating_case_input',
        recordId: inputId,
        payload: { year: input.requestedAt.getUTCFullYear() },
      })
    }
    return ok(null)
  })
}

type Withdraw = { readonly requestId: string; readonly inputId: string; readonly version: number; readonly now: Date }

/** Takes a request back while the file is with the cell, for `rating:work` of the asking cell; the answer stays kept beside it. */
export async function withdrawInput(
  db: Database,
  scope: Scope,
  { requestId, inputId, version, now }: Withdraw,
): Promise<Result<null, OpenFileRefusal>> {
  const act = { requestId, useCase: 'withdraw-input', permissions: ['rating:work'] } as const
  return actOnce<Result<null, OpenFileRefusal>>(db, scope, act, async (tx) => {
    const input = await findInput(tx, scope, inputId)
    const row = input && (await findCase(tx, scope, input.caseId))
    if (!input || !row) return refuse({ code: 'NOT_FOUND' })
    const { campaignId, organizationId } = row
    const work = await openFileForWork(tx, scope, { campaignId, organizationId, now })
    if (!work.ok) return work
    const gone = await takeBack(tx, scope, { id: inputId, version, at: now })
    return gone ? ok(null) : refuse({ code: 'CHANGED_MEANWHILE' })
  })
}
