import type { Database } from '@nq15/db/client'
import { isWithin } from '@nq15/db/organizations/within.read'
import { findHold } from '@nq15/db/privacy/hold.read'
import { deleteOldUploads, insertHold, liftHoldRow } from '@nq15/db/privacy/hold.write'
import { listRetention } from '@nq15/db/privacy/term.read'
import type { Scope } from '@nq15/db/scope'
import { addMonths, todayInHanoi } from '@nq15/domain/calendar'
import type { liftHoldSchema, setHoldSchema } from '@nq15/domain/privacy'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import type { z } from 'zod'
import { actOnce } from '../ratings/act-once.ts'

export type HoldRefusal = {
  readonly code: 'NOT_FOUND' | 'CHANGED_MEANWHILE' | 'LIFTED_ALREADY' | 'DECIDED_IN_FUTURE' | 'LIFTED_BEFORE_SET'
}
type Framed = { readonly requestId: string; readonly now: Date }

/** Sets a legal hold by a decision, for `privacy:handle`: what it names is destroyed by no job until it is lifted. */
export async function setHold(
  db: Database,
  scope: Scope,
  { requestId, now, ...hold }: z.infer<typeof setHoldSchema> & Framed,
): Promise<Result<{ recordTable: string }, HoldRefusal>> {
  const act = { requestId, useCase: 'set-hold', permissions: ['privacy:handle'] } as const
  return actOnce(db, scope, act, async (tx) => {
    if (!(await isWithin(tx, scope, hold.organizationId))) return refuse({ code: 'NOT_FOUND' })
    if (hold.decidedOn > todayInHanoi(now)) return refuse({ code: 'DECIDED_IN_FUTURE' })
    await insertHold(tx, scope, hold)
    return ok({ recordTable: hold.recordTable })
  })
}

/** Lifts a hold by a decision that is no older than the one that set it. */
export async function liftHold(
  db: Database,
  scope: Scope,
  {
    id,
    version,
    requestId,
    now,
    ...lifting
  }: z.infer<typeof liftHoldSchema> & Framed & { readonly id: string; readonly version: number },
): Promise<Result<{ id: string }, HoldRefusal>> {
  const act = { requestId, useCase: 'lift-hold', permissions: ['privacy:handle'] } as const
  return actOnce(db, scope, act, async (tx) => {
    const hold = await findHold(tx, scope, id)
    if (!hold) return refuse({ code: 'NOT_FOUND' })
    if (hold.liftedOn !== null) return refuse({ code: 'LIFTED_ALREADY' })
    if (lifting.liftedOn < hold.decidedOn) return refuse({ code: 'LIFTED_BEFORE_SET' })
    if (lifting.liftedOn > todayInHanoi(now)) return refuse({ code: 'DECIDED_IN_FUTURE' })
    return (await liftHoldRow(tx, scope, { id, version, ...lifting }))
      ? ok({ id })
      : refuse({ code: 'CHANGED_MEANWHILE' })
  })
}

/** What a run of the retention destroyed, and what a hold kept from it. */
export type Retained = { readonly uploadsEmptied: number; readonly uploadsHeld: number }

/**
 * Empties what has passed its time and needs no decision: uploads of imports that ended longer ago than their class says.
 * Run daily with the operator's proof; a second run does nothing.
 */
export async function applyRetention(db: Database, scope: Scope, { now }: { now: Date }): Promise<Retained> {
  return db.asActor(scope, async (tx) => {
    const uploads = (await listRetention(tx, scope)).find(({ code }) => code === 'import-upload')
    if (!uploads?.months) return { uploadsEmptied: 0, uploadsHeld: 0 }
    const before = new Date(`${addMonths(todayInHanoi(now), -uploads.months)}T00:00:00+07:00`)
    const { runs, held } = await deleteOldUploads(tx, scope, before)
    return { uploadsEmptied: runs, uploadsHeld: held }
  })
}
