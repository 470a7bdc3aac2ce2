import type { Database } from '@nq15/db/client'
import { newId } from '@nq15/db/ids'
import { insertOpinionNote, foldOpinionNotes as write } from '@nq15/db/information/opinion.write'
import { isWithin } from '@nq15/db/organizations/within.read'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import { judgeOpinionNote, type OpinionNote } from '@nq15/domain/information'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { actOnce } from '../ratings/act-once.ts'
import { handPermissions, type InformationActing, type InformationRefusal, personOf } from './information-hand.ts'

type Answer = Result<{ readonly noteId: string }, InformationRefusal>

/** Keeps an opinion note for `information:work` over where it was heard; refuses with the very words that point at a person. */
export async function keepOpinionNote(
  db: Database,
  acting: InformationActing,
  command: { readonly requestId: string; readonly note: OpinionNote; readonly now: Date },
): Promise<Answer> {
  const { hand } = acting
  const person = personOf(acting, 'information:work')
  if (!person) return refuse({ code: 'NOT_FOUND' })
  const { requestId, note, now } = command
  return actOnce<Answer>(db, hand, { requestId, useCase: 'opinion.keep', permissions: handPermissions }, async (tx) => {
    if (!(await isWithin(tx, person, note.organizationId))) return refuse({ code: 'NOT_FOUND' })
    const findings = judgeOpinionNote(note, todayInHanoi(now))
    if (findings.length > 0) return refuse({ code: 'NOTE_REFUSED', findings })
    const noteId = newId()
    const { userId, name } = person.actor
    await insertOpinionNote(tx, hand, { ...note, noteId, recordedBy: userId, recordedByName: name })
    return ok({ noteId })
  })
}

/** How long a note is kept as it was written (privacy L8). */
const keptMonths = 24

/** Puts notes older than 24 months into the totals of their months; answers how many. Done twice it finds nothing more. */
export async function foldOpinionNotes(db: Database, scope: Scope, now: Date): Promise<number> {
  const [year = 0, month = 1] = todayInHanoi(now).split('-').map(Number)
  // Whole months only, so that a month is never half notes and half totals.
  const before = new Date(Date.UTC(year, month - 1 - keptMonths, 1)).toISOString().slice(0, 10)
  return db.asActor(scope, (tx) => write(tx, scope, { before }))
}
