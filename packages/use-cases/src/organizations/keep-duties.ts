import type { Database } from '@nq15/db/client'
import { listReceptionDays } from '@nq15/db/organizations/duty.read'
import {
  insertDutyNorm,
  insertReceptionDay,
  takeBackReceptionDay as writeBack,
} from '@nq15/db/organizations/duty.write'
import { isInCharge } from '@nq15/db/organizations/visit.read'
import { isWithin } from '@nq15/db/organizations/within.read'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import {
  checkReceptionDay,
  type NewDutyNorm,
  type NewReceptionDay,
  type ReceptionRefusalCode,
} from '@nq15/domain/organizations'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { actOnce } from '../ratings/act-once.ts'

type Refused = { readonly code: ReceptionRefusalCode | 'NOT_FOUND' | 'changed-meanwhile' | 'NORM_TAKEN' }
type Answer = Result<{ readonly organizationId: string }, Refused>

/**
 * Enters a day on which a head or who is in charge received citizens. Refuses what `checkReceptionDay` refuses, DAY_TAKEN,
 * NOT_HIS_ORGANIZATION for a member who was not in charge that day, NOT_FOUND.
 */
export function enterReceptionDay(
  db: Database,
  scope: Scope,
  order: { requestId: string; organizationId: string; day: NewReceptionDay; now: Date },
): Promise<Answer> {
  const { requestId, organizationId, day, now } = order
  const act = { requestId, useCase: 'organizations.enter-reception-day', permissions: ['area:receive'] as const }
  return actOnce<Answer>(db, scope, act, async (tx) => {
    if (!(await isWithin(tx, scope, organizationId))) return refuse({ code: 'NOT_FOUND' })
    // A head's day is entered by his own office; who is in charge of the area speaks for himself only.
    const isOffice = scope.actor.grants.some(({ role }) => role === 'org-secretary' || role === 'grassroots-office')
    if (day.bearer !== 'area-member' && !isOffice) return refuse({ code: 'NOT_FOUND' })
    const lawful = checkReceptionDay(day, todayInHanoi(now))
    if (!lawful.ok) return lawful
    const charge = { userId: scope.actor.userId, organizationId, on: day.heldOn }
    if (day.bearer === 'area-member' && !(await isInCharge(tx, scope, charge)))
      return refuse({ code: 'NOT_HIS_ORGANIZATION' })
    const kept = await insertReceptionDay(tx, scope, { organizationId, ...day })
    return kept ? ok({ organizationId }) : refuse({ code: 'DAY_TAKEN' })
  })
}

/** Takes back a day one has entered oneself by mistake. Refuses NOT_FOUND, changed-meanwhile. */
export function takeBackReceptionDay(
  db: Database,
  scope: Scope,
  { requestId, receptionId, version, now }: { requestId: string; receptionId: string; version: number; now: Date },
): Promise<Answer> {
  const act = { requestId, useCase: 'organizations.take-back-reception-day', permissions: ['area:receive'] as const }
  return actOnce<Answer>(db, scope, act, async (tx) => {
    const own = await listReceptionDays(tx, scope, { userId: scope.actor.userId, limit: 1_000 })
    const found = own.find((one) => one.receptionId === receptionId)
    if (!found) return refuse({ code: 'NOT_FOUND' })
    const done = await writeBack(tx, scope, { receptionId, version, on: todayInHanoi(now) })
    return done ? ok({ organizationId: found.organizationId }) : refuse({ code: 'changed-meanwhile' })
  })
}

/** Sets how many days a month a committee asks for, with where it is written. Refuses NORM_TAKEN, NOT_FOUND. */
export function setDutyNorm(
  db: Database,
  scope: Scope,
  { requestId, organizationId, norm }: { requestId: string; organizationId: string; norm: NewDutyNorm },
): Promise<Answer> {
  const act = { requestId, useCase: 'organizations.set-duty-norm', permissions: ['organization:write'] as const }
  return actOnce<Answer>(db, scope, act, async (tx) => {
    if (!(await isWithin(tx, scope, organizationId))) return refuse({ code: 'NOT_FOUND' })
    const kept = await insertDutyNorm(tx, scope, { organizationId, ...norm })
    return kept ? ok({ organizationId }) : refuse({ code: 'NORM_TAKEN' })
  })
}
