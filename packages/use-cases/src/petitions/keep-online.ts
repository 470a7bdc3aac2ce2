import { readCalendar } from '@nq15/db/calendar/calendar.read'
import type { Database, Tx } from '@nq15/db/client'
import { newId } from '@nq15/db/ids'
import { findOnline, type OnlineRow } from '@nq15/db/petitions/online.read'
import { insertOnline, updateOnline } from '@nq15/db/petitions/online.write'
import { insertSession } from '@nq15/db/petitions/reception.write'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import {
  judgeOnlineHolding,
  judgeOnlinePlan,
  type OnlinePreparation,
  type OnlineReception,
} from '@nq15/domain/petitions'
import { type LegalDay, ok, type Result, refuse } from '@nq15/domain/shared'
import { actOnce } from '../ratings/act-once.ts'
import { isOfUnit, type PetitionStepRefusal } from './acting.ts'

type Of<More> = More & { readonly requestId: string; readonly now: Date }
type Answer = Result<{ readonly onlineId: string; readonly sessionId: string | null }, PetitionStepRefusal>

/** Plans a reception over a connection; refused for a denouncer whose identity is protected, and when the notice could not be in time. */
export async function planOnline(
  db: Database,
  scope: Scope,
  { requestId, organizationId, plan, now }: Of<{ readonly organizationId: string; readonly plan: OnlineReception }>,
): Promise<Answer> {
  if (!isOfUnit(scope, organizationId)) return refuse({ code: 'NOT_FOUND' })
  const once = { requestId, useCase: 'petitions.plan-online', permissions: ['petition:work'] } as const
  return actOnce<Answer>(db, scope, once, async (tx) => {
    const calendar = await readCalendar(tx, scope)
    const findings = judgeOnlinePlan(plan, { today: todayInHanoi(now), calendar })
    if (findings.length > 0) return refuse({ code: 'REFUSED', findings })
    return ok({ onlineId: await insertOnline(tx, scope, { organizationId, plan }), sessionId: null })
  })
}

type OnPlan = Of<{ readonly onlineId: string; readonly version: number }>

/** Notes a legal preparation as done on a day; a day noted stays. */
export const prepareOnline = (
  db: Database,
  scope: Scope,
  { code, onDay, ...of }: OnPlan & { readonly code: OnlinePreparation; readonly onDay: LegalDay },
): Promise<Answer> =>
  onPlan(db, scope, { ...of, useCase: 'petitions.prepare-online' }, async (_tx, plan, today) => {
    if (onDay > today) return refuse({ code: 'REFUSED', findings: [{ code: 'PREPARED_IN_FUTURE' }] })
    if (plan.prepared[code]) return refuse({ code: 'NO_SUCH_STEP' })
    return ok({ prepared: { ...plan.prepared, [code]: { onDay, byName: scope.actor.name } } })
  })

/** Holds it: every preparation done in time, and a session opened in which comings are written as in any other. */
export const holdOnline = (db: Database, scope: Scope, of: OnPlan): Promise<Answer> =>
  onPlan(db, scope, { ...of, useCase: 'petitions.hold-online' }, async (tx, plan, today) => {
    const findings = judgeOnlineHolding(plan, { today, calendar: await readCalendar(tx, scope) })
    if (findings.length > 0) return refuse({ code: 'REFUSED', findings })
    const sessionId = newId()
    const { organizationId, kind, head, host, plannedOn, points } = plan
    await insertSession(tx, scope, {
      ...{ sessionId, organizationId, byName: scope.actor.name, mode: 'online' },
      session: {
        kind,
        head,
        host,
        heldOn: plannedOn,
        isDelegated: false,
        delegationReason: '',
        place: points.slice(0, 160),
      },
    })
    return ok({ state: 'held' as const, sessionId })
  })

/** Cancels a plan with a reason; a new day is a new plan, since its notice begins anew. */
export const cancelOnline = (
  db: Database,
  scope: Scope,
  { reason, ...of }: OnPlan & { readonly reason: string },
): Promise<Answer> =>
  onPlan(db, scope, { ...of, useCase: 'petitions.cancel-online' }, async () =>
    ok({ state: 'cancelled' as const, cancelReason: reason }),
  )

type Change = Parameters<typeof updateOnline>[2]['change']

async function onPlan(
  db: Database,
  scope: Scope,
  { requestId, onlineId, version, now, useCase }: OnPlan & { readonly useCase: string },
  decide: (tx: Tx, plan: OnlineRow, today: LegalDay) => Promise<Result<Change, PetitionStepRefusal>>,
): Promise<Answer> {
  return actOnce<Answer>(db, scope, { requestId, useCase, permissions: ['petition:work'] }, async (tx) => {
    const plan = await findOnline(tx, scope, onlineId)
    if (!plan || !isOfUnit(scope, plan.organizationId)) return refuse({ code: 'NOT_FOUND' })
    if (plan.state !== 'planned') return refuse({ code: 'NO_SUCH_STEP' })
    const decided = await decide(tx, plan, todayInHanoi(now))
    if (!decided.ok) return decided
    const changed = await updateOnline(tx, scope, { onlineId, version, change: decided.value })
    if (!changed) return refuse({ code: 'CHANGED_MEANWHILE' })
    return ok({ onlineId, sessionId: decided.value.sessionId ?? null })
  })
}
