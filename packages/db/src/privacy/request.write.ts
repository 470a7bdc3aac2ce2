import type { LegalDay } from '@nq15/domain/shared'
import type { Prisma } from '../../generated/client.ts'
import type { Tx } from '../client.ts'
import { dateOf } from '../legal-day-column.ts'
import type { Scope } from '../scope.ts'

/** The end of a clock in days, as it is stored. */
export type StoredClock = {
  readonly termQuantity: number
  readonly termUnit: string
  readonly rawDueOn: LegalDay
  readonly dueOn: LegalDay
  readonly dueProvisional: boolean
}

export type NewRequest = StoredClock & {
  readonly id: string
  readonly organizationId: string
  readonly number: string
  readonly kind: string
  readonly memberId: string | null
  readonly subjectName: string
  readonly receivedOn: LegalDay
  readonly channel: string
  readonly content: string
  readonly termConfidence: string
}

/** Enters a request. */
export async function insertRequest(tx: Tx, { actor }: Scope, request: NewRequest): Promise<void> {
  const data: Prisma.PrivacyRequestCreateManyInput = {
    ...request,
    receivedOn: dateOf(request.receivedOn),
    rawDueOn: dateOf(request.rawDueOn),
    dueOn: dateOf(request.dueOn),
    enteredBy: actor.userId,
    enteredByName: actor.name,
  }
  await tx.privacyRequest.createMany({ data })
}

export type WrittenAnswer = {
  readonly id: string
  readonly version: number
  readonly state: string
  readonly answer: string
  readonly answerNumber: string
  readonly answeredOn: LegalDay
}

const answered = ({ actor }: Scope, { state, answer, answerNumber, answeredOn }: WrittenAnswer) => ({
  state,
  answer,
  answerNumber,
  answeredOn: dateOf(answeredOn),
  answeredBy: actor.userId,
  answeredByName: actor.name,
  answeredAt: new Date(),
  version: { increment: 1 },
})

/** Answers an open request; false when it was answered meanwhile. */
export async function answerRequestRow(tx: Tx, scope: Scope, answer: WrittenAnswer): Promise<boolean> {
  const { id, version } = answer
  const { count } = await tx.privacyRequest.updateMany({
    where: { id, version, state: 'open' },
    data: answered(scope, answer),
  })
  return count === 1
}

export type NewObjection = StoredClock & {
  readonly id: string
  readonly organizationId: string
  readonly memberId: string | null
  readonly recordTable: string
  readonly recordId: string
  readonly aspect: string
  readonly subject: string
  readonly reason: string
  readonly contestedBy: string | null
  readonly filedOn: LegalDay
}

/** Files an objection; false when the same person has one open about the same thing. */
export async function insertObjection(tx: Tx, { actor }: Scope, objection: NewObjection): Promise<boolean> {
  const { count } = await tx.privacyObjection.createMany({
    skipDuplicates: true,
    data: {
      ...objection,
      filedOn: dateOf(objection.filedOn),
      rawDueOn: dateOf(objection.rawDueOn),
      dueOn: dateOf(objection.dueOn),
      filedBy: actor.userId,
      filedByName: actor.name,
      filedAt: new Date(),
    },
  })
  return count === 1
}

/** Answers an open objection; false when it was answered meanwhile. */
export async function answerObjectionRow(tx: Tx, scope: Scope, answer: WrittenAnswer): Promise<boolean> {
  const { id, version } = answer
  const { count } = await tx.privacyObjection.updateMany({
    where: { id, version, state: 'open' },
    data: answered(scope, answer),
  })
  return count === 1
}

/** Moves the end of an open clock after the calendar changed. */
export async function moveClock(
  tx: Tx,
  _scope: Scope,
  {
    table,
    id,
    rawDueOn,
    dueOn,
    dueProvisional,
  }: Omit<StoredClock, 'termQuantity' | 'termUnit'> & {
    readonly table: 'privacy_request' | 'privacy_objection'
    readonly id: string
  },
): Promise<void> {
  const data = {
    rawDueOn: dateOf(rawDueOn),
    dueOn: dateOf(dueOn),
    dueProvisional,
    version: { increment: 1 },
  }
  const where = { id, state: 'open' }
  if (table === 'privacy_request') await tx.privacyRequest.updateMany({ where, data })
  else await tx.privacyObjection.updateMany({ where, data })
}
