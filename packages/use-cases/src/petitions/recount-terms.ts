import { readCalendar } from '@nq15/db/calendar/calendar.read'
import type { Tx } from '@nq15/db/client'
import { listPartyTerms, partyTermOf } from '@nq15/db/petitions/party-term.read'
import { listRunningPetitions } from '@nq15/db/petitions/petition.read'
import { listRunningCases } from '@nq15/db/petitions/petition-case.read'
import { listOwedVisits } from '@nq15/db/petitions/reception.read'
import { type MovedTerm, moveTerm } from '@nq15/db/petitions/term.write'
import type { Scope } from '@nq15/db/scope'
import { countDeadline, todayInHanoi } from '@nq15/domain/calendar'
import { clocksOfCase, clocksOfPetition } from '@nq15/domain/petitions'
import { emitAll } from '../events/emit.ts'
import type { EventHandler } from '../events/event-handler.ts'
import { dueColumnsOf } from './acting.ts'

/**
 * Counts the running terms of papers, matters and comings again once the table of working days changed, so that registers show the
 * new day; what ended keeps its day. Reminders follow, since the moved ones are told. Doing it twice changes nothing.
 */
export const recountPetitionTerms: EventHandler = {
  name: 'recount-petition-terms',
  wants: (type) => type === 'calendar.days-changed',
  handle: async (tx, scope, events) => {
    const today = todayInHanoi(new Date(Math.max(...events.map(({ occurredAt }) => occurredAt.getTime()))))
    const moved: (MovedTerm & { readonly organizationId: string })[] = []
    for (const term of await listTerms(tx, scope, today)) {
      if (await moveTerm(tx, scope, term)) moved.push(term)
    }
    const told = moved.filter(({ table }) => table !== 'reception_visit')
    await emitAll(
      tx,
      scope,
      told.map(({ table, id, organizationId }) => ({
        ...{ type: 'petitions.dated' as const, organizationId, recordTable: table, recordId: id, payload: {} },
      })),
    )
  },
}

/** The terms whose day is another one by the calendar as it stands. */
async function listTerms(tx: Tx, scope: Scope, today: string) {
  const calendar = await readCalendar(tx, scope)
  const terms = await listPartyTerms(tx, scope)
  const papers = (await listRunningPetitions(tx, scope)).map((one) => ({
    ...{ table: 'petition' as const, id: one.petitionId, organizationId: one.organizationId, version: one.version },
    ...{ before: one.dueOn, now: dueColumnsOf(clocksOfPetition(one, partyTermOf(terms, one)), today, calendar) },
  }))
  const matters = (await listRunningCases(tx, scope)).map((one) => ({
    ...{ table: 'petition_case' as const, id: one.caseId, organizationId: one.organizationId, version: one.version },
    ...{ before: one.dueOn, now: dueColumnsOf(clocksOfCase(one.kind, one.state, one.facts), today, calendar) },
  }))
  const comings = (await listOwedVisits(tx, scope)).map((one) => {
    const counted = countDeadline({ rule: one.dueRule, from: one.visitedOn }, { calendar, explain: false })
    const dueOn = counted.ok ? counted.value.due : one.dueOn
    return {
      ...{ table: 'reception_visit' as const, id: one.visitId, organizationId: '', version: one.version },
      ...{ before: one.dueOn, now: { dueRule: one.dueRule, dueOn, isProvisional: false } },
    }
  })
  return [...papers, ...matters, ...comings]
    .filter(({ before, now }) => before !== now.dueOn)
    .map(({ before: _, now, ...term }) => ({ ...term, ...now }))
}
