import type { Database } from '@nq15/db/client'
import { newId } from '@nq15/db/ids'
import { findVisitNote, findVisitPromise, isInCharge } from '@nq15/db/organizations/visit.read'
import {
  answerVisitPromise,
  insertVisitNote,
  insertVisitPromises,
  reviseVisitNote as writeRevision,
} from '@nq15/db/organizations/visit.write'
import { isWithin } from '@nq15/db/organizations/within.read'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import {
  checkPromiseAct,
  checkVisitNote,
  type NewVisitNote,
  type PromiseAct,
  type VisitNoteRefused,
} from '@nq15/domain/organizations'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { actOnce } from '../ratings/act-once.ts'

type Refused = VisitNoteRefused | { readonly code: 'NOT_FOUND' | 'changed-meanwhile' }
type Answer = Result<{ readonly noteId: string }, Refused>
const permissions = ['area:note'] as const

/**
 * Keeps a note after a visit with its promises, in the visitor's own name. Only who was in charge of the organization, or of
 * something above it, on the day of the visit. Refuses what `checkVisitNote` refuses, NOT_FOUND.
 */
export function noteVisit(
  db: Database,
  scope: Scope,
  order: { requestId: string; organizationId: string; note: NewVisitNote; now: Date },
): Promise<Answer> {
  const { requestId, organizationId, note, now } = order
  return actOnce<Answer>(db, scope, { requestId, useCase: 'organizations.note-visit', permissions }, async (tx) => {
    if (!(await isWithin(tx, scope, organizationId))) return refuse({ code: 'NOT_FOUND' })
    const { visitedOn, seen, promises } = note
    const today = todayInHanoi(now)
    const charged = await isInCharge(tx, scope, { userId: scope.actor.userId, organizationId, on: visitedOn })
    const lawful = checkVisitNote(note, { today, isInCharge: charged })
    if (!lawful.ok) return lawful
    const noteId = newId()
    await insertVisitNote(tx, scope, { noteId, organizationId, visitedOn, seen, writtenOn: today })
    await insertVisitPromises(tx, scope, {
      ...{ noteId, organizationId },
      promises: promises.map((one) => ({ ...one, previousId: null })),
    })
    return ok({ noteId })
  })
}

/** Corrects the words of one's own note; day and promises stay. Refuses NOT_FOUND, changed-meanwhile. */
export function reviseVisitNote(
  db: Database,
  scope: Scope,
  { requestId, ...of }: { requestId: string; noteId: string; version: number; seen: string },
): Promise<Answer> {
  const act = { requestId, useCase: 'organizations.revise-visit-note', permissions }
  return actOnce<Answer>(db, scope, act, async (tx) => {
    const found = await findVisitNote(tx, scope, of.noteId)
    if (found?.userId !== scope.actor.userId) return refuse({ code: 'NOT_FOUND' })
    return (await writeRevision(tx, scope, of)) ? ok({ noteId: of.noteId }) : refuse({ code: 'changed-meanwhile' })
  })
}

/**
 * Writes what became of one's own promise: kept with what shows it, explained when its day has passed, or renewed by another
 * one with a later day. Refuses what `checkPromiseAct` refuses, NOT_FOUND, changed-meanwhile.
 */
export function answerPromise(
  db: Database,
  scope: Scope,
  order: { requestId: string; promiseId: string; version: number; act: PromiseAct; now: Date },
): Promise<Answer> {
  const { requestId, promiseId, version, act, now } = order
  const once = { requestId, useCase: `organizations.promise-${act.event}`, permissions }
  return actOnce<Answer>(db, scope, once, async (tx) => {
    const found = await findVisitPromise(tx, scope, promiseId)
    if (found?.userId !== scope.actor.userId) return refuse({ code: 'NOT_FOUND' })
    if (found.version !== version) return refuse({ code: 'changed-meanwhile' })
    const today = todayInHanoi(now)
    const lawful = checkPromiseAct(found, act, today)
    if (!lawful.ok) return lawful
    const { noteId, organizationId, promise } = found
    const keptOn = act.event === 'keep' ? act.keptOn : null
    const answered = await answerVisitPromise(tx, scope, { promiseId, version, keptOn, word: act.word, saidOn: today })
    if (!answered) return refuse({ code: 'changed-meanwhile' })
    if (act.event === 'renew') {
      const promises = [{ promise, dueOn: act.dueOn, previousId: promiseId }]
      await insertVisitPromises(tx, scope, { noteId, organizationId, promises })
    }
    return ok({ noteId })
  })
}
