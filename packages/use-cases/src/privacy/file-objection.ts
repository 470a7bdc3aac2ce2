import type { Database } from '@nq15/db/client'
import { newId } from '@nq15/db/ids'
import { isWithin } from '@nq15/db/organizations/within.read'
import { type ContestedRecord, findContested } from '@nq15/db/privacy/objection.read'
import { insertObjection } from '@nq15/db/privacy/request.write'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import type { Contestable, fileObjectionSchema } from '@nq15/domain/privacy'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import type { z } from 'zod'
import { emit } from '../events/emit.ts'
import { actOnce } from '../ratings/act-once.ts'
import { clockOf } from './clock-of.ts'

export type FileObjectionRefusal = { readonly code: 'NOT_FOUND' | 'CALENDAR_RANGE' | 'ALREADY_OPEN' }

/**
 * Files an objection to a value, a sign or a decision: a member to his own data, a secretary to what concerns his
 * organization (privacy G11). It is answered in writing within the limit by another person, and shown beside the datum until
 * then. What is not one's own looks as if it were not there.
 */
export async function fileObjection(
  db: Database,
  scope: Scope,
  {
    requestId,
    now,
    recordTable,
    recordId,
    aspect,
    reason,
  }: z.infer<typeof fileObjectionSchema> & { readonly requestId: string; readonly now: Date },
): Promise<Result<{ id: string; dueOn: string }, FileObjectionRefusal>> {
  const act = { requestId, useCase: 'file-objection', permissions: ['privacy:object'] } as const
  return actOnce(db, scope, act, async (tx) => {
    const record = await findContested(tx, scope, { recordTable, recordId })
    if (!record) return refuse({ code: 'NOT_FOUND' })
    const isOwn = record.memberId !== null && record.memberId === scope.actor.memberId
    const isOfOrganization =
      scope.actor.grants.some(({ role }) => role === 'org-secretary') &&
      (await isWithin(tx, scope, record.organizationId))
    if (!isOwn && !isOfOrganization) return refuse({ code: 'NOT_FOUND' })
    const filedOn = todayInHanoi(now)
    const clock = await clockOf(tx, scope, { code: 'objection-answer', from: filedOn })
    if (!clock.ok) return clock
    const { confidence: _, ...stored } = clock.value
    const id = newId()
    const filed = await insertObjection(tx, scope, {
      id,
      organizationId: record.organizationId,
      memberId: isOwn ? record.memberId : null,
      recordTable,
      recordId,
      aspect,
      subject: subjectOf(recordTable, record),
      reason,
      contestedBy: record.enteredBy,
      filedOn,
      ...stored,
    })
    if (!filed) return refuse({ code: 'ALREADY_OPEN' })
    await emit(tx, scope, {
      type: 'privacy.request-received',
      organizationId: record.organizationId,
      recordTable: 'privacy_objection',
      recordId: id,
      payload: { dueOn: stored.dueOn, kind: 'objection' },
    })
    return ok({ id, dueOn: stored.dueOn })
  })
}

/** What is contested, named without naming anybody. */
function subjectOf(recordTable: Contestable, { year, code }: ContestedRecord): string {
  const of = code === null ? '' : `, mã ${code}`
  switch (recordTable) {
    case 'rating':
      return `Mức xếp loại năm ${year}${of}`
    case 'rating_case':
      return `Hồ sơ xếp loại năm ${year}${of}`
    case 'member':
      return `Hồ sơ đảng viên${of}`
    case 'discipline_record':
      return `Quyết định kỷ luật${code === null ? '' : ` số ${code}`}`
    case 'watch_entry':
      return `Việc theo dõi, củng cố tổ chức${code === null ? '' : `, quyết định số ${code}`}`
    case 'organization':
      return 'Hồ sơ tổ chức'
  }
}
