import { readCalendar } from '@nq15/db/calendar/calendar.read'
import type { Database } from '@nq15/db/client'
import { newId } from '@nq15/db/ids'
import { insertWatchEntry, insertWatchStep } from '@nq15/db/monitoring/watch-entry.write'
import { findWatchList } from '@nq15/db/monitoring/watch-list.read'
import { isWithin } from '@nq15/db/organizations/within.read'
import { countTerm, todayInHanoi } from '@nq15/domain/calendar'
import type { WatchSign } from '@nq15/domain/monitoring'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { emit } from '../events/emit.ts'
import { actOnce } from '../ratings/act-once.ts'
import { proofOf, type WatchActing } from './watch-hand.ts'

export type OpenWatchRefusal = {
  readonly code: 'NOT_FOUND' | 'OPEN_ALREADY' | 'NOT_BELOW_LIST' | 'SIGN_IN_FUTURE' | 'CALENDAR_RANGE'
}

/**
 * Records the first sign about an organization, with its evidence: from then on it is suspected on that list, and nothing more.
 * For `watch:propose`; the organization must stand below the one whose list it is.
 */
export async function openWatchEntry(
  db: Database,
  acting: WatchActing,
  command: {
    readonly requestId: string
    readonly listId: string
    readonly organizationId: string
    readonly sign: WatchSign
    readonly now: Date
  },
): Promise<Result<{ readonly entryId: string }, OpenWatchRefusal>> {
  const { hand } = acting
  const person = proofOf(acting, 'watch:propose')
  if (!person) return refuse({ code: 'NOT_FOUND' })
  const { requestId, listId, organizationId, sign, now } = command
  const act = { requestId, useCase: 'monitoring.open-watch-entry', permissions: ['watch:decide'] } as const
  return actOnce<Result<{ readonly entryId: string }, OpenWatchRefusal>>(db, hand, act, async (tx) => {
    const list = await findWatchList(tx, person, listId)
    if (!list || !(await isWithin(tx, person, organizationId))) return refuse({ code: 'NOT_FOUND' })
    const ownBelow = { ...hand, organizationIds: [list.organizationId] }
    const isBelow = organizationId !== list.organizationId && (await isWithin(tx, ownBelow, organizationId))
    if (!isBelow) return refuse({ code: 'NOT_BELOW_LIST' })
    const today = todayInHanoi(now)
    if (sign.observedOn > today) return refuse({ code: 'SIGN_IN_FUTURE' })
    const term = { from: today, quantity: list.rules.appraisalDays, unit: 'WD', roll: 'next_wd' } as const
    const counted = countTerm(term, await readCalendar(tx, person))
    if (!counted.ok || counted.value.due === null) return refuse({ code: 'CALENDAR_RANGE' })
    const dueOn = counted.value.due
    const entryId = newId()
    const { userId, name } = person.actor
    const inserted = await insertWatchEntry(tx, hand, {
      entryId,
      listId,
      organizationId,
      bodyId: list.organizationId,
      openedOn: today,
      proposers: [userId],
      previousEntryId: null,
      change: { signs: [sign], appraisalDueOn: dueOn },
    })
    if (!inserted) return refuse({ code: 'OPEN_ALREADY' })
    await insertWatchStep(tx, hand, {
      ...{ entryId, organizationId, event: 'record-sign', fromState: null, toState: 'suspected' },
      ...{ actorId: userId, actorName: name, onDay: today, detail: { sign } },
    })
    await emit(tx, hand, {
      type: 'monitoring.watch-suspected',
      organizationId,
      recordTable: 'watch_entry',
      recordId: entryId,
      payload: { dueOn, signCode: sign.code },
    })
    return ok({ entryId })
  })
}
