import type { Database } from '@nq15/db/client'
import { isWithin } from '@nq15/db/organizations/within.read'
import { findContestedBody, findObjection } from '@nq15/db/privacy/objection.read'
import { findRequest } from '@nq15/db/privacy/request.read'
import { answerObjectionRow, answerRequestRow } from '@nq15/db/privacy/request.write'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import { type answerObjectionSchema, type answerRequestSchema, mayAnswer } from '@nq15/domain/privacy'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import type { z } from 'zod'
import { emit } from '../events/emit.ts'
import { actOnce } from '../ratings/act-once.ts'

export type AnswerRefusal = {
  readonly code:
    | 'NOT_FOUND'
    | 'CHANGED_MEANWHILE'
    | 'ANSWERED_ALREADY'
    | 'ANSWERED_OUT_OF_TIME_ORDER'
    | 'FILED_IT_HIMSELF'
    | 'ENTERED_IT_HIMSELF'
    | 'CONCERNS_HIMSELF'
}
type Framed = { readonly id: string; readonly version: number; readonly requestId: string; readonly now: Date }

/** Answers a request in writing, for `privacy:handle`, by another person than the one who entered it. */
export async function answerRequest(
  db: Database,
  scope: Scope,
  { id, version, requestId, now, ...answer }: z.infer<typeof answerRequestSchema> & Framed,
): Promise<Result<{ id: string }, AnswerRefusal>> {
  const act = { requestId, useCase: 'answer-privacy-request', permissions: ['privacy:handle'] } as const
  return actOnce(db, scope, act, async (tx) => {
    const request = await findRequest(tx, scope, id)
    if (!request) return refuse({ code: 'NOT_FOUND' })
    if (request.state !== 'open') return refuse({ code: 'ANSWERED_ALREADY' })
    const { userId, memberId } = scope.actor
    const may = mayAnswer({
      answeringUserId: userId,
      filedBy: request.enteredBy,
      enteredBy: null,
      answeringMemberId: memberId,
      memberId: request.memberId,
    })
    if (!may.ok) return may
    if (answer.answeredOn < request.receivedOn || answer.answeredOn > todayInHanoi(now)) {
      return refuse({ code: 'ANSWERED_OUT_OF_TIME_ORDER' })
    }
    if (!(await answerRequestRow(tx, scope, { id, version, ...answer }))) return refuse({ code: 'CHANGED_MEANWHILE' })
    await emit(tx, scope, {
      type: 'privacy.request-answered',
      organizationId: request.organizationId,
      recordTable: 'privacy_request',
      recordId: id,
      payload: { userId: request.enteredBy, kind: request.kind },
    })
    return ok({ id })
  })
}

/** Answers an objection in writing, for `privacy:handle`, by another person than who filed it or entered what is contested. */
export async function answerObjection(
  db: Database,
  scope: Scope,
  { id, version, requestId, now, ...answer }: z.infer<typeof answerObjectionSchema> & Framed,
): Promise<Result<{ id: string }, AnswerRefusal>> {
  const act = { requestId, useCase: 'answer-objection', permissions: ['privacy:handle'] } as const
  return actOnce(db, scope, act, async (tx) => {
    const objection = await findObjection(tx, scope, id)
    if (!objection) return refuse({ code: 'NOT_FOUND' })
    if (objection.state !== 'open') return refuse({ code: 'ANSWERED_ALREADY' })
    // Whose decision is contested answers, not the organization that contests it.
    const body = await findContestedBody(tx, scope, objection)
    if (body !== null && !(await isWithin(tx, scope, body))) return refuse({ code: 'NOT_FOUND' })
    const { userId, memberId } = scope.actor
    const may = mayAnswer({
      answeringUserId: userId,
      filedBy: objection.filedBy,
      enteredBy: objection.contestedBy,
      answeringMemberId: memberId,
      memberId: objection.memberId,
    })
    if (!may.ok) return may
    if (answer.answeredOn < objection.filedOn || answer.answeredOn > todayInHanoi(now)) {
      return refuse({ code: 'ANSWERED_OUT_OF_TIME_ORDER' })
    }
    if (!(await answerObjectionRow(tx, scope, { id, version, ...answer }))) return refuse({ code: 'CHANGED_MEANWHILE' })
    await emit(tx, scope, {
      type: 'privacy.request-answered',
      organizationId: objection.organizationId,
      recordTable: 'privacy_objection',
      recordId: id,
      payload: { userId: objection.filedBy, kind: 'objection' },
    })
    return ok({ id })
  })
}
