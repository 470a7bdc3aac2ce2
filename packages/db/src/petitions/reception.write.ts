import type { ReceptionScheduleInput, ReceptionSessionInput, VisitInput } from '@nq15/domain/petitions'
import type { LegalDay } from '@nq15/domain/shared'
import type { Tx } from '../client.ts'
import { newId } from '../ids.ts'
import { dateOf } from '../legal-day-column.ts'
import type { Scope } from '../scope.ts'

/** Publishes the days of a head in a month, or publishes them anew. */
export async function keepSchedule(
  tx: Tx,
  _scope: Scope,
  of: {
    readonly organizationId: string
    readonly schedule: ReceptionScheduleInput
    readonly publishedOn: LegalDay
    readonly byName: string
  },
): Promise<void> {
  const { head, month, days, place } = of.schedule
  await tx.$executeRaw`
    insert into reception_schedule (id, organization_id, head, month, days, place, published_on, published_by_name)
    values (${newId()}::uuid, ${of.organizationId}::uuid, ${head}, ${month}, ${[...days]}::date[], ${place}, ${of.publishedOn}::date, ${of.byName})
    on conflict (organization_id, head, month) do update set days = excluded.days, place = excluded.place, published_on = excluded.published_on,
      published_by_name = excluded.published_by_name, version = reception_schedule.version + 1`
}

/** Keeps a session that is held. */
export async function insertSession(
  tx: Tx,
  _scope: Scope,
  of: {
    readonly sessionId: string
    readonly organizationId: string
    readonly session: ReceptionSessionInput
    readonly byName: string
    readonly mode?: 'direct' | 'online'
  },
): Promise<void> {
  const { heldOn, ...rest } = of.session
  await tx.receptionSession.createMany({
    data: [
      {
        ...{ ...rest, id: of.sessionId, organizationId: of.organizationId, heldOn: dateOf(heldOn) },
        ...{ openedByName: of.byName, mode: of.mode ?? 'direct' },
      },
    ],
  })
}

/** Writes the number and day of a head's conclusion; false when somebody else has changed the session since. */
export async function concludeSession(
  tx: Tx,
  _scope: Scope,
  of: { readonly sessionId: string; readonly version: number; readonly number: string; readonly onDay: LegalDay },
): Promise<boolean> {
  const { count } = await tx.receptionSession.updateMany({
    where: { id: of.sessionId, version: of.version },
    data: { conclusionNumber: of.number, conclusionOn: dateOf(of.onDay), version: { increment: 1 } },
  })
  return count === 1
}

/** A coming as it is written into the register. */
export type NewVisit = {
  readonly visitId: string
  readonly organizationId: string
  readonly sessionId: string
  readonly year: number
  readonly number: number
  readonly visitedOn: LegalDay
  readonly visit: VisitInput
  readonly dueRule: string | null
  readonly dueOn: LegalDay | null
}

/** Writes a coming into the register. */
export async function insertVisit(
  tx: Tx,
  _scope: Scope,
  { visitId, visit, visitedOn, dueOn, ...rest }: NewVisit,
): Promise<void> {
  await tx.receptionVisit.createMany({
    data: [
      { ...rest, ...visit, id: visitId, visitedOn: dateOf(visitedOn), dueOn: dueOn === null ? null : dateOf(dueOn) },
    ],
  })
}

/** Joins the paper that a coming left to it. */
export async function linkVisit(
  tx: Tx,
  _scope: Scope,
  { visitId, petitionId }: { visitId: string; petitionId: string },
): Promise<boolean> {
  const { count } = await tx.receptionVisit.updateMany({
    where: { id: visitId, petitionId: null },
    data: { petitionId, version: { increment: 1 } },
  })
  return count === 1
}

/** Notes when and how the citizen heard; false when it was noted, or somebody else changed it, before. */
export async function replyVisit(
  tx: Tx,
  _scope: Scope,
  of: { readonly visitId: string; readonly version: number; readonly repliedOn: LegalDay; readonly repliedHow: string },
): Promise<boolean> {
  const { count } = await tx.receptionVisit.updateMany({
    where: { id: of.visitId, version: of.version, repliedOn: null },
    data: { repliedOn: dateOf(of.repliedOn), repliedHow: of.repliedHow, version: { increment: 1 } },
  })
  return count === 1
}
