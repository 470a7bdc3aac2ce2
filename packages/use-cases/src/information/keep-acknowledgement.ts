import type { Database } from '@nq15/db/client'
import { findPublication } from '@nq15/db/information/publication.read'
import { keepAcknowledgement as write } from '@nq15/db/information/publication.write'
import { findScreenedPlace, listAbove } from '@nq15/db/monitoring/screened.read'
import { isWithin } from '@nq15/db/organizations/within.read'
import { todayInHanoi } from '@nq15/domain/calendar'
import { type Acknowledgement, judgeAcknowledgement } from '@nq15/domain/information'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { actOnce } from '../ratings/act-once.ts'
import { handPermissions, type InformationActing, type InformationRefusal, personOf } from './information-hand.ts'

type Answer = Result<{ readonly publicationId: string }, InformationRefusal>

/**
 * Keeps that a cell talked a published answer over, with the day and how many were there, for `information:work` over the cell;
 * the answer is one of a committee above it. `version` is 0 for the first word, and that of the page for a correction.
 */
export async function keepAcknowledgement(
  db: Database,
  acting: InformationActing,
  command: {
    readonly requestId: string
    readonly publicationId: string
    readonly organizationId: string
    readonly version: number
    readonly said: Acknowledgement
    readonly now: Date
  },
): Promise<Answer> {
  const { hand } = acting
  const person = personOf(acting, 'information:work')
  if (!person) return refuse({ code: 'NOT_FOUND' })
  const { requestId, publicationId, organizationId, version, said, now } = command
  const once = { requestId, useCase: 'issue.acknowledge', permissions: handPermissions }
  return actOnce<Answer>(db, hand, once, async (tx) => {
    const publication = await findPublication(tx, hand, publicationId)
    if (!publication || !(await isWithin(tx, person, organizationId))) return refuse({ code: 'NOT_FOUND' })
    const today = todayInHanoi(now)
    const place = await findScreenedPlace(tx, hand, { organizationId, day: today })
    if (!place?.isCell) return refuse({ code: 'NOT_A_CELL' })
    const above = await listAbove(tx, hand, { organizationId, day: today })
    if (!above.includes(publication.organizationId)) return refuse({ code: 'NOT_FOUND' })
    const judged = judgeAcknowledgement(said, { publishedOn: publication.publishedOn, today })
    if (!judged.ok) return judged
    const isKept = await write(tx, hand, { ...said, publicationId, organizationId, version })
    return isKept ? ok({ publicationId }) : refuse({ code: 'CHANGED_MEANWHILE' })
  })
}
