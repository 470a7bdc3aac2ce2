import type { NewMeeting, NewSeat } from '@nq15/domain/incidents'
import type { LegalDay } from '@nq15/domain/shared'
import type { Prisma } from '../../generated/client.ts'
import type { Tx } from '../client.ts'
import { newId } from '../ids.ts'
import { dateOf } from '../legal-day-column.ts'
import type { Scope } from '../scope.ts'

/** Makes changes of one committee wait for each other, so that two heads are never seated at once. */
export async function lockSteering(tx: Tx, _scope: Scope, organizationId: string): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext(${`steering.${organizationId}`}))`
}

/** Gives a seat. */
export async function insertSeat(tx: Tx, _scope: Scope, of: NewSeat & { readonly seatId: string }): Promise<void> {
  const { seatId, since, ...rest } = of
  await tx.steeringSeat.createMany({ data: [{ ...rest, id: seatId, since: dateOf(since) }] })
}

/** Ends a seat; false when somebody else has changed it since. */
export async function endSeat(
  tx: Tx,
  _scope: Scope,
  of: { readonly seatId: string; readonly version: number; readonly until: LegalDay; readonly number: string },
): Promise<boolean> {
  const { count } = await tx.steeringSeat.updateMany({
    where: { id: of.seatId, version: of.version },
    data: { until: dateOf(of.until), endNumber: of.number, version: { increment: 1 }, updatedAt: new Date() },
  })
  return count === 1
}

/** Plans a meeting. */
export async function insertMeeting(
  tx: Tx,
  _scope: Scope,
  of: NewMeeting & { readonly meetingId: string },
): Promise<void> {
  const { meetingId, planOn, ...rest } = of
  await tx.steeringMeeting.createMany({ data: [{ ...rest, id: meetingId, planOn: dateOf(planOn) }] })
}

/** What a step changes in a meeting; what is left out stays. */
export type MeetingChange = {
  readonly state: string
  readonly planOn?: LegalDay
  readonly heldOn?: LegalDay
  readonly present?: number
  readonly conclusionNumber?: string
  readonly concludedOn?: LegalDay
  readonly summary?: string
}

/** Takes a meeting a step on; false when somebody else has changed it since. */
export async function updateMeeting(
  tx: Tx,
  _scope: Scope,
  of: { readonly meetingId: string; readonly version: number; readonly change: MeetingChange },
): Promise<boolean> {
  const { planOn, heldOn, concludedOn, ...change } = of.change
  const { count } = await tx.steeringMeeting.updateMany({
    where: { id: of.meetingId, version: of.version },
    data: {
      ...change,
      ...(planOn === undefined ? {} : { planOn: dateOf(planOn) }),
      ...(heldOn === undefined ? {} : { heldOn: dateOf(heldOn) }),
      ...(concludedOn === undefined ? {} : { concludedOn: dateOf(concludedOn) }),
      version: { increment: 1 },
      updatedAt: new Date(),
    },
  })
  return count === 1
}

/** Adds a conclusion of a meeting, with the day it is due for the first time. */
export async function insertConclusion(
  tx: Tx,
  _scope: Scope,
  of: {
    readonly meetingId: string
    readonly organizationId: string
    readonly text: string
    readonly owner: string
    readonly dueOn: LegalDay
  },
): Promise<void> {
  const { dueOn, ...rest } = of
  const position = (await tx.steeringConclusion.count({ where: { meetingId: of.meetingId } })) + 1
  const due = dateOf(dueOn)
  await tx.steeringConclusion.createMany({ data: [{ ...rest, id: newId(), position, firstDueOn: due, dueOn: due }] })
}

/** Writes what became of a conclusion, or its later day. */
export async function updateConclusion(
  tx: Tx,
  _scope: Scope,
  of:
    | { readonly conclusionId: string; readonly doneOn: LegalDay; readonly result: string }
    | { readonly conclusionId: string; readonly dueOn: LegalDay },
): Promise<void> {
  await tx.steeringConclusion.updateMany({
    where: { id: of.conclusionId },
    data: 'doneOn' in of ? { doneOn: dateOf(of.doneOn), result: of.result } : { dueOn: dateOf(of.dueOn) },
  })
}

/** Keeps a step of a seat or of a meeting. */
export async function insertSteeringStep(
  tx: Tx,
  _scope: Scope,
  of: {
    readonly organizationId: string
    readonly seatId: string | null
    readonly meetingId: string | null
    readonly event: string
    readonly actorId: string
    readonly actorName: string
    readonly onDay: LegalDay
    readonly detail: Prisma.InputJsonObject
  },
): Promise<void> {
  const { onDay, ...rest } = of
  const { seatId, meetingId } = of
  const position = (await tx.steeringStep.count({ where: { seatId, meetingId } })) + 1
  await tx.steeringStep.createMany({ data: [{ ...rest, id: newId(), position, onDay: dateOf(onDay) }] })
}
