import type { Database, Tx } from '@nq15/db/client'
import { newId } from '@nq15/db/ids'
import { readMember } from '@nq15/db/members/member.read'
import { isWithin } from '@nq15/db/organizations/within.read'
import { insertRequest } from '@nq15/db/privacy/request.write'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import type { fileRequestSchema, ownRequestSchema } from '@nq15/domain/privacy'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import type { z } from 'zod'
import { emit } from '../events/emit.ts'
import { actOnce } from '../ratings/act-once.ts'
import { clockOf } from './clock-of.ts'
import { numberOf } from './number-of.ts'

export type FileRequestRefusal = { readonly code: 'NOT_FOUND' | 'CALENDAR_RANGE' | 'RECEIVED_IN_FUTURE' }
type Filed = Promise<Result<{ id: string; dueOn: string }, FileRequestRefusal>>

/** Enters a request that came by letter or in person, for `privacy:handle` over the organization; the clock starts that day. */
export async function fileRequest(
  db: Database,
  scope: Scope,
  {
    requestId,
    now,
    ...command
  }: z.infer<typeof fileRequestSchema> & { readonly requestId: string; readonly now: Date },
): Filed {
  const act = { requestId, useCase: 'file-privacy-request', permissions: ['privacy:handle'] } as const
  return actOnce(db, scope, act, async (tx) => {
    if (!(await isWithin(tx, scope, command.organizationId))) return refuse({ code: 'NOT_FOUND' })
    if (command.receivedOn > todayInHanoi(now)) return refuse({ code: 'RECEIVED_IN_FUTURE' })
    return store(tx, scope, { ...command, memberId: null })
  })
}

/** A member's own request, filed with his account to the organization that keeps his file. */
export async function fileOwnRequest(
  db: Database,
  scope: Scope,
  { requestId, now, ...command }: z.infer<typeof ownRequestSchema> & { readonly requestId: string; readonly now: Date },
): Filed {
  const act = { requestId, useCase: 'file-own-privacy-request', permissions: ['privacy:object'] } as const
  return actOnce(db, scope, act, async (tx) => {
    const { memberId } = scope.actor
    const member = memberId ? await readMember(tx, scope, memberId) : null
    if (!member) return refuse({ code: 'NOT_FOUND' })
    return store(tx, scope, {
      ...command,
      organizationId: member.organizationId,
      memberId,
      subjectName: member.fullName,
      receivedOn: todayInHanoi(now),
      channel: 'own-account',
    })
  })
}

type Facts = {
  readonly organizationId: string
  readonly kind: string
  readonly memberId: string | null
  readonly subjectName: string
  readonly receivedOn: string
  readonly channel: string
  readonly content: string
}

async function store(tx: Tx, scope: Scope, facts: Facts) {
  const clock = await clockOf(tx, scope, { code: 'request-answer', from: facts.receivedOn })
  if (!clock.ok) return clock
  const { confidence, ...stored } = clock.value
  const id = newId()
  const number = numberOf('YC', id, facts.receivedOn)
  await insertRequest(tx, scope, { id, number, ...facts, ...stored, termConfidence: confidence })
  await emit(tx, scope, {
    type: 'privacy.request-received',
    organizationId: facts.organizationId,
    recordTable: 'privacy_request',
    recordId: id,
    payload: { dueOn: stored.dueOn, kind: facts.kind },
  })
  return ok({ id, dueOn: stored.dueOn })
}
