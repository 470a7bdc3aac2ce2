import type { Database } from '@nq15/db/client'
import { newId } from '@nq15/db/ids'
import { isWithin } from '@nq15/db/organizations/within.read'
import { findBreach } from '@nq15/db/privacy/breach.read'
import { insertBreach, updateBreach } from '@nq15/db/privacy/breach.write'
import { readPrivacyTerm } from '@nq15/db/privacy/term.read'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import {
  type assessBreachSchema,
  type BreachRefusal,
  breachDueAt,
  type closeBreachSchema,
  type notifyBreachSchema,
  type reportBreachSchema,
  stepBreach,
} from '@nq15/domain/privacy'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import type { z } from 'zod'
import { emit } from '../events/emit.ts'
import { actOnce } from '../ratings/act-once.ts'
import { numberOf } from './number-of.ts'

type Framed = { readonly requestId: string; readonly now: Date }

/** Reports a breach for `privacy:handle`; its clock runs from the moment it was noticed, nights and days off included. */
export async function reportBreach(
  db: Database,
  scope: Scope,
  { requestId, now, ...command }: z.infer<typeof reportBreachSchema> & Framed,
): Promise<Result<{ id: string; dueAt: string }, { readonly code: 'NOT_FOUND' | 'NOTICED_IN_FUTURE' }>> {
  const act = { requestId, useCase: 'report-breach', permissions: ['privacy:handle'] } as const
  return actOnce(db, scope, act, async (tx) => {
    if (!(await isWithin(tx, scope, command.organizationId))) return refuse({ code: 'NOT_FOUND' })
    const noticedAt = new Date(command.noticedAt)
    if (noticedAt > now) return refuse({ code: 'NOTICED_IN_FUTURE' })
    const { quantity, confidence } = await readPrivacyTerm(tx, scope, 'breach-authority')
    const dueAt = breachDueAt(noticedAt, quantity)
    const id = newId()
    const { organizationId, happened, dataKinds, people } = command
    const number = numberOf('SC', id, todayInHanoi(noticedAt))
    const clock = { termHours: quantity, termConfidence: confidence, dueAt }
    await insertBreach(tx, scope, { id, organizationId, number, noticedAt, happened, dataKinds, people, ...clock })
    await emit(tx, scope, {
      type: 'privacy.breach-reported',
      organizationId,
      recordTable: 'privacy_breach',
      recordId: id,
      payload: { dueAt: dueAt.toISOString(), dueOn: todayInHanoi(dueAt) },
    })
    return ok({ id, dueAt: dueAt.toISOString() })
  })
}

export type BreachStepCommand =
  | ({ readonly step: 'assess' } & z.infer<typeof assessBreachSchema>)
  | ({ readonly step: 'notify' } & z.infer<typeof notifyBreachSchema>)
  | ({ readonly step: 'close' } & z.infer<typeof closeBreachSchema>)

export type HandleBreachRefusal =
  | BreachRefusal
  | { readonly code: 'NOT_FOUND' | 'CHANGED_MEANWHILE' | 'NOTIFIED_OUT_OF_TIME_ORDER' }

/** Assesses, notifies or closes a breach; each step once and in order, the last by another person than the reporter. */
export async function handleBreach(
  db: Database,
  scope: Scope,
  {
    id,
    version,
    requestId,
    now,
    command,
  }: Framed & {
    readonly id: string
    readonly version: number
    readonly command: BreachStepCommand
  },
): Promise<Result<{ id: string }, HandleBreachRefusal>> {
  const act = { requestId, useCase: `breach-${command.step}`, permissions: ['privacy:handle'] } as const
  return actOnce(db, scope, act, async (tx) => {
    const breach = await findBreach(tx, scope, id)
    if (!breach) return refuse({ code: 'NOT_FOUND' })
    const next = stepBreach({ ...breach, notified: breach.notifiedAt !== null }, command.step, scope.actor.userId)
    if (!next.ok) return next
    if (command.step === 'notify') {
      const at = new Date(command.notifiedAt)
      if (at < breach.noticedAt || at > now) return refuse({ code: 'NOTIFIED_OUT_OF_TIME_ORDER' })
    }
    const step =
      command.step === 'assess'
        ? { ...command, mustNotify: command.mustNotify === 'yes' }
        : command.step === 'notify'
          ? { ...command, notifiedAt: new Date(command.notifiedAt) }
          : command
    const stored = await updateBreach(tx, scope, { id, version }, step)
    return stored ? ok({ id }) : refuse({ code: 'CHANGED_MEANWHILE' })
  })
}
